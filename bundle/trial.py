"""The layers for Linux tried: unpacked where names have blanks and Vietnamese letters, on a disk that may
not be written, without a network and with an empty environment; its outputs against those of the
checkout."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

from bundle.layers import TOP, digest, files_of
from bundle.runtime import RUNTIME

PLACE = "Đợt khảo sát 2026 (1)"
_REJECTS = 1
"""How `run` ends on the example round, which holds three broken files."""


def unpack(layers: list[Path], place: Path) -> Path:
    """Unpack layers over each other into `place`: the folder that a user opens."""
    for layer in layers:
        with zipfile.ZipFile(layer) as content:
            content.extractall(place)
    for program in (place / TOP / "dxassess", *(place / TOP / RUNTIME / "bin").glob("*")):
        program.chmod(0o755)  # zipfile forgets who may start what; unzip does not
    return place / TOP


def run_apart(command: list[str], *, read_only: Path, cwd: Path, python: str) -> int:
    """Run a command in a namespace without a network in which `read_only` may not be written; how it ends."""
    quoted = shlex.quote(str(read_only))
    script = (
        f"mount --bind {quoted} {quoted} && mount -o remount,bind,ro {quoted} && exec {shlex.join(command)}"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        ["unshare", "--map-root-user", "--mount", "--net", "sh", "-c", script],  # noqa: S607 - of util-linux
        cwd=cwd,
        env={
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(cwd),
            **({"DXASSESS_PYTHON": python} if python else {}),
        },
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode


def example_by_bundle(top: Path, work: Path, python: str) -> dict[str, str]:
    """The example round made and reported by the bundle at `top`, which holds its manual: the hash of every
    output by name. `python` runs it, "" the one beside it. Raises RuntimeError where a command ends otherwise
    than it should."""
    starter = str(top / "dxassess")
    for command, ending in (
        (["docs"], 0),
        (["demo", "vòng"], 0),
        (["run", "vòng", "-o", "báo cáo"], _REJECTS),
    ):
        ended = run_apart([starter, *command], read_only=top, cwd=work, python=python)
        if ended != ending:
            raise RuntimeError(f"{' '.join(command)} ended with {ended}, not {ending}")
    return hashes(work / "báo cáo")


def example_by_checkout(work: Path) -> dict[str, str]:
    """The same round, reported by the program of the Python that runs this."""
    command = [sys.executable, "-m", "dxassess", "run", "vòng", "-o", "như gốc"]
    subprocess.run(command, cwd=work, stdout=subprocess.DEVNULL, env=dict(os.environ), check=False)  # noqa: S603 - our own words
    return hashes(work / "như gốc")


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder by its name there."""
    return {path.relative_to(folder).as_posix(): digest(path) for path in files_of(folder)}
