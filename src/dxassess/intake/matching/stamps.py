"""The stamp that a workbook bears: evidence of whose form it is, never trusted against what its pages say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dxassess.findings.finding import Finding, Place, finding
from dxassess.forms.layout import ANSWER, STATE
from dxassess.forms.stamp import OPENING, Stamp, read_stamp
from dxassess.intake.workbook.sheet import Sheet

STAMP_ROWS = 20
"""A stamp stands in the first row, or as far below as rows were put in above it."""


def find_stamp(stamps: Collection[Stamp], *, file: str) -> tuple[Stamp | None, tuple[Finding, ...]]:
    """The stamp of a workbook whose sheets bear these; None without one, and with a warning where they were
    issued to several respondents or in several rounds. Of several copies of one form the last counts."""
    forms = {form_of(stamp) for stamp in stamps}
    if len(forms) == 1:
        return max(stamps, key=lambda stamp: stamp.copy_number), ()
    if not forms:
        return None, ()
    codes = ", ".join(sorted({stamp.code or "–" for stamp in stamps}))
    return None, (finding("SHEETS_OF_SEVERAL_FORMS", Place(file=file), found=codes),)


def stamps_by_sheet(sheets: Iterable[Sheet]) -> dict[str, Stamp]:
    """The stamp of every sheet that bears one, by its name."""
    return {sheet.name: stamp for sheet in sheets if (stamp := _on(sheet)) is not None}


def form_of(stamp: Stamp) -> tuple[str, str, str]:
    """What all copies of one form have in common: the round, and to whom it was issued."""
    return stamp.round, stamp.respondent, stamp.code


def shows_last(sheet: Sheet, answer: int) -> bool:
    """Whether a sheet whose answers are in this column has behind them the column of what was answered in the
    round before: the stamp then stands a column further away, which holds without any heading."""
    column = answer + STATE + 1 - ANSWER
    texts = (row[column] for row in sheet.rows[:STAMP_ROWS] if column < len(row))
    return any(isinstance(text, str) and text.startswith(OPENING) for text in texts)


def _on(sheet: Sheet) -> Stamp | None:
    return next((stamp for text in _texts(sheet) if (stamp := read_stamp(text)) is not None), None)


def _texts(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:STAMP_ROWS]:
        for cell in row:
            if isinstance(cell, str) and cell.startswith(OPENING):
                yield cell
