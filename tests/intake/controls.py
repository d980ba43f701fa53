"""Boxes to tick and other controls put over the cells of a workbook, as Excel stores them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.intake.book import pack, parts_of

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PROPERTIES = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_NAMES = {"Checkbox": "CheckBox"}


class Control(NamedTuple):
    """A control over a row, counted from 1; "Pict" is an ActiveX control, whose state is not told."""

    row: int
    kind: str = "Checkbox"
    ticked: bool = False
    link: str = ""
    caption: str = ""
    rows: int = 1


def with_controls(content: bytes, number: int, controls: Sequence[Control], *, drawn: bool = True) -> bytes:
    """A workbook with controls on its sheet of this number; without `drawn` nothing tells where they lie."""
    parts = parts_of(content)
    rels = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    lines = []
    if drawn:
        shapes = "".join(map(_shape, controls))
        parts["xl/drawings/vmlDrawing9.vml"] = (
            '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
            f"{shapes}</xml>"
        ).encode()
        lines.append(_relation("rId90", f"{_RELATIONS}/vmlDrawing", "../drawings/vmlDrawing9.vml"))
    for n, control in enumerate(controls):
        if control.kind == "Pict":
            parts[f"xl/activeX/activeX{n}.xml"] = b"<ocx/>"
            lines.append(_relation(f"rId{91 + n}", f"{_RELATIONS}/control", f"../activeX/activeX{n}.xml"))
        else:
            parts[f"xl/ctrlProps/ctrlProp{n}.xml"] = _properties(control).encode()
            target = f"../ctrlProps/ctrlProp{n}.xml"
            lines.append(_relation(f"rId{91 + n}", f"{_RELATIONS}/ctrlProp", target))
    before = parts.get(rels, f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode())
    parts[rels] = before.replace(b"</Relationships>", "".join(lines).encode() + b"</Relationships>")
    return pack(parts)


def _relation(identity: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>'


def _shape(control: Control) -> str:
    row = control.row - 1
    checked = "<x:Checked>1</x:Checked>" if control.ticked else ""
    link = f"<x:FmlaLink>{control.link}</x:FmlaLink>" if control.link else ""
    return (
        f"<v:shape><v:textbox><div><font>{control.caption}</font><br></div></v:textbox>"
        f'<x:ClientData ObjectType="{control.kind}">'
        f"<x:Anchor>2, 5, {row}, 2, 3, 5, {row + control.rows - 1}, 19</x:Anchor>{link}{checked}"
        "</x:ClientData></v:shape>"
    )


def _properties(control: Control) -> str:
    checked = ' checked="Checked"' if control.ticked else ""
    link = f' fmlaLink="{control.link}"' if control.link else ""
    kind = _NAMES.get(control.kind, control.kind)
    return f'<formControlPr xmlns="{_PROPERTIES}" objectType="{kind}"{checked}{link}/>'
