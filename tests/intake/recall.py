"""`python -m tests.intake.recall [N]`: what comes of forms that are damaged in some two hundred ways, N forms
of each kind.

What is right is what was typed into the form, and what the damage says a careful human then reads; the
program is not asked. An answer is read exactly, read with a finding, asked about, refused with its file, or
guessed (a wrong value with a finding on it); and it is stale, lost or WRONG where no finding says so, which
must not be."""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.intake.damage.filled import CODE_OF_FACILITY as CODE
from tests.intake.damage.filled import NAME, Filled, fill
from tests.intake.damage.judge import judge
from tests.intake.damage.kind import SILENT, VERDICTS, Kind, Verdict
from tests.intake.damage.kinds import KINDS
from tests.intake.workbooks import FACILITY, QUESTIONNAIRES

from dxassess.files.resources import resource_folder
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.gathering.pages import put_together
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, read_file
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.versions import DEFAULT
from dxassess.round.identify import identify_respondents
from dxassess.round.select import select_submissions

ALL = "all of them"
TYPES = ("general_hospital", "commune_station")
HOSPITAL, STATION = range(2)


class Read(NamedTuple):
    """An answer of a damaged form: the kind of damage, the number of the form, the item, the verdict."""

    kind: str
    form: int
    item: str
    verdict: Verdict


@cache
def settings(*, newer: bool = False) -> ReaderSettings:
    """As forms of the version that no longer changes are read, or those of the `newer` one."""
    asked_with = load_questionnaires(resource_folder("questionnaires") / DEFAULT) if newer else QUESTIONNAIRES
    return ReaderSettings(instruments=prepare_instruments(asked_with), vintage="gso2004")


@cache
def sound_seed(n: int) -> int:
    """The n-th seed whose form contradicts itself nowhere: a finding on it is then of the damage."""
    if n < 0:
        return -1
    with tempfile.TemporaryDirectory() as work:
        seed = sound_seed(n - 1) + 1
        while outcome_of({"a.xlsx": filled(seed, n).save()}, Path(work), type_of(n)).findings:
            seed += 1
    return seed


def filled(seed: int, n: int) -> Filled:
    return fill(random.Random(seed), FACILITY, type_of(n))  # noqa: S311 - tests


def type_of(n: int) -> str:
    """What the n-th facility is."""
    return TYPES[n % len(TYPES)]


def outcome_of(files: Mapping[str, bytes], work: Path, type_: str, *, newer: bool = False) -> FileOutcome:
    """What was made of the files of one respondent of this type; of none that counts, the first."""
    for name, content in files.items():
        (work / name).write_bytes(content)
    codes = [condition.code for condition in FACILITY.conditions]
    sent, _ = put_together([Workbook(file=name, path=work / name) for name in files], codes)
    entry = Entry(code=CODE, name=NAME, type=type_, province="gso2004:80")
    read = [read_file(workbook, settings(newer=newer)) for workbook in sent]
    facility = next(
        i.questionnaire for i in settings(newer=newer).instruments if i.questionnaire.respondent == "facility"
    )
    known = identify_respondents(read, register=Register(entries=(entry,)), facility=facility)
    selected = select_submissions(known, (facility,))
    return next((each for each in selected if each.submission is not None), selected[0])


def recall(kinds: Iterable[Kind], work: Path, *, forms: Sequence[int]) -> Iterator[Read]:
    """The verdicts on these forms damaged in each of the ways."""
    for kind in kinds:
        for n in forms:
            form, luck = filled(sound_seed(n), n), random.Random(f"{kind.name} {n}")  # noqa: S311 - tests
            kind.do(form, luck)
            outcome = outcome_of(kind.send(form, luck), work, type_of(n), newer=kind.newer)
            yield from (Read(kind.name, n, item, verdict) for item, verdict in judge(form, outcome))


def table(read: Iterable[Read]) -> str:
    """Numbers of answers by kind of damage and verdict."""
    counts = Counter((each.kind, each.verdict) for each in read)
    names = dict.fromkeys(kind for kind, _ in counts)
    lines = [f"{'':30}{'answers':>8}" + "".join(f"{verdict:>16}" for verdict in VERDICTS)]
    for name in (*names, ALL):
        mine = Counter({v: sum(counts[k, v] for k in names if name in (k, ALL)) for v in VERDICTS})
        lines.append(
            f"{name:30}{mine.total():8}" + "".join(f"{mine[verdict] or '':>16}" for verdict in VERDICTS)
        )
    return "\n".join(lines)


def main(count: str = "3") -> int:
    """Print the table; the exit code is 1 if an answer was read wrong, stale or lost in silence."""
    with tempfile.TemporaryDirectory() as work:
        read = list(recall(KINDS, Path(work), forms=range(int(count))))
    known = {kind.name for kind in KINDS if kind.known}
    bad = [each for each in read if each.verdict in SILENT and each.kind not in known]
    lines = [table(read), f"{len(KINDS)} kinds, {len(known)} of them known to fall short"]
    lines += [f"{each.verdict}: {each.kind}, form {each.form}, {each.item}" for each in bad[:40]]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
