"""The walk through an ODS: where repeated cells stand, and what is true of them beside their values."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import MOST_COLUMNS, MOST_ROWS, Marks, Position, cell_name
from dxassess.intake.workbook.ods.cell import CellText, OdsCell
from dxassess.intake.workbook.ods.controls import OdsControls
from dxassess.intake.workbook.ods.stored import stored_value
from dxassess.intake.workbook.ods.styles import OdsStyles
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import SheetNote, SheetNotes
from dxassess.intake.workbook.xlsx.styles import Look
from dxassess.intake.workbook.xmlscan import Attributes

_MOST_MARKS, _MOST_VALUES = 200_000, 600_000
_CELLS = ("table:table-cell", "table:covered-table-cell")
_OBJECT = "draw:frame"
_KINDS = ("error", "uncalculated", "formula", "percentage", "symbols")
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "Err:")


class OdsSheet(NamedTuple):
    """A table: marks, notes, and the values of its cells; texts are all there and as they stand, an error is
    blank. Not `sure` where some value is stored in a way that only a reader can tell."""

    marks: Marks
    values: Mapping[Position, CellValue]
    over: SheetNotes
    sure: bool = True


class KnownCells(NamedTuple):
    """A row by columns: its values, and the cells of each kind."""

    values: tuple[tuple[int, CellValue], ...]
    kinds: tuple[tuple[str, int], ...]


class OdsWalk:
    """Counts rows and columns while expat walks. Prefixes are read as LibreOffice, Excel and Google write
    them; a table inside a cell does not count."""

    def __init__(self) -> None:
        self.sheets: dict[str, OdsSheet] = {}
        self.styles = OdsStyles()
        self._name = ""
        self._depth = 0
        self._hidden = False
        self._row = self._column = 0
        self._rows = 1
        self._row_style = ""
        self._column_styles: list[tuple[int, str]] = []
        self._cell: OdsCell | None = None
        self._about: Attributes = {}
        self._look = Look.PLAIN
        self._open("", hidden=False)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                hidden = self.styles.hides(attributes.get("table:style-name", ""))
                self._open(attributes.get("table:name", ""), hidden=hidden)
        elif self._depth == 0:
            self.styles.start(name, attributes)
        elif self._depth == 1:
            self._objects += name == _OBJECT
            self._controls.start(name, attributes, (self._row, self._column) if self._cell else None)
            self._start_in_table(name, attributes)

    def _start_in_table(self, name: str, attributes: Attributes) -> None:
        if self._cell is not None:
            self._cell.start(name, attributes)
        elif name == "table:table-column":
            count = repeats(attributes, "table:number-columns-repeated")
            at = self._column_styles[-1][0] if self._column_styles else 0
            self._column_styles.append((at + count, attributes.get("table:default-cell-style-name", "")))
        elif name == "table:table-row":
            self._rows, self._column = repeats(attributes, "table:number-rows-repeated"), 0
            self._row_style = attributes.get("table:default-cell-style-name", "")
        elif name in _CELLS:
            self._about, self._look = attributes, self._look_of(attributes)
            self._cell = OdsCell(self._look, self.styles)

    @property
    def outside(self) -> bool:
        """Whether styles may be defined here."""
        return self._depth == 0

    @property
    def between_rows(self) -> bool:
        """Whether a row may begin here."""
        return self._depth == 1 and self._cell is None

    def plain_cell(self, attributes: Attributes, columns: int, text: str, *, only_text: bool) -> None:
        """A cell that is met as a whole: `columns` of them, with this text. `only_text` if its attributes say
        that it holds a text and nothing else, as most do."""
        look = self._look_of(attributes)
        if look is not Look.PLAIN:
            cell = OdsCell(look, self.styles)
            if text:
                cell.start("text:p", {})
                cell.text(text)
                cell.end("text:p")
            self._place(attributes, columns, cell.done(), look)
        elif only_text and columns == self._rows == 1 and len(self._values) < _MOST_VALUES:
            self._refuse_far(1)
            self._values[self._row, self._column] = text
            self._column += 1
        else:
            self._place(attributes, columns, CellText(text, None, "", symbols=False), look)

    def put_row(self, cells: KnownCells) -> bool:
        """Put a row that stands once and is known, of cells whose styles say nothing; whether it could be."""
        row = self._row
        if (
            row >= MOST_ROWS
            or len(self._values) >= _MOST_VALUES - MOST_COLUMNS
            or not self.styles.plain_cells
        ):
            return False
        values = self._values
        for column, value in cells.values:
            values[row, column] = value
        for kind, column in cells.kinds:
            self._kinds[kind].add((row, column))
        self._row += 1
        return True

    def skip_cells(self, columns: int) -> None:
        """So many cells of which nothing is to be told."""
        self._column += columns

    def text(self, letters: str) -> None:
        if self._cell is not None and self._depth == 1:
            self._cell.text(letters)

    def end(self, name: str) -> None:
        if name == "table:table":
            if self._depth == 1:
                self._close()
            self._depth -= 1
        elif self._depth != 1:
            return
        elif name in _CELLS:
            if self._cell is None:  # a cell stood within a cell
                raise Refused("CORRUPT", found=name)
            cell_text, self._cell = self._cell.done(), None
            columns = repeats(self._about, "table:number-columns-repeated")
            self._place(self._about, columns, cell_text, self._look)
        elif self._cell is not None:
            self._cell.end(name)
        elif name == "table:table-row":
            self._row += self._rows

    def _look_of(self, attributes: Attributes) -> Look:
        """The look of the cell that begins: of its own style, else its row's, else its column's."""
        style = attributes.get("table:style-name") or self._row_style
        if not style:
            style = next((name for end, name in self._column_styles if self._column < end), "")
        return self.styles.look("table-cell", style)

    def _open(self, name: str, *, hidden: bool) -> None:
        if name in self.sheets:
            raise Refused("DUPLICATE_SHEET", found=name)
        self._name, self._row, self._hidden = name, 0, hidden
        self._column_styles = []
        self._kinds: dict[str, set[Position]] = {kind: set() for kind in _KINDS}
        self._struck: dict[Position, str] = {}
        self._values: dict[Position, CellValue] = {}
        self._sure = True
        self._notes: list[SheetNote] = []
        self._objects = 0
        self._controls = OdsControls()

    def _close(self) -> None:
        marks = Marks(
            errors=frozenset(self._kinds["error"]),
            uncalculated=frozenset(self._kinds["uncalculated"]),
            formulas=frozenset(self._kinds["formula"]),
            percent=frozenset(self._kinds["percentage"]),
            symbols=frozenset(self._kinds["symbols"]),
            struck=self._struck,
            hidden=self._hidden,
        )
        over = SheetNotes(tuple(self._notes), self._objects, self._controls.done())
        self.sheets[self._name] = OdsSheet(marks, self._values, over, self._sure)

    def _place(self, attributes: Attributes, columns: int, cell_text: CellText, look: Look) -> None:
        """Note what is true of the cell that ends, at every place where it stands."""
        kinds = kinds_of(attributes, cell_text)
        value = value_in(attributes, cell_text.said, kinds)
        if value is None:
            self._sure = False
        if "office:value-type" in attributes or kinds:
            self._refuse_far(columns)
            positions = self._positions(columns)
            for kind in kinds:
                self._kinds[kind].update(positions)
            if value is not None:
                self._values.update(dict.fromkeys(positions, value))
            if cell_text.kept is not None or (look is not Look.PLAIN and look & Look.STRUCK):
                self._struck.update(dict.fromkeys(positions, cell_text.kept or ""))
        if cell_text.note:
            self._notes.append(SheetNote((self._row, self._column), cell_text.note))
        self._column += columns

    def _positions(self, columns: int) -> list[Position]:
        if self._rows * columns > _MOST_MARKS or len(self._values) > _MOST_VALUES:
            raise Refused("SHEET_TOO_BIG", sheet=self._name)
        return [(self._row + r, self._column + c) for r in range(self._rows) for c in range(columns)]

    def _refuse_far(self, columns: int) -> None:
        last = (self._row + self._rows - 1, self._column + columns - 1)
        if last[0] >= MOST_ROWS or last[1] >= MOST_COLUMNS:
            raise Refused("STRAY_CELL", sheet=self._name, cell=cell_name((self._row, self._column)))


def kinds_of(attributes: Attributes, cell_text: CellText) -> tuple[str, ...]:
    """What is true of a cell beside its value: see `Marks`."""
    value_type = attributes.get("office:value-type")
    formula = "table:formula" in attributes
    # Programs other than LibreOffice write an error as the text that it shows.
    shows_error = formula and value_type == "string" and cell_text.said.startswith(_ERRORS)
    if attributes.get("calcext:value-type") == "error" or shows_error:
        return ("error", "formula") if formula else ("error",)
    kinds = []
    if formula:
        kinds.append("formula" if value_type else "uncalculated")
    if value_type == "percentage":
        kinds.append("percentage")
    if cell_text.symbols:
        kinds.append("symbols")
    return tuple(kinds)


def value_in(attributes: Attributes, text: str, kinds: Container[str]) -> CellValue | None:
    """The value of a cell of these kinds, "" of an error; None where only a reader can tell it."""
    if "error" in kinds:
        return ""
    return text if attributes.get("office:value-type") == "string" else stored_value(attributes)


def repeats(attributes: Attributes, name: str) -> int:
    """How often an element stands. Raises Refused for what is no number of rows or columns."""
    stated = attributes.get(name, "1")
    if not stated.isdecimal() or not 0 < int(stated) <= 1_048_576:
        raise Refused("CORRUPT", found=f"{name} {stated[:20]}")
    return int(stated)
