"""What desks of the department decided about files and respondents, with the reason."""

from __future__ import annotations

from dxassess.places.register import DEPARTMENT
from dxassess.report.value.model import Cell, Table
from dxassess.report.value.say import say, text_cell
from dxassess.report.view import View
from dxassess.round.rulings import Ruling


def decided_table(view: View, key: str | None) -> tuple[Table, ...]:
    """The decisions in force about a province (None: about all), for the department alone; nothing where
    there are none."""
    rulings = [
        ruling for ruling in view.round.memory.rulings.in_force if key in (None, _province(view, ruling))
    ]
    if not rulings or view.readers != "department":
        return ()
    heads = ("about", "decision", "reason", "desk")
    return (
        Table(
            id="decided",
            title=say("decided.title"),
            head=tuple(say(f"head.{head}") for head in heads),
            rows=tuple(_row(ruling) for ruling in rulings),
        ),
    )


def _row(ruling: Ruling) -> tuple[Cell, ...]:
    return (
        Cell(content=ruling.file or _code(ruling), role="code"),
        text_cell(say(f"decided.{ruling.kind}")),
        text_cell(ruling.because),
        text_cell(ruling.by),
    )


def _province(view: View, ruling: Ruling) -> str | None:
    register = view.round.register_
    entry = register.entry_by_code.get(_code(ruling)) if register else None
    return entry.province if entry else None


def _code(ruling: Ruling) -> str:
    return ruling.whose.removeprefix(f"{DEPARTMENT}:")
