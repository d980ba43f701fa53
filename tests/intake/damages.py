"""Some forty ways in which a filled-in form comes back other than it was sent out. `exact` ones change no
meaning; whatever they do, no answer may be read as another one."""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from dxassess.intake.words import legacy
from dxassess.intake.words.text import without_accents

Luck = random.Random
_HEADER, _FIRST = 3, 4
_CODE, _QUESTION, _ANSWER = 1, 2, 3


class Damage(NamedTuple):
    """What is done to a workbook, or to the bytes of its file."""

    name: str
    book: Callable[[Book, Luck], None] | None = None
    content: Callable[[bytes, Luck], bytes] | None = None


def damaged(content: bytes, damage: Damage, luck: Luck) -> bytes:
    """The file after the damage."""
    if damage.book is not None:
        made = openpyxl.load_workbook(io.BytesIO(content))
        damage.book(made, luck)
        stream = io.BytesIO()
        made.save(stream)
        content = stream.getvalue()
    return content if damage.content is None else damage.content(content, luck)


def _pages(book: Book) -> list[Worksheet]:
    """The sheets of questions: those behind the instructions and the cover."""
    return [sheet for sheet in book.worksheets[2:] if sheet.title != "_dxassess"]


def _asking(book: Book) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets[1:] if sheet.title != "_dxassess"]


def _answers(book: Book) -> Iterator[Cell]:
    for sheet in _pages(book):
        for row in range(_FIRST, sheet.max_row + 1):
            cell = sheet.cell(row, _ANSWER)
            if sheet.cell(row, _CODE).value and cell.value is not None:
                yield cell


def _sheet(cell: Cell) -> Worksheet:
    assert isinstance(cell.parent, Worksheet)
    return cell.parent


def _each_text(change: Callable[[str], object]) -> Callable[[Book, Luck], None]:
    def apply(book: Book, _luck: Luck) -> None:
        for cell in _answers(book):
            if isinstance(cell.value, str):
                cell.value = change(cell.value)  # type: ignore[assignment] # whatever is typed

    return apply


def _each_number(change: Callable[[float, Cell], object]) -> Callable[[Book, Luck], None]:
    def apply(book: Book, _luck: Luck) -> None:
        for cell in _answers(book):
            if isinstance(cell.value, int | float):
                cell.value = change(cell.value, cell)  # type: ignore[assignment] # whatever is typed

    return apply


def _is_percent(cell: Cell) -> bool:
    return _sheet(cell).cell(cell.row, 4).value == "%"


def _as_percent(value: float, cell: Cell) -> object:
    return f"{value:g}%" if _is_percent(cell) else value


def _as_fraction(value: float, cell: Cell) -> object:
    return value / 100 if _is_percent(cell) else value


def _as_formatted_fraction(value: float, cell: Cell) -> object:
    if not _is_percent(cell):
        return value
    cell.number_format = "0.0%"
    return value / 100


def _grouped(value: float, _cell: Cell) -> object:
    return f"{value:,.0f}".replace(",", ".") if float(value).is_integer() else value


def _wide(value: float, _cell: Cell) -> object:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in f"{value:g}")


def _number_only(text: str) -> object:
    number, dot, _ = text.partition(". ")
    return int(number) if dot and number.isdecimal() else text


def _words_only(text: str) -> object:
    number, dot, words = text.partition(". ")
    return words if dot and number.isdecimal() else text


def _ticked(text: str) -> object:
    return {"Có": "x", "Không": 0}.get(text, text)


def _swap_tones(text: str) -> str:
    return text.replace("òa", "oà").replace("óa", "oá").replace("ọa", "oạ").replace("úy", "uý")


def tcvn3(text: str) -> str:
    """`text` as fonts of the family .VnTime store it."""
    back = {new: old for old, new in legacy._TCVN3.items()}
    return unicodedata.normalize("NFC", text).translate(back)


