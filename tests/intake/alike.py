"""`python -m tests.intake.alike [COUNT] [SEED]`: forms changed cell by cell at random, each read twice: by a
reader that knows the layouts of those before, and by one that knows none. Both must say the same.

What is drawn is unkind: codes, stamps, headings and options of other items wherever they fit, values of every
type, rows and columns that slid, odd marks. A change is often made on top of one before, which may have been
learned as a layout."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple
from unittest.mock import patch

from tests.intake.damage.filled import fill
from tests.intake.workbooks import FACILITY, QUESTIONNAIRES

from dxassess.forms.stamp import OPENING, Stamp
from dxassess.intake import read_file
from dxassess.intake.layouts.known import KnownLayouts
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings
from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.guard import Guarded, examine
from dxassess.intake.workbook.marks import Marks
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.sheet import Sheet, SheetNote, SheetNotes

_TYPES = ("general_hospital", "commune_station")
_FORMS, _STEPS = 3, 3
_SHORT = 40
Form = tuple[Sheet, ...]
Luck = random.Random
_ODD_MARKS = ("errors", "uncalculated", "formulas", "percent", "unreadable", "symbols")
_VALUES: tuple[CellValue, ...] = (
    *("", " ", "Có", "Không", "x", "chưa có", "2", "95%", "0", "N/A", "Trả lời", "Minh chứng", "-", "a, c"),
    *(0.0, 1.0, 2.0, 0.95, 63.0, -1.0, 1e9, True, False, dt.date(2023, 10, 18), dt.time(7, 30)),
    *("Kế hoạch số 12/KH-BV", "Quyết định" * 60, "facility_code", "C9.9.9", "Tỉnh, thành phố", "Trả lời: Có"),
)


class Compared(NamedTuple):
    """How many forms were read, by whether a layout was recalled, and those read differently."""

    read: Counter[bool]
    differing: tuple[str, ...]


@cache
def forms() -> tuple[Form, ...]:
    """Sound forms of several types, filled in differently."""
    return tuple(
        read_sheets(content, examine(content))
        for n in range(_FORMS)
        for type_ in _TYPES
        for content in (fill(Luck(n), FACILITY, type_).save(),)
    )


def compare(count: int, seed: int) -> Compared:
    """Read so many changed forms both ways."""
    knowing = ReaderSettings(instruments=prepare_instruments(QUESTIONNAIRES), vintage="gso2004")
    recalled: Counter[bool] = Counter()
    differing = []
    for form in forms():
        _told(form, knowing, recalled)
    for name, form in _drawn(count, seed):
        if _told(form, knowing, recalled) != _told(form, knowing, None):
            differing.append(name)
    return Compared(recalled, tuple(differing))


def _told(form: Form, settings: ReaderSettings, recalled: Counter[bool] | None) -> str:
    """The outcomes of a form; without `recalled` as the first that was ever read."""
    known = settings.layouts if recalled is not None else KnownLayouts(settings.instruments)
    if recalled is not None:
        recalled[known.recall(form) is not None] += 1
    guarded = Guarded("csv", (), MappingProxyType({}), pages=form)
    with (
        patch.object(read_file, "_recall", lambda sheets, _: known.recall(sheets)),
        patch.object(read_file, "_keep", lambda sheets, found, laid, _: known.keep(sheets, found, laid)),
    ):
        try:
            outcomes = read_file._read(b"", guarded, "form.csv", settings)
        except Refused as refusal:
            return f"{refusal.code} {refusal.sheet} {refusal.cell} {refusal.found}"
    return "\n".join(outcome.model_dump_json() for outcome in outcomes)


def _drawn(count: int, seed: int) -> Iterator[tuple[str, Form]]:
    """Forms changed step by step, the same for the same seed."""
    for n in range(count):
        luck = Luck(f"{seed} {n // _STEPS}")
        form = luck.choice(forms())
        for _ in range(1 + n % _STEPS):
            form, did = _changed(form, luck)
        yield f"{seed} {n} {did}", form


def _changed(form: Form, luck: Luck) -> tuple[Form, str]:
    change = luck.choice(_CHANGES)
    at = luck.choice([n for n, sheet in enumerate(form) if len(sheet.rows) > 1])
    return (*form[:at], change(form[at], form, luck), *form[at + 1 :]), f"{change.__name__} {form[at].name}"


def _typed(sheet: Sheet, form: Form, luck: Luck) -> Sheet:
    """Something else in a cell, mostly one of answers."""
    row = luck.randrange(len(sheet.rows))
    column = luck.choice((0, 1, 2, 2, 2, 2, 3, 4, 4, 4, 5, 5, 6, 7, 8))
    return _put(sheet, row, column, _drawn_value(form, luck))


def _answered(sheet: Sheet, form: Form, luck: Luck) -> Sheet:
    """The answers and remarks of the same sheet of another form."""
    other = next((s for f in luck.sample(forms(), len(forms())) for s in f if s.name == sheet.name), sheet)
    for row in luck.sample(range(len(sheet.rows)), min(3, len(sheet.rows))):
        for column in (2, 4, 5):
            sheet = _put(sheet, row, column, other.at((row, column)))
    return sheet


def _emptied(sheet: Sheet, _form: Form, luck: Luck) -> Sheet:
    """An answer without its evidence, or the other way round."""
    return _put(sheet, luck.randrange(len(sheet.rows)), luck.choice((2, 4)), "")


def _quoted(sheet: Sheet, _form: Form, luck: Luck) -> Sheet:
    """An answer or a remark of the sheet in another row."""
    row, column = luck.randrange(len(sheet.rows)), luck.choice((2, 4))
    other = luck.choice([n for n, cells in enumerate(sheet.rows) if len(cells) > column] or [row])
    return _put(sheet, row, luck.choice((column, column, 5)), sheet.at((other, column)))


def _misplaced(sheet: Sheet, _form: Form, luck: Luck) -> Sheet:
    """An answer under evidence or comments instead."""
    row = luck.randrange(len(sheet.rows))
    return _put(_put(sheet, row, luck.choice((4, 5)), sheet.at((row, 2))), row, 2, "")


def _coded(sheet: Sheet, _form: Form, luck: Luck) -> Sheet:
    """A code of some form, as issued or nearly, where people type."""
    code = luck.choice([code for item in FACILITY.items for code, _ in item.parts])
    column = luck.choice((2, 2, 4, 5))
    return _put(sheet, luck.randrange(len(sheet.rows)), column, luck.choice((code, f"{code}.", f" {code}")))


def _swapped(sheet: Sheet, _form: Form, luck: Luck) -> Sheet:
    """Two cells of a column."""
    column = luck.choice((0, 1, 2, 2, 2, 4))
    one, other = luck.randrange(len(sheet.rows)), luck.randrange(len(sheet.rows))
    first, second = sheet.at((one, column)), sheet.at((other, column))
    return _put(_put(sheet, one, column, second), other, column, first)


def _slid(sheet: Sheet, _form: Form, luck: Luck) -> Sheet:
    """A row lost or doubled."""
    row = luck.randrange(len(sheet.rows))
    again = luck.choice((0, 2))
    return sheet._replace(rows=(*sheet.rows[:row], *[sheet.rows[row]] * again, *sheet.rows[row + 1 :]))


def _marked(sheet: Sheet, _form: Form, luck: Luck) -> Sheet:
    """A mark on a cell, or on the sheet."""
    at, marks = (luck.randrange(len(sheet.rows)), luck.choice((1, 2, 2, 4, 6))), sheet.marks
    odd: Marks = luck.choice(
        (
            *(marks._replace(**{name: getattr(marks, name) | {at}}) for name in _ODD_MARKS),
            marks._replace(struck={at: luck.choice(("", "Có"))}),
            marks._replace(stray=((30_000, 1),)),
            marks._replace(hidden=not marks.hidden),
        )
    )
    return sheet._replace(marks=odd)


def _covered(sheet: Sheet, _form: Form, luck: Luck) -> Sheet:
    """A note over a cell, a picture, or cells merged."""
    at = (luck.randrange(len(sheet.rows)), 2)
    note = SheetNotes(notes=(SheetNote(at, luck.choice(("Có", "xem lại"))),))
    over = luck.choice((note, SheetNotes(objects=1), SheetNotes()))
    return sheet._replace(over=over, merged=((at, (at[0] + 1, 2)),))


_CHANGES: Sequence[Callable[[Sheet, Form, Luck], Sheet]] = (
    *(_typed, _typed, _typed, _answered, _answered, _answered, _emptied, _emptied, _quoted, _quoted),
    *(_misplaced, _coded, _swapped, _slid, _marked, _covered),
)


def _drawn_value(form: Form, luck: Luck) -> CellValue:
    """A value of our own, any cell of the form, a shortened one, or a stamp."""
    cells = [cell for sheet in form for row in sheet.rows for cell in row if cell != ""]
    some = luck.choice(cells)
    stamp = Stamp(
        code=luck.choice(("80011", "80012")),
        respondent="facility",
        questionnaire=FACILITY.id,
        version=luck.choice((FACILITY.version, "2000.1")),
        language="vi",
        copy_number=luck.randrange(1, 3),
    )
    short = str(some)[: luck.randrange(1, _SHORT)]
    return luck.choice((*luck.sample(_VALUES, 6), some, some, short, stamp.text, f"{OPENING}{short}"))


def _put(sheet: Sheet, row: int, column: int, value: CellValue) -> Sheet:
    cells = [*sheet.rows[row], *[""] * (column + 1 - len(sheet.rows[row]))]
    cells[column] = value
    while cells and cells[-1] == "":
        cells.pop()
    return sheet._replace(rows=(*sheet.rows[:row], tuple(cells), *sheet.rows[row + 1 :]))


def main(count: int = 2_000, seed: int = 1) -> int:
    """Print the counts; the exit code is 1 if a form was read differently."""
    done = compare(count, seed)
    lines = [f"{count} forms, {done.read[True]} by a layout known, {done.read[False]} the full way"]
    lines += [f"read differently: {name}" for name in done.differing[:20]]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if done.differing else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
