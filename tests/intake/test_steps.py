"""What the steps from value to value give of a table is what the pattern for the whole gives, or they do not
take it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from tests.intake.book import parts_of
from tests.intake.workbooks import book, issued, saved

from dxassess.intake.workbook.xlsx.fast import read_whole
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xlsx.steps import END, read_steps
from dxassess.intake.workbook.xlsx.styles import Look
from dxassess.intake.workbook.xlsx.table import CellTable, String, Styles

STRINGS = [String(f"t{n}") for n in range(2_000)]
STRINGS[5] = String("all", "kept", own_font=True)
STYLES = Styles(tuple(Look(n % 32) for n in range(200)), epoch_1904=False)
PIECES = (
    b"<v>", b"</v>", b"<is><t>", b"</t></is>", b"</c>", b"<f>", b"<", b">", b"\0", b"\1", b"<sheetData>",
    b'<row r="3">', b'<row r="9"/>', b'<c r="C7">', b't="s"', b't="inlineStr"', b't="e"', b't="str"', b"<v/>",
    b"&lt;", b"&#7871;", b"<!-- -->", b'<is><t xml:space="preserve">', b"<is/>", b"</row>", b"1", b"\xff",
    b'<c r="Z5" t="inlineStr"><is><t>x</t></is></c>', b'</c></row><row r="30">',
    b'<c r="Z5" t="s"><v>1</v></c>',
)  # fmt: skip
_CELL = re.compile(rb"<c [^>]*/>|<c .*?</c>")


def read(by: Callable[..., CellTable], table: bytes) -> CellTable | None:
    try:
        return by(table, STRINGS, STYLES)
    except Odd:
        return None


def cut(data: bytes) -> bytes:
    """The table of a sheet, as the reader cuts it out; b"" where there is none."""
    at = data.find(b"<sheetData>")
    end = data.find(END, at)
    return data[at : end + len(END)] if 0 <= at < end else b""


@pytest.fixture(scope="module")
def tables() -> list[bytes]:
    """The tables of a form as it is issued, and as another program saves it."""
    parts = [*parts_of(issued()).items(), *parts_of(saved(book())).items()]
    return [table for name, data in parts if name.startswith("xl/worksheets/sheet") and (table := cut(data))]


def in_cells(*cells: str, row: int = 5) -> bytes:
    return f'<sheetData><row r="{row}">{"".join(cells)}</row></sheetData>'.encode()


def test_sound_tables_are_taken(tables: list[bytes]) -> None:
    taken = [read(read_steps, table) for table in tables]
    assert taken == [read(read_whole, table) for table in tables]
    assert sum(table is not None for table in taken) > len(tables) / 2


def changed(table: bytes, luck: random.Random) -> bytes:
    """The table with a piece put in or taken out, or a cell taken out, written twice or exchanged."""
    at = luck.randrange(len(table))
    cells = [cell.span() for cell in _CELL.finditer(table)]
    if luck.random() < 0.5 or not cells:
        return table[:at] + luck.choice(PIECES) + table[at + luck.randrange(3) :]
    (start, end), (other, end_of_other) = sorted(luck.choices(cells, k=2))
    one, two = table[start:end], table[other:end_of_other]
    if start == other or luck.random() < 0.6:
        return table[:start] + luck.choice((b"", one * 2, one.replace(b"</v>", b"1</v>"))) + table[end:]
    return table[:start] + two + table[end:other] + one + table[end_of_other:]


def test_whatever_is_put_in_a_table_is_read_alike_or_not_taken(tables: list[bytes]) -> None:
    luck = random.Random(11)  # noqa: S311 - tests, not secrets
    taken = 0
    for _ in range(600):
        table = cut(changed(luck.choice(tables), luck))
        quick = read(read_steps, table)
        taken += quick is not None
        assert quick is None or quick == read(read_whole, table), table
    assert taken > 100


TEXT, SHARED, NUMBER = (
    '<c r="A5" t="inlineStr"><is><t>x</t></is></c>',
    '<c r="B5" s="3" t="s"><v>5</v></c>',
    '<c r="C5"><v>1.5</v></c>',
)


@pytest.mark.parametrize(
    "table",
    [
        in_cells(TEXT, SHARED, NUMBER),
        in_cells(TEXT, '<c r="B5"/>', '<c r="C5"></c>', NUMBER.replace("C5", "D5")),
        in_cells('<c r="A5" s="1"><f>1+1</f><v>2</v></c>', '<c r="B5" t="e"><v>#REF!</v></c>'),
        in_cells('<c r="A5" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>'),
        in_cells('<c r="A5" t="b"><v>1</v></c>', '<c r="B5" t="str"><v>&lt;a&gt;</v></c>'),
        in_cells('<c r="A5"><v></v></c>', '<c r="B5" t="s"><v></v></c>'),
        in_cells('<c r="A5" t="s"><v>5</v></c>', '<c r="B5" t="s"><v>7</v></c>'),
        b"<sheetData></sheetData>",
        b'<sheetData><row r="1"/><row r="2"></row></sheetData>',
    ],
)
def test_what_programs_write_is_taken(table: bytes) -> None:
    quick = read(read_steps, table)
    assert quick is not None
    assert quick == read(read_whole, table)


@pytest.mark.parametrize(
    "table",
    [
        in_cells(NUMBER, SHARED),
        in_cells(NUMBER, row=6),
        in_cells(TEXT, SHARED.replace("B5", "B6")),
        in_cells(TEXT, '<c r="B6"/>', NUMBER),
        in_cells(NUMBER, NUMBER),
        in_cells(SHARED.replace("5</v>", "2000</v>")),
        in_cells('<c r="A5" t="inlineStr"><v>x</t></is></c>'),
        in_cells('<c r="A5" t="inlineStr">\0<v>x</t></is></c>'),
        in_cells('<c r="A5" t="s"><is><t>5</t></is></c>'),
        in_cells('<c r="A5" t="inlineStr"><is><t>x</v></c>'),
        in_cells('<c r="A5"><v>1<<sheetData><row r="5"><c r="B5"><v>2</v></c>'),
        in_cells('<c r="A5"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c>'),
        in_cells("<c r=\"A5\" t='s'><v>1</v></c>"),
        in_cells('<c r="A5"><v>1</v></c><!-- --><c r="B5"><v>1</v></c>'),
        in_cells('<c r="A5"><v>nan</v></c>'),
        in_cells('<c r="A5" t="str"><v>&nbsp;</v></c>'),
        in_cells('<c r="A5" t="e"><v>\1</v></c>'),
        in_cells('<c r="A5"><f>\ufffe</f><v>1</v></c>'),
        b'<sheetData><row r="6"><c r="A6"><v>1</v></c></row><row r="5"><c r="A5"><v/></c></row></sheetData>',
        b'<sheetData><row r="5" r="5"><c r="A5"><v>1</v></c></row></sheetData>',
    ],
)
def test_what_is_no_table_of_theirs_is_not_taken(table: bytes) -> None:
    assert read(read_steps, table) is read(read_whole, table) is None


def test_a_table_larger_than_any_form_leaves_no_steps_behind() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 3_000))
    table = f"<sheetData>{rows}</sheetData>".encode()
    assert read(read_steps, table) is None
    assert read(read_whole, table) is not None


def test_rich_texts_in_place_are_left_to_the_whole() -> None:
    rich = in_cells('<c r="A5" t="inlineStr"><is><r><t>a</t></r><r><rPr><strike/></rPr><t>b</t></r></is></c>')
    assert read(read_steps, rich) is None
    whole = read(read_whole, rich)
    assert whole is not None
    assert (whole.rows, whole.struck) == ({4: ["ab"]}, {(4, 0): "a"})
