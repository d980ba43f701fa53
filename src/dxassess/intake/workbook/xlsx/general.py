"""Any XML of a sheet, cell by cell, as XML and the schema have it: comments, CDATA, character references, any
prefix, cells without a reference. Slower than `fast`, and the same values."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import Position
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx.markup import local
from dxassess.intake.workbook.xlsx.moments import iso_moment
from dxassess.intake.workbook.xlsx.styles import is_struck
from dxassess.intake.workbook.xlsx.table import CellTable, String, Styles, note_look, nothing
from dxassess.intake.workbook.xlsx.words import number_of, position_of, unescaped
from dxassess.intake.workbook.xmlscan import Attributes, walk

_MOST_CELLS = 2_000_000
_TRUTHS = {"0": False, "false": False, "1": True, "true": True}


def read_strings(data: bytes, part: str) -> list[String]:
    """The shared strings in order. Raises Refused where the part is no XML."""
    walker = _Strings(part)
    walk(data, part, start=walker.start, end=walker.end, text=walker.text)
    return walker.strings


def read_sheet(data: bytes, part: str, strings: Sequence[String], styles: Styles) -> CellTable:
    """The cells of a sheet; one that cannot be read costs itself alone. Raises Refused where the part is no
    XML, or holds more cells than any form."""
    walker = _Sheet(part, strings, styles)
    walk(data, part, start=walker.start, end=walker.end, text=walker.text)
    return walker.found


class _Runs:
    """A text while it is read: its runs, and which of them are struck out. Readings for pronunciation
    (`rPh`) are no part of it. A `t` anywhere but alone, in a run or in such a reading, and anything within a
    `t`, is read by some readers and not by others."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._unstruck: list[str] = []
        self._path: list[str] = []
        self._struck = self._any_struck = self._own_font = self._odd = False
        self._plain = self._count = self._in_run = 0

    def start(self, name: str, attributes: Attributes) -> None:
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        self._odd |= parent == "t"
        match name:
            case "t":
                self._odd |= parent not in ("", "r", "rPh") or (parent == "r" and self._in_run > 0)
                self._plain += not parent
                self._in_run += parent == "r"
            case "r":
                self._odd |= bool(parent)
                self._struck = False
                self._count += 1
                self._in_run = 0
            case "rPr":
                self._own_font = True
            case "strike":
                self._struck = is_struck(attributes.get("val"))
                self._any_struck |= self._struck

    def end(self) -> None:
        self._path.pop()

    def text(self, letters: str) -> None:
        if self._path and self._path[-1] == "t" and "rPh" not in self._path:
            self._letters.append(letters)
            if not self._struck:
                self._unstruck.append(letters)

    def string(self) -> String:
        unstruck = unescaped("".join(self._unstruck)) if self._any_struck else None
        sure = not self._odd and self._plain <= 1 and not (self._plain and self._count)
        return String(unescaped("".join(self._letters)), unstruck, self._own_font, sure)


class _Strings:
    """Expat's handlers for the part of shared strings. An `si` of another namespace is none; one at another
    depth would let readers count differently, and every cell names its text by number."""

    def __init__(self, part: str) -> None:
        self.strings: list[String] = []
        self._part = part
        self._depth = 0
        self._runs: _Runs | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if local(name) == "si":
            if self._depth != 2:
                raise Refused("CORRUPT", found=self._part)
            self._runs = _Runs()
        elif self._runs is not None:
            self._runs.start(local(name), attributes)

    def end(self, _name: str) -> None:
        self._depth -= 1
        if self._runs is None:
            return
        if self._depth == 1:
            self.strings.append(self._runs.string())
            self._runs = None
        else:
            self._runs.end()

    def text(self, letters: str) -> None:
        if self._runs is not None:
            self._runs.text(letters)


