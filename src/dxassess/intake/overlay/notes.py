"""What lies over the cells: a note, comment or box with text is a mark like any other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dxassess.intake.overlay.beside import read_behind
from dxassess.intake.overlay.rows import Asked, RowMark, answer_of
from dxassess.intake.overlay.table import FormTable
from dxassess.intake.workbook.sheet import Sheet, SheetNote
from dxassess.wording.wording import LANGUAGES, wording

_SEVERITIES = ("error", "warning", "info")


def marks_over(table: FormTable, questions: Asked) -> Iterator[RowMark]:
    """The notes in the rows of a form that say something to the item of their row; other marks are those of
    `unread_notes`."""
    lines = {line.row: line for line in table.rows}
    for note in table.sheet.over.notes:
        line = lines.get(note.at[0]) if note.at else None
        item = questions.item(line.code) if line else None
        if note.at is None or line is None or item is None or is_ours(note):
            continue
        readings = [
            reading for text in _texts(note) if (reading := read_behind(text, item)).state != "missing"
        ]
        answer = answer_of(table, line, questions)
        if readings and answer.state == "missing":
            yield RowMark("elsewhere", note.at, line.code, note.text)
        elif readings and all((r.state, r.value) != (answer.state, answer.value) for r in readings):
            yield RowMark("second", note.at, line.code, note.text)


def notes_of(sheet: Sheet) -> tuple[SheetNote, ...]:
    """The notes that people wrote, without those of an earlier marked copy."""
    return tuple(note for note in sheet.over.notes if not is_ours(note))


def is_ours(note: SheetNote) -> bool:
    """Whether a marked copy of the form brought the note."""
    return note.author in _authors() and note.text.startswith(_openings())


def is_our_list(sheet: Sheet) -> bool:
    """Whether a sheet is the list of findings that a marked copy has in front."""
    return sheet.at((0, 0)) in _titles()


def _texts(note: SheetNote) -> tuple[str, ...]:
    """What a note may say: all of it, or what stands behind the name with which programs begin one."""
    return note.text, note.text.partition("\n")[2], note.text.partition(":")[2]


@cache
def _authors() -> frozenset[str]:
    return frozenset(wording("returning", language).text("author") for language in LANGUAGES)


@cache
def _titles() -> frozenset[str]:
    return frozenset(wording("returning", language).text("sheet.title") for language in LANGUAGES)


@cache
def _openings() -> tuple[str, ...]:
    says = [wording("returning", language) for language in LANGUAGES]
    return tuple(say.text(f"severity.{severity}") for say in says for severity in _SEVERITIES)