def vni(text: str) -> str:
    """`text` as fonts of the family VNI-Times store it."""
    return "".join(map(_vni_letter, unicodedata.normalize("NFC", text)))


def _vni_letter(letter: str) -> str:
    single = {new: old for old, new in legacy._VNI_LETTERS.items()}
    marks = {"".join(sorted(marks)): sign for sign, marks in legacy._VNI_MARKS.items()}
    low = letter.lower()
    if low in single:
        return single[low].upper() if letter != low else single[low]
    base, *rest = list(unicodedata.normalize("NFD", low))
    if "\u031b" in rest:
        base = single[unicodedata.normalize("NFC", base + "\u031b")]
        rest.remove("\u031b")
    told = base + (marks["".join(sorted(rest))] if rest else "")
    return told.upper() if letter != low else told


def _no_codes(book: Book, _luck: Luck) -> None:
    for sheet in _asking(book):
        sheet.delete_cols(_CODE)


def _some_codes(book: Book, luck: Luck) -> None:
    for cell in luck.sample(list(_answers(book)), 8):
        _sheet(cell).cell(cell.row, _CODE).value = None


def _recoded(change: Callable[[str], str]) -> Callable[[Book, Luck], None]:
    def apply(book: Book, _luck: Luck) -> None:
        for sheet in _pages(book):
            for row in range(_FIRST, sheet.max_row + 1):
                code = sheet.cell(row, _CODE).value
                if code:
                    sheet.cell(row, _CODE).value = change(str(code))

    return apply


def _questions_mistyped(book: Book, luck: Luck) -> None:
    for sheet in _pages(book):
        for row in range(_FIRST, sheet.max_row + 1):
            question = str(sheet.cell(row, _QUESTION).value or "")
            if sheet.cell(row, _CODE).value and len(question) > 5:
                at = luck.randrange(len(question))
                sheet.cell(row, _QUESTION).value = question[:at] + question[at + 1 :]
            sheet.cell(row, _CODE).value = None


def _rows_inserted(book: Book, luck: Luck) -> None:
    for sheet in _pages(book):
        sheet.insert_rows(luck.randrange(1, sheet.max_row), luck.randrange(1, 4))


def _columns_inserted(book: Book, luck: Luck) -> None:
    for sheet in _pages(book):
        sheet.insert_cols(luck.randrange(1, 4))


def _rows_deleted(book: Book, luck: Luck) -> None:
    for sheet in _pages(book):
        sheet.delete_rows(luck.randrange(_FIRST, sheet.max_row))


def _rows_shuffled(book: Book, luck: Luck) -> None:
    for sheet in _pages(book):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=_FIRST)]
        luck.shuffle(rows)
        for r, row in enumerate(rows, start=_FIRST):
            for c, value in enumerate(row, start=1):
                sheet.cell(r, c).value = value


def _slid(step: int, *, everywhere: bool = True) -> Callable[[Book, Luck], None]:
    def apply(book: Book, luck: Luck) -> None:
        for sheet in _pages(book) if everywhere else [luck.choice(_pages(book))]:
            values = [sheet.cell(row, _ANSWER).value for row in range(_FIRST, sheet.max_row + 1)]
            moved = [None, *values] if step > 0 else [*values[1:], None]
            for row, value in enumerate(moved, start=_FIRST):
                sheet.cell(row, _ANSWER).value = value

    return apply


def _merged(book: Book, luck: Luck) -> None:
    for cell in luck.sample(list(_answers(book)), 4):
        sheet, row = _sheet(cell), cell.row
        ranges = [str(merged) for merged in sheet.merged_cells.ranges]
        if not any(f"C{row}" in merged or f"C{row + 1}" in merged for merged in ranges):
            sheet.merge_cells(f"C{row}:C{row + 1}")


