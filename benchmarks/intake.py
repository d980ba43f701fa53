"""`python -m benchmarks.intake [FOLDER] [--forms N] [--rounds R] [--rows N]`: reading over bare calamine.

FOLDER is an example round (`dxassess demo FOLDER`); without it one is made. Every round is a process of its
own that first reads half of the forms, as a worker does before it meets most of its files, and then each of
the other half once: by calamine, then by the whole intake, stage by stage. Of every file the least of all
rounds counts, in seconds of a processor, so that other work on the machine decides as little as can be."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles

from benchmarks.forms import kinds, our_forms, wide_table
from benchmarks.measure import STAGES, Cost, least, measure, ratio
from dxassess.demo.make import make_demo
from dxassess.files.resources import resource_folder
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings
from dxassess.intake.workers import settle
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.versions import DEFAULT

TARGETS = {"ours": 1.75, "LibreOffice": 2.25, "ODS": 4.0, "XLS": 8.0}
"""Over bare calamine, everything included."""
REACHED = {"ours": 1.7, "LibreOffice": 2.6, "ODS": 4.2, "XLS": 7.8}
"""What was measured last, on a busy machine; where it falls short of the target, it must not grow again."""
_LIBRARIES = ("python-calamine", "xlrd", "pydantic", "openpyxl")
_HEAD = (
    *("kind", "files", "inflate", "calamine"),
    *STAGES,
    *("rest", "whole", "told", "ratio", "quartiles", "target"),
)


def shipped() -> tuple[Questionnaire, ...]:
    """The questionnaires that a round takes where it names none."""
    return tuple(load_questionnaires(resource_folder("questionnaires") / DEFAULT))


def settings() -> ReaderSettings:
    """How the forms of the example round are read."""
    return ReaderSettings(instruments=prepare_instruments(shipped()), vintage="gso2004")


def one_round(files: Sequence[Path], *, warm: int) -> list[Cost]:
    """The costs of the files behind the first `warm` ones, which are read before."""
    known = settings()
    measure(files[:warm], known)
    settle()
    return measure(files[warm:], known)


def costs_of(files: Sequence[Path], rounds: int, *, warm: int) -> list[Cost]:
    """The least costs of several rounds, each in a fresh process."""
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        return least([pool.apply(partial(one_round, files, warm=warm)) for _ in range(rounds)])


def line(kind: str, costs: Sequence[Cost]) -> str:
    """A row of the table: milliseconds a file, then how many times bare calamine."""
    count = len(costs)

    def milliseconds(seconds: Iterable[float]) -> str:
        return f"{1000 * sum(seconds) / count:.2f}"

    stages = {stage: [cost.stages[stage] for cost in costs] for stage in STAGES}
    rest = [cost.whole - sum(cost.stages.values()) for cost in costs]
    ratios = [cost.whole / cost.bare for cost in costs]
    low, _, high = quantiles(ratios, n=4) if count > 1 else (*ratios, 0.0, *ratios)
    cells = (
        kind,
        str(count),
        milliseconds(cost.inflate for cost in costs),
        milliseconds(cost.bare for cost in costs),
        *(milliseconds(seconds) for seconds in stages.values()),
        milliseconds(rest),
        milliseconds(cost.whole for cost in costs),
        milliseconds(cost.told for cost in costs),
        f"**{ratio(costs):.2f}**",
        f"{low:.2f}–{high:.2f}",
        f"{TARGETS[kind]:.2f}" if kind in TARGETS else "–",
    )
    return f"| {' | '.join(cells)} |"


def table(round_folder: Path, *, forms: int, rounds: int, rows: int, work: Path) -> str:
    """The table of all kinds."""
    lines = [f"| {' | '.join(_HEAD)} |", f"|{' --- |' * len(_HEAD)}"]
    for kind, files in kinds(our_forms(round_folder, forms), work):
        lines.append(line(kind, costs_of(files, rounds, warm=len(files) // 2)))
    facility = next(q for q in shipped() if q.respondent == "facility")
    wide = [wide_table(facility, count, work / f"wide-{count}.xlsx") for count in (rows // 10, rows)]
    lines.append(line(f"wide, {rows} rows", costs_of(wide, 1, warm=1)))
    return "\n".join(lines)


def versions() -> str:
    """What was measured with."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"{platform.python_implementation()} {platform.python_version()}, {libraries}"


def main(arguments: Sequence[str]) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.intake")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--forms", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=5_000)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as work:
        folder = chosen.folder or Path(work) / "round"
        if chosen.folder is None:
            make_demo(folder)
        measured = table(folder, forms=chosen.forms, rounds=chosen.rounds, rows=chosen.rows, work=Path(work))
    sys.stdout.write(f"{versions()}; milliseconds of a processor a file, ratio over calamine\n\n{measured}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
