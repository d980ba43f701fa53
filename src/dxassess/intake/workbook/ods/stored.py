"""The value that the attributes of an ODS cell store, where they do so as programs write it."""

from __future__ import annotations

import re
from datetime import date, datetime

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.xmlscan import Attributes

VALUES = frozenset(
    ("office:value", "office:string-value", "office:date-value", "office:time-value", "office:boolean-value")
)
"""The attributes that may store one."""
_NUMBER = re.compile(r"-?[0-9]{1,17}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}", re.ASCII)


def stored_value(attributes: Attributes) -> CellValue | None:
    """The number, day, or truth of a cell that is no text; "" for a cell without a value. None where nothing
    certain is said: some reader must tell."""
    kind, stored = attributes.get("office:value-type"), VALUES.intersection(attributes)
    if kind is None:
        return None if stored else ""
    match kind, *stored:
        case "float" | "percentage" | "currency", "office:value":
            number = attributes["office:value"]
            return float(number) if _NUMBER.fullmatch(number) else None
        case "boolean", "office:boolean-value":
            return {"true": True, "false": False}.get(attributes["office:boolean-value"])
        case "date", "office:date-value":
            return _moment(attributes["office:date-value"])
    return None


def _moment(stated: str) -> date | datetime | None:
    try:
        if _DAY.fullmatch(stated):
            return date.fromisoformat(stated)
        return datetime.fromisoformat(stated) if _MOMENT.fullmatch(stated) else None
    except ValueError:
        return None
