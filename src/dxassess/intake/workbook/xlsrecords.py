"""What the reader of XLS does not tell, from the records themselves: formulas, controls over the cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dxassess.intake.workbook.marks import Position
from dxassess.intake.workbook.sheet import ControlKind, SheetControl

_BOF, _EOF = (0x809, 0x409, 0x209, 0x009), 0x0A
_BOUNDS = frozenset((*_BOF, _EOF))
_FORMULA, _OBJECT, _DRAWING = 0x06, 0x5D, 0xEC
_TELLING = frozenset((_FORMULA, _OBJECT, _DRAWING))
_HEAD = struct.Struct("<2H").unpack_from
_NO_NUMBER, _EMPTY = b"\xff\xff", 3
_ANCHOR_SIZE = 18
_ANCHOR = struct.pack("<2HI", 0, 0xF010, _ANCHOR_SIZE)
_CONTROLS: dict[int, ControlKind] = {
    0x0B: "tick",
    0x0C: "choice",
    0x0D: "list",
    0x10: "list",
    0x11: "list",
    0x12: "list",
    0x14: "list",
}
_THINGS = (0x05, 0x06, 0x08, 0x1E)
"""Charts, texts, pictures, shapes."""
_COMMON, _TICK = 0x15, 0x0A
_LINKS, _CELL_REFERENCES = (0x14, 0x0E), (0x24, 0x44, 0x64)
_COLUMN = 0x00FF
_OF_THE_PROGRAM = 0x0100
"""Set on arrows that the program draws itself, for filters and lists of validations."""
_LOW_EDGE = 0.3
_PARTS_OF_ROW = 256


class SheetRecords(NamedTuple):
    """Cells with a formula, those of them without a stored result, and what lies over the cells."""

    formulas: frozenset[Position] = frozenset()
    uncalculated: frozenset[Position] = frozenset()
    controls: tuple[SheetControl, ...] = ()
    objects: int = 0


def read_records(stream: bytes, start: int) -> SheetRecords:
    """The records of the sheet that begins at `start` in the stream of a workbook of Excel 97 or later. A
    formula whose result is an empty text looks like one that was never computed, and is taken for one."""
    formulas, uncalculated = set(), set()
    controls: list[SheetControl] = []
    anchor, objects = b"", 0
    for kind, data in _records(stream, start):
        if kind == _FORMULA and len(data) >= 14:
            at = struct.unpack_from("<2H", data)
            formulas.add(at)
            if data[12:14] == _NO_NUMBER and data[6] == _EMPTY:
                uncalculated.add(at)
        elif kind == _DRAWING:
            _, atom, behind = data.rpartition(_ANCHOR)
            anchor = behind[:_ANCHOR_SIZE] if atom else b""
        elif kind == _OBJECT:
            parts = dict(_parts(data))
            what = _kind(parts)
            objects += what in _THINGS
            if what in _CONTROLS:
                control = _control(_CONTROLS[what], parts.get(_TICK, b""), anchor)
                controls.append(control._replace(linked=_linked(parts)))
    return SheetRecords(frozenset(formulas), frozenset(uncalculated), tuple(controls), objects)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a sheet that say something; of a chart within it none."""
    depth, last = 0, len(stream) - 4
    while at <= last:
        kind, size = _HEAD(stream, at)
        if kind in _BOUNDS:
            depth += 1 if kind != _EOF else -1
        if depth == 0:
            return
        if kind in _TELLING and depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _kind(parts: Mapping[int, bytes]) -> int:
    """What an object is; 0 for nothing that a person made."""
    common = parts.get(_COMMON, b"")
    if len(common) < 6:
        return 0
    kind, _, flags = struct.unpack_from("<3H", common)
    return 0 if flags & _OF_THE_PROGRAM else int(kind)


def _control(kind: ControlKind, state: bytes, anchor: bytes) -> SheetControl:
    state_number = struct.unpack_from("<H", state)[0] if len(state) > 1 and kind != "list" else -1
    control = SheetControl(kind, ticked={0: False, 1: True}.get(state_number))
    if len(anchor) < _ANCHOR_SIZE:
        return control
    _, column, _, row, _, _, _, last, below = struct.unpack("<9H", anchor)
    last_row = last if below > _LOW_EDGE * _PARTS_OF_ROW else last - 1
    return control._replace(at=(row, column), last_row=last_row)


def _linked(parts: Mapping[int, bytes]) -> tuple[str, Position] | None:
    """The cell of the same sheet that holds the state of a control, None where it names none."""
    for link in _LINKS:
        formula = parts.get(link, b"")[6:]
        if len(formula) >= 5 and formula[0] in _CELL_REFERENCES:
            row, column = struct.unpack_from("<2H", formula, 1)
            return "", (row, column & _COLUMN)
    return None


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of an object by their kind, the first of each."""
    at, kinds = 0, set()
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<2H", data, at)
        if kind == 0:
            return
        if kind not in kinds:
            kinds.add(kind)
            yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size
