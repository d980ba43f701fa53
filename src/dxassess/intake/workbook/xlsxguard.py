"""What an XLSX package says about its sheets, read from the XML beside the reader of cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import join, normpath

from dxassess.intake.workbook.cellguard import checked_cells, positions
from dxassess.intake.workbook.marks import Marks, Position, is_percent_format
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xmlscan import attributes

_WORKBOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedstrings.xml", "xl/styles.xml"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_COUNTS = re.compile(rb"(?:uniqueCount|count)=[\"'](\d+)[\"']")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\s[^>]*>")
_BUILT_IN_PERCENT = {"9", "10"}

_ERROR = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bt=[\"']e[\"'])[^>]*>")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v(?:\s[^>]*)?>[^<])?"
)


def sheet_marks(parts: Mapping[str, bytes]) -> dict[str, Marks]:
    """The marks of every worksheet by its name. `parts` are the inflated XML parts by lower-case name.

    Raises Refused for packages without sheets, with two of one name, with counts that lie, or with a
    filled cell so far away that a reader would fill the memory to reach it.
    """
    if _WORKBOOK not in parts:
        raise Refused("MISSING_PART", found=_WORKBOOK)
    _refuse_count_lies(parts.get(_STRINGS, b""))
    percent = _percent_formats(parts.get(_STYLES, b""))
    targets = _targets(parts)
    marks: dict[str, Marks] = {}
    seen: set[str] = set()
    for tag in _SHEET.findall(parts[_WORKBOOK]):
        sheet = attributes(tag)
        name = sheet.get("name", "")
        if name.casefold() in seen:
            raise Refused("DUPLICATE_SHEET", found=name)
        seen.add(name.casefold())
        relation = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        if relation not in targets:
            raise Refused("MISSING_PART", found=name)
        hidden = sheet.get("state", "visible") != "visible"
        if targets[relation].startswith("xl/worksheets/"):
            marks[name] = _marks(_part(parts, targets[relation]), name, percent, hidden=hidden)
    if not marks:
        raise Refused("NO_SHEETS")
    return marks


def _part(parts: Mapping[str, bytes], target: str) -> bytes:
    if target not in parts:
        raise Refused("MISSING_PART", found=target)
    return parts[target]


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Part names by relationship id."""
    found: dict[str, str] = {}
    for tag in _RELATIONSHIP.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        relation = attributes(tag)
        target = relation.get("Target", "").replace("\\", "/")
        absolute = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        found[relation.get("Id", "")] = absolute.lower()
    return found


def _refuse_count_lies(strings: bytes) -> None:
    """Readers reserve memory for as many strings as the part claims to hold."""
    for count in _COUNTS.findall(strings, 0, 600):
        if int(count) > 100_000 and int(count) > 1_000 + len(strings) // 4:
            raise Refused("COUNT_LIE", found=count.decode())


def _percent_formats(styles: bytes) -> frozenset[str]:
    """Style numbers (`s=`) of cells whose number format multiplies by 100 and shows a percent sign."""
    formats = (attributes(tag) for tag in _NUMBER_FORMAT.findall(styles))
    custom = {f.get("numFmtId", "") for f in formats if is_percent_format(f.get("formatCode", ""))}
    percent = custom | _BUILT_IN_PERCENT
    block = _CELL_FORMATS.search(styles)
    cell_formats = _FORMAT.findall(block.group()) if block else []
    return frozenset(
        str(n) for n, tag in enumerate(cell_formats) if attributes(tag).get("numFmtId") in percent
    )


def _marks(xml: bytes, sheet: str, percent: frozenset[str], *, hidden: bool) -> Marks:
    xml = checked_cells(xml, sheet)
    formulas: set[Position] = set()
    uncalculated: set[Position] = set()
    if b"<f" in xml or b":f" in xml:
        for match in _FORMULA.finditer(xml):
            known = match[2] is not None or b't="str"' in match[1]
            (formulas if known else uncalculated).update(positions([match[1]]))
    return Marks(
        errors=frozenset(positions(m.group() for m in _ERROR.finditer(xml)))
        if _may_err(xml)
        else frozenset(),
        uncalculated=frozenset(uncalculated),
        formulas=frozenset(formulas),
        percent=_percent_cells(xml, percent),
        hidden=hidden,
    )


def _may_err(xml: bytes) -> bool:
    return b'"e"' in xml or b"'e'" in xml


def _percent_cells(xml: bytes, percent: frozenset[str]) -> frozenset[Position]:
    if not percent:
        return frozenset()
    styles = "|".join(sorted(percent)).encode()
    cells = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bs=[\"'](?:" + styles + rb")[\"'])[^>]*>")
    return frozenset(positions(m.group() for m in cells.finditer(xml)))
