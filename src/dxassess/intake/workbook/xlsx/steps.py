"""The table of a sheet as steps from one value to the next. What stands between two of them repeats from form
to form: it is proved once, and kept by its bytes.

A step is proved within a table that is completed around it. It begins within a cell of some row, behind its
value, and ends within the next cell that has one. Where each begins in the row and the kind of cell in which
the one before ended, all of them together are a table that the pattern proves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import MOST_COLUMNS, MOST_ROWS, Position
from dxassess.intake.workbook.xlsx.grammar import TABLE, filled_cells
from dxassess.intake.workbook.xlsx.known import COLUMNS, INDICES, TEXTS, Odd, value_of
from dxassess.intake.workbook.xlsx.table import (
    CellTable,
    String,
    Styles,
    looks_by_number,
    note_look,
    nothing,
)

END = b"</sheetData>"
_VALUE, _IN_PLACE, _FIRST = b"<v>", b"\0", b"\1"
"""A text in place of a shared one begins as a value does, behind a letter that XML does not have; behind such
a letter stands what comes before the first value, too."""
_TEXTS_IN_PLACE = (b"<is><t>", b'<is><t xml:space="preserve">')
_INLINE = b"inlineStr"
_MOST_KNOWN, _LONGEST = 30_000, 2_000
_MOST_VALUES = 2_000
"""The largest sheet of our forms has a tenth of it."""
_FIRST_ROW = re.compile(rb'/(?:v|t></is)></c><c r="[A-Z]+([0-9]+)"')

_NOWHERE = (-1, -1)


class CellStep(NamedTuple):
    """What stands between two values: whether a text in place ends there, the row of the cells with which it
    begins (None where there is none), and the next cell with a value, its style, its kind and whether it is
    worked out; the table ends where there is no next one."""

    behind_text: bool
    begins: int | None
    at: Position = _NOWHERE
    style: bytes = b""
    kind: bytes = b""
    formula: bool = False


class _Steps(dict[bytes, CellStep]):
    def __missing__(self, between: bytes) -> CellStep:
        step = _proved(between)
        if len(self) < _MOST_KNOWN and len(between) <= _LONGEST:
            self[between] = step
        return step


_steps = _Steps()


def read_steps(cells: bytes, strings: Sequence[String], styles: Styles) -> CellTable:
    """The cells of a table. Raises Odd where it is not as programs write it, is larger than any form, or has
    a cell with something else than a value or one plain text. Rows rise, and cells within them."""
    if _IN_PLACE in cells or _FIRST in cells:
        raise Odd("letter")
    first, *pieces = (_marked(cells) if _INLINE in cells else cells).split(_VALUE)
    if len(pieces) > _MOST_VALUES:
        raise Odd("many cells")
    table = nothing()
    try:
        _fill(table, _steps[_FIRST + first], pieces, strings, styles)
    except IndexError as problem:
        raise Odd("number of a string") from problem
    return table


def _fill(  # noqa: C901 - one loop: a call for each cell of hundreds would take a fifth of the time
    table: CellTable, step: CellStep, pieces: Sequence[bytes], strings: Sequence[String], styles: Styles
) -> None:
    looks = looks_by_number(styles.looks)
    before, now, values = _NOWHERE, -1, list[CellValue]()
    for piece in pieces:
        _, _, at, style, kind, formula = step
        if at <= before:
            raise Odd("order of cells")
        before = at
        raw, _, between = piece.partition(b"<")
        string = strings[INDICES[raw]] if kind == b"s" and raw else None
        if string is None:
            value: CellValue = TEXTS[raw] if kind == _INLINE else value_of(raw, kind)
        else:
            value = string.text
        if formula or kind == b"e" or (string is not None and string.kept is not None):
            _note(table, step, raw, string)
        if style in looks:
            own_font, epoch = string is not None and string.own_font, styles.epoch_1904
            value = note_look(table, at, value, looks[style], own_font=own_font, epoch_1904=epoch)
        if value != "":
            if at[0] != now:
                now = at[0]
                values = table.rows[now] = []
            if len(values) < at[1]:
                values += [""] * (at[1] - len(values))
            values.append(value)
        step = _steps[between]
        if step.behind_text is not (kind == _INLINE) or (step.begins is not None and step.begins != at[0]):
            raise Odd("end of a cell")
    if step.at != _NOWHERE:
        raise Odd("no end")


def _marked(cells: bytes) -> bytes:
    """The table with its texts in place behind the sign of a value."""
    for opening in _TEXTS_IN_PLACE:
        cells = cells.replace(opening, _IN_PLACE + _VALUE)
    return cells


def _note(table: CellTable, step: CellStep, raw: bytes, string: String | None) -> None:
    """Keep that a cell is worked out, shows an error or is struck out."""
    at = step.at
    if step.formula:
        (table.formulas if raw or step.kind == b"str" else table.uncalculated).add(at)
    if step.kind == b"e":
        table.errors.add(at)
        TEXTS[raw]  # must be letters of XML, whatever they say
    if string is not None and string.kept is not None:
        table.struck[at] = string.kept


def _proved(between: bytes) -> CellStep:
    """The step, found in a table that is completed around it."""
    first_row = _FIRST_ROW.match(between)
    row = first_row[1] if first_row else b"1"
    is_first, is_last = between.startswith(_FIRST), between.endswith(END)
    behind_text, before_text = between.startswith(b"/t"), between.endswith(_IN_PLACE)
    opening = b"<is><t>" if behind_text else b"<v>"
    head = b"" if is_first else b'<sheetData><row r="%b"><c r="A%b">%b<' % (row, row, opening)
    tail = b"" if is_last else b"<v></v></c></row></sheetData>"
    table = head + between.removeprefix(_FIRST).removesuffix(_IN_PLACE) + tail
    if not TABLE.fullmatch(table):
        raise Odd("cells")
    cells = filled_cells(table, 0, len(table))
    if len(cells) != (not is_first) + (not is_last):
        raise Odd("a cell without a value")
    begins = INDICES[row] - 1 if first_row else None
    if is_last:
        return CellStep(behind_text, begins)
    letters, row_digits, style, kind, formula, _, _ = cells[-1]
    at = INDICES[row_digits] - 1, COLUMNS[letters]
    if at[0] >= MOST_ROWS or at[1] >= MOST_COLUMNS:
        raise Odd("far away")
    if before_text is not (kind == _INLINE) or (formula and before_text):
        raise Odd("text in a cell of another kind")
    return CellStep(behind_text, begins, at, style, kind, formula=bool(formula))
