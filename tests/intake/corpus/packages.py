"""Files that are no workbooks, packages that lie, XML that attacks, cells that fill the memory."""

from __future__ import annotations

import base64
import dataclasses
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache

from tests.intake.book import SHEET, pack, parts_of, to_bytes
from tests.intake.corpus.form import Case, filled
from tests.intake.corpus.formats import compound

OK, WARN, REJECT = "accepted", "accepted_with_warnings", "rejected"
STRINGS, WORKBOOK, RELATIONS = "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
MEGABYTE = 1 << 20
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DATE = (1 << 5) | 1
_LOL = b'<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'


@dataclasses.dataclass(frozen=True)
class Entry:
    """An entry of an archive with every field of its headers in our hands."""

    name: bytes
    packed: bytes
    size: int
    crc: int
    method: int = 8
    flags: int = 0
    local_name: bytes | None = None
    at: int | None = None


@cache
def form() -> bytes:
    """The form as a facility sends it back."""
    return to_bytes(filled())


@cache
def parts() -> dict[str, bytes]:
    """Its parts, with the strings in a table of their own as Excel writes them."""
    found = parts_of(form())
    table: dict[bytes, int] = {}

    def shared(match: re.Match[bytes]) -> bytes:
        number = table.setdefault(match[3], len(table))
        return match[1] + b' t="s"' + match[2] + b"><v>%d</v></c>" % number

    for name in [name for name in found if name.startswith("xl/worksheets/")]:
        found[name] = re.sub(
            rb'(<c\b[^>]*?) t="inlineStr"([^>]*)><is>(.*?)</is></c>', shared, found[name], flags=re.DOTALL
        )
    if STRINGS not in found:
        head = b'<?xml version="1.0"?><sst xmlns="%s" count="%d" uniqueCount="%d">' % (
            _MAIN,
            len(table),
            len(table),
        )
        found[STRINGS] = head + b"".join(b"<si>%s</si>" % text for text in table) + b"</sst>"
        found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        )
        found[RELATIONS] = found[RELATIONS].replace(
            b"</Relationships>",
            b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
            b'/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
    return found


def put(old: bytes, new: bytes, part: str = SHEET) -> bytes:
    """The form with the first `old` of a part replaced."""
    data = parts()[part]
    assert old in data, (part, old)
    return pack({**parts(), part: data.replace(old, new, 1)})


def entry(name: str, data: bytes, **changes: object) -> Entry:
    """An entry that says the truth, but for `changes`."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = stream.compress(data) + stream.flush()
    return dataclasses.replace(Entry(name.encode(), packed, len(data), zlib.crc32(data)), **changes)  # type: ignore[arg-type]


def entries() -> list[Entry]:
    """Those of the form."""
    return [entry(name, data) for name, data in parts().items()]


def archive(found: Iterable[Entry], *, count: int | None = None, shift: int = 0) -> bytes:
    """An archive of entries as they stand, its end as wrong as told."""
    content, directory, n = bytearray(), bytearray(), 0
    for each in found:
        n += 1
        name = each.name if each.local_name is None else each.local_name
        fields = (20, each.flags, each.method, 0, _DATE, each.crc, len(each.packed), each.size, len(name), 0)
        offset = len(content) if each.at is None else each.at
        if each.at is None:
            content += struct.pack("<4s5H3I2H", b"PK\3\4", *fields) + name + each.packed
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, *fields[:8], len(each.name), 0, 0, 0, 0, 0, offset
        )
        directory += each.name
    counts = (n, n) if count is None else (count, count)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, *counts, len(directory), len(content) + shift, 0)
    return bytes(content + directory + end)


def _changed(part: str, **changes: object) -> bytes:
    return archive(
        dataclasses.replace(each, **changes) if each.name.decode() == part else each  # type: ignore[arg-type]
        for each in entries()
    )


def _bomb(part: str, fill: bytes, **changes: object) -> bytes:
    data = b"<x>" + fill * (70 * MEGABYTE // len(fill)) + b"</x>"
    return archive([*(e for e in entries() if e.name.decode() != part), entry(part, data, **changes)])


def _overlapping() -> bytes:
    """An entry within another: what is inflated of both is more than the file holds."""
    inner = entry("xl/media/1.bin", b"\0" * MEGABYTE)
    fields = (20, 0, 8, 0, _DATE, inner.crc, len(inner.packed), inner.size, len(inner.name), 0)
    data = struct.pack("<4s5H3I2H", b"PK\3\4", *fields) + inner.name + inner.packed
    outer = Entry(b"xl/media/0.bin", data, len(data), zlib.crc32(data), method=0)
    before = sum(30 + len(each.name) + len(each.packed) for each in entries())
    return archive([*entries(), outer, dataclasses.replace(inner, at=before + 30 + len(outer.name))])


def _flipped() -> bytes:
    found = []
    for each in entries():
        packed = bytearray(each.packed)
        if each.name.decode() == SHEET:
            packed[len(packed) // 2] ^= 16
        found.append(dataclasses.replace(each, packed=bytes(packed)))
    return archive(found)


def _doctype(part: str, dtd: bytes = _LOL) -> bytes:
    data = re.sub(rb"^(<\?xml.*?\?>)?", lambda m: m.group() + dtd, parts()[part], count=1)
    return pack({**parts(), part: data})


def _without(part: str) -> bytes:
    return pack({name: data for name, data in parts().items() if name != part})


def _row(cells: bytes, row: int = 900) -> bytes:
    return put(b"</sheetData>", b'<row r="%d">%s</row></sheetData>' % (row, cells))


def _rejected(name: str, content: bytes, code: str) -> Case:
    return Case(name, content, REJECT, frozenset({code}))


def _odd_cell(name: str, content: bytes, code: str) -> Case:
    """One odd cell costs that cell, never the file."""
    return Case(name, content, WARN, frozenset({code}))


def containers() -> Iterator[Case]:
    """What a mail program, a web page or a hurried hand makes of a file."""
    whole = form()
    yield Case("a-control.xlsx", whole, OK)
    yield Case("a-stored.xlsx", pack(parts(), method=zipfile.ZIP_STORED), OK)
    yield _rejected("a-empty.xlsx", b"", "EMPTY_FILE")
    yield _rejected("a-one-byte.xlsx", b"P", "NOT_A_WORKBOOK")
    yield _rejected("a-half.xlsx", whole[: len(whole) // 2], "TRUNCATED")
    yield _rejected("a-last-byte.xlsx", whole[:-1], "TRUNCATED")
    yield _rejected("a-tail-of-zeros.xlsx", whole[: len(whole) // 2].ljust(len(whole), b"\0"), "TRUNCATED")
    yield _rejected("a-zeros.xlsx", b"\0" * len(whole), "NOT_A_WORKBOOK")
    yield _rejected(
        "a-login-page.xlsx", b"<!DOCTYPE html><html><form action=/login></form></html>", "NOT_A_WORKBOOK"
    )
    yield _rejected("a-pdf.xlsx", b"%PDF-1.4\n%\xe2\xe3\n%%EOF", "NOT_A_WORKBOOK")
    yield _rejected("a-picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "NOT_A_WORKBOOK")
    yield _rejected("a-base64.xlsx", base64.encodebytes(whole), "NOT_A_WORKBOOK")
    yield _rejected("a-mail-header.xlsx", b"Content-Type: x\r\n\r\n" + whole, "NOT_A_WORKBOOK")
    yield _rejected("a-too-big.xlsx", b"PK" + b"\0" * (21 * MEGABYTE), "TOO_BIG")
    yield _rejected(
        "a-excel-2003.xls",
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "OLD_XML_NOT_READ",
    )
    yield _rejected("a-binary.xlsb", whole, "XLSB_NOT_READ")
    rar = b"Rar!\x1a\7\1\0" + b"\0" * 200
    yield Case("a-archive.rar", rar, "ignored", frozenset({"ARCHIVE_NOT_OPENED"}))
    yield Case("a-wrong-suffix.xls", whole, WARN, frozenset({"WRONG_EXTENSION"}))
    yield _rejected("a-password.xlsx", compound("EncryptedPackage", b"x"), "PASSWORD")
    label = "DRMEncryptedDataSpace".encode("utf-16-le")
    yield _rejected("a-label.xlsx", compound("EncryptedPackage", label), "SENSITIVITY_LABEL")
    yield _rejected("a-encrypted-entry.xlsx", _changed(SHEET, flags=1), "PASSWORD")
    yield _rejected("a-crc.xlsx", _changed(SHEET, crc=1), "CORRUPT")
    yield _rejected("a-bit.xlsx", _flipped(), "CORRUPT")
    yield _rejected("a-text-mode.xlsx", whole.replace(b"\n", b"\r\n"), "CORRUPT")
    yield Case("a-footer.xlsx", whole + b"\r\nscanned\r\n", WARN, frozenset({"TRAILING_DATA"}))
    same = [*entries(), entry(SHEET, parts()[SHEET])]
    yield Case("a-twice-alike.xlsx", archive(same), WARN, frozenset({"REPEATED_ENTRY"}))
    yield _rejected("a-twice.xlsx", archive([*entries(), entry(SHEET, b"<x/>")]), "DUPLICATE_ENTRY")
    yield _rejected("a-local-name.xlsx", _changed(SHEET, local_name=b"xl/worksheets/sheetX.xml"), "CORRUPT")
    yield _rejected("a-method.xlsx", _changed(SHEET, method=99), "UNSUPPORTED_COMPRESSION")
    many = {f"xl/media/{n}.txt": b"" for n in range(2_100)}
    yield _rejected("a-many.xlsx", pack({**parts(), **many}, method=zipfile.ZIP_STORED), "TOO_MANY_ENTRIES")
    yield _rejected("a-count.xlsx", archive(entries(), count=0xFFFF), "CORRUPT")
    yield _rejected("a-offset.xlsx", archive(entries(), shift=1 << 30), "CORRUPT")
    yield _rejected("a-no-entries.xlsx", b"PK\5\6" + b"\0" * 18, "NOT_A_WORKBOOK")
    outside = [entry(name, b"x") for name in ("../../x.txt", "/etc/x.txt", "C:\\x.txt")]
    yield Case("a-traversal.xlsx", archive([*entries(), *outside]), OK)


def bombs() -> Iterator[Case]:
    """Small files that would fill a memory."""
    yield _rejected("b-sheet.xlsx", _bomb(SHEET, b" "), "TOO_BIG_INFLATED")
    yield _rejected("b-strings.xlsx", _bomb(STRINGS, b"A"), "TOO_BIG_INFLATED")
    yield _rejected("b-lying-size.xlsx", _bomb(STRINGS, b"A", size=1_000), "SIZE_LIE")
    yield _rejected("b-overlap.xlsx", _overlapping(), "OVERLAPPING_ENTRIES")
    yield _odd_cell("b-last-cell.xlsx", _row(b'<c r="XFD1048576"><v>1</v></c>', 1_048_576), "STRAY_CELL")
    small = _row(b'<c r="xfd1048576"><v>1</v></c>', 1_048_576)
    yield _odd_cell("b-small-letters.xlsx", small, "CELL_UNREADABLE")
    yield _odd_cell("b-far-row.xlsx", _row(b'<c r="A30000"><v>1</v></c>', 30_000), "STRAY_CELL")
    count = re.sub(rb'uniqueCount="\d+"', b'uniqueCount="4294967295"', parts()[STRINGS])
    yield Case("b-string-count.xlsx", pack({**parts(), STRINGS: count}), OK)
    rows = b"".join(b'<row r="%d" s="1"/>' % n for n in range(1_000, 60_000))
    yield Case("b-empty-rows.xlsx", put(b"</sheetData>", rows + b"</sheetData>"), OK)
    merges = b"".join(b'<mergeCell ref="B%d:C%d"/>' % (n, n) for n in range(300, 20_300))
    yield Case("b-merges.xlsx", put(b"</sheetData>", b"</sheetData><mergeCells>%s</mergeCells>" % merges), OK)
    wide = b"".join(b'<c r="%s%d"><v>1</v></c>' % (b"ZZ", n) for n in (18_000,))
    yield Case("b-area.xlsx", _row(wide, 18_000), OK)
    many = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(30_000, 30_200))
    yield _rejected("b-many-far.xlsx", put(b"</sheetData>", many + b"</sheetData>"), "SHEET_TOO_BIG")


def attacks() -> Iterator[Case]:
    """XML that is no sheet."""
    yield _rejected("c-entities.xlsx", _doctype(STRINGS), "DTD")
    yield _rejected("c-file.xlsx", _doctype(SHEET, b'<!DOCTYPE r SYSTEM "file:///etc/passwd">'), "DTD")
    yield _rejected("c-plain-doctype.xlsx", _doctype(WORKBOOK, b"<!DOCTYPE workbook>"), "DTD")
    wide = b'<?xml version="1.0" encoding="UTF-16"?>'.decode() + re.sub(
        r"<\?xml.*?\?>", "", parts()[SHEET].decode()
    )
    yield _rejected("c-utf16.xlsx", pack({**parts(), SHEET: wide.encode("utf-16")}), "ODD_XML_ENCODING")
    yield _rejected("c-malformed.xlsx", put(b"</worksheet>", b"</workshet>"), "CORRUPT")
    cut = parts()[SHEET][: len(parts()[SHEET]) * 2 // 3]
    yield _rejected("c-cut-sheet.xlsx", pack({**parts(), SHEET: cut}), "CORRUPT")
    yield _rejected("c-nul.xlsx", put(b"<t>", b"<t>\0\1", STRINGS), "CORRUPT")
    yield _rejected("c-surrogate.xlsx", put(b"<t>", b"<t>\xed\xa0\x80", STRINGS), "CORRUPT")
    yield Case("c-instruction.xlsx", _doctype(SHEET, b'<?xml-stylesheet href="file:///etc/passwd"?>'), OK)


def structures() -> Iterator[Case]:
    """Packages that lack parts, have them twice, or carry more than a form does."""
    for part in (WORKBOOK, STRINGS, SHEET):
        yield Case(f"d-no-{part.rpartition('/')[2]}.xlsx", _without(part), REJECT)
    yield _rejected("d-no-workbook-part.xlsx", _without(SHEET), "MISSING_PART")
    sheets = re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", parts()[WORKBOOK], flags=re.DOTALL)
    yield _rejected("d-no-sheets.xlsx", pack({**parts(), WORKBOOK: sheets}), "NO_SHEETS")
    alike = re.sub(rb'(<(?:\w+:)?sheet [^>]*name=")[^"]*', rb"\1A", parts()[WORKBOOK])
    yield _rejected("d-one-name.xlsx", pack({**parts(), WORKBOOK: alike}), "DUPLICATE_SHEET")
    macro = {**parts(), "xl/vbaProject.bin": b"x"}
    yield Case("d-macros.xlsm", pack(macro), WARN, frozenset({"MACROS"}))
    links = {**parts(), "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    yield Case("d-links.xlsx", pack(links), WARN, frozenset({"EXTERNAL_LINKS"}))
    cell = re.search(rb'<c r="C5"[^>]*>.*?</c>', parts()[SHEET], flags=re.DOTALL)
    assert cell is not None
    twice = put(cell.group(), cell.group() + b'<c r="C5"><v>1</v></c>')
    yield Case("d-cell-twice.xlsx", twice, WARN, frozenset({"CELL_UNREADABLE"}), {"C1.1.2": None})
    odd = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="#REF!"', parts()[SHEET])
    yield Case("d-dimension.xlsx", pack({**parts(), SHEET: odd}), OK)
    number = re.search(rb'<c r="(C5)"[^>]*><v>57</v></c>', parts()[SHEET])
    assert number is not None
    for name, told in (("nan", b"NaN"), ("inf", b"Infinity"), ("huge", b"1E400")):
        yield Case(
            f"d-{name}.xlsx",
            put(number.group(), b'<c r="C5"><v>%s</v></c>' % told),
            WARN,
            frozenset({"CELL_UNREADABLE"}),
            {"C1.1.2": None},
        )
    struck = b"<r><rPr><strike/></rPr><t>57</t></r>"
    for name, beside, value, code in (
        ("out", b"", None, "STRUCK_OUT"),
        ("partly", b"<r><t>60</t></r>", 60.0, "STRUCK_PARTLY"),
    ):
        cell_of_runs = b'<c r="C5" t="inlineStr"><is>%s%s</is></c>' % (struck, beside)
        struck_form = put(number.group(), cell_of_runs)
        yield Case(f"d-struck-{name}.xlsx", struck_form, WARN, frozenset({code}), {"C1.1.2": value})
    space = b'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    for name, valid in (
        ("comment", b'<c r="C5"><v>5<!-- 6 -->9</v></c>'),
        ("cdata", b'<c r="C5"><v><![CDATA[59]]></v></c>'),
        ("reference", b'<c r="C5"><v>&#53;9</v></c>'),
        ("prefix", b'<x:c %s r="C5"><x:v>59</x:v></x:c>' % space),
        ("apostrophes", b"<c t = 'n' r='C5' ><v >59</v ></c >"),
    ):
        yield Case(f"d-valid-{name}.xlsx", put(number.group(), valid), OK, values={"C1.1.2": 59.0})
    formula = put(number.group(), b'<c r="C5"><f>50+7</f><v>57</v></c>')
    yield Case("d-formula.xlsx", formula, WARN, frozenset({"FORMULA"}))
    shared = put(number.group(), b'<c r="C5"><f t="shared" ref="C5:C9" si="0">50+7</f><v>57</v></c>')
    yield Case("d-shared-formula.xlsx", shared, WARN, frozenset({"FORMULA"}))
    computed = re.sub(
        rb'<c r="(C[0-9]+)"([^>]*)><v>([0-9.]+)</v></c>', _computed, parts()[SHEET], flags=re.DOTALL
    )
    yield Case("d-formulas.xlsx", pack({**parts(), SHEET: computed}), WARN, frozenset({"FORMULAS"}))


def _computed(cell: re.Match[bytes]) -> bytes:
    """A number as the result of a formula; strings are numbers of the table of strings."""
    if b't="s"' in cell[2]:
        return cell.group()
    return b'<c r="%s"><f>%s</f><v>%s</v></c>' % (cell[1], cell[3], cell[3])


def cases() -> Iterator[Case]:
    """All of them."""
    yield from containers()
    yield from bombs()
    yield from attacks()
    yield from structures()


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return stream.getvalue()
