"""`python -m benchmarks.worst [COUNT]`: the files of the hostile corpus that cost most time, and most memory.

They are read by workers, as the program starts them, with their limits. Seconds are those of the processor
after a first form was read; megabytes what a worker held more, at most, than it ever held before."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import NamedTuple

from tests.intake.corpus.form import VINTAGE, department, facility
from tests.intake.corpus.run import all_cases

from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, take_file
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workers import Apart, allow_respondents

_A_WORKER = 20
"""Files before a worker is renewed, so that what it held at most is of few of them."""


class Spent(NamedTuple):
    """A file, how it ended, and what it cost."""

    file: str
    ended: str
    seconds: float
    megabytes: float


def spend(workbook: Workbook, settings: ReaderSettings) -> bytes:
    """What a worker tells of a file: how it ended, seconds, megabytes."""
    start, before = process_time(), _held()
    taken = take_file(workbook, settings)
    outcome = taken.outcomes[0]
    ended = outcome.findings[0].code if outcome.status == "rejected" else outcome.status
    return json.dumps([ended, process_time() - start, _held() - before]).encode()


def spent_on(files: Sequence[Path]) -> Iterator[Spent]:
    """What each of the files costs."""
    settings = ReaderSettings(
        instruments=prepare_instruments((facility(), department())),
        vintage=VINTAGE,
        allow=allow_respondents,
    )
    for start in range(0, len(files), _A_WORKER):
        with Apart(partial(spend, settings=settings)) as reader:
            reader.ask(Workbook(path=files[0], file=files[0].name))
            for path in files[start : start + _A_WORKER]:
                try:
                    ended, seconds, megabytes = json.loads(reader.ask(Workbook(path=path, file=path.name)))
                except Refused as refusal:
                    ended, seconds, megabytes = refusal.code, 0.0, 0.0
                yield Spent(path.name, ended, seconds, megabytes)


def table(spent: Sequence[Spent], count: int) -> str:
    """The worst by time, then by memory."""
    by_time = sorted(spent, key=lambda each: -each.seconds)[:count]
    by_memory = sorted(spent, key=lambda each: -each.megabytes)[:count]
    lines = ["| file | ends as | seconds | MB |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {each.file} | {each.ended} | {each.seconds:.2f} | {each.megabytes:.0f} |"
        for each in dict.fromkeys((*by_time, *by_memory))
    ]
    return "\n".join(lines)


def main(count: str = "5") -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as work:
        files = []
        for case in all_cases():
            files.append(Path(work) / case.name)
            files[-1].write_bytes(case.content)
        spent = list(spent_on(files))
    sys.stdout.write(f"{len(spent)} files\n\n{table(spent, int(count))}\n")


def _held() -> float:
    """Megabytes that this process held at most so far. Linux has it apart from those of its parent."""
    status = Path("/proc/self/status")
    peaks = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(peaks[0].split()[1]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:2])
