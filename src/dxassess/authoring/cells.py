"""One value to one cell and back: exact numbers, lists of codes, break-points, yes and no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from dxassess.authoring.columns import BookKind

Raw = str | float | bool | None
"""What a cell of the workbook holds; None is a blank one."""

NOTHING = "()"
"""Says "none at all" where a blank cell means the usual value."""

_FLAGS = {"yes": True, "true": True, "x": True, "có": True, "no": False, "false": False, "không": False}
_DECIMAL_COMMA = re.compile(r"\s*(-?\d+),(\d+)\s*", re.ASCII)


def to_cell(value: object, kind: BookKind) -> Raw:
    """A value that is not None as a cell. A number that a spreadsheet would round is written as text."""
    if kind == "flag":
        return "yes" if value else "no"
    if kind == "codes":
        assert isinstance(value, tuple)
        return ", ".join(map(str, value))
    if kind == "points":
        assert isinstance(value, tuple)
        return "; ".join(f"{x!r}: {y!r}" for x, y in value)
    if kind == "number":
        if isinstance(value, str):  # a bound that is another answer
            return value
        assert isinstance(value, int | float)
        return float(value) if float(f"{value:.16G}") == value else repr(value)
    return str(value)


def from_cell(cell: object, kind: BookKind) -> object:
    """What a cell says, for the model to judge: what cannot be read is handed on as it stands."""
    if kind == "flag":
        return _FLAGS.get(str(cell).strip().casefold(), cell)
    if kind == "codes":
        return [part for part in re.split(r"[,;\s]+", plain(cell)) if part]
    if kind == "points":
        return [_point(part) for part in plain(cell).split(";") if part.strip()]
    if kind == "number":
        return _decimal(cell) if isinstance(cell, str) else cell
    return plain(cell)


def plain(cell: object) -> str:
    """A cell as the text that a person meant, even where the spreadsheet took it for a number, a day or a
    truth."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _point(text: str) -> list[object]:
    return [_decimal(part) for part in text.split(":")]


def _decimal(text: str) -> str:
    """A number typed with a decimal comma, as is usual in Vietnam, with a point."""
    decimal = _DECIMAL_COMMA.fullmatch(text)
    return f"{decimal[1]}.{decimal[2]}" if decimal else text.strip()


def blank(cell: object) -> bool:
    """Whether nothing was entered."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def all_blank(cells: Iterable[object]) -> bool:
    """Whether nothing was entered in any of them."""
    return all(blank(cell) for cell in cells)
