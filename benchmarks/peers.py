"""`python -m benchmarks.peers [FOLDER] [--rounds N]`: a whole round beside what an analyst writes with pandas
(`benchmarks/analyst.py`) on openpyxl and on calamine: the same forms, read, scored and told as pages, each
in processes of its own, one after the other, so many times; of each the least. Seconds of all processors
together, seconds on the clock, and the peak of the largest process. Read the ratios.

This program reads every cell both ways, identifies, bounds and ranks, and writes a page of twelve for every
province and all of them; PDF is left out, as the analyst has none. FOLDER is made, the example, where none is
named."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.rounds import make_example

_KILOBYTES = 1024
_OURS = """
import sys
from pathlib import Path
from dxassess.api import read_round, score
from dxassess.assess import publish
from dxassess.files.templates import shipped_templates
from dxassess.render.edition import Edition
if __name__ == "__main__":
    _, folder, out = sys.argv
    edition = Edition(out=Path(out), languages=("vi",), templates=shipped_templates(), formats=("HTML",))
    publish(score(read_round(folder)), edition)
"""


class Run(NamedTuple):
    """Seconds of processors, seconds on the clock, megabytes of the largest process."""

    processor: float
    clock: float
    peak: float


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = typed.folder or make_example(Path(place))
        (Path(place) / "ours.py").write_text(_OURS, encoding="utf-8")
        commands = {
            "dxassess": [str(Path(place) / "ours.py"), str(folder), str(Path(place) / "reports")],
            "pandas, calamine": [
                "-m",
                "benchmarks.analyst",
                str(folder),
                str(Path(place) / "a.html"),
                "calamine",
            ],
            "pandas, openpyxl": [
                "-m",
                "benchmarks.analyst",
                str(folder),
                str(Path(place) / "b.html"),
                "openpyxl",
            ],
        }
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(typed.rounds):
            for name, command in commands.items():
                runs[name].append(_run(command))
    best = {name: Run(*(min(figures) for figures in zip(*each, strict=True))) for name, each in runs.items()}
    sys.stdout.write("\n".join(table(best)) + "\n")


def table(runs: Mapping[str, Run]) -> Iterator[str]:
    """Lines of a table; the ratios over the first."""
    first, *_ = runs.values()
    yield "| | processor | clock | peak | processor / ours | clock / ours |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, run in runs.items():
        ratios = f"{run.processor / first.processor:.2f} | {run.clock / first.clock:.2f}"
        yield f"| {name} | {run.processor:.1f} s | {run.clock:.1f} s | {run.peak:.0f} MB | {ratios} |"


def _run(command: list[str]) -> Run:
    """A process and all that it starts; nothing that an earlier one wrote helps it."""
    with tempfile.TemporaryDirectory() as cache:
        start = time.perf_counter()
        environment = os.environ | {"XDG_CACHE_HOME": cache}
        process = subprocess.Popen([sys.executable, *command], env=environment)  # noqa: S603 - our own
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
    if status:
        raise SystemExit(f"ended with {os.waitstatus_to_exitcode(status)}: {command}")
    return Run(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / _KILOBYTES)


if __name__ == "__main__":
    main()
