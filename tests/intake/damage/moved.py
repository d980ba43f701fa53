"""Answers that came into rows of other questions: slid, sorted, pasted."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.damage.answering import Luck, Typed
from tests.intake.damage.filled import ANSWER, CODE, FIRST, Filled, Spot, put
from tests.intake.damage.kind import Do, Kind, few

from dxassess.questionnaire.items import Choice


def _largest(form: Filled) -> list[Spot]:
    return form.on(max(form.pages, key=lambda sheet: len(form.on(sheet))))


def _laid_anew(form: Filled, spots: list[Spot], values: list[object]) -> None:
    """Other values in these cells: nobody knows where what changed belongs."""
    for spot, value in zip(spots, values, strict=True):
        if spot.cell.value != value:
            put(spot.cell, value)
            form.ask(spot)


def _slid(step: int, *, everywhere: bool = False) -> Do:
    """The column of answers moved, rows of headings and all."""

    def do(form: Filled, _luck: Luck) -> None:
        for sheet in form.pages if everywhere else [_largest(form)[0].sheet]:
            spots = form.on(sheet)
            column = spots[0].cell.column
            first, last = spots[0].cell.row, spots[-1].cell.row
            old = {row: sheet.cell(row, column).value for row in range(first, last + 1)}
            for row in range(first + min(step, 0), last + max(step, 0) + 1):
                put(sheet.cell(row, column), old.get(row - step))  # type: ignore[arg-type]
            for spot in spots:
                if spot.cell.value != old[spot.cell.row]:
                    form.ask(spot)

    return do


def _reordered(change: Callable[[list[object], Luck], list[object]]) -> Do:
    """The answers of the largest sheet in another order, in the same cells."""

    def do(form: Filled, luck: Luck) -> None:
        spots = _largest(form)
        _laid_anew(form, spots, change([spot.cell.value for spot in spots], luck))

    return do


def _shuffled(values: list[object], luck: Luck) -> list[object]:
    return luck.sample(values, len(values))


def _sorted(values: list[object], _luck: Luck) -> list[object]:
    return sorted(values, key=lambda value: (isinstance(value, str), str(value)))


def _block_pasted(form: Filled, luck: Luck) -> None:
    """Ten answers of one sheet pasted over ten of another."""
    longest, other = sorted((form.on(sheet) for sheet in form.pages), key=len)[:-3:-1]
    count = min(10, len(other))
    at = luck.randrange(len(longest) - count + 1)
    _laid_anew(form, longest[at : at + count], [spot.cell.value for spot in other[:count]])


def _foreign_option(form: Filled, luck: Luck) -> None:
    """An option of another question: it says nothing here."""
    one, other = few(form, luck, "choice")
    assert isinstance(one.item, Choice)
    assert isinstance(other.item, Choice)
    other_words = {option.text["vi"] for option in other.item.options}
    if not any(option.text["vi"] in other_words for option in one.item.options):
        _laid_anew(form, [one], [other.cell.value])


def _number_and_words(form: Filled, luck: Luck) -> None:
    """A number where words are asked for, and words where a number is."""
    one, other = few(form, luck, "choice", count=1)[0], few(form, luck, "percent", count=1)[0]
    _laid_anew(form, [one, other], [77.5, one.cell.value])


def _filled_down(form: Filled, luck: Luck) -> None:
    """The answer of a percentage dragged over those below it: the page says so much, no more."""
    spots = [spot for spot in _largest(form) if spot.item.type == "percent"]
    at = luck.randrange(len(spots) - 2)
    below = spots[at + 1 : at + 4]
    _laid_anew(form, below, [spots[at].cell.value] * len(below))


def _two_exchanged(form: Filled, luck: Luck) -> None:
    """Two percentages typed into each other's rows."""
    one, other = few(form, luck, "percent")
    _laid_anew(form, [one, other], [other.cell.value, one.cell.value])


