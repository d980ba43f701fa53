"""Controls of a form in ODS: what they are stands before the cells, where each lies in its cell."""

from __future__ import annotations

from dxassess.intake.workbook.marks import Position
from dxassess.intake.workbook.sheet import ControlKind, SheetControl
from dxassess.intake.workbook.xlsx.words import position_of
from dxassess.intake.workbook.xmlscan import Attributes

_KINDS: dict[str, ControlKind] = {
    "form:checkbox": "tick",
    "form:radio": "choice",
    "form:listbox": "list",
    "form:combobox": "list",
    "form:text": "list",
    "form:textarea": "list",
    "form:formatted-text": "list",
    "form:number": "list",
    "form:date": "list",
    "form:value-range": "list",
}
_STATES = {"checked": True, "unchecked": False, "true": True, "false": False}
_MOST = 2_000


class OdsControls:
    """Hears the controls of one table."""

    def __init__(self) -> None:
        self._controls: dict[str, SheetControl] = {}

    def start(self, name: str, attributes: Attributes, cell: Position | None) -> None:
        """Hear an element; `cell` is the one in which it stands, if it stands in one."""
        if name in _KINDS and len(self._controls) < _MOST:
            identity = attributes.get("xml:id") or attributes.get("form:id") or str(len(self._controls))
            self._controls[identity] = _control(_KINDS[name], attributes)
        elif name == "draw:control" and cell is not None:
            control = self._controls.get(attributes.get("draw:control", ""))
            if control is not None:
                end = _named(attributes.get("table:end-cell-address", ""))
                last = end[1][0] if end else cell[0]
                self._controls[attributes["draw:control"]] = control._replace(at=cell, last_row=last)

    def done(self) -> tuple[SheetControl, ...]:
        """What was heard."""
        return tuple(self._controls.values())


def _control(kind: ControlKind, attributes: Attributes) -> SheetControl:
    state = attributes.get("form:current-state") or attributes.get("form:state")
    chosen = attributes.get("form:current-selected") or attributes.get("form:selected")
    ticked = None if kind == "list" else _STATES.get(state or chosen or "false")
    linked = _named(attributes.get("form:linked-cell", ""))
    return SheetControl(kind, ticked=ticked, linked=linked, caption=attributes.get("form:label", "").strip())


def _named(address: str) -> tuple[str, Position] | None:
    """The sheet ("" for none) and the cell of `'C1 A'.D2`."""
    sheet, _, cell = address.replace("$", "").rpartition(".")
    at = position_of(cell)
    return None if at is None else (sheet.strip("'").replace("''", "'"), at)
