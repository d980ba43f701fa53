"""`python -m benchmarks.growth [--example FOLDER] SIZE [SIZE …]`: what each stage of a round costs as rounds
grow: seconds of a processor, the peak of memory, and the exponent with which it grows.

Each size is a round made anew (`benchmarks.rounds`) and measured in a process of its own, stage after stage;
an exponent of 1 is twice the cost for twice the forms. Read exponents: seconds are of a machine that other
work shares. Without an example one is made first, which takes half a minute."""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks.rounds import make_example, make_round

_T = TypeVar("_T")
_KILOBYTES = 1024


class Cost(NamedTuple):
    """A stage: seconds of all processors together, megabytes that this process has held at most since the
    stage began, and that it holds behind it."""

    stage: str
    seconds: float
    peak: int
    after: int


def main() -> None:
    """Measure the sizes that were typed and print the table; with `--measure`, one round that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--example", type=Path)
    parser.add_argument("--measure", type=Path)
    typed = parser.parse_args()
    if typed.measure is not None:
        for cost in stages(typed.measure):
            sys.stdout.write(json.dumps(cost) + "\n")
            sys.stdout.flush()
        return
    with tempfile.TemporaryDirectory() as folder:
        example = typed.example or make_example(Path(folder))
        measured = {}
        for size in typed.sizes or (100, 300, 1_000, 3_000):
            place = Path(folder) / str(size)
            forms = make_round(place, size, example=example)
            measured[forms] = _measured(place)
            sys.stdout.write("\n".join(table(measured)) + "\n")
            sys.stdout.flush()


def table(measured: Mapping[int, Sequence[Cost]]) -> Iterator[str]:
    """Lines of a table: a row for each stage, by size seconds and peak; the exponents from the first to the
    last size."""
    sizes = list(measured)
    yield f"| stage | {' | '.join(f'{n:,} forms' for n in sizes)} | exponent |"
    yield "| --- |" + " --- |" * (len(sizes) + 1)
    for row in zip(*measured.values(), strict=True):
        cells = " | ".join(f"{cost.seconds:.2f} s, {cost.peak:,} MB" for cost in row)
        yield f"| {row[0].stage} | {cells} | {_exponent(sizes, row)} |"


def stages(folder: Path) -> Iterator[Cost]:
    """The cost of each stage of a round, in the order of `run`."""
    from dxassess.assess import publish, score_files
    from dxassess.files.templates import shipped_templates
    from dxassess.insight.analysis import analyse
    from dxassess.ledger.shelf import open_shelf
    from dxassess.render.edition import Edition
    from dxassess.round.home import home_of
    from dxassess.round.instrument import instrument_folder
    from dxassess.round.receive import Arrival, receive_arrived
    from dxassess.round.round import score_received

    with open_shelf(None) as shelf:
        arrival = Arrival(home_of(folder), questionnaires=instrument_folder(None, folder), shelf=shelf)
        received = yield from _stage("read", lambda: receive_arrived(arrival))
    round_ = yield from _stage("score", lambda: score_received(received))
    analysis = analyse(round_)
    yield from _stage("statistics", lambda: (analysis.provinces, analysis.ranks, analysis.flags))
    yield from _stage("decisions", lambda: analysis.decisions)
    yield from _stage("plans", lambda: analysis.plans)
    edition = Edition(out=folder / "reports", languages=("vi",), templates=shipped_templates())
    yield from _stage("reports, one language", lambda: publish(analysis, edition))
    for name in ("results.json", "results.xlsx", "results.zip"):
        yield from _stage(name, partial(score_files, name, analysis, language="vi"))


def _stage(name: str, do: Callable[[], _T]) -> Generator[Cost, None, _T]:
    """What `do` makes, after its cost was told."""
    _forget_peak()
    before = _seconds()
    made = do()
    yield Cost(name, round(_seconds() - before, 3), _memory("VmHWM"), _memory("VmRSS"))
    return made


def _seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _forget_peak() -> None:
    """The peak counts from now on, where the system can do that."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _memory(which: str) -> int:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KILOBYTES
    return next(int(line.split()[1]) // _KILOBYTES for line in lines if line.startswith(which))


def _measured(folder: Path) -> list[Cost]:
    command = [sys.executable, "-m", "benchmarks.growth", "--measure", str(folder)]
    start = time.monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - this program
    sys.stderr.write(f"{folder.name}: {time.monotonic() - start:.0f} s on the clock\n")
    lines = done.stdout.splitlines()
    sys.stderr.writelines(f"{line}\n" for line in lines if not line.startswith("["))
    return [Cost(*json.loads(line)) for line in lines if line.startswith("[")]


def _exponent(sizes: Sequence[int], row: Sequence[Cost]) -> str:
    first, last = row[0].seconds, row[-1].seconds
    if len(sizes) < 2 or not first or not last:
        return "–"
    return f"{math.log(last / first) / math.log(sizes[-1] / sizes[0]):.2f}"


if __name__ == "__main__":
    main()
