"""`python -m bundle`: the layers of both systems and their sums into a folder. Needs an index of packages."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bundle.layers import digest, write_sums
from bundle.make import build_wheel, make_dependencies, make_program
from bundle.runtime import Runtime, WrongRuntimeError
from bundle.target import SYSTEMS, Target

MOST_BYTES = 90_000_000
PYTHON = "3.13"


def main() -> int:
    """Make the layers and print each with its size; 1 where one is larger than it may be."""
    given = _given()
    given.out.mkdir(parents=True, exist_ok=True)
    runtimes = {one.system: one for one in map(Runtime, given.runtime, given.runtime_sha256)}
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        layers = [make_program(build_wheel(work), given.out)]
    layers += [
        make_dependencies(Target(system, given.python), given.out, runtime=runtimes.get(system))
        for system in given.system or SYSTEMS
    ]
    write_sums(given.out)
    for layer in layers:
        print(f"{layer}  {layer.stat().st_size / 1e6:.1f} MB  {digest(layer)}")  # noqa: T201 - the answer
    limit = MOST_BYTES + sum(one.file.stat().st_size for one in runtimes.values())
    return int(any(layer.stat().st_size > limit for layer in layers))


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bundle", description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=Path("dist/bundle"))
    parser.add_argument("--system", choices=SYSTEMS, action="append", help="one alone; may be repeated")
    parser.add_argument("--python", default=PYTHON, help=f"a minor version (default {PYTHON})")
    about = "a Python to lay beside: the embeddable .zip of python.org for Windows, a .tar.gz for Linux"
    parser.add_argument("--runtime", type=Path, action="append", default=[], help=f"{about}; may be repeated")
    parser.add_argument("--runtime-sha256", action="append", default=[], help="the SHA-256 that it must have")
    given = parser.parse_args()
    if len(given.runtime) != len(given.runtime_sha256):
        parser.error("--runtime and --runtime-sha256 go together")
    return given


if __name__ == "__main__":
    try:
        sys.exit(main())
    except WrongRuntimeError as wrong:
        sys.exit(str(wrong))
