"""The quick way through an ODS says what the walk element by element says, or that it cannot."""

from __future__ import annotations

import io
import random
import re

import pytest
from python_calamine import CalamineWorkbook
from tests.intake.book import pack, parts_of
from tests.intake.corpus.formats import as_ods
from tests.intake.ods_agreement import mutants

from dxassess.intake.workbook import reader
from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.ods.fast import walk_fast
from dxassess.intake.workbook.ods.stored import stored_value
from dxassess.intake.workbook.ods.walk import OdsSheet, OdsWalk
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xmlscan import walk
from dxassess.intake.workbook.zipguard import inflate, read_directory

PART = "content.xml"
STYLES = (
    b'<office:automatic-styles><style:style style:name="s" style:family="table-cell">'
    b'<style:text-properties style:text-line-through-style="solid"/></style:style>'
    b'<style:style style:name="w" style:family="table-cell">'
    b'<style:text-properties style:font-name="Wingdings"/></style:style></office:automatic-styles>'
)
PIECES = (
    b"<table:table-row>",
    b"</table:table-row>",
    b"<table:table-row/>",
    b"<table:table-header-rows>",
    b"</table:table-header-rows>",
    b"<table:table-cell/>",
    b"</table:table-cell>",
    b'<table:covered-table-cell table:number-columns-repeated="2"/>',
    b'<table:table-cell table:style-name="s"><text:p>a</text:p></table:table-cell>',
    b'<table:table-cell table:style-name="s" office:value-type="string"/>',
    b'<table:table-cell table:style-name="w" office:value-type="string"/>',
    b'<table:table-cell table:style-name="w"><text:p>b &amp; c</text:p><text:p>d</text:p></table:table-cell>',
    b'<table:table-cell office:value-type="percentage" office:value="0.5" table:formula="of:=1/2"/>',
    b'<table:table-cell table:formula="of:=1" calcext:value-type="error" office:value-type="string"/>',
    b'<table:table-cell table:formula="" office:value-type="string"><text:p>Err:</text:p></table:table-cell>',
    b"<table:table-cell><office:annotation><text:p>note</text:p></office:annotation></table:table-cell>",
    b'<table:table table:name="within"></table:table>',
    b'<dxassess-cut n="0"/>',
    b'<dxassess-cut n="2"></dxassess-cut>',
    b"<draw:frame/>",
    b"<!-- <table:table-row> -->",
    b' table:number-rows-repeated="3"',
    b' table:name="twice"',
    b"\xff",
    b"]]>",
    b"&#7;",
    b"<",
    b'"',
)


def tables_of(content: bytes, *, fast: bool) -> dict[str, OdsSheet] | str:
    """The tables of a content, or why there are none."""
    tables = OdsWalk()
    try:
        if fast:
            walk_fast(content, PART, tables)
        else:
            walk(content, PART, namespaces=False, start=tables.start, end=tables.end, text=tables.text)
    except Odd:
        return "odd"
    except Refused as refusal:
        return refusal.code
    return tables.sheets


def content_of(ods: bytes) -> bytes:
    content = inflate(ods, read_directory(ods), [PART])[PART]
    return content.replace(b"<office:body>", STYLES + b"<office:body>")


def test_a_form_takes_the_quick_way() -> None:
    content = content_of(as_ods())
    assert tables_of(content, fast=True) == tables_of(content, fast=False)


@pytest.mark.parametrize("seed", range(140))
def test_whatever_is_put_in_it_is_heard_alike(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - tests, not secrets
    content = content_of(as_ods())
    for _ in range(luck.randint(1, 3)):
        at = luck.choice((luck.randrange(len(content)), content.find(b"<", luck.randrange(len(content)))))
        content = content[:at] + luck.choice(PIECES) + content[at:]
    quick = tables_of(content, fast=True)
    assert quick in ("odd", tables_of(content, fast=False))


def test_another_way_of_writing_is_heard_alike() -> None:
    contents = [content_of(mutant.content) for mutant in mutants(40, 7)]
    quick = [tables_of(content, fast=True) for content in contents]
    assert all(q in ("odd", tables_of(c, fast=False)) for q, c in zip(quick, contents, strict=True))
    assert any(q != "odd" for q in quick)


CELLS = (
    *(
        ("float", "office:value", n)
        for n in ("1", "1.0", "-0", "0.5", "1E5", "1e-5", "007", ".5", "+5", "nan")
    ),
    *(("percentage", "office:value", n) for n in ("0.57", "1")),
    *(("currency", "office:value", n) for n in ("1200000", "12345678901234567890")),
    *(("boolean", "office:boolean-value", n) for n in ("true", "false", "TRUE", "1")),
    *(("date", "office:date-value", n) for n in ("2023-10-18", "2023-02-30", "0001-01-01", "2023-1-5")),
    *(("date", "office:date-value", f"2023-10-18{n}") for n in ("T00:00:00", "T10:11:12", "T10:11", "Z")),
    *(("time", "office:time-value", n) for n in ("PT10H11M12S", "PT30H00M00S")),
    ("float", "office:string-value", "3"),
    ("", "office:value", "3"),
)


@pytest.mark.parametrize(("kind", "name", "stored"), CELLS)
def test_a_stored_value_is_what_a_reader_makes_of_it_or_left_to_it(kind: str, name: str, stored: str) -> None:
    about = f' office:value-type="{kind}"' * bool(kind) + f' {name}="{stored}"'
    row = f"<table:table-row><table:table-cell{about}><text:p>x</text:p></table:table-cell></table:table-row>"
    parts = parts_of(as_ods())
    content = re.sub(rb"<table:table-row.*</table:table-row>", row.encode(), parts[PART], flags=re.DOTALL)
    made = pack({**parts, PART: content})
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(made))
    truth = sheets.get_sheet_by_name(sheets.sheet_names[0]).to_python(skip_empty_area=False)[0][0]
    told = stored_value({"office:value-type": kind, name: stored} if kind else {name: stored})
    (cell,) = read_sheets(made, examine(made))[0].rows[0]
    assert told is None or (type(told), told) == (type(truth), truth)
    assert (type(cell), str(cell)) == (type(truth), str(truth))


def test_no_reader_is_asked_for_what_programs_write(monkeypatch: pytest.MonkeyPatch) -> None:
    ods = as_ods()
    read = read_sheets(ods, examine(ods))
    monkeypatch.setattr(reader, "_by_calamine", None)
    assert read_sheets(ods, examine(ods)) == read
    assert [sheet.name for sheet in read] == CalamineWorkbook.from_filelike(io.BytesIO(ods)).sheet_names


@pytest.mark.parametrize("at", [b"<office:spreadsheet>", b"<table:table-row>", b"</table:table>"])
@pytest.mark.parametrize("number", range(4))
def test_a_file_that_knows_what_is_cut_out_gains_nothing(number: int, at: bytes) -> None:
    content = content_of(as_ods()).replace(at, at + b'<dxassess-cut n="%d"/>' % number, 1)
    assert tables_of(content, fast=True) in ("odd", tables_of(content, fast=False))
