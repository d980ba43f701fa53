"""What a user clicks: a file that finds Python and hands over, and the Python beside it where one is
given."""

from __future__ import annotations

import shutil
from pathlib import Path

from bundle.runtime import RUNTIME, Runtime, lay_runtime
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
python=python{python}
if [ -x "$here/runtime/bin/python{python}" ]; then
    python="$here/runtime/bin/python{python}"
fi
exec "${{DXASSESS_PYTHON:-$python}}" -I -X utf8 "$here/start.py" "$@"
"""
STARTERS = {"windows": "dxassess.cmd", "linux": "dxassess"}


def write_starters(top: Path, target: Target, runtime: Runtime | None) -> None:
    """The starter for `target` and what it starts. Raises WrongRuntimeError."""
    shutil.copyfile(Path(__file__).with_name("start.py"), top / "start.py")
    text, ending = (_CMD, "\r\n") if target.system == "windows" else (_SH, "\n")
    starter = top / STARTERS[target.system]
    starter.write_text(text.format(python=target.python), encoding="ascii", newline=ending)
    if runtime is not None:
        lay_runtime(top / RUNTIME, target, runtime)
