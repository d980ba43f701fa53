"""Answers that stand elsewhere than in the answer cell, and what may stand there."""

from __future__ import annotations

from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import (
    COMMENT,
    EVIDENCE,
    QUESTION,
    UNIT,
    Filled,
    put,
)
from tests.intake.damage.kind import Do, Kind, few

_BEYOND = 9
_KINDS = ("choice", "yes_no", "percent", "count")


def _all_in(column: int, *types: str) -> Do:
    """The answers of a sheet in another column, the answer cells blank."""

    def do(form: Filled, luck: Luck) -> None:
        sheet = luck.choice(form.pages)
        for spot in form.on(sheet):
            if spot.item.type in (types or _KINDS):
                put(spot.beside(column), spot.cell.value)
                put(spot.cell, None)
                form.ask(spot)

    return do


def _few_in(column: int, *types: str, count: int = 2) -> Do:
    def do(form: Filled, luck: Luck) -> None:
        for spot in few(form, luck, *(types or _KINDS), count=count):
            put(spot.beside(column), spot.cell.value)
            put(spot.cell, None)
            form.ask(spot)

    return do


def _behind_question(form: Filled, luck: Luck) -> None:
    for spot in few(form, luck, "choice", "yes_no", "percent", count=2):
        put(spot.beside(QUESTION), f"{spot.beside(QUESTION).value}\n{spot.cell.value}")
        put(spot.cell, None)
        form.ask(spot)


def _remarks(form: Filled, luck: Luck) -> None:
    """Evidence and comments as they should be: nothing to tell of."""
    for spot in few(form, luck, *_KINDS, count=8):
        put(
            spot.beside(EVIDENCE),
            luck.choice(("Quyết định số 12/QĐ-BV", "Kế hoạch 2023", "x")),
        )
        put(spot.beside(COMMENT), luck.choice(("Đang nâng cấp", "Số liệu quý 3", "Xem phụ lục 2")))


def _numbered(form: Filled, _luck: Luck) -> None:
    """A column of running numbers beyond the table: a clerk's own."""
    for sheet in form.pages:
        for n, spot in enumerate(form.on(sheet), start=1):
            put(spot.beside(_BEYOND), f"STT {n}")


def _totals(form: Filled, luck: Luck) -> None:
    for sheet in form.pages:
        for _ in range(3):
            cell = sheet.cell(sheet.max_row + 2, luck.randrange(1, 9))
            put(cell, luck.choice(("Tổng cộng", "Người lập biểu", 7)))  # type: ignore[arg-type]


KINDS = (
    Kind("answers under unit", _all_in(UNIT), worst="refused"),
    Kind("answers under evidence", _all_in(EVIDENCE), worst="refused"),
    Kind("answers under comments", _all_in(COMMENT), worst="refused"),
    Kind("answers beyond the table", _all_in(_BEYOND), worst="refused"),
    Kind("a few under unit", _few_in(UNIT), worst="asked"),
    Kind("options under evidence", _few_in(EVIDENCE, "choice"), worst="asked"),
    Kind("options under comments", _few_in(COMMENT, "choice", count=4), worst="asked"),
    Kind("a few beyond the table", _few_in(_BEYOND), worst="asked"),
    Kind("answers behind the question", _behind_question, worst="asked"),
    Kind("evidence and comments", _remarks, worst="exact"),
    Kind("numbers of one's own", _numbered),
    Kind("totals below", _totals),
)
