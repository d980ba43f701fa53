"""`python -m bundle`: the layers of both systems and their sums into a folder. Needs an index of packages."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bundle.layers import digest, write_sums
from bundle.make import build_wheel, make_dependencies, make_program
from bundle.starters import Runtime, WrongRuntimeError
from bundle.target import SYSTEMS, Target

MOST_BYTES = 90_000_000
PYTHON = "3.13"


def main() -> int:
    """Make the layers and print each with its size; 1 where one is larger than it may be."""
    given = _given()
    given.out.mkdir(parents=True, exist_ok=True)
    runtime = Runtime(given.runtime, given.runtime_sha256) if given.runtime else None
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        layers = [make_program(build_wheel(work), given.out)]
    for system in given.system or SYSTEMS:
        beside = runtime if system == "windows" else None
        layers.append(make_dependencies(Target(system, given.python), given.out, runtime=beside))
    write_sums(given.out)
    for layer in layers:
        print(f"{layer}  {layer.stat().st_size / 1e6:.1f} MB  {digest(layer)}")  # noqa: T201 - the answer
    limit = MOST_BYTES + (given.runtime.stat().st_size if runtime else 0)
    return int(any(layer.stat().st_size > limit for layer in layers))


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bundle", description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=Path("dist/bundle"))
    parser.add_argument("--system", choices=SYSTEMS, action="append", help="one alone; may be repeated")
    parser.add_argument("--python", default=PYTHON, help=f"a minor version (default {PYTHON})")
    parser.add_argument("--runtime", type=Path, help="the embeddable Python for Windows, a ZIP of python.org")
    parser.add_argument("--runtime-sha256", help="the SHA-256 that it must have")
    given = parser.parse_args()
    if (given.runtime is None) != (given.runtime_sha256 is None):
        parser.error("--runtime and --runtime-sha256 go together")
    return given


if __name__ == "__main__":
    try:
        sys.exit(main())
    except WrongRuntimeError as wrong:
        sys.exit(str(wrong))
