"""What can have slid, when a single answer stands where nothing is asked.

An answer that slid there left a blank, or what stands in its place is another's, and so on up to a blank. A
slide over a row where nothing is asked leaves a second answer there. So only what stands between such rows is
looked at, and a number that somebody typed into the row of a figure that is worked out costs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.overlay.fitting import judge
from dxassess.intake.overlay.table import FormTable
from dxassess.questionnaire.items import Item


class Displaced(NamedTuple):
    """The rows whose answers can be of others, and the `blank` ones, if the answer where nothing is asked is
    of one of them."""

    rows: frozenset[int] = frozenset()
    blank: frozenset[int] = frozenset()


def find_displaced(table: FormTable, stray: int, issued: IssuedIndex, items: Mapping[str, Item]) -> Displaced:
    """The rows on a way of fitting answers from row `stray`, where nothing is asked, to a blank row, or to a
    row that still holds what was copied from it. None of the item whose question stands in `stray`: that is
    asked about anyway."""
    run = [*_asked(table, stray, -1, items), *_asked(table, stray, 1, items)]
    onto = {
        row: {other for other in run if other != row and _fits(table, row, other, issued, items)}
        for row in (stray, *run)
    }
    blank = {row for row in run if table.cell(row, table.columns.answer) == ""}
    ends = blank | {row for row in run if _is_copied(table, row, stray, onto)}
    on_a_way = _reached({row: {r for r in onto if row in onto[r]} for row in onto}, ends)
    same_item = {row for row in run if items[table.slots[row].code].code == _code(table, stray)}
    displaced = (_reached(onto, {stray}) & on_a_way) - {stray} - same_item
    return Displaced(frozenset(displaced - blank), frozenset(displaced & blank))


def _asked(table: FormTable, stray: int, step: int, items: Mapping[str, Item]) -> Iterator[int]:
    """The rows that are answered on one side, up to the next where nothing is asked."""
    row = stray + step
    while (slot := table.slots.get(row)) is not None and slot.code in items:
        yield row
        row += step


def _code(table: FormTable, row: int) -> str | None:
    return next((line.code for line in table.rows if line.row == row), None)


def _fits(table: FormTable, row: int, other: int, issued: IssuedIndex, items: Mapping[str, Item]) -> bool:
    """Whether what stands in a row can be the answer to the item of another."""
    cell = table.cell(row, table.columns.answer)
    if cell == "":
        return False
    percent = (row, table.columns.answer) in table.sheet.marks.percent
    judged = judge(cell, items[table.slots[other].code], issued, percent=percent)
    return isinstance(cell, str) if judged is None else judged.fits


def _is_copied(table: FormTable, row: int, stray: int, onto: Mapping[int, set[int]]) -> bool:
    """Whether the row beside it, towards the stray answer, holds the same."""
    before = row - 1 if row > stray else row + 1
    answer = table.columns.answer
    return before != stray and row in onto[before] and table.cell(before, answer) == table.cell(row, answer)


def _reached(onto: Mapping[int, set[int]], rows: set[int]) -> set[int]:
    """All rows to which ways lead from these."""
    reached, new = set(rows), set(rows)
    while new:
        new = {q for row in new for q in onto.get(row, ())} - reached
        reached |= new
    return reached
