"""A Python beside the program, so that the machine needs none.

For Windows it is the embeddable ZIP of python.org; for Linux a `.tar.gz` that holds `bin/pythonX.Y` and
`lib/pythonX.Y` in one folder, as python-build-standalone lays out its `install_only` archives. A person
brings the file and says by its SHA-256 which one is meant."""

from __future__ import annotations

import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bundle.layers import digest, files_of
from bundle.target import System, Target

RUNTIME = "runtime"
"""The folder beside the starter in which it looks first."""
_NOT_RUN = (
    "__pycache__", "config-*", "ensurepip", "idlelib", "site-packages", "test", "tkinter", "turtledemo",
)  # fmt: skip


class Runtime(NamedTuple):
    """The file with a Python, and the SHA-256 that it must have."""

    file: Path
    sha256: str

    @property
    def system(self) -> System:
        """For which system it is."""
        return "windows" if self.file.suffix == ".zip" else "linux"


class WrongRuntimeError(Exception):
    """The file is not the one that was meant."""


def lay_runtime(folder: Path, target: Target, runtime: Runtime) -> None:
    """Unpack a Python for `target` into `folder`. Raises WrongRuntimeError."""
    found = digest(runtime.file)
    if found != runtime.sha256.lower():
        raise WrongRuntimeError(f"{runtime.file} has the SHA-256 {found}, not {runtime.sha256}")
    if target.system == "windows":
        _lay_windows(folder, target, runtime.file)
    else:
        _lay_linux(folder, target, runtime.file)


def _lay_windows(folder: Path, target: Target, file: Path) -> None:
    with zipfile.ZipFile(file) as embedded:
        _check(file, embedded.namelist(), "python.exe", f"python{target.tag}.dll", f"python{target.tag}.zip")
        embedded.extractall(folder)  # noqa: S202 - whose hash a person named


def _lay_linux(folder: Path, target: Target, file: Path) -> None:
    """Only what runs: no tests, no windows, no packages, no second name of a file."""
    name = f"python{target.python}"
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(file) as archive:
        archive.extractall(scratch, filter="data")
        top = next(Path(scratch).iterdir())
        there = [path.relative_to(top).as_posix() for path in files_of(top)]
        _check(file, there, f"bin/{name}", f"lib/{name}/os.py")
        shutil.copytree(top / "lib" / name, folder / "lib" / name, ignore=shutil.ignore_patterns(*_NOT_RUN))
        for shared in (top / "lib").glob("libpython*.so.*"):
            shutil.copy(shared, folder / "lib")
        (folder / "bin").mkdir()
        shutil.copy(top / "bin" / name, folder / "bin")


def _check(file: Path, names: Iterable[str], *wanted: str) -> None:
    lacking = set(wanted) - set(names)
    if lacking:
        raise WrongRuntimeError(f"{file} lacks {', '.join(sorted(lacking))}")
