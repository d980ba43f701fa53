"""The layer for Windows held against what is expected of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bundle.expected import CARRIED, DISTRIBUTIONS, OF_RUNTIME, OF_WINDOWS, WITHOUT_TAG
from bundle.imports import compiled_of, wanted_outside
from bundle.papers import parts_of
from bundle.target import Target


def odd_parts(lib: Path, target: Target) -> tuple[str, ...]:
    """What is in `lib` and not expected, or expected and not there: distributions, tags of compiled modules,
    libraries, DLLs of the machine. Nothing where all is as it should be."""
    return (*_odd_distributions(lib), *_odd_files(lib, target), *_odd_imports(lib, target))


def _odd_distributions(lib: Path) -> Iterator[str]:
    there = {part.name for part in parts_of(lib)}
    yield from (f"more: {name}" for name in sorted(there - DISTRIBUTIONS))
    yield from (f"missing: {name}" for name in sorted(DISTRIBUTIONS - there))


def _odd_files(lib: Path, target: Target) -> Iterator[str]:
    for path in compiled_of(lib):
        name = path.relative_to(lib).as_posix()
        carried = path.suffix == ".dll" and path.stem.rpartition("-")[0] in CARRIED
        if not carried and name not in WITHOUT_TAG and not name.endswith(f".cp{target.tag}-win_amd64.pyd"):
            yield f"tag: {name}"
    yield from (f"program: {path.relative_to(lib).as_posix()}" for path in sorted(lib.rglob("*.exe")))
    yield from (f"of Linux: {path.relative_to(lib).as_posix()}" for path in sorted(lib.rglob("*.so*")))


def _odd_imports(lib: Path, target: Target) -> Iterator[str]:
    known = OF_WINDOWS | OF_RUNTIME | {"python3.dll", f"python{target.tag}.dll"}
    for name, packages in wanted_outside(lib).items():
        if name not in known:
            yield f"DLL: {name} of {', '.join(packages)}"
