"""A respondent's own workbook with its findings in it: coloured cells, comments, a list in front."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from dxassess.files.xlsx import FIXED_DAY
from dxassess.findings.catalogue import SEVERITIES, Severity
from dxassess.findings.finding import Finding
from dxassess.findings.words import request, statement
from dxassess.forms.stamp import parent_of
from dxassess.intake.workbook.guard import Guarded
from dxassess.intake.workbook.opening import sha256
from dxassess.intake.workbook.reader import read_sheets
from dxassess.returning.cells import cells_of
from dxassess.returning.faithful import same_cells
from dxassess.returning.list_sheet import add_list, looks_of, old_list
from dxassess.returning.marks import mark, paint, unmark
from dxassess.returning.opened import open_to_write
from dxassess.returning.restamp import count_copy
from dxassess.wording.wording import LANGUAGES, wording

_DAY = (FIXED_DAY.year, FIXED_DAY.month, FIXED_DAY.day, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def marked_copy(
    content: bytes,
    guarded: Guarded,
    findings: Sequence[Finding],
    *,
    language: str,
    questions: Mapping[str, str],
) -> bytes | None:
    """The marked copy of an XLSX workbook that the guard has accepted; None if a copy would not say the same
    as the original. The same workbook and findings give the same bytes."""
    sheets = tuple(read_sheets(content, guarded))
    opened = open_to_write(content, formulas=any(sheet.marks.formulas for sheet in sheets))
    book, say = opened.book, wording("returning", language)
    old = old_list(book)
    if old is not None:
        unmark(book, looks_of(old))
        book.remove(old)
    stamps = count_copy(book, parent_of(sha256(content)))
    looks = _mark_cells(book, findings, language)
    losses = {"formulas": opened.formulas_replaced, "pictures": opened.pictures}
    remarks = [say.text(f"sheet.{key}") for key, is_so in losses.items() if is_so]
    added = add_list(book, findings, language=language, questions=questions, remarks=remarks, looks=looks)
    sealed = _seal(book)
    lists = frozenset({added.title, *(wording("returning", lang).text("sheet.name") for lang in LANGUAGES)})
    same = same_cells(sheets, sealed, besides=lists, counters=opened.counters | stamps)
    return sealed if same else None


def _mark_cells(book: Workbook, findings: Sequence[Finding], language: str) -> list[str]:
    """Mark every cell that a finding names, the worst severity of each in colour. What a finding says of
    several cells is noted at the first."""
    say = wording("returning", language)
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.place.sheet in book.sheetnames:
            for cell in cells_of(finding):
                by_cell.setdefault((finding.place.sheet or "", cell), []).append(finding)
    looks: list[str] = []
    colours: dict[str, dict[str, Severity]] = {}
    for (sheet, cell), of_cell in by_cell.items():
        worst = min((f.severity for f in of_cell), key=SEVERITIES.index)
        text = "\n\n".join(_comment(f, language) for f in of_cell if f.place.cell == cell)
        look = mark(book[sheet], cell, worst, text, author=say.text("author"))
        looks += [look] if look else []
        colours.setdefault(sheet, {})[cell] = worst
    for sheet, severities in colours.items():
        paint(book[sheet], severities)
    return looks


def _comment(finding: Finding, language: str) -> str:
    say = wording("returning", language)
    return say.text(
        "comment",
        severity=say.text(f"severity.{finding.severity}"),
        text=statement(finding, language),
        remedy=request(finding, language),
    )


def _seal(book: Workbook) -> bytes:
    """The workbook as a file without the clock, so that the same copy is the same bytes."""
    raw, sealed = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + FIXED_DAY.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            target.writestr(zipfile.ZipInfo(name, _DAY), part, zipfile.ZIP_DEFLATED)
    return sealed.getvalue()