def _from_a_row_on(form: Filled, luck: Luck) -> None:
    """One cell inserted in the middle of the answers."""
    spots = _largest(form)
    at = luck.randrange(len(spots) // 4, len(spots) // 2)
    values = [spot.cell.value for spot in spots]
    _laid_anew(form, spots[at:], [None, *values[at:-1]])


def _worked_out(form: Filled) -> Cell | None:
    """The answer cell of the row of a hospital whose figure is worked out from the cover sheet."""
    rows = ((sheet, row) for sheet in form.pages for row in range(FIRST, sheet.max_row + 1))
    return next((_answer(*at) for at in rows if at[0].cell(at[1], CODE).value == "C2.2.1"), None)


def _heading(form: Filled, luck: Luck) -> Cell:
    """The cell beside a heading between two answers."""
    rows = {(spot.sheet.title, spot.cell.row) for spot in form.spots.values()}
    cells = [
        _answer(sheet, row)
        for sheet in form.pages
        for row in range(FIRST, sheet.max_row)
        if not sheet.cell(row, CODE).value and {(sheet.title, row - 1), (sheet.title, row + 1)} <= rows
    ]
    return luck.choice(cells)


def _idle_typed(typed: Typed, *, heading: bool) -> Do:
    """Something typed where nothing is asked: it says nothing of the answers around it."""

    def do(form: Filled, luck: Luck) -> None:
        cell = _heading(form, luck) if heading else _worked_out(form)
        if cell is not None:
            put(cell, typed)

    return do


def _answer(sheet: Worksheet, row: int) -> Cell:
    cell = sheet.cell(row, ANSWER)
    assert isinstance(cell, Cell)
    return cell


def _run_slid_onto(heading: Cell, form: Filled, count: int) -> None:
    """The answers above a heading, or as many of them, moved down by one, over it."""
    spots = [s for s in form.spots.values() if s.sheet is heading.parent and s.cell.row < heading.row]
    spots.sort(key=lambda spot: spot.cell.row)
    run = [s for n, s in enumerate(reversed(spots), start=1) if s.cell.row == heading.row - n][:count]
    values = [spot.cell.value for spot in run]
    put(heading, values[0])
    _laid_anew(form, run, [*values[1:], None])


def _few_slid(count: int) -> Do:
    def do(form: Filled, luck: Luck) -> None:
        _run_slid_onto(_heading(form, luck), form, count)

    return do


_NO_PAGE_TELLS = "what stands in the row fits it, and no page tells that it was typed for another"
KINDS = (
    Kind("slid down by one", _slid(1, everywhere=True), worst="refused"),
    Kind("slid up by one", _slid(-1, everywhere=True), worst="refused"),
    Kind("one sheet slid down", _slid(1), worst="refused"),
    Kind("one sheet slid up", _slid(-1), worst="refused"),
    Kind("one sheet slid by two", _slid(2), worst="refused"),
    Kind("one sheet slid by five", _slid(5), worst="refused"),
    Kind("answers sorted alone", _reordered(_sorted), worst="refused"),
    Kind("answers shuffled", _reordered(_shuffled), worst="refused"),
    Kind("answers upside down", _reordered(lambda values, _: values[::-1]), worst="refused"),
    Kind("block pasted over another", _block_pasted, worst="refused"),
    Kind("slid from a row on", _from_a_row_on, worst="refused"),
    Kind("filled down", _filled_down, worst="guessed"),
    Kind("two numbers exchanged", _two_exchanged, worst="asked", known=_NO_PAGE_TELLS),
    Kind("option of another question", _foreign_option, worst="asked"),
    Kind("number and words exchanged", _number_and_words, worst="refused"),
    Kind("number where it is worked out", _idle_typed(3.5, heading=False), ratios=True),
    Kind("text where it is worked out", _idle_typed("theo báo cáo", heading=False), ratios=True),
    Kind("number beside a heading", _idle_typed(12, heading=True)),
    Kind("tick beside a heading", _idle_typed("x", heading=True)),
    Kind("an answer slid onto a heading", _few_slid(1), worst="refused"),
    Kind("three answers slid onto a heading", _few_slid(3), worst="refused"),
)
