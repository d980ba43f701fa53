"""A form filled in by hand, so to speak: what was typed is known, and with it what must be read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import NamedTuple

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.damage.answering import Luck, answer
from tests.intake.workbooks import FACILITY

from dxassess.forms.arrange import form_for
from dxassess.forms.template import write_form
from dxassess.intake.submission import Value
from dxassess.questionnaire.items import Item, Ratio
from dxassess.questionnaire.model import Questionnaire

CODE, QUESTION, ANSWER, UNIT, EVIDENCE, COMMENT = range(1, 7)
HEADING, FIRST = 3, 4
FACT_CODES = {"answered_on": "F16", "facility_code": "F01", "province": "F07", "beds_actual": "F10"}
"""The facts of the cover sheet that are judged, with their codes."""
HIDDEN = "_dxassess"
FACTS: Mapping[str, object] = {
    "F10": 120,
    "F11": 214,
    "F12": 6,
    "F13": 48_200,
    "F15": 9_300,
    "F16": date(2023, 10, 18),
}
CODE_OF_FACILITY, NAME = "80011", "Cơ sở Y tế Mẫu"


class Asked(Enum):
    """What a careful human would ask about instead of reading it."""

    ASKED = "asked"


ASK = Asked.ASKED
IssuedSheet = tuple[str, str, tuple[tuple[object, ...], ...]]
"""Its name, whether it is hidden, its rows."""
Truth = Value | Asked


class Spot(NamedTuple):
    """A cell that was answered: its own code, its item, the cell wherever it goes."""

    code: str
    item: Item
    cell: Cell

    @property
    def sheet(self) -> Worksheet:
        sheet = self.cell.parent
        assert isinstance(sheet, Worksheet)
        return sheet

    def beside(self, column: int) -> Cell:
        """Another cell of its row, by the columns as issued."""
        cell = self.sheet.cell(self.cell.row, column)
        assert isinstance(cell, Cell)
        return cell


class Filled:
    """A filled-in form and what a careful human reads in it: by item its value, or that it must be asked; an
    item that is not named was not answered. `old` holds what was answered before a correction."""

    def __init__(self, book: Book, spots: Mapping[str, Spot], truth: dict[str, Truth]) -> None:
        self.book = book
        self.spots = dict(spots)
        self.truth = truth
        self.old: dict[str, Truth] = {}

    @property
    def pages(self) -> list[Worksheet]:
        """The sheets of questions: those behind the instructions and the cover."""
        return [sheet for sheet in self.book.worksheets[2:] if sheet.title != HIDDEN]

    def of(self, *kinds: str, options: int = 0) -> list[Spot]:
        """The answered cells of items of these types, in order."""
        return [
            spot
            for spot in self.spots.values()
            if spot.item.type in kinds and len(getattr(spot.item, "options", ())) >= options
        ]

    def on(self, sheet: Worksheet) -> list[Spot]:
        """The answered cells of a sheet, from above."""
        return sorted((s for s in self.spots.values() if s.sheet is sheet), key=lambda spot: spot.cell.row)

    def ask(self, *spots: Spot) -> None:
        """Nobody can tell what these say."""
        for spot in spots:
            self.truth[spot.item.code] = ASK

    def correct(self, spot: Spot, value: Truth) -> None:
        """Someone put this right: what stood there before is no longer what is meant."""
        self.old[spot.item.code] = self.truth[spot.item.code]
        self.truth[spot.item.code] = value

    def forget(self, *spots: Spot) -> None:
        """Taken out again."""
        for spot in spots:
            self.truth.pop(spot.item.code, None)

    def save(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def put(cell: Cell, typed: object) -> None:
    """Type something into a cell."""
    cell.value = typed  # type: ignore[assignment] # whatever is typed


@cache
def _issued(
    questionnaire: Questionnaire, kind: str
) -> tuple[tuple[str, str, tuple[tuple[object, ...], ...]], ...]:
    """The sheets of the form as it is sent out, with what stands in them."""
    cover = {"facility_code": CODE_OF_FACILITY, "name": NAME, "type": kind, "province": "Long An"}
    stream = io.BytesIO()
    write_form(form_for(questionnaire, "vi", cover), stream)
    book = openpyxl.load_workbook(stream)
    return tuple((s.title, s.sheet_state, tuple(s.iter_rows(values_only=True))) for s in book.worksheets)


def blank_form(questionnaire: Questionnaire = FACILITY, kind: str = "commune_station") -> Book:
    """The form as issued, without its looks."""
    book = Book()
    book.remove(book.worksheets[0])
    for title, state, rows in _issued(questionnaire, kind):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(row, start=1):
                if value is not None:
                    put(sheet.cell(r, c), value)
    return book


def fill(luck: Luck, questionnaire: Questionnaire = FACILITY, kind: str = "commune_station") -> Filled:
    """The form with an answer to every question, and the facts and the day on its cover."""
    book = blank_form(questionnaire, kind)
    cells = {
        str(sheet.cell(row, CODE).value): sheet.cell(row, ANSWER)
        for sheet in book.worksheets[1:]
        for row in range(FIRST, sheet.max_row + 1)
        if sheet.cell(row, CODE).value and sheet.title != HIDDEN
    }
    truth: dict[str, Truth] = {
        "answered_on": "2023-10-18",
        "facility_code": CODE_OF_FACILITY,
        "province": "80",
    }
    if "F10" in cells:
        truth["beds_actual"] = 120.0
    for code, fact in FACTS.items():
        if code in cells:
            put(cells[code], fact)  # type: ignore[arg-type] # no merged cells here
    spots = {}
    for item in questionnaire.items:
        codes = [code for code, _ in item.parts]
        if not codes or not all(code in cells for code in codes) or _counts_facts(item):
            continue
        truth[item.code], typed = answer(item, luck)
        for code, each in zip(codes, typed, strict=True):
            put(cells[code], each)  # type: ignore[arg-type] # no merged cells here
            spots[code] = Spot(code, item, cells[code])  # type: ignore[arg-type] # no merged cells here
    return Filled(book, spots, truth)


def _counts_facts(item: Item) -> bool:
    return isinstance(item, Ratio) and bool(item.facts)
