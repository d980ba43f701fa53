"""Codes and questions that were taken away, or typed anew."""

from __future__ import annotations

from collections.abc import Callable

from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import CODE, QUESTION, Filled, put
from tests.intake.damage.kind import Do, Kind, few


def _without_codes(form: Filled, _luck: Luck) -> None:
    for sheet in [form.book.worksheets[1], *form.pages]:
        sheet.delete_cols(CODE)


def _some_codes_gone(form: Filled, luck: Luck) -> None:
    for spot in few(form, luck, "choice", "percent", count=8):
        put(spot.beside(CODE), None)


def _codes(change: Callable[[str], str]) -> Do:
    def do(form: Filled, _luck: Luck) -> None:
        for spot in form.spots.values():
            put(spot.beside(CODE), change(spot.code))

    return do


def _misspelt_questions(form: Filled, luck: Luck) -> None:
    for spot in form.spots.values():
        text = str(spot.beside(QUESTION).value)
        at = luck.randrange(len(text))
        put(spot.beside(QUESTION), text[:at] + text[at + 1 :])


def _questions_cut(form: Filled, _luck: Luck) -> None:
    for spot in form.spots.values():
        put(spot.beside(QUESTION), str(spot.beside(QUESTION).value).partition("\n")[0])


KINDS = (
    Kind("no codes", _without_codes),
    Kind("some codes gone", _some_codes_gone),
    Kind("codes in small letters", _codes(str.lower)),
    Kind("codes with commas", _codes(lambda code: code.replace(".", ",") + " ")),
    Kind("codes in Cyrillic", _codes(lambda code: code.replace("C", "\N{CYRILLIC CAPITAL LETTER ES}"))),
    Kind("codes with blanks", _codes(lambda code: code.replace(".", ". "))),
    Kind("questions misspelt", _misspelt_questions),
    Kind("options cut off the question", _questions_cut),
)
