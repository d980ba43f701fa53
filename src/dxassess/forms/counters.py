"""The formulas and conditional formats that count what is left and colour the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from dxassess.forms.form import Form, FormSheet, Progress
from dxassess.forms.layout import (
    ANSWER,
    COVER_LEFT_CELL,
    FIRST_ROW,
    TOTAL_CELL,
    address,
    area,
    left_cell,
    state_of,
)
from dxassess.forms.look import counted
from dxassess.forms.progress import LEFT, SKIPPED, left_on
from dxassess.wording.wording import Wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


class Counters:
    """The counters of one workbook, with the looks in which they read as sentences."""

    def __init__(self, book: Workbook, formats: dict[str, Format], say: Wording) -> None:
        self.formats = formats
        self.looks = {kind: _look(book, kind, say) for kind in ("left", "left.cover", "left.total")}

    def on_questions(self, page: Worksheet, sheet: FormSheet) -> None:
        """What is left on a sheet of questions; what is not asked grey, what is answered green."""
        questions_left = Progress(
            formula=f"=COUNTIF({area(sheet, state_of(sheet))},{LEFT})", now=left_on(sheet)
        )
        write_progress(page, left_cell(sheet), questions_left, self.looks["left"])
        last = FIRST_ROW + len(sheet.lines) - 1
        state = xl_rowcol_to_cell(FIRST_ROW, state_of(sheet), col_abs=True)
        greyed = {"type": "formula", "criteria": f"={state}={SKIPPED}", "format": self.formats["skipped"]}
        page.conditional_format(FIRST_ROW, 0, last, state_of(sheet) - 1, greyed | {"stop_if_true": True})
        self._done(page, last)

    def on_cover(self, page: Worksheet, sheet: FormSheet, form: Form) -> None:
        """What is left on the cover sheet, and in the whole form."""
        needed = [row for row, line in enumerate(sheet.lines, start=FIRST_ROW) if line.needed]
        blank = [f"(LEN(TRIM({xl_rowcol_to_cell(row, ANSWER)}))=0)" for row in needed]
        facts_left = Progress(formula="=" + "+".join(["0", *blank]), now=left_on(sheet))
        write_progress(page, COVER_LEFT_CELL, facts_left, self.looks["left.cover"])
        others = [other for other in form.sheets if other.takes_evidence]
        cells = [address(other, *left_cell(other)) for other in others]
        total = Progress(formula="=" + "+".join(["0", *cells]), now=sum(map(left_on, others)))
        write_progress(page, TOTAL_CELL, total, self.looks["left.total"])
        last = FIRST_ROW + len(sheet.lines) - 1
        self._done(page, last)
        answers = f"{xl_rowcol_to_cell(FIRST_ROW, ANSWER)}:{xl_rowcol_to_cell(last, ANSWER)}"
        page.ignore_errors({"number_stored_as_text": answers})  # Excel would mark codes as if they were wrong

    def _done(self, page: Worksheet, last: int) -> None:
        """What is answered green. Lines without a cell to answer are blank in this column and stay white."""
        criteria = f"=LEN(TRIM({xl_rowcol_to_cell(FIRST_ROW, ANSWER)}))>0"
        filled = {"type": "formula", "criteria": criteria, "format": self.formats["done"]}
        page.conditional_format(FIRST_ROW, ANSWER, last, ANSWER, filled)


def write_progress(
    page: Worksheet, at: tuple[int, int], progress: Progress, look: Format | None = None
) -> None:
    """The formula with its present value, for programs that show a workbook without computing it."""
    page.write_formula(*at, progress.formula, look, progress.now)


def _look(book: Workbook, kind: str, say: Wording) -> Format:
    none, one = (say.text(f"{kind}.{word}") for word in ("none", "one"))
    return book.add_format(counted(none, one, say.text(f"{kind}.many", n='"0"')))