def _typed_over(value: object) -> Callable[[Book, Luck], None]:
    def apply(book: Book, luck: Luck) -> None:
        for cell in luck.sample(list(_answers(book)), 6):
            cell.value = value  # type: ignore[assignment] # whatever is typed

    return apply


def _renamed(book: Book, luck: Luck) -> None:
    sheets = _pages(book)
    for n, sheet in enumerate(sheets):
        sheet.title = f"Sheet{n}"
    book.move_sheet(luck.choice(sheets), offset=-2)


def _unnamed(book: Book, _luck: Luck) -> None:
    del book["_dxassess"]


def _headless(book: Book, _luck: Luck) -> None:
    for sheet in _pages(book):
        sheet.delete_rows(_HEADER)


def _copied(book: Book, luck: Luck) -> None:
    """A sheet copied and some of its answers changed: nobody knows which of them is meant."""
    copy = book.copy_worksheet(luck.choice(_pages(book)))
    for row in range(_FIRST, copy.max_row + 1, 3):
        copy.cell(row, _ANSWER).value = None


def _other_cells(book: Book, luck: Luck) -> None:
    for sheet in _pages(book):
        for _ in range(5):
            sheet.cell(sheet.max_row + 2, luck.randrange(1, 9)).value = luck.choice(("x", 7, "Tổng cộng"))


def _bit(content: bytes, luck: Luck) -> bytes:
    made = bytearray(content)
    made[luck.randrange(len(made))] ^= 1 << luck.randrange(8)
    return bytes(made)


def _cut(content: bytes, luck: Luck) -> bytes:
    return content[: luck.randrange(1, len(content))]


def _respaced(text: str) -> str:
    return "\u00a0" + text.replace(" ", "\u00a0 ") + "\u200b "


DAMAGES = (
    Damage("nothing"),
    Damage("decomposed", _each_text(lambda text: unicodedata.normalize("NFD", text))),
    Damage("old tone marks", _each_text(_swap_tones)),
    Damage("without accents", _each_text(without_accents)),
    Damage("upper case", _each_text(str.upper)),
    Damage("TCVN3", _each_text(tcvn3)),
    Damage("VNI", _each_text(vni)),
    Damage("odd spaces", _each_text(_respaced)),
    Damage("full width", _each_number(_wide)),
    Damage("percent sign", _each_number(_as_percent)),
    Damage("decimal comma", _each_number(lambda value, _: f"{value:g}".replace(".", ","))),
    Damage("thousands dots", _each_number(_grouped)),
    Damage("fractions", _each_number(_as_fraction)),
    Damage("percent format", _each_number(_as_formatted_fraction)),
    Damage("numbers of options", _each_text(_number_only)),
    Damage("words of options", _each_text(_words_only)),
    Damage("ticks", _each_text(_ticked)),
    Damage("no codes", _no_codes),
    Damage("some codes gone", _some_codes),
    Damage("codes in small letters", _recoded(str.lower)),
    Damage("codes with commas", _recoded(lambda code: code.replace(".", ",") + " ")),
    Damage("codes in Cyrillic", _recoded(lambda code: code.replace("C", "С"))),
    Damage("no codes, mistyped", _questions_mistyped),
    Damage("rows inserted", _rows_inserted),
    Damage("columns inserted", _columns_inserted),
    Damage("rows deleted", _rows_deleted),
    Damage("rows shuffled", _rows_shuffled),
    Damage("slid down", _slid(1)),
    Damage("slid up", _slid(-1)),
    Damage("one sheet slid", _slid(1, everywhere=False)),
    Damage("cells merged", _merged),
    Damage("errors", _typed_over("#REF!")),
    Damage("formulas", _typed_over("=SUM(A1:A9)")),
    Damage("sheets renamed", _renamed),
    Damage("mark lost", _unnamed),
    Damage("headings lost", _headless),
    Damage("sheet copied", _copied),
    Damage("cells beside", _other_cells),
    Damage("a bit flipped", content=_bit),
    Damage("cut short", content=_cut),
)
