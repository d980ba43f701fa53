"""Answers that cannot be of their rows: a column that slid or was sorted, or a block pasted into others.

Of the answers of a sound sheet hardly one does not fit its item (a slip of the pen). Where many do not, those
that fit do so by chance; what follows from how many is measured, see the tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.overlay.displaced import find_displaced
from dxassess.intake.overlay.fitting import judge
from dxassess.intake.overlay.table import FormTable
from dxassess.intake.reading import shown
from dxassess.intake.words.text import without_accents
from dxassess.intake.words.vocabulary import ANSWER_HEADINGS
from dxassess.questionnaire.items import Item

_FEWEST, _SHARE = 3, 0.3
_FEWEST_FOREIGN = 2
_NEAR = 8


class _Given(NamedTuple):
    """A filled cell of the column of answers. `code` is None where nothing is asked."""

    row: int
    code: str | None
    fits: bool
    foreign: bool
    anchor: bool


class Misfits(NamedTuple):
    """`whole` if nothing on the sheet can be trusted; else the rows of the stretches that cannot, and the
    blank rows, each with the row in which its answer may stand."""

    whole: bool = False
    rows: tuple[int, ...] = ()
    moved: tuple[tuple[int, int], ...] = ()


def find_misfits(table: FormTable, issued: IssuedIndex, items: Mapping[str, Item]) -> Misfits:
    """The sheet as a whole where 30 % of its answers (at least three) do not fit, or two are the text of an
    option that only other items have. Else, around two answers within eight that do not fit or stand where
    nothing is asked, and around such a text, all answers from anchor to anchor: an anchor is the text of an
    option that its own item alone has. One alone where nothing is asked costs what can have slid onto it."""
    answers = list(_given(table, issued, items))
    bad = sum(not each.fits for each in answers)
    foreign = sum(each.foreign for each in answers)
    if bad >= max(_FEWEST, _SHARE * len(answers)) or foreign >= _FEWEST_FOREIGN:
        return Misfits(whole=True)
    strong = {n for n, each in enumerate(answers) if each.foreign}
    odd = [n for n, each in enumerate(answers) if not each.fits or each.foreign]
    near = {a for a in odd for b in odd if a != b and abs(a - b) <= _NEAR}
    rows = {answers[n].row for n in _stretches(answers, strong | near)}
    moved: dict[int, int] = {}
    for stray in (answers[n].row for n in odd if answers[n].code is None and n not in near):
        displaced = find_displaced(table, stray, issued, items)
        rows |= displaced.rows
        moved |= dict.fromkeys(displaced.blank, stray)
    return Misfits(rows=tuple(sorted(rows)), moved=tuple(sorted(moved.items())))


def _stretches(answers: list[_Given], hot: set[int]) -> set[int]:
    tainted: set[int] = set()
    for at in hot:
        for step in (-1, 1):
            n = at
            while 0 <= n < len(answers) and (n == at or not answers[n].anchor):
                tainted.add(n)
                n += step
    return tainted


def _given(table: FormTable, issued: IssuedIndex, items: Mapping[str, Item]) -> Iterator[_Given]:
    """What stands in the column of answers, from a row before the first item to a row behind the last."""
    rows = [row for row, slot in table.slots.items() if slot.code in items]
    if not rows:
        return
    for row in range(max(0, min(rows) - 1), max(rows) + 2):
        cell = table.cell(row, table.columns.answer)
        if cell == "":
            continue
        slot = table.slots.get(row)
        if slot is None or slot.code not in items:
            if _is_stray(table, row, issued) and _may_answer(table, row, issued, items):
                yield _Given(row, None, fits=False, foreign=False, anchor=False)
            continue
        percent = (row, table.columns.answer) in table.sheet.marks.percent
        judged = judge(cell, items[slot.code], issued, percent=percent)
        if judged is not None:
            yield _Given(row, slot.code, *judged)


def _may_answer(table: FormTable, row: int, issued: IssuedIndex, items: Mapping[str, Item]) -> bool:
    """Whether what stands in a row can be the answer to an item near it: a remark beside a heading came from
    nowhere. Texts answer any note, which says nothing."""
    at = (row, table.columns.answer)
    cell, percent = table.sheet.at(at), at in table.sheet.marks.percent
    near = (table.slots.get(other) for other in range(row - _NEAR, row + _NEAR + 1))
    asked_items = (items[slot.code] for slot in near if slot is not None and slot.code in items)
    return any(
        judged.fits or judged.foreign
        for item in asked_items
        if (judged := judge(cell, item, issued, percent=percent)) is not None
    )


def _is_stray(table: FormTable, row: int, issued: IssuedIndex) -> bool:
    """Whether a filled cell stands where nothing is asked: in a row that is blank, or a heading as issued. A
    row with words of its own asks something, whatever it is."""
    asks = any(row == line.row for line in table.rows)
    before = table.sheet.rows[row][: table.columns.answer]
    unissued_cells = [cell for cell in before if cell != "" and not issued.is_loose(shown(cell))]
    heading = without_accents(shown(table.cell(row, table.columns.answer))) in ANSWER_HEADINGS
    return (asks or not unissued_cells) and not heading
