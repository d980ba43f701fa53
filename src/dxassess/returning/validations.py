"""Drop-down lists that Excel stores in an extension, which openpyxl drops: the lists of the forms stand on
another sheet, so after one save in Excel all of them do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element  # the type alone; defusedxml does the reading

from defusedxml.ElementTree import fromstring
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_WORDS = ("errorTitle", "error", "promptTitle", "prompt", "type", "operator", "errorStyle")
_FLAGS = ("allowBlank", "showErrorMessage", "showInputMessage", "showDropDown")


def restore_validations(book: Workbook, content: bytes) -> None:
    """Add the validations of extensions in the package `content` to the sheets of `book`, as plain ones."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name, part in _sheets(package):
            xml = package.read(part)
            if name in book.sheetnames and b"extLst" in xml and b"dataValidation" in xml:
                for node in fromstring(xml).iter(f"{_X14}dataValidation"):
                    rule = _rule(node)
                    if rule is not None:
                        book[name].add_data_validation(rule)


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets of the package and the parts that they stand in."""
    parts = {name.lower(): name for name in package.namelist()}
    relations = fromstring(package.read(parts["xl/_rels/workbook.xml.rels"]))
    targets = {r.get("Id", ""): r.get("Target", "").lstrip("/") for r in relations}
    for sheet in fromstring(package.read(parts["xl/workbook.xml"])).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION, ""), "").lower()
        part = parts.get(target) or parts.get(f"xl/{target}")
        if part is not None:
            yield sheet.get("name", ""), part


def _rule(node: Element) -> DataValidation | None:
    formula, second = (node.findtext(f"{_X14}formula{n}/{_XM}f") for n in (1, 2))
    cells = node.findtext(f"{_XM}sqref")
    if not formula or not cells or "[" in formula + (second or ""):
        return None
    words = {key: node.get(key) for key in _WORDS if node.get(key) is not None}
    flags = {key: node.get(key) in ("1", "true") for key in _FLAGS}
    return DataValidation(sqref=cells, formula1=formula, formula2=second, **words, **flags)  # type: ignore[arg-type] # as Excel wrote them
