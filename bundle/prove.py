"""`python -m bundle.prove FOLDER`: the layers that `python -m bundle` wrote there, proved before they go out.

Takes minutes and needs objdump (binutils), unshare (util-linux) and, beside the layers or on the machine, a
Python of their version; what is wrong is printed, and the program then ends with 1."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from bundle.dependencies import lock_hash
from bundle.layers import SUMS, TOP, digest
from bundle.make import LOCK
from bundle.target import Target
from bundle.trial import PLACE, example_by_bundle, example_by_checkout, unpack
from bundle.windows import odd_parts

# They name the day and the machine's versions, or are a copy of hashes.
_OF_A_RUN = frozenset({"run.json", ".dxassess.json"})


def main() -> int:
    """Print what is wrong; 0 where nothing is."""
    parser = argparse.ArgumentParser(prog="python -m bundle.prove", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default="3.13")
    parser.add_argument(
        "--program", default="", help="the Python that runs the layers for Linux; else the one beside them"
    )
    given = parser.parse_args()
    folder: Path = given.folder.resolve()
    wrong = (
        *wrong_sums(folder),
        *wrong_windows(folder, given.python),
        *wrong_linux(folder, given.python, given.program),
    )
    print(*wrong or ("Nothing is wrong.",), sep="\n")  # noqa: T201 - the answer
    return int(bool(wrong))


def wrong_sums(folder: Path) -> Iterator[str]:
    """Layers that are not those whose sums were written."""
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        if digest(folder / name) != wanted:
            yield f"sum: {name}"


def wrong_windows(folder: Path, python: str) -> tuple[str, ...]:
    """What is odd about the dependencies for Windows."""
    target = Target("windows", python)
    with tempfile.TemporaryDirectory() as scratch:
        with ZipFile(folder / target.layer_name(lock_hash(LOCK))) as layer:
            layer.extractall(scratch)
        return odd_parts(Path(scratch, TOP, "lib"), target)


def wrong_linux(folder: Path, python: str, program: str) -> Iterator[str]:
    """Outputs of the example round that the bundle makes otherwise than the checkout does."""
    layer = folder / Target("linux", python).layer_name(lock_hash(LOCK))
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch, "work")
        work.mkdir()
        top = unpack([layer, *folder.glob("app-*.zip")], Path(scratch, PLACE))
        made = example_by_bundle(top, work, program)
        wanted = example_by_checkout(work)
    if not wanted:
        yield "checkout: no output"
    for name in sorted({*made, *wanted} - _OF_A_RUN):
        if made.get(name) != wanted.get(name):
            yield f"output: {name}"


if __name__ == "__main__":
    sys.exit(main())
