"""Numbers, as they are typed."""

from __future__ import annotations

from collections.abc import Callable

from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import Filled, Spot, put
from tests.intake.damage.kind import Kind, doubtful, each, few, number

_ALL = ("percent", "number", "count", "ratio")


def _text(change: Callable[[str], str], *types: str) -> Callable[[Filled, Luck], None]:
    return each(*(types or _ALL), typed=lambda spot: change(f"{number(spot):g}"))


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


def _grouped(mark: str) -> Callable[[Spot], str]:
    return lambda spot: f"{number(spot):,.0f}".replace(",", mark)


def _with_unit(spot: Spot) -> str | float:
    unit = spot.beside(4).value
    return f"{number(spot):g} {unit}" if unit else number(spot)


def _percent_format(form: Filled, _luck: Luck) -> None:
    for spot in form.of("percent"):
        put(spot.cell, number(spot) / 100)
        spot.cell.number_format = "0.0%"


def _of_format(code: str) -> Callable[[Filled, Luck], None]:
    def do(form: Filled, _luck: Luck) -> None:
        for spot in form.of(*_ALL):
            spot.cell.number_format = code

    return do


def _zero(form: Filled, luck: Luck) -> None:
    for spot in few(form, luck, "percent", "number", "count"):
        put(spot.cell, 0)
        form.truth[spot.item.code] = 0.0


def _upside_down(form: Filled, _luck: Luck) -> None:
    if not form.of("ratio"):
        return
    part, whole = form.of("ratio")
    part.cell.value, whole.cell.value = whole.cell.value, part.cell.value
    form.ask(part)


def _other_unit(form: Filled, _luck: Luck) -> None:
    if not form.of("ratio"):
        return
    part, _ = form.of("ratio")
    put(part.cell, number(part) * 1_000_000)
    form.ask(part)


KINDS = (
    Kind("numbers as text", _text(lambda n: n)),
    Kind("decimal comma", _text(lambda n: n.replace(".", ","))),
    Kind("numbers behind an apostrophe", _text(lambda n: "'" + n), worst="asked"),
    Kind("numbers with blanks", _text(lambda n: f"  {n}\u00a0")),
    Kind("full width", _text(_full_width)),
    Kind("thousands with dots", each("ratio", typed=_grouped(".")), ratios=True),
    Kind("thousands with commas", each("ratio", typed=_grouped(",")), ratios=True),
    Kind("thousands with blanks", each("ratio", typed=_grouped(" ")), ratios=True),
    Kind("thousands with hard blanks", each("ratio", typed=_grouped("\u00a0")), ratios=True),
    Kind("percent sign", _text(lambda n: n + "%", "percent")),
    Kind("percent sign apart", _text(lambda n: n.replace(".", ",") + " %", "percent")),
    Kind("percent in words", _text(lambda n: n + " phần trăm", "percent")),
    Kind("percent format", _percent_format),
    Kind("shares", each("percent", typed=lambda spot: number(spot) / 100), worst="asked"),
    Kind("unit typed", each(*_ALL, typed=_with_unit)),
    Kind("format of thousands", _of_format("#,##0.00")),
    Kind("format of text", _of_format("@")),
    Kind("line break behind", _text(lambda n: n + "\n")),
    Kind("plus sign", _text(lambda n: "+" + n), worst="asked"),
    Kind("point at the end", _text(lambda n: n + "."), worst="asked"),
    Kind("nothing, zero", _zero),
    Kind("about", doubtful("percent", "count", typed=lambda s: f"khoảng {number(s):g}"), worst="asked"),
    Kind(
        "a range", doubtful("percent", "number", typed=lambda s: f"{number(s):g}-{number(s) + 3:g}"), "asked"
    ),
    Kind("at least", doubtful("percent", "number", typed=lambda s: f"≥ {number(s):g}"), "asked"),
    Kind("two numbers", doubtful("percent", typed=lambda s: f"{number(s):g}; {number(s) / 2:g}"), "asked"),
    Kind("a count of a count", doubtful("percent", typed=lambda s: f"{number(s):g}/120"), "asked"),
    Kind("number in words", doubtful("percent", "count", typed=lambda s: "năm mươi hai"), "asked"),
    Kind("a sum not worked out", doubtful("percent", "count", typed=lambda s: "12 + 30"), "asked"),
    Kind("negative", doubtful(*_ALL[:3], typed=lambda s: -number(s)), worst="asked"),
    Kind("above a hundred", doubtful("percent", typed=lambda s: number(s) + 100), worst="asked"),
    Kind("half a thing", doubtful("count", typed=lambda s: number(s) + 0.5), worst="asked"),
    Kind("letter O for zero", doubtful("percent", "count", typed=lambda s: "3O"), worst="asked"),
    Kind("part and whole exchanged", _upside_down, worst="asked", ratios=True),
    Kind("đồng of millions", _other_unit, worst="asked", ratios=True),
)
