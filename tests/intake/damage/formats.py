"""Other programs and other ways of saving, and what happens to files on their way."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from xml.sax.saxutils import escape

import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.book import pack
from tests.intake.corpus.formats import xls
from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import HIDDEN, Filled
from tests.intake.damage.kind import Files, Kind, nothing
from tests.intake.damage.legacy import tcvn3

Send = Callable[[Filled, Luck], Files]
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns"


def _rows(sheets: Iterable[Worksheet], comma: str) -> Iterable[list[str]]:
    for sheet in sheets:
        for row in sheet.iter_rows(values_only=True):
            yield [_as_text(cell, comma) for cell in row]


def _as_text(cell: object, comma: str) -> str:
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    text = "" if cell is None or str(cell).startswith("=") else str(cell)
    return text.removesuffix(".0").replace(".", comma) if isinstance(cell, float) else text


def _csv(sheets: Iterable[Worksheet], encoding: str, separator: str, comma: str) -> bytes:
    return _csv_text(sheets, separator, comma).encode(encoding)


def _csv_text(sheets: Iterable[Worksheet], separator: str, comma: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(_rows(sheets, comma))
    return text.getvalue()


def _one_csv(encoding: str, separator: str = ",", comma: str = ".") -> Send:
    """All sheets below one another in one text file."""

    def send(form: Filled, _luck: Luck) -> Files:
        return {"a.csv": _csv(_sent(form), encoding, separator, comma)}

    return send


def _sent(form: Filled) -> list[Worksheet]:
    return [sheet for sheet in form.book.worksheets[1:] if sheet.title != HIDDEN]


def _csv_each(form: Filled, _luck: Luck) -> Files:
    """Every sheet a file of its own, called after it."""
    return {f"a-{sheet.title}.csv": _csv([sheet], "utf-8-sig", ";", ",") for sheet in _sent(form)}


def _ods(form: Filled, _luck: Luck) -> Files:
    tables = "".join(map(_ods_table, form.book.worksheets))
    content = (
        f'<office:document-content xmlns:office="{_SPACE}:office:1.0" xmlns:table="{_SPACE}:table:1.0" '
        f'xmlns:text="{_SPACE}:text:1.0" office:version="1.3"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_SPACE}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{_ODS}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    parts = {
        "mimetype": _ODS.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }
    return {"a.ods": pack(parts)}


def _ods_table(sheet: Worksheet) -> str:
    rows = (
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
        for row in sheet.iter_rows(values_only=True)
    )
    return f'<table:table table:name="{escape(sheet.title)}">{"".join(rows)}</table:table>'


def _ods_cell(cell: object) -> str:
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    text = "" if cell is None or str(cell).startswith("=") else str(cell)
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _as_cp1258(text: str) -> bytes:
    """The code page of Windows for Vietnamese: a letter, and its tone behind it."""
    return b"".join(map(_cp1258_letter, unicodedata.normalize("NFC", text)))


def _cp1258_letter(letter: str) -> bytes:
    with suppress(UnicodeEncodeError):
        return letter.encode("cp1258")
    base = unicodedata.normalize("NFD", letter)
    tone = next(mark for mark in base[1:] if mark in _TONES)
    return (unicodedata.normalize("NFC", base.replace(tone, "")) + tone).encode("cp1258", "replace")


def _as_tcvn3(text: str) -> bytes:
    """As a program that knows no Unicode writes what is typed in a font of the family .VnTime."""
    return tcvn3(text.replace("–", "-").replace("…", "...")).encode("cp1252", "replace")


def _encoded(encode: Callable[[str], bytes]) -> Send:
    return lambda form, _luck: {"a.csv": encode(_csv_text(_sent(form), ",", "."))}


def _xls(form: Filled, _luck: Luck) -> Files:
    sheets = form.book.worksheets
    return {"a.xls": xls([(s.title, [_plain(row) for row in s.iter_rows(values_only=True)]) for s in sheets])}


def _plain(row: Iterable[object]) -> tuple[object, ...]:
    """Days as texts: without formats no number is one. Formulas are left out."""
    return tuple(
        cell.strftime("%d/%m/%Y") if isinstance(cell, date) else None if str(cell).startswith("=") else cell
        for cell in row
    )


def _anew(**options: object) -> Send:
    """Written anew by another program."""

    def send(form: Filled, _luck: Luck) -> Files:
        stream = io.BytesIO()
        settings = {"in_memory": True, "default_date_format": "dd/mm/yyyy", **options}
        with xlsxwriter.Workbook(stream, settings) as book:
            for sheet in form.book.worksheets:
                page = book.add_worksheet(sheet.title)
                for r, row in enumerate(sheet.iter_rows(values_only=True)):
                    page.write_row(r, 0, row)
        return {"a.xlsx": stream.getvalue()}

    return send


def _named(name: str) -> Send:
    return lambda form, _luck: {name: form.save()}


def _changed(change: Callable[[bytes, Luck], bytes]) -> Send:
    return lambda form, luck: {"a.xlsx": change(form.save(), luck)}


def _bit(content: bytes, luck: Luck) -> bytes:
    made = bytearray(content)
    made[luck.randrange(len(made))] ^= 1 << luck.randrange(8)
    return bytes(made)


def _cut(content: bytes, luck: Luck) -> bytes:
    return content[: luck.randrange(1, len(content))]


KINDS = (
    Kind("CSV in UTF-8", nothing, send=_one_csv("utf-8-sig")),
    Kind("CSV without its mark", nothing, send=_one_csv("utf-8")),
    Kind("CSV with semicolons", nothing, send=_one_csv("utf-8-sig", ";", ",")),
    Kind("text with tabs, UTF-16", nothing, send=_one_csv("utf-16", "\t", ",")),
    Kind("CSV a sheet", nothing, send=_csv_each),
    Kind("CSV in the code page of Windows", nothing, send=_encoded(_as_cp1258)),
    Kind("CSV in an old font", nothing, worst="asked", send=_encoded(_as_tcvn3)),
    Kind("Excel 97", nothing, send=_xls),
    Kind("OpenDocument", nothing, send=_ods),
    Kind("written anew", nothing, send=_anew()),
    Kind("counting from 1904", nothing, send=_anew(date_1904=True)),
    Kind("strings in their cells", nothing, send=_anew(constant_memory=True)),
    Kind("named .xls", nothing, send=_named("a.xls")),
    Kind("named .xlsx.txt", nothing, send=_named("a.xlsx.txt")),
    Kind("a second download", nothing, send=_named("a.xlsx (1)")),
    Kind("bytes behind the end", nothing, "refused", _changed(lambda content, _: content + b"\r\n" * 9)),
    Kind("a bit flipped", nothing, "refused", _changed(_bit)),
    Kind("cut short", nothing, "refused", _changed(_cut)),
)
