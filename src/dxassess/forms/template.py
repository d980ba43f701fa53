"""A workbook written once for all respondents who are asked the same, then filled in for each: writing a
workbook anew takes ten times as long (`dxassess forms` makes hundreds)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_rowcol_to_cell

from dxassess.files.write import write_whole
from dxassess.forms.form import Form, FormSheet
from dxassess.forms.last_time import LastTime
from dxassess.forms.layout import ANSWER, COVER_LEFT_CELL, FIRST_ROW, LAST
from dxassess.forms.look import SMALL, WIDTHS_WITH_LAST, fact_height, height
from dxassess.forms.progress import left_on
from dxassess.forms.write import workbook
from dxassess.frozen import Frozen

_COVER = "xl/worksheets/sheet2.xml"
_SHEETS, _STRINGS = "xl/worksheets/", "xl/sharedStrings.xml"
_FOOTER, _STAMP = "\ue000", "\ue001"
"""Stand for the footer and the stamp; of the private letters, so that no text of a questionnaire is taken for
one."""

_ROW = re.compile(r'<row r="(\d+)"[^>]*?(?:/>|(?<!/)>.*?</row>)', re.DOTALL)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_TALLEST = 400.0
_DAY = (1980, 1, 1, 0, 0, 0)


class Template(Frozen):
    """The parts of the workbook in their order, with a blank cover sheet, `_FOOTER` at the feet and `_STAMP`
    for the stamp. `last_rows` are the rows of codes beside which the last answers go, by part and counted
    from 1; none where the form does not show them."""

    parts: tuple[tuple[str, bytes], ...]
    last_rows: tuple[tuple[str, tuple[tuple[int, str], ...]], ...] = ()


def template_of(form: Form) -> Template:
    """The template of the form and of all that differ from it in cover sheet, footer and stamp alone."""
    content = workbook(form.model_copy(update={"footer": _FOOTER, "stamp": _STAMP}))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = tuple((name, package.read(name)) for name in package.namelist())
    return Template(parts=parts, last_rows=tuple(_last_rows(form)))


def fill_in(
    template: Template, cover: FormSheet, *, footer: str, stamp: str, last: LastTime | None = None
) -> bytes:
    """The workbook with what is known on the cover sheet and what was answered `last`. Whatever is filled in
    stays text: a facility called "=1+1" too. The same arguments give the same bytes."""
    target = io.BytesIO()
    last_rows = dict(template.last_rows)
    foot = escape(_xml_text(footer.replace("&", "&&"))).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in template.parts:
            part = _filled(content, cover) if name == _COVER else content
            if last is not None and name in last_rows:
                part = _with_last(part, last_rows[name], last.text_by_code)
            if name.startswith(_SHEETS):
                part = part.replace(_FOOTER.encode(), foot)
            if name.startswith((_SHEETS, _STRINGS)):
                part = part.replace(_STAMP.encode(), escape(stamp).encode())
            info = zipfile.ZipInfo(name, _DAY)
            info.create_system = 0  # not the system that it was made on
            info.external_attr = 0o600 << 16
            package.writestr(info, part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def write_form(form: Form, target: Path | BinaryIO) -> None:
    """Write the form to a file (whole or not at all; OutputError if that fails) or to a stream."""
    content = fill_in(template_of(form), form.sheets[0], footer=form.footer, stamp=form.stamp)
    if isinstance(target, Path):
        write_whole(target, content)
    else:
        target.write(content)


def _filled(content: bytes, cover: FormSheet) -> bytes:
    """The XML of the cover sheet with its values, the heights that they need, and what is left."""
    values = {
        row + 1: (line.cell.value, fact_height(line))
        for row, line in enumerate(cover.lines, start=FIRST_ROW)
        if line.cell is not None and line.cell.value is not None
    }

    def row_of(match: re.Match[str]) -> str:
        row = int(match[1])
        if row - 1 == COVER_LEFT_CELL[0]:
            return _counted(match.group(), left_on(cover))
        return _valued(match.group(), row, *values[row]) if row in values else match.group()

    return _ROW.sub(row_of, content.decode()).encode()


def _last_rows(form: Form) -> Iterator[tuple[str, tuple[tuple[int, str], ...]]]:
    """The rows with a code of every sheet that shows last answers, by the part that holds it: the start sheet
    is the first."""
    for number, sheet in enumerate(form.sheets, start=2):
        lines = enumerate(sheet.lines, start=FIRST_ROW + 1)
        if sheet.shows_last:
            yield f"{_SHEETS}sheet{number}.xml", tuple((row, line.code) for row, line in lines if line.code)


def _with_last(content: bytes, rows: Iterable[tuple[int, str]], texts: Mapping[str, str]) -> bytes:
    """The XML of a sheet of questions with the last answers, in rows tall enough for them."""
    text_by_row = {row: texts[code] for row, code in rows if texts.get(code)}

    def row_of(match: re.Match[str]) -> str:
        text = text_by_row.get(int(match[1]))
        if text is None:
            return match.group()
        tall = min(_TALLEST, height(text, WIDTHS_WITH_LAST[LAST], size=SMALL) + 6)
        row = match.group()
        present = re.search(r' ht="([^"]*)"', row)
        return _valued(
            row, int(match[1]), text, max(tall, float(present[1]) if present else 0.0), column=LAST
        )

    return _ROW.sub(row_of, content.decode()).encode()


def _counted(xml: str, still_open: int) -> str:
    name = xl_rowcol_to_cell(*COVER_LEFT_CELL)
    return re.sub(rf'(<c r="{name}"[^>]*><f>[^<]*</f><v>)[^<]*', rf"\g<1>{still_open}", xml, count=1)


def _valued(xml: str, row: int, value: str | float, tall: float, *, column: int = ANSWER) -> str:
    name = xl_rowcol_to_cell(row - 1, column)
    kind = ' t="inlineStr"' if isinstance(value, str) else ""
    text = (
        f'<is><t xml:space="preserve">{escape(_xml_text(value))}</t></is>' if kind else f"<v>{value:.16G}</v>"
    )
    cell = f'<c r="{name}"\\g<1>{kind}>' + text.replace("\\", r"\\") + "</c>"
    return re.sub(rf'<c r="{name}"([^>]*)/>', cell, _taller(xml, tall), count=1)


def _taller(xml: str, tall: float) -> str:
    return re.sub(r' ht="[^"]*"', f' ht="{tall:.16G}"', xml, count=1)


def _xml_text(value: str | float) -> str:
    """Text without what XML cannot hold; what a spreadsheet would take for an escaped letter is escaped."""
    return _ESCAPED.sub(r"_x005F_\1", _UNSAFE.sub(" ", str(value)))
