"""What a user clicks: a file that finds Python and hands over, and the Python beside it where one is
given."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

from bundle.layers import digest
from bundle.target import Target

# A console reads such a file in a code page of its own: ASCII alone, lines end as there. No path stands
# within parentheses and each is quoted, since a second download unpacks to "dxassess (1)". Programs of the
# folder from which it is started are not run in place of those meant. All that can be decided is decided in
# start.py.
_CMD = """@echo off
setlocal
set "NoDefaultCurrentDirectoryInExePath=1"
set "HERE=%~dp0"
if exist "%HERE%runtime\\python.exe" goto own
where py >nul 2>nul
if errorlevel 1 goto none
py -{python} -I -X utf8 "%HERE%start.py" %*
exit /b %ERRORLEVEL%
:own
"%HERE%runtime\\python.exe" -I -X utf8 "%HERE%start.py" %*
exit /b %ERRORLEVEL%
:none
echo May nay chua co Python {python}. Xin nho can bo CNTT, hoac dung goi co san thu muc runtime.
echo This machine has no Python {python}. Ask your IT desk, or use the bundle with a folder "runtime".
pause
exit /b 2
"""
_SH = """#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "${{DXASSESS_PYTHON:-python{python}}}" -I -X utf8 "$here/start.py" "$@"
"""
STARTERS = {"windows": "dxassess.cmd", "linux": "dxassess"}


class Runtime(NamedTuple):
    """The embeddable Python of python.org as a ZIP, and the SHA-256 that it must have."""

    file: Path
    sha256: str


class WrongRuntimeError(Exception):
    """The file is not the one that was meant."""


def write_starters(top: Path, target: Target, runtime: Runtime | None) -> None:
    """The starter for `target` and what it starts. Raises WrongRuntimeError."""
    shutil.copyfile(Path(__file__).with_name("start.py"), top / "start.py")
    text, ending = (_CMD, "\r\n") if target.system == "windows" else (_SH, "\n")
    starter = top / STARTERS[target.system]
    starter.write_text(text.format(python=target.python), encoding="ascii", newline=ending)
    if runtime is not None:
        _lay_runtime(top, target, runtime)


def _lay_runtime(top: Path, target: Target, runtime: Runtime) -> None:
    if digest(runtime.file) != runtime.sha256.lower():
        raise WrongRuntimeError(
            f"{runtime.file} has the SHA-256 {digest(runtime.file)}, not {runtime.sha256}"
        )
    with zipfile.ZipFile(runtime.file) as embedded:
        names = set(embedded.namelist())
        wanted = {"python.exe", f"python{target.tag}.dll", f"python{target.tag}.zip"}
        if not wanted <= names:
            raise WrongRuntimeError(f"{runtime.file} lacks {', '.join(sorted(wanted - names))}")
        embedded.extractall(top / "runtime")
