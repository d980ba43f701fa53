"""What came of a damaged form, answer by answer: what was read against what a careful human reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.intake.damage.filled import ASK, FACT_CODES, Filled, Spot, Truth
from tests.intake.damage.kind import Verdict

from dxassess.findings.finding import Finding
from dxassess.intake.submission import FileOutcome, Value
from dxassess.intake.words.text import without_accents
from dxassess.intake.workbook.marks import cell_position, listed_cells

_OF_COUNTS = ("ROWS_NOT_FOUND", "COLUMNS_NOT_FOUND")
"""Findings that speak of all questions that are not there, by their number."""


_LISTING = ("MARK_UNREAD", "CODES_GONE", "CONTROLS_UNREAD", "CODES_UNKNOWN")
"""Findings that list the cells that they speak of."""


class Where(NamedTuple):
    """Where an answer may be told of: its item, and its sheet and rows."""

    item: str
    codes: frozenset[str]
    sheet: str = ""
    rows: frozenset[int] = frozenset()


def judge(form: Filled, outcome: FileOutcome) -> Iterator[tuple[str, Verdict]]:
    """The verdict on everything that was to be read, and on everything that was read."""
    submission = outcome.submission
    got: dict[str, Value] = {}
    if submission is not None:
        told_values = ((a.item, a.value if a.state == "answered" else a.state) for a in submission.answers)
        got = {item: value for item, value in told_values if value not in (None, "missing")}
        facts = {key: getattr(submission.facts, key) for key in FACT_CODES}
        got |= {key: value for key, value in facts.items() if value is not None}
    spots: dict[str, list[Spot]] = {}
    for spot in form.spots.values():
        spots.setdefault(spot.item.code, []).append(spot)
    for item in dict.fromkeys((*FACT_CODES, *spots)):
        where = _where(item, spots.get(item, []))
        told = [found for found in outcome.findings if _speaks_of(found, where)]
        verdict = _verdict(
            form.truth.get(item),
            form.old.get(item),
            got.get(item),
            told=bool(told),
            asked=any(found.severity != "info" for found in told),
            refused=submission is None and any(found.severity == "error" for found in outcome.findings),
        )
        if verdict is not None:
            yield item, verdict


def _verdict(
    truth: Truth | None, old: Truth | None, got: Value | None, *, told: bool, asked: bool, refused: bool
) -> Verdict | None:
    if got is None:
        if truth is None:
            return None
        return "refused" if refused else "asked" if asked else "lost"
    if truth is not None and truth is not ASK and _same(truth, got):
        return "with a finding" if told else "exact"
    if asked:
        return "guessed"
    return "stale" if old is not None and old is not ASK and _same(old, got) else "WRONG"


def _same(truth: Truth, got: Value) -> bool:
    """Whether both say the same; free text is held against by its letters and digits."""
    if isinstance(truth, str) and isinstance(got, str) and len(truth) > 10:
        return _letters(truth) == _letters(got)
    return type(truth) is type(got) and truth == got


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, without_accents(text)))


def _where(item: str, spots: Iterable[Spot]) -> Where:
    spots = list(spots)
    if not spots:
        return Where(item, frozenset((item, FACT_CODES[item])))
    codes = frozenset((item, *(spot.code for spot in spots)))
    rows = frozenset(spot.cell.row - 1 for spot in spots)
    return Where(item, codes, spots[0].sheet.title, rows)


def _speaks_of(found: Finding, where: Where) -> bool:
    """Whether a finding is on the answer, on its row, on its sheet as a whole, or on all that are gone."""
    if found.item is not None or found.items:
        return any(found.concerns(code) for code in where.codes)
    if found.code in _OF_COUNTS:
        return True
    if found.place.sheet is None or found.place.sheet != where.sheet:
        return False
    if found.place.cell is None:
        return True
    rows = {cell_position(found.place.cell)[0]}
    if isinstance(found.expected, str) and found.code in _LISTING:
        rows |= {row for row, _ in listed_cells(found.expected)}
    return bool(rows & where.rows)
