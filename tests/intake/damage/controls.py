"""Boxes to tick and buttons put over the form, in place of its cells or beside them."""

from __future__ import annotations

from collections.abc import Callable

from tests.intake.controls import Control, with_controls
from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import Filled, Spot, put
from tests.intake.damage.kind import Files, Kind, nothing, words

from dxassess.questionnaire.items import Choice

Make = Callable[[Filled, Spot], Control]


def _over(kind: str, make: Make) -> Callable[[Filled, Luck], Files]:
    """A control over every answer of this type on the sheet that has most of them."""

    def send(form: Filled, _luck: Luck) -> Files:
        page = max(form.pages, key=lambda sheet: sum(s.item.type == kind for s in form.on(sheet)))
        controls = [make(form, spot) for spot in form.on(page) if spot.item.type == kind]
        return {"a.xlsx": with_controls(form.save(), form.book.sheetnames.index(page.title) + 1, controls)}

    return send


def _instead(form: Filled, spot: Spot) -> Control:
    """What was answered is ticked, and no cell says so."""
    caption = words(spot)
    put(spot.cell, None)
    form.ask(spot)
    return Control(spot.cell.row, ticked=True, caption=caption)


def _beside(_form: Filled, spot: Spot) -> Control:
    """Ticked as the cell has it: the cell is the answer."""
    return Control(spot.cell.row, ticked=True, caption=words(spot))


def _otherwise(form: Filled, spot: Spot) -> Control:
    """Ticked is what the cell denies: nobody can tell which is meant."""
    form.ask(spot)
    return Control(spot.cell.row, ticked=True, caption="Không" if words(spot) == "Có" else "Có")


def _linked(_form: Filled, spot: Spot) -> Control:
    """The box writes into the cell of the answer, as boxes do."""
    yes = words(spot) == "Có"
    put(spot.cell, yes)
    return Control(spot.cell.row, ticked=yes, link=f"$C${spot.cell.row}")


def _counting(form: Filled, spot: Spot) -> Control:
    """Buttons write the how manieth of them was pressed, counted from 1, and options count from 0."""
    assert isinstance(spot.item, Choice)
    codes = [option.code for option in spot.item.options]
    put(spot.cell, codes.index(words(spot).partition(".")[0]) + 1)
    form.ask(spot)
    return Control(spot.cell.row, kind="Radio", ticked=True, link=f"$C${spot.cell.row}")


KINDS = (
    Kind("boxes ticked in place of answers", nothing, worst="asked", send=_over("yes_no", _instead)),
    Kind("boxes ticked beside answers", nothing, send=_over("yes_no", _beside)),
    Kind("boxes that say otherwise", nothing, worst="asked", send=_over("yes_no", _otherwise)),
    Kind("boxes linked to their cells", nothing, send=_over("yes_no", _linked)),
    Kind("buttons that count", nothing, worst="asked", send=_over("choice", _counting)),
)
