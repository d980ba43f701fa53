"""Answers that cannot be of their rows: a column that slid or was sorted, or a block pasted into others.

Of the answers of a sound sheet hardly one does not fit its item (a slip of the pen). Where many do not, those
that fit do so by chance; what follows from how many is measured, see the tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.overlay.table import FormTable
from dxassess.intake.reading import CellValue, shown
from dxassess.intake.values.item_cell import read_item_cell
from dxassess.intake.words.text import without_accents
from dxassess.intake.words.vocabulary import ANSWER_HEADINGS
from dxassess.questionnaire.items import Choice, Item, Note

_FEWEST, _SHARE = 3, 0.3
_FEWEST_FOREIGN = 2
_NEAR = 8


class Fitting(NamedTuple):
    """Whether an answer fits its item, is the text of an option that only other items have (`foreign`), or of
    one that its item alone has (`anchor`)."""

    fits: bool
    foreign: bool
    anchor: bool


class _Given(NamedTuple):
    """A filled cell of the column of answers. `code` is None where nothing is asked."""

    row: int
    code: str | None
    fits: bool
    foreign: bool
    anchor: bool


class Misfits(NamedTuple):
    """`whole` if nothing on the sheet can be trusted; else the rows of the stretches that cannot."""

    whole: bool = False
    rows: tuple[int, ...] = ()


def find_misfits(table: FormTable, issued: IssuedIndex, items: Mapping[str, Item]) -> Misfits:
    """The sheet as a whole where 30 % of its answers (at least three) do not fit, or two are the text of an
    option that only other items have. Else, around two answers within eight that do not fit, such a text, or
    an answer where nothing is asked, all answers from anchor to anchor: an anchor is the text of an option
    that its own item alone has."""
    answers = list(_given(table, issued, items))
    bad = sum(not each.fits for each in answers)
    foreign = sum(each.foreign for each in answers)
    if bad >= max(_FEWEST, _SHARE * len(answers)) or foreign >= _FEWEST_FOREIGN:
        return Misfits(whole=True)
    strong = {n for n, each in enumerate(answers) if each.code is None or each.foreign}
    odd = [n for n, each in enumerate(answers) if not each.fits or each.foreign]
    near = {a for a in odd for b in odd if a != b and abs(a - b) <= _NEAR}
    return Misfits(rows=tuple(sorted(answers[n].row for n in _stretches(answers, strong | near))))


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
    """What stands in the column of answers, from the first item to the last."""
    rows = [row for row, slot in table.slots.items() if slot.code in items]
    if not rows:
        return
    for row in range(min(rows), max(rows) + 2):
        cell = table.cell(row, table.columns.answer)
        if cell == "":
            continue
        slot = table.slots.get(row)
        if slot is None or slot.code not in items:
            if _is_stray(table, row, issued):
                yield _Given(row, None, fits=False, foreign=False, anchor=False)
            continue
        percent = (row, table.columns.answer) in table.sheet.marks.percent
        judged = judge(cell, items[slot.code], issued, percent=percent)
        if judged is not None:
            yield _Given(row, slot.code, *judged)


def _is_stray(table: FormTable, row: int, issued: IssuedIndex) -> bool:
    """Whether a filled cell stands where nothing is asked: in a row that is blank, or a heading as issued. A
    row with words of its own asks something, whatever it is."""
    asks = any(row == line.row for line in table.rows)
    before = table.sheet.rows[row][: table.columns.answer]
    unissued_cells = [cell for cell in before if cell != "" and not issued.is_loose(shown(cell))]
    heading = without_accents(shown(table.cell(row, table.columns.answer))) in ANSWER_HEADINGS
    return (asks or not unissued_cells) and not heading


def judge(cell: CellValue, item: Item, issued: IssuedIndex, *, percent: bool) -> Fitting | None:
    """How a filled cell stands to the item that it answers; None for a text, which fits everywhere unless it
    is the option of an item."""
    owners = issued.owners.get(cell, frozenset()) if isinstance(cell, str) else frozenset()
    foreign = bool(owners) and item.code not in owners
    if isinstance(item, Note) and not item.dated:
        return Fitting(fits=False, foreign=True, anchor=False) if owners else None
    fits = foreign is False and read_item_cell(cell, item, percent_format=percent).state != "missing"
    anchor = isinstance(item, Choice) and owners == {item.code}
    return Fitting(fits=fits, foreign=foreign, anchor=anchor)