class _Sheet:
    """Expat's handlers for a sheet: worksheet, sheetData, row, c, v are elements 1 to 5 deep. A row or a cell
    anywhere else is read by some readers and not by others."""

    def __init__(self, part: str, strings: Sequence[String], styles: Styles) -> None:
        self.found: CellTable = nothing()
        self._part = part
        self._strings = strings
        self._styles = styles
        self._depth = self._cells = 0
        self._in_table = False
        self._row = self._column = -1
        self._readable = True
        self._attributes: Attributes | None = None
        self._value: list[str] = []
        self._kind = "n"
        self._in_value = self._in_text = self._has_value = self._has_formula = False
        self._runs = _Runs()

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        kind = local(name)
        if self._attributes is not None:
            self._inside(kind, attributes)
        elif self._depth == 2:
            self._in_table = kind == "sheetData"
        elif self._depth == 3 and kind == "row" and self._in_table:
            row_name = attributes.get("r", "")
            self._row = (
                int(row_name) - 1
                if row_name.isdecimal() and 0 < int(row_name) <= 1_048_576
                else self._row + 1
            )
            self._column = -1
        elif self._depth == 4 and kind == "c" and self._in_table:
            self._begin(attributes)
        elif kind in ("row", "c"):
            raise Refused("CORRUPT", found=self._part)
        elif kind == "mergeCell":
            self.found.merged.append(attributes.get("ref", ""))

    def end(self, _name: str) -> None:
        self._depth -= 1
        if self._attributes is None:
            return
        if self._depth == 3:
            self._finish(self._attributes)
            self._attributes = None
        elif self._depth == 4:
            self._in_value = self._in_text = False
        elif self._in_text:
            self._runs.end()

    def text(self, letters: str) -> None:
        if self._in_value:
            self._value.append(letters)
        elif self._in_text:
            self._runs.text(letters)

    def _begin(self, attributes: Attributes) -> None:
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise Refused("SHEET_TOO_BIG")
        position = position_of(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        self._readable = position is not None
        self._row, self._column = position or (self._row, self._column + 1)
        self._attributes, self._value, self._runs = attributes, [], _Runs()
        self._kind = attributes.get("t", "n")
        self._in_value = self._in_text = self._has_value = self._has_formula = False

    def _inside(self, kind: str, attributes: Attributes) -> None:
        if kind in ("row", "c"):
            raise Refused("CORRUPT", found=self._part)
        if self._depth == 5 and kind in ("v", "is"):
            of_kind = (kind == "is") == (self._kind == "inlineStr")
            self._readable = self._readable and of_kind and not self._has_value
            self._has_value = True
            self._in_value, self._in_text = kind == "v", kind == "is"
        elif self._depth == 5:
            self._has_formula = self._has_formula or kind == "f"
        elif self._in_text:
            self._runs.start(kind, attributes)
        else:
            self._readable = self._readable and not self._in_value  # an element within a value

    def _finish(self, attributes: Attributes) -> None:
        at = (self._row, self._column)
        raw, kind = "".join(self._value), self._kind
        if self._has_formula:
            empty = not raw and kind != "str"
            (self.found.uncalculated if empty else self.found.formulas).add(at)
        string = self._string(raw, kind)
        value: CellValue | None = string.text if string is not None else self._plain(raw, kind, at)
        if value is None or not self._readable or (string is not None and not string.sure):
            self.found.unreadable.add(at)
            return
        if string is not None and string.kept is not None:
            self.found.struck[at] = string.kept
        number = attributes.get("s", "0")
        look = self._styles.look(int(number) if number.isdecimal() else 0)
        if look:
            has_own_font = string is not None and string.own_font
            value = note_look(
                self.found, at, value, look, own_font=has_own_font, epoch_1904=self._styles.epoch_1904
            )
        if value != "":
            self.found.put(at, value)

    def _string(self, raw: str, kind: str) -> String | None:
        """The text of a cell that holds one; None for other kinds, and for a number that no string has."""
        if kind == "inlineStr":
            return self._runs.string()
        if kind == "s" and not self._has_value:
            return String("")
        number = raw.strip()
        if kind == "s" and number.isdecimal() and int(number) < len(self._strings):
            return self._strings[int(number)]
        return None

    def _plain(self, raw: str, kind: str, at: Position) -> CellValue | None:
        """The value of a cell without a text of its own; None where it cannot be read."""
        word = raw.strip()
        match kind:
            case "str":
                return unescaped(raw)
            case "e":
                self.found.errors.add(at)
                return ""
            case "b":
                return _TRUTHS.get(word) if word else ""
            case "n":
                return number_of(word) if word else ""
            case "d":
                return iso_moment(word)
        return None
