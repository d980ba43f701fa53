"""What an ODS says about its sheets beside values."""

from __future__ import annotations

from collections.abc import Mapping

from dxassess.intake.workbook.ods.fast import walk_fast, walk_styles
from dxassess.intake.workbook.ods.walk import OdsSheet, OdsWalk
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xmlscan import walk

_KIND, _OF_SHEETS = "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "meta-inf/manifest.xml"


def read_ods_tables(parts: Mapping[str, bytes]) -> dict[str, OdsSheet]:
    """Every table by its name, in their order; none is sure where the file is not as programs write it.

    Raises Refused for encrypted documents, for documents without tables or with two of one name, and for
    filled cells far away.
    """
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise Refused("PASSWORD")
    if _CONTENT not in parts:
        raise Refused("MISSING_PART", found=_CONTENT)
    tables = _with_styles(parts)
    sure = parts.get(_KIND) == _OF_SHEETS
    try:
        walk_fast(parts[_CONTENT], _CONTENT, tables)
    except Odd:
        sure = False
        tables = _with_styles(parts)
        walk(
            parts[_CONTENT], _CONTENT, namespaces=False, start=tables.start, end=tables.end, text=tables.text
        )
    if not tables.sheets:
        raise Refused("NO_SHEETS")
    return tables.sheets if sure else {n: table._replace(sure=False) for n, table in tables.sheets.items()}


def _with_styles(parts: Mapping[str, bytes]) -> OdsWalk:
    tables = OdsWalk()
    if _STYLES in parts:
        try:
            walk_styles(parts[_STYLES], _STYLES, tables)
        except Odd:
            tables = OdsWalk()
            walk(parts[_STYLES], _STYLES, namespaces=False, start=tables.styles.start)
    return tables
