"""Answers put right: in a column of their own, in their cell, struck out, in a note."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.comments import Comment
from openpyxl.styles import Font
from tests.intake.damage.answering import Luck, another, listed
from tests.intake.damage.filled import HEADING, UNIT, Filled, Spot, put
from tests.intake.damage.kind import Do, Kind, few, number, words

from dxassess.questionnaire.items import Choice

_BEYOND = 9
_KINDS = ("choice", "yes_no", "percent", "count")


def other_answer(spot: Spot) -> tuple[str | float, str | float | bool]:
    """Another answer as it is typed, and what it says."""
    item = spot.item
    if isinstance(item, Choice):
        code = another(item, words(spot).partition(".")[0])
        return listed(item, code), code
    if item.type == "yes_no":
        return ("Không", False) if words(spot) == "Có" else ("Có", True)
    return number(spot) / 2 + 1, number(spot) / 2 + 1


def _corrected_in(column: int, heading: str | None, count: int = 6) -> Do:
    """Corrections in a column of their own: which of the two is meant must be asked."""

    def do(form: Filled, luck: Luck) -> None:
        sheet = max(form.pages, key=lambda page: len(form.on(page)))
        spots = [spot for spot in form.on(sheet) if spot.item.type in ("choice", "yes_no", "percent")]
        for spot in luck.sample(spots, count):
            put(spot.beside(column), other_answer(spot)[0])
            form.correct(spot, form.truth[spot.item.code])
            form.ask(spot)
        if heading:
            put(sheet.cell(HEADING, column), heading)  # type: ignore[arg-type] # no merged cells here

    return do


def _over_typed(form: Filled, luck: Luck) -> None:
    """Put right where it stood, as one should."""
    for spot in few(form, luck, "choice", "yes_no", "percent", count=4):
        typed, value = other_answer(spot)
        put(spot.cell, typed)
        form.correct(spot, value)


def _struck(form: Filled, luck: Luck) -> None:
    for spot in few(form, luck, *_KINDS, count=3):
        spot.cell.font = Font(strike=True)
        form.correct(spot, form.truth[spot.item.code])
        form.ask(spot)


def _struck_signs(form: Filled, luck: Luck) -> None:
    for spot in few(form, luck, "choice", count=2):
        put(spot.cell, f"~~{words(spot)}~~ {other_answer(spot)[0]}")
        form.correct(spot, form.truth[spot.item.code])
        form.ask(spot)


def _arrow(form: Filled, luck: Luck) -> None:
    for spot in few(form, luck, "choice", "yes_no", "percent", count=3):
        put(spot.cell, f"{spot.cell.value} → {other_answer(spot)[0]}")
        form.correct(spot, form.truth[spot.item.code])
        form.ask(spot)


def _note(text: Callable[[Spot], str], *, blank: bool) -> Do:
    def do(form: Filled, luck: Luck) -> None:
        for spot in few(form, luck, *_KINDS, count=2):
            spot.cell.comment = Comment(text(spot), "Người điền")
            if blank:
                put(spot.cell, None)
            form.correct(spot, form.truth[spot.item.code])
            form.ask(spot)

    return do


KINDS = (
    Kind("corrections beside, no heading", _corrected_in(_BEYOND, None), worst="asked"),
    Kind("corrections beside, headed", _corrected_in(_BEYOND, "Trả lời lần 2"), worst="refused"),
    Kind("corrections, odd heading", _corrected_in(_BEYOND, "Sửa lại ngày 20/10"), worst="asked"),
    Kind("one correction beside", _corrected_in(_BEYOND, "Đính chính", count=1), worst="asked"),
    Kind("corrections under unit", _corrected_in(UNIT, None), worst="asked"),
    Kind("corrections far right", _corrected_in(14, None), worst="asked"),
    Kind("corrected in its cell", _over_typed, worst="exact"),
    Kind("struck out", _struck, worst="asked"),
    Kind("struck out by signs", _struck_signs, worst="asked"),
    Kind("from this to that", _arrow, worst="asked"),
    Kind("answer in a note", _note(lambda spot: str(spot.cell.value), blank=True), worst="asked"),
    Kind("correction in a note", _note(lambda spot: f"{other_answer(spot)[0]}", blank=False), worst="asked"),
)
