"""Formulas and their errors in the answer cells."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.intake.book import pack, parts_of
from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import Filled, Spot
from tests.intake.damage.kind import Do, Files, Kind, doubtful, few, nothing, number

_CELL = r'<c r="{at}"([^>]*)><v>([^<]*)</v></c>'


def _computed(*types: str, count: int, error: str = "") -> Callable[[Filled, Luck], Files]:
    """Formulas with what Excel worked out for them; `error` instead of it."""

    def send(form: Filled, luck: Luck) -> Files:
        parts = dict(parts_of(form.save()))
        for spot in few(form, luck, *types, count=count):
            name = f"xl/worksheets/sheet{form.book.sheetnames.index(spot.sheet.title) + 1}.xml"
            parts[name] = re.sub(
                _CELL.format(at=spot.cell.coordinate).encode(),
                rb"<c r='%s' t='e'><f>A1/0</f><v>%s</v></c>" % (spot.cell.coordinate.encode(), error.encode())
                if error
                else rb'<c r="%s"\1><f>B900+7</f><v>\2</v></c>' % spot.cell.coordinate.encode(),
                parts[name],
            )
            if error:
                form.ask(spot)
        return {"a.xlsx": pack(parts)}

    return send


def _uncomputed(text: Callable[[Spot], str]) -> Do:
    return doubtful("percent", "count", typed=text, count=3)


def _shown_as_text(text: str) -> Do:
    return doubtful("percent", "count", "choice", typed=lambda _: text, count=3)


KINDS = (
    Kind("formulas worked out", nothing, send=_computed("percent", "number", "count", count=6)),
    Kind("an error worked out", nothing, "asked", _computed("percent", "number", count=3, error="#DIV/0!")),
    Kind("a lost reference", nothing, "asked", _computed("percent", "number", count=3, error="#REF!")),
    Kind("not available", nothing, "asked", _computed("percent", "number", count=3, error="#N/A")),
    Kind("formulas not worked out", _uncomputed(lambda _: "=SUM(A1:A9)"), worst="asked"),
    Kind("a sum typed as formula", _uncomputed(lambda spot: f"={number(spot):g}+0"), worst="asked"),
    Kind("link to another file", _uncomputed(lambda _: "='[Số liệu.xlsx]Sheet1'!$B$4"), worst="asked"),
    Kind("errors pasted as text", _shown_as_text("#VALUE!"), worst="asked"),
    Kind("not available as text", _shown_as_text("#N/A"), worst="asked"),
    Kind("too narrow, pasted", _shown_as_text("#####"), worst="asked"),
    Kind("a formula shown as text", _shown_as_text("'=B4/B5"), worst="asked"),
)
