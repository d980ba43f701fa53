"""What people do to forms: each a small harmless damage that a good reader repairs or names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from dxassess.demo.sheets import FormRow
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, YesNo
from dxassess.questionnaire.model import Questionnaire

FormRows = Mapping[str, FormRow]
Mess = Callable[[Workbook, Questionnaire, FormRows], None]


def percent_as_text(book: Workbook, questionnaire: Questionnaire, rows: FormRows) -> None:
    """Percentages typed with their sign, as text."""
    for cell in _answers(book, questionnaire, rows, wanted_item=_is_percent)[:4]:
        cell.value = f"{cell.value:g}%"


def comma_as_text(book: Workbook, questionnaire: Questionnaire, rows: FormRows) -> None:
    """A percentage typed as text with a decimal comma."""
    for cell in _answers(book, questionnaire, rows, wanted_item=_is_percent)[:2]:
        cell.value = (
            f"{cell.value:g},5" if isinstance(cell.value, (int, float)) and cell.value < 100 else "100,0"
        )


def yes_without_accents(book: Workbook, questionnaire: Questionnaire, rows: FormRows) -> None:
    """Yes typed as "Co" instead of chosen from the list, and parts of a list ticked with an x."""
    yes = {row.choices[0] for row in rows.values() if len(row.choices) == 2}
    for cell in _answers(book, questionnaire, rows, wanted_item=_is_yes_no):
        cell.value = "Co" if cell.value in yes else cell.value
    for cell in _answers(book, questionnaire, rows, wanted_item=_is_multi):
        cell.value = "x" if cell.value in yes else None


def codes_retyped(book: Workbook, questionnaire: Questionnaire, rows: FormRows) -> None:
    """Codes typed anew: with a comma, in small letters, with blanks around."""
    forms: tuple[Callable[[str], str], ...] = (lambda c: c.replace(".", ","), str.lower, lambda c: f" {c} ")
    items = [code for code in rows if code in questionnaire.item_by_code]
    for number, code in enumerate(items[3:12:4]):
        book[rows[code].sheet][rows[code].code_cell].value = forms[number % 3](code)


def extra_columns(book: Workbook, questionnaire: Questionnaire, rows: FormRows) -> None:
    """Two columns for the office's own notes, right of the table."""
    items = [rows[code] for code in rows if code in questionnaire.item_by_code]
    for row in items[:6]:
        sheet = book[row.sheet]
        last = sheet[row.open_cells[-1]]
        sheet.cell(last.row, last.column + 2, "phòng KHTH")
        sheet.cell(last.row, last.column + 3, "đã rà soát")


def sheets_reordered(book: Workbook, questionnaire: Questionnaire, rows: FormRows) -> None:
    """The sheet of the last item moved to the front."""
    last = [rows[code] for code in rows if code in questionnaire.item_by_code][-1]
    book.move_sheet(last.sheet, offset=-len(book.sheetnames))
    book.active = 0


def decomposed_letters(book: Workbook, questionnaire: Questionnaire, rows: FormRows) -> None:
    """Texts as a Macintosh writes them: letters and their marks apart."""
    for wanted_item in (_is_choice, _is_words):
        for cell in _answers(book, questionnaire, rows, wanted_item=wanted_item):
            cell.value = unicodedata.normalize("NFD", str(cell.value))


MESSES: tuple[Mess, ...] = (
    percent_as_text,
    comma_as_text,
    yes_without_accents,
    codes_retyped,
    extra_columns,
    sheets_reordered,
    decomposed_letters,
)


def _answers(
    book: Workbook, questionnaire: Questionnaire, rows: FormRows, *, wanted_item: Callable[[Item], bool]
) -> list[Cell]:
    """The filled answer cells of some items."""
    places = [
        rows[code]
        for item in questionnaire.items
        if wanted_item(item)
        for code, _ in item.parts
        if code in rows
    ]
    cells = [book[row.sheet][row.open_cells[0]] for row in places]
    return [cell for cell in cells if cell.value is not None]


def _is_choice(item: Item) -> bool:
    return isinstance(item, Choice)


def _is_multi(item: Item) -> bool:
    return isinstance(item, Multi)


def _is_percent(item: Item) -> bool:
    return isinstance(item, Quantity) and item.percent


def _is_words(item: Item) -> bool:
    return isinstance(item, Note) and not item.dated


def _is_yes_no(item: Item) -> bool:
    return isinstance(item, YesNo)
