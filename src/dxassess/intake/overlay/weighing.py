"""What marks say together and none of them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dxassess.intake.overlay.rows import RowMark
from dxassess.intake.overlay.table import FormTable
from dxassess.intake.reading import shown
from dxassess.intake.words.text import without_accents

_FEWEST_WEAK = _FEWEST_SECOND = 3
_COUNTED = ("elsewhere", "weak", "second")


def weighed(table: FormTable, marks: Sequence[RowMark]) -> Iterator[RowMark]:
    """The marks with what only several together say. Bare numbers and signs under evidence or comments are
    answers from three rows on, or in company of an undoubted one; a column of second answers is one for all
    that stands in it."""
    of_kind = {kind: Counter(m.at[1] for m in marks if m.kind == kind) for kind in _COUNTED}
    seconds = {
        column
        for column, n in of_kind["second"].items()
        if n >= _FEWEST_SECOND or _is_headed_answer(table, column)
    }
    for mark in marks:
        column = mark.at[1]
        if mark.kind == "weak" and (of_kind["elsewhere"][column] or of_kind["weak"][column] >= _FEWEST_WEAK):
            yield mark._replace(kind="elsewhere")
        elif mark.kind == "mark" and column in seconds:
            yield mark._replace(kind="second")
        else:
            yield mark


def _is_headed_answer(table: FormTable, column: int) -> bool:
    """Whether a heading above the table says that answers stand below: "Trả lời lần 2"."""
    above = (
        without_accents(shown(row[column])) for row in table.sheet.rows[: table.first] if column < len(row)
    )
    return any(word in heading for heading in above for word in ("tra loi", "dap an", "answer"))
