"""What may be typed into a cell, as the spreadsheet checks it: no more and no less than intake reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from dxassess.forms.form import AnswerKind, FormCell
from dxassess.wording.wording import Wording

_FIRST_DAY, _LAST_DAY = datetime(2000, 1, 1), datetime(2099, 12, 31)  # noqa: DTZ001 - days
_DATES = "{0}>=DATE(2000,1,1),{0}<=DATE(2099,12,31)"
_MOST = "1E+12"


def rule_for(
    cell: FormCell, name: str, say: Wording, source: Callable[[tuple[str, ...]], list[str] | str]
) -> dict[str, Any] | None:
    """The rule of the cell called `name`, None where anything may be typed. A wrong entry is stopped with
    words on what is expected. `source` tells where the entries of a drop-down list stand."""
    if cell.kind == "text":
        return None
    messages = {
        "error_title": say.text("error.title"),
        "error_message": say.text(f"error.{cell.kind}"),
        "input_message": say.text(f"input.{cell.kind}"),
    }
    if cell.kind == "choice":
        return messages | {"validate": "list", "source": source(cell.choices)}
    if cell.kind == "date" and not cell.na:
        span = {"minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        return messages | {"validate": "date", "criteria": "between", **span}
    formula = _check(cell.kind, name, say)
    return messages | {"validate": "custom", "value": f"={_or_not_applicable(formula, name, cell.na)}"}


def _check(kind: AnswerKind, name: str, say: Wording) -> str:
    if kind == "percent":
        word = say.text("percent.word")
        # Above 0 and up to 1 a number could mean 0.5 % or 50 %: only words say which.
        return (
            f'IF(ISNUMBER({name}),OR({name}=0,AND({name}>1,{name}<=100)),RIGHT({name},{len(word)})="{word}")'
        )
    checks = _DATES.format(name) if kind == "date" else f"{name}>=0,{name}<={_MOST}"
    whole_number = f",INT({name})={name}" if kind == "count" else ""
    return f"IF(ISNUMBER({name}),AND({checks}{whole_number}),FALSE)"


def _or_not_applicable(formula: str, name: str, na: str | None) -> str:
    return f'OR({formula},UPPER({name}&"")="{na}")' if na else formula
