"""The lines of a list, cell by cell: what is understood, what is doubtful, what was not plain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dxassess.intake.reading import shown
from dxassess.intake.tables import TableCell
from dxassess.intake.words.text import clean
from dxassess.intake.workbook.marks import cell_name
from dxassess.places.provinces import VINTAGES, place_of
from dxassess.places.register import CHOICES, COLUMNS, COUNTS, DEPARTMENT, REQUIRED
from dxassess.questionnaire.model import Text
from dxassess.round.listing.cells import (
    NOTHING,
    CellRead,
    is_blank,
    read_code,
    read_count,
    read_email,
    read_option,
    read_phone,
    read_province,
    read_words,
)
from dxassess.round.listing.fault import Correction, CorrectionKey, FaultCode, ListFault, ListNote, NoteCode
from dxassess.round.listing.headings import HeadingIndex
from dxassess.round.listing.option_words import OptionWords
from dxassess.round.listing.rows import kind_of, province_above, province_of_group, texts_in
from dxassess.round.listing.table import ListTable

DEPARTMENT_CODE = "SYT"
"""In front of the code of its province: a Department of Health has no code among the facilities."""


class ListWords(NamedTuple):
    """What headings and options are called, and the map that names of provinces are of."""

    headings: HeadingIndex
    options: Mapping[str, OptionWords]
    vintage: str


class ListLine(NamedTuple):
    """A line as it was understood: values by field, without those that are doubtful."""

    sheet: str
    row: int
    values: Mapping[str, str]
    stands: str
    whose: str


class LineReader:
    """Reads the lines of one table; `faults` and `notes` grow as it goes."""

    def __init__(
        self, table: ListTable, words: ListWords, corrections: Mapping[CorrectionKey, Correction]
    ) -> None:
        self.table = table
        self.words = words
        self.corrections = corrections
        self.faults: list[ListFault] = []
        self.notes: list[ListNote] = []
        # One answer does for all cells that name the same thing in the same words.
        self._by_words = {
            (key[-1], correction.stands): correction
            for key, correction in corrections.items()
            if key[-1] in (*CHOICES, "province") and correction.stands and not correction.left_out
        }
        self._unusable = {fault.position: fault.code for fault in table.sheet.faults}
        titled = province_above(table, words.vintage)
        self._province = titled.key if titled is not None and "province" not in table.columns else None
        self._last_province = ""

    def lines(self) -> list[ListLine]:
        """The lines below the heading, in their order."""
        lines: list[ListLine] = []
        for row in range(self.table.first, len(self.table.sheet.rows)):
            match kind_of(self.table, row, self.words.options["type"]):
                case "line":
                    line = self._line(row)
                    lines += [line] if line is not None else []
                case "aside":
                    self._aside(row)
                case "nothing":
                    pass
        return lines

    def _aside(self, row: int) -> None:
        text = texts_in(self.table, row)
        group = province_of_group(self.table, row, self.words.vintage)
        if group is not None:
            self._province = group.key
        read = None if group is None else Text.same(group.name)
        self._note("aside", row, None, text, read)

    def _line(self, row: int) -> ListLine | None:
        raw = {field: self.table.cell(row, field) for field in COLUMNS}
        if any(self._is_left_out(row, field, cell) for field, cell in raw.items()):
            self._note("left_out", row, None, texts_in(self.table, row))
            return None
        cells = {field: self._corrected(row, field, cell) for field, cell in raw.items()}
        whose = " – ".join(t for field in ("code", "name") if (t := clean(shown(cells[field]))))
        values: dict[str, str] = {}
        for field, cell in cells.items():
            reading = self._read(row, field, cell, whose)
            if reading.value is not None:
                values[field] = reading.value
        self._fill_in(row, cells, values, whose)
        return ListLine(self.table.sheet.name, row, values, clean(shown(raw["code"])), whose)

    def _read(self, row: int, field: str, cell: TableCell, whose: str) -> CellRead:
        column = self.table.columns.get(field)
        unusable = self._unusable.get((row, column.at)) if column is not None else None
        if unusable is not None and not self._has_correction(row, field):
            self._fault("cell_unusable", row, field, whose, detail=unusable)
            return NOTHING
        reading = read_field(field, cell, self._vintage(row), self.words.options)
        if reading.fault is not None:
            self._fault(
                reading.fault, row, field, whose, detail=reading.detail, suggestion=reading.suggestion
            )
        elif reading.read_as is not None:
            self._note("read_as", row, field, clean(shown(cell)), reading.read_as)
        return reading

    def _vintage(self, row: int) -> str:
        """The map of a line, where the list names one in a column of its own."""
        stated = clean(shown(self.table.cell(row, "vintage")))
        if stated and stated not in VINTAGES:
            self._fault("vintage_unknown", row, "vintage", "", detail=", ".join(VINTAGES))
        return stated if stated in VINTAGES else self.words.vintage

    def _fill_in(self, row: int, cells: Mapping[str, TableCell], values: dict[str, str], whose: str) -> None:
        """What a line needs and does not say: taken from a title or group above, or asked for."""
        if is_blank(cells["province"]) and self._province is not None:
            values["province"] = self._province
        elif is_blank(cells["province"]):
            above = self._last_province
            suggestion = Text.same(place_of(above).name) if above else None
            self._fault("province_missing", row, "province", whose, suggestion=suggestion)
        if is_blank(cells["type"]):
            option = self.words.options["type"].nearest(clean(shown(cells["name"])))
            self._fault("type_missing", row, "type", whose, suggestion=option.text if option else None)
        self._last_province = values.get("province", self._last_province)
        if is_blank(cells["code"]) and values.get("type") == DEPARTMENT and "province" in values:
            values["code"] = DEPARTMENT_CODE + values["province"].partition(":")[2]
            self._note("read_as", row, "code", "", Text.same(values["code"]))
        elif is_blank(cells["code"]):
            self._fault("code_missing", row, "code", whose)
        if is_blank(cells["name"]):
            self._fault("name_missing", row, "name", whose)

    def _is_left_out(self, row: int, field: str, cell: TableCell) -> bool:
        correction = self._correction(row, field, cell)
        return correction is not None and correction.left_out

    def _corrected(self, row: int, field: str, cell: TableCell) -> TableCell:
        correction = self._correction(row, field, cell)
        if correction is None:
            return cell
        self._note("corrected", row, field, clean(shown(cell)), Text.same(correction.value))
        return correction.value

    def _correction(self, row: int, field: str, cell: TableCell) -> Correction | None:
        stands = clean(shown(cell))
        correction = self.corrections.get((clean(self.table.sheet.name), row, field))
        if correction is not None and correction.stands == stands:
            return correction
        return self._by_words.get((field, stands))

    def _has_correction(self, row: int, field: str) -> bool:
        return self._correction(row, field, self.table.cell(row, field)) is not None

    def _note(
        self, code: NoteCode, row: int, field: str | None, stands: str, read: Text | None = None
    ) -> None:
        column = self.table.columns.get(field) if field is not None else None
        place = str(row + 1) if column is None else cell_name((row, column.at))
        note = ListNote(code=code, sheet=self.table.sheet.name, place=place, stands=stands, read=read)
        self.notes.append(note)

    def _fault(
        self,
        code: FaultCode,
        row: int,
        field: str,
        whose: str,
        *,
        detail: str = "",
        suggestion: Text | None = None,
    ) -> None:
        self.faults.append(
            fault_at(self.table, row, field, code=code, whose=whose, detail=detail, suggestion=suggestion)
        )


def fault_at(
    table: ListTable,
    row: int,
    field: str,
    *,
    code: FaultCode,
    whose: str,
    detail: str = "",
    suggestion: Text | None = None,
) -> ListFault:
    """A fault of the cell of a field in a row."""
    column = table.columns.get(field)
    return ListFault(
        code=code,
        sheet=table.sheet.name,
        row=row,
        column=None if column is None else column.at,
        field=field,
        heading="" if column is None else column.heading,
        stands=clean(shown(table.cell(row, field))),
        whose=whose,
        detail=detail,
        suggestion=suggestion,
    )


def read_field(field: str, cell: TableCell, vintage: str, options: Mapping[str, OptionWords]) -> CellRead:
    """What a cell says of a field."""
    if field in CHOICES:
        return read_option(cell, options[field])
    if field == "province":
        return read_province(cell, vintage)
    readers = {"code": read_code, "part_of": read_code, "email": read_email, "phone": read_phone}
    readers |= dict.fromkeys(COUNTS, read_count)
    return NOTHING if is_blank(cell) else readers.get(field, read_words)(cell)


def is_complete(line: ListLine) -> bool:
    """Whether a line says all that it must."""
    return all(field in line.values for field in REQUIRED)
