"""Valid packages as hardly anybody writes them, which patterns misread; each has one right value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.intake.book import SHEET, pack
from tests.intake.corpus.form import Case
from tests.intake.corpus.packages import RELATIONS, STRINGS, STYLES, WORKBOOK, parts, put

OK, WARN = "accepted", "accepted_with_warnings"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def cases() -> Iterator[Case]:
    """All of them."""
    yield from errors()
    yield from places()
    slow = re.sub(rb"<cellXfs", b"<cellXfs/>" * 400_000 + b"<cellXfs", parts()[STYLES], count=1)
    yield Case("h-many-styles.xlsx", pack({**parts(), STYLES: slow}), OK)
    for reference in (b"A0:F19", b"#REF!", b""):
        odd = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % reference, parts()[SHEET])
        yield Case(f"h-dimension-{len(reference)}.xlsx", pack({**parts(), SHEET: odd}), OK)


def errors() -> Iterator[Case]:
    """Errors and formulas without a result, in spellings that are as good as the usual one."""
    viet = b'<\xc4\x91:c xmlns:\xc4\x91="%s" r="C5" t="e"><\xc4\x91:v>#REF!</\xc4\x91:v></\xc4\x91:c>' % _MAIN
    for name, cell, code in (
        ("error-space", b'<c r="C5" t = "e"><v>#REF!</v></c>', "ERROR_CELL"),
        ("error-attribute", b'<c r="C5" cm="&gt;" t="e"><v>#N/A</v></c>', "ERROR_CELL"),
        ("error-prefix", viet, "ERROR_CELL"),
        ("formula-cdata", b'<c r="C5"><f><![CDATA[50+7]]></f></c>', "FORMULA_NO_VALUE"),
        ("formula-comment", b'<c r="C5"><f><!-- x -->50+7</f><v/></c>', "FORMULA_NO_VALUE"),
        ("truth-2", b'<c r="C5" t="b"><v>2</v></c>', "CELL_UNREADABLE"),
        ("kind-unknown", b'<c r="C5" t="zz"><v>2</v></c>', "CELL_UNREADABLE"),
    ):
        yield Case(f"h-{name}.xlsx", _with(cell), WARN, frozenset({code}), {"C1.1.2": None})


def places() -> Iterator[Case]:
    """Parts where relationships say, not where their names suggest."""
    foreign = b'<x:si xmlns:x="urn:x"><x:t>none of ours</x:t></x:si>'
    yield Case("h-foreign-string.xlsx", put(b"<si>", foreign + b"<si>", STRINGS), OK)
    dots = parts()[RELATIONS].replace(b"/xl/worksheets/sheet2.xml", b"../xl/./worksheets/sheet2.xml")
    yield Case("h-dots.xlsx", pack({**parts(), RELATIONS: dots}), OK)
    rels, home = "_rels/.rels", "xl/true.xml"
    moved = {**parts(), home: parts()[WORKBOOK], "xl/_rels/true.xml.rels": parts()[RELATIONS]}
    moved[rels] = moved[rels].replace(b"xl/workbook.xml", home.encode())
    moved[RELATIONS] = moved[RELATIONS].replace(b"sheet2.xml", b"decoy.xml")
    moved["xl/worksheets/decoy.xml"] = moved[SHEET].replace(_share(), b'<c r="C5"><v>77</v></c>')
    yield Case("h-decoy.xlsx", pack(moved), OK)


def _with(cell: bytes) -> bytes:
    return put(_share(), cell)


def _share() -> bytes:
    """The cell of the share, 57, as the form has it."""
    found = re.search(rb'<c r="C5"[^>]*><v>57</v></c>', parts()[SHEET])
    assert found is not None
    return found.group()
