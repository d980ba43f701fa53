"""`python -m tests.intake.recall [FOLDER] [COUNT]`: how many answers of damaged workbooks are read right.

An answer is read exactly, read with a finding, refused (with a finding, as everything that is lost must have)
or read WRONG, and of these there must be none."""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.intake.damages import DAMAGES, Damage, damaged
from tests.intake.workbooks import QUESTIONNAIRES

from dxassess.demo.make import make_demo
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, read_file
from dxassess.intake.submission import Answer, FileOutcome, Submission

VERDICTS = ("exact", "with a finding", "refused", "lost", "WRONG")


class Read(NamedTuple):
    """An answer of a damaged workbook: the damage, the file, the item, the verdict."""

    damage: str
    file: str
    item: str
    verdict: str


def settings() -> ReaderSettings:
    """As the example round is read."""
    return ReaderSettings(instruments=prepare_instruments(QUESTIONNAIRES), vintage="gso2004")


def sound(folder: Path, known: ReaderSettings) -> Iterator[tuple[Path, Submission]]:
    """The workbooks that are read without any finding, with what they say."""
    for path in sorted(folder.rglob("*.xlsx")):
        outcome = read_file(Workbook(file=path.name, path=path), known)
        if outcome.submission is not None and not outcome.findings:
            yield path, outcome.submission


def recall(folder: Path, work: Path, *, count: int, damages: tuple[Damage, ...] = DAMAGES) -> Iterator[Read]:
    """The verdicts on `count` damaged workbooks of `folder`, one damage after another."""
    known = settings()
    workbooks = list(sound(folder, known))
    for n in range(count):
        path, truth = workbooks[n * 7 % len(workbooks)]
        damage = damages[n % len(damages)]
        target = work / f"{n}.xlsx"
        target.write_bytes(damaged(path.read_bytes(), damage, random.Random(n)))  # noqa: S311 - tests
        outcome = read_file(Workbook(file=target.name, path=target), known)
        for item, verdict in compare(truth, outcome):
            yield Read(damage.name, f"{n} {path.name}", item, verdict)


def compare(truth: Submission, outcome: FileOutcome) -> Iterator[tuple[str, str]]:
    """The verdict on every item that was answered, and on every one that is answered now."""
    found = outcome.submission.answer_by_item if outcome.submission else {}
    loud = {finding.item for finding in outcome.findings if finding.item}
    general = any(finding.item is None for finding in outcome.findings)
    for answer in truth.answers:
        item, now = answer.item, found.get(answer.item)
        told = general or any(code.startswith(item) for code in loud)
        said = now is not None and now.state != "missing"
        if answer.state == "missing":
            if said:
                yield item, "WRONG"
        elif now is None or not said:
            yield item, "refused" if told or outcome.status == "rejected" else "lost"
        elif _same(answer, now):
            yield item, "with a finding" if told else "exact"
        else:
            yield item, "WRONG"


def _same(answer: Answer, now: Answer) -> bool:
    """Whether both say the same; free text is held against by its letters and digits."""
    if isinstance(answer.value, str) and isinstance(now.value, str) and len(answer.value) > 10:
        return _letters(answer.value) == _letters(now.value)
    return (answer.state, answer.value) == (now.state, now.value)


def _letters(text: str) -> str:
    from dxassess.intake.words.text import without_accents

    return "".join(filter(str.isalnum, without_accents(text)))


def table(read: Iterable[Read]) -> str:
    """Shares of answers by damage and verdict, in percent."""
    counts = Counter((each.damage, each.verdict) for each in read)
    names = list(dict.fromkeys(damage for damage, _ in counts))
    lines = [f"{'':24}{'answers':>8}" + "".join(f"{verdict:>16}" for verdict in VERDICTS)]
    for name in (*names, "all"):
        mine = Counter({v: sum(counts[d, v] for d in names if name in (d, "all")) for v in VERDICTS})
        total = mine.total()
        lines.append(
            f"{name:24}{total:8}" + "".join(f"{100 * mine[verdict] / total:15.2f}%" for verdict in VERDICTS)
        )
    return "\n".join(lines)


def main(folder: str = "", count: str = "300") -> int:
    """Print the table; the exit code is 1 if an answer was read wrong, or lost in silence."""
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        if not folder:
            make_demo(work / "round")
        source = Path(folder) if folder else work / "round"
        found = list(recall(source, work, count=int(count)))
    bad = [each for each in found if each.verdict in ("WRONG", "lost")]
    lines = [table(found), *(f"{r.verdict}: {r.damage}, {r.file}, {r.item}" for r in bad[:40])]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
