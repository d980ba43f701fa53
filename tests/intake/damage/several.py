"""Multiple choices, and what people make of their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import ANSWER, CODE, COMMENT, EVIDENCE, Filled, Spot, put
from tests.intake.damage.kind import Kind, words

from dxassess.questionnaire.items import Multi

Rows = list[Spot]


def _items(form: Filled) -> Iterator[Rows]:
    rows: dict[str, Rows] = {}
    for spot in form.of("multi"):
        rows.setdefault(spot.item.code, []).append(spot)
    return iter(rows.values())


def _each(change: Callable[[Rows], None], *, ask: bool = False) -> Callable[[Filled, Luck], None]:
    def do(form: Filled, _luck: Luck) -> None:
        for rows in _items(form):
            change(rows)
            if ask:
                form.ask(rows[0])

    return do


def _retyped(yes: object, no: object) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        for spot in rows:
            put(spot.cell, yes if words(spot) == "Có" else no)

    return change


def _heading_row(rows: Rows, column: int) -> None:
    """The letters of the options in the row of the question, and nothing behind the options."""
    item = rows[0].item
    assert isinstance(item, Multi)
    chosen = [o.code for o, spot in zip(item.options, rows, strict=True) if words(spot) == "Có"]
    sheet, at = rows[0].sheet, rows[0].cell.row - 1
    assert sheet.cell(at, CODE).value == item.code
    put(sheet.cell(at, column), ", ".join(chosen))  # type: ignore[arg-type] # no merged cells here
    _retyped(None, None)(rows)


def _letters_in(column: int) -> Callable[[Rows], None]:
    return lambda rows: _heading_row(rows, column)


def _exclusive_too(rows: Rows) -> None:
    put(rows[-1].cell, "Có")


def _mostly_blank(form: Filled, _luck: Luck) -> None:
    """Nothing chosen and nothing said of it: not answered."""
    for rows in _items(form):
        _retyped(None, None)(rows)
        form.forget(rows[0])


def _all_no(form: Filled, _luck: Luck) -> None:
    for rows in _items(form):
        _retyped("Không", "Không")(rows)
        form.truth[rows[0].item.code] = ()


def _odd_part(typed: object) -> Callable[[Rows], None]:
    return lambda rows: put(rows[0].cell, typed)


def _moved_one(form: Filled, _luck: Luck) -> None:
    """The ticks of an item a row too high: the first stands beside the question."""
    for rows in _items(form):
        for spot in rows:
            above = spot.sheet.cell(spot.cell.row - 1, ANSWER)
            put(above, spot.cell.value)  # type: ignore[arg-type] # no merged cells here
        put(rows[-1].cell, None)
        form.ask(rows[0])


KINDS = (
    Kind("only x where chosen", _each(_retyped("x", None))),
    Kind("yes where chosen, else blank", _each(_retyped("Có", None))),
    Kind("only ticks where chosen", _each(_retyped("✔", None))),
    Kind("1 where chosen, else blank", _each(_retyped(1, None))),
    Kind("dashes where not chosen", _each(_retyped("Có", "-"))),
    Kind("chosen and not chosen", _each(_retyped("chọn", "không chọn")), worst="asked"),
    Kind("letters beside the question", _each(_letters_in(ANSWER), ask=True), worst="asked"),
    Kind("letters under evidence", _each(_letters_in(EVIDENCE), ask=True), worst="asked"),
    Kind("letters under comments", _each(_letters_in(COMMENT), ask=True), worst="asked"),
    Kind("none of these, and some", _each(_exclusive_too, ask=True), worst="asked"),
    Kind("nothing chosen", _mostly_blank, worst="exact"),
    Kind("all of them no", _all_no, worst="asked"),
    Kind("one option unclear", _each(_odd_part("một phần"), ask=True), worst="asked"),
    Kind("number at an option", _each(_odd_part(3), ask=True), worst="asked"),
    Kind("ticks a row too high", _moved_one, worst="refused"),
)
