"""The nouns of a list that is read: what is doubtful in a cell, and how what was not plain was understood."""

from __future__ import annotations

from typing import Literal

from dxassess.frozen import Frozen
from dxassess.intake.words.text import clean
from dxassess.intake.workbook.marks import cell_name
from dxassess.questionnaire.model import Text

FaultCode = Literal[
    "code_missing",
    "code_long",
    "code_strange",
    "code_twice",
    "name_missing",
    "type_missing",
    "type_unknown",
    "province_missing",
    "province_unknown",
    "province_other_map",
    "option_unknown",
    "number_unreadable",
    "number_fraction",
    "number_negative",
    "email_strange",
    "vintage_unknown",
    "cell_unusable",
]


class ListFault(Frozen):
    """A cell of a list that is not understood. `row` and `column` count from 0; `column` is None where the
    list has no such column. `stands` is what the cell holds, `detail` what the sentence about it needs
    beside (other lines, a number of characters, the code of a finding), `whose` the facility as far as its
    line says, `suggestion` what was probably meant."""

    code: FaultCode
    sheet: str
    row: int
    column: int | None
    field: str
    heading: str
    stands: str
    whose: str = ""
    detail: str = ""
    suggestion: Text | None = None

    @property
    def cell(self) -> str:
        """The cell as spreadsheets name it, "" without a column."""
        return "" if self.column is None else cell_name((self.row, self.column))

    @property
    def place(self) -> str:
        """`sheet!cell`, or the sheet and the number of the row."""
        return f"{self.sheet}!{self.cell or self.row + 1}"

    @property
    def key(self) -> CorrectionKey:
        """What a correction of it is known by."""
        return clean(self.sheet), self.row, self.field


CorrectionKey = tuple[str, int, str]
"""Sheet, row from 0, field."""


class Correction(Frozen):
    """What somebody wrote beside a fault: the value that is right, or that the line is to be left out. It
    counts only while the cell still holds what it held (`stands`)."""

    stands: str
    value: str = ""
    left_out: bool = False


NoteCode = Literal["read_as", "aside", "column", "column_unread", "sheet_unread", "corrected", "left_out"]


class ListNote(Frozen):
    """How something was understood that is not plain, and what was not read. `stands` is what the list says,
    `read` what was made of it."""

    code: NoteCode
    sheet: str
    place: str
    stands: str
    read: Text | None = None
