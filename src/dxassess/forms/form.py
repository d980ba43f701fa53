"""A form as values: its sheets and lines, before a spreadsheet is made of it."""

from __future__ import annotations

from typing import Literal

from dxassess.frozen import Frozen

AnswerKind = Literal["choice", "percent", "count", "number", "date", "text"]


class FormCell(Frozen):
    """The cell that is answered. `choices` are the entries of its drop-down list; `value` stands in it
    already; `na` is the word for "not applicable" that a cell for numbers accepts beside them."""

    kind: AnswerKind
    choices: tuple[str, ...] = ()
    value: str | float | None = None
    na: str | None = None


class Progress(Frozen):
    """How far a question is, as a formula, and the value `now` that it has while nothing is answered."""

    formula: str
    now: int


class FormEntry(Frozen):
    """A row of a sheet: a heading (no cell to answer) or a question. `options` lists what may be chosen,
    since a drop-down list cuts long texts; `help` explains it, `proof` says which evidence is asked for,
    `law` what it rests on. `needed` marks a line of the cover sheet that counts as left while it is blank."""

    text: str
    code: str = ""
    cell: FormCell | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    help: str = ""
    proof: str = ""
    law: str = ""
    progress: Progress | None = None
    needed: bool = False

    @property
    def small(self) -> str:
        """What stands below the text in small print: options, help, the evidence asked for and the law."""
        parts = ("\n".join(self.options), self.help, self.proof, self.law)
        return "\n".join(part for part in parts if part)


class FormSheet(Frozen):
    """One sheet. `takes_evidence` adds the columns for evidence and comments, `shows_last` the one for what
    was answered in the round before."""

    name: str
    title: str
    intro: str
    lines: tuple[FormEntry, ...]
    takes_evidence: bool = True
    shows_last: bool = False


class Form(Frozen):
    """One respondent's form. The cover sheet is the first of `sheets`. `steps` are the instructions of the
    start sheet, in order, and `contact` says whom to ask; `metadata` lets the workbook be recognised when it
    comes back, and `stamp` whose it is (see `forms.stamp`)."""

    language: str
    title: str
    footer: str
    start_name: str
    steps: tuple[str, ...]
    contact: str
    sheets: tuple[FormSheet, ...]
    metadata: tuple[tuple[str, str], ...]
    stamp: str
