"""A form as values: its sheets and lines, before a spreadsheet is made of it."""

from __future__ import annotations

from typing import Literal

from dxassess.frozen import Frozen

AnswerKind = Literal["choice", "percent", "count", "number", "date", "text"]


class Cell(Frozen):
    """The cell that is answered. `choices` are the entries of its drop-down list; `value` stands in it
    already; `na` is the word for "not applicable" that a cell for numbers accepts beside them."""

    kind: AnswerKind
    choices: tuple[str, ...] = ()
    value: str | float | None = None
    na: str | None = None


class Line(Frozen):
    """A row of a sheet: a heading (no cell to answer) or a question. `options` lists what may be chosen,
    since a drop-down list cuts long texts; `help` explains it, `proof` says which evidence is asked for."""

    text: str
    code: str = ""
    cell: Cell | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    help: str = ""
    proof: str = ""


class Sheet(Frozen):
    """One sheet. `takes_evidence` adds the columns for evidence and comments."""

    name: str
    title: str
    intro: str
    lines: tuple[Line, ...]
    takes_evidence: bool = True


class Form(Frozen):
    """One respondent's form. `steps` are the instructions of the first sheet, in order; `metadata` lets the
    workbook be recognised when it comes back."""

    language: str
    title: str
    footer: str
    start_name: str
    steps: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    metadata: tuple[tuple[str, str], ...]
