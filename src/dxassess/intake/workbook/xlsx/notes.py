"""What lies over the cells of a sheet: notes, threaded comments, boxes with text, pictures, controls."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial

from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import SheetNote, SheetNotes
from dxassess.intake.workbook.xlsx.controls import read_controls
from dxassess.intake.workbook.xlsx.package import Package, beside_part
from dxassess.intake.workbook.xlsx.words import position_of
from dxassess.intake.workbook.xmlscan import Attributes, walk

_MOST = 2_000
_REPEATED = "[Threaded comment]"
"""How a program begins the note that stands for a threaded comment in programs that know none."""

_OF_CONTROLS = "a14"
"""What a program must know to draw a shape that stands for a control."""

_Reader = Callable[[bytes, str], SheetNotes]


def read_notes(package: Package, part: str) -> SheetNotes:
    """What lies over the cells of the sheet `part`. A part that cannot be read counts as an object: that
    something is there can be told."""
    relations = beside_part(package, part)
    notes = SheetNotes(controls=read_controls(package, relations)[:_MOST])
    for relation in relations:
        reader = _READERS.get(relation.kind)
        if relation.kind == "drawing":
            reader = partial(_drawing, captions={control.caption for control in notes.controls})
        if reader is None or not package.holds(relation.part):
            continue
        try:
            notes = _joined(notes, reader(package.part(relation.part), relation.part))
        except Refused:
            notes = _joined(notes, SheetNotes(objects=1))
    return notes


def _joined(one: SheetNotes, other: SheetNotes) -> SheetNotes:
    return SheetNotes((*one.notes, *other.notes)[:_MOST], one.objects + other.objects, one.controls)


def _comments(data: bytes, part: str, *, element: str) -> SheetNotes:
    """Notes by the cell that they name, with their authors."""
    notes: list[SheetNote] = []
    authors: list[str] = []
    text_pieces: list[str] = []
    at = author = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal at, author
        plain = name.rpartition(" ")[2]
        if plain == element:
            at, author = attributes.get("ref", ""), attributes.get("authorId", "")
        if plain in (element, "author"):
            text_pieces.clear()

    def end(name: str) -> None:
        plain = name.rpartition(" ")[2]
        if plain == "author":
            authors.append("".join(text_pieces))
        elif plain == element:
            text = "".join(text_pieces).strip()
            who = authors[int(author)] if author.isdecimal() and int(author) < len(authors) else ""
            if text and not text.startswith(_REPEATED):
                notes.append(SheetNote(position_of(at), text, who))

    walk(data, part, start=start, end=end, text=text_pieces.append)
    return SheetNotes(tuple(notes))


def _drawing(data: bytes, part: str, *, captions: Container[str]) -> SheetNotes:
    """Boxes with text by the cell in which they begin; pictures and the like are counted. What newer programs
    draw for a control, whose caption is among `captions`, is no box."""
    notes: list[SheetNote] = []
    text_pieces: list[str] = []
    path: list[str] = []
    corner: dict[str, str] = {}
    objects = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal objects
        path.append(attributes.get("Requires") or name.rpartition(" ")[2])
        objects += path[-1] in ("pic", "graphicFrame")
        if path[-1] == "txBody":
            text_pieces.clear()

    def end(_name: str) -> None:
        if path.pop() == "txBody" and (text := "".join(text_pieces).strip()):
            if _OF_CONTROLS in path and " ".join(text.split()) in captions:
                return
            row, column = corner.get("row", ""), corner.get("col", "")
            at = (int(row), int(column)) if row.isdecimal() and column.isdecimal() else None
            notes.append(SheetNote(at, text))

    def text_of(letters: str) -> None:
        if path[-2:-1] == ["from"]:
            corner[path[-1]] = letters.strip()
        elif "txBody" in path:
            text_pieces.append(letters)

    walk(data, part, start=start, end=end, text=text_of)
    return SheetNotes(tuple(notes), objects)


_READERS: dict[str, _Reader] = {
    "comments": partial(_comments, element="comment"),
    "threadedComment": partial(_comments, element="threadedComment"),
}
