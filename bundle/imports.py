"""What the compiled modules for Windows ask of the machine: read from their import tables by objdump."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path


def compiled_of(lib: Path) -> tuple[Path, ...]:
    """The compiled modules and libraries for Windows in `lib`."""
    return tuple(sorted((*lib.rglob("*.pyd"), *lib.rglob("*.dll"))))


def wanted_outside(lib: Path) -> dict[str, tuple[str, ...]]:
    """The DLLs that modules in `lib` import and that do not lie there, in small letters, each with the
    packages that want it. Parts of the C runtime (api-ms-win-…) come with Windows 10."""
    carried = {path.name.lower() for path in lib.rglob("*.dll")}
    wanted: dict[str, set[str]] = {}
    for path in compiled_of(lib):
        for name in imported_names(_told(path).splitlines()):
            if name not in carried and not name.startswith("api-ms-win"):
                wanted.setdefault(name, set()).add(path.relative_to(lib).parts[0])
    return {name: tuple(sorted(packages)) for name, packages in sorted(wanted.items())}


def imported_names(lines: Iterable[str]) -> list[str]:
    """The names of DLLs in what objdump tells of a file."""
    return [line.partition("DLL Name:")[2].strip().lower() for line in lines if "DLL Name:" in line]


def _told(path: Path) -> str:
    done = subprocess.run(["objdump", "-p", path], capture_output=True, check=True)  # noqa: S603, S607 - of binutils
    return done.stdout.decode(errors="replace")
