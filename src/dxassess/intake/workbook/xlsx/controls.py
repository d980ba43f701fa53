"""Controls of a form in XLSX: boxes to tick, buttons, lists. The old drawing says where each lies, and it or
the part of its properties in which state it is. The state of an ActiveX control without a cell of its own
is kept by the library that draws it, and not read: wherever it lies, a person is asked to look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dxassess.intake.workbook.marks import Position
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import ControlKind, SheetControl
from dxassess.intake.workbook.xlsx.package import Package, Relation
from dxassess.intake.workbook.xlsx.words import position_of
from dxassess.intake.workbook.xmlscan import Attributes, walk

_KINDS: dict[str, ControlKind] = {
    "checkbox": "tick",
    "radio": "choice",
    "drop": "list",
    "list": "list",
    "edit": "list",
    "editbox": "list",
    "scroll": "list",
    "spin": "list",
}
"""By what drawings and properties call them; buttons and captions hold no state."""
_FOREIGN = "pict"
_CORNERS = 8
_LOW_EDGE = 6
"""Of a row into which a control reaches by so few points its edge alone lies there."""


def read_controls(package: Package, relations: Sequence[Relation]) -> tuple[SheetControl, ...]:
    """The controls of the sheet with these relationships. Where a drawing cannot be read, what the
    properties say without it: that there are controls can be told."""
    properties = [r.part for r in relations if r.kind == "ctrlProp"]
    foreign = sum(r.kind == "control" for r in relations)
    if not properties and not foreign:
        return ()
    states = [_state(package, part) for part in properties]
    drawings = [r.part for r in relations if r.kind == "vmlDrawing"]
    drawn = [each for part in drawings for each in _drawn(package, part, foreign=foreign > 0)]
    stated = [each for each in states if each is not None]
    formed = [each for each in drawn if not each.foreign]
    if len(stated) == len(formed):
        # Some programs put the state into the properties alone; both stand in one order.
        pairs = iter([_joined(one.control, other) for one, other in zip(formed, stated, strict=True)])
        return tuple(each.control if each.foreign else next(pairs) for each in drawn)
    missing = max(0, len(stated) + foreign - len(drawn))
    return (*(each.control for each in drawn), *(stated if not drawn else [SheetControl("list")] * missing))


class _Drawn(NamedTuple):
    """A control of the drawing; `foreign` is one whose kind the drawing does not tell."""

    control: SheetControl
    foreign: bool


def _drawn(package: Package, part: str, *, foreign: bool) -> list[_Drawn]:
    try:
        # Excel leaves this one element open, as HTML has it.
        return _shapes(package.part(part).replace(b"<br>", b"<br/>"), part, foreign=foreign)
    except Refused:
        return []


def _shapes(data: bytes, part: str, *, foreign: bool) -> list[_Drawn]:
    drawn: list[_Drawn] = []
    texts: dict[str, str] = {}
    caption: list[str] = []
    text_pieces: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        plain = name.rpartition(" ")[2]
        if plain == "shape":
            caption.clear()
        elif plain == "ClientData":
            texts.clear()
            texts["kind"] = attributes.get("ObjectType", "").casefold()
        text_pieces.clear()

    def end(name: str) -> None:
        plain = name.rpartition(" ")[2]
        text = "".join(text_pieces).strip()
        text_pieces.clear()
        if plain == "ClientData":
            kind = texts.pop("kind", "")
            if kind in _KINDS or (foreign and kind == _FOREIGN):
                drawn.append(
                    _Drawn(_control(kind, texts, " ".join(" ".join(caption).split())), kind == _FOREIGN)
                )
            texts.clear()
        elif "kind" in texts:
            texts[plain] = text
        elif text:
            caption.append(text)

    walk(data, part, start=start, end=end, text=text_pieces.append)
    return drawn


def _control(kind: str, texts: Mapping[str, str], caption: str) -> SheetControl:
    """A control by what its shape says; one that is not said to be ticked is not."""
    plain = _KINDS.get(kind, "list")
    ticked = None if plain == "list" else _ticked(texts.get("Checked", "0"))
    control = SheetControl(plain, ticked=ticked, linked=_linked(texts.get("FmlaLink", "")), caption=caption)
    corners = [n.strip() for n in texts.get("Anchor", "").split(",")]
    if len(corners) != _CORNERS or not all(n.lstrip("-").isdecimal() for n in corners):
        return control
    column, _, row, _, _, _, last, below = map(int, corners)
    last_row = last if below > _LOW_EDGE else last - 1
    return control._replace(at=(max(0, row), max(0, column)), last_row=last_row)


def _state(package: Package, part: str) -> SheetControl | None:
    """What the properties of a control say, None of a button or caption."""
    stated: list[SheetControl] = []

    def start(name: str, attributes: Attributes) -> None:
        kind = _KINDS.get(attributes.get("objectType", "").casefold())
        if name.endswith(" formControlPr") and kind is not None:
            ticked = None if kind == "list" else _ticked(attributes.get("checked", "0"))
            stated.append(SheetControl(kind, ticked=ticked, linked=_linked(attributes.get("fmlaLink", ""))))

    try:
        walk(package.part(part), part, start=start)
    except Refused:
        return SheetControl("list")
    return next(iter(stated), None)


def _joined(drawn: SheetControl, stated: SheetControl) -> SheetControl:
    return drawn._replace(
        ticked=stated.ticked if not drawn.ticked else drawn.ticked, linked=drawn.linked or stated.linked
    )


def _ticked(text: str) -> bool | None:
    """None for a box that is neither ticked nor blank."""
    return {"1": True, "checked": True, "0": False, "unchecked": False}.get(text.casefold())


def _linked(formula: str) -> tuple[str, Position] | None:
    sheet, _, cell = formula.rpartition("!")
    at = position_of(cell.replace("$", ""))
    return None if at is None else (sheet.strip("'").replace("''", "'"), at)
