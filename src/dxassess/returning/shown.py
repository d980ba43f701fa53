"""A form as it came, with what was read of it beside each question: values in one language."""

from __future__ import annotations

from typing import Literal

from dxassess.findings.catalogue import Severity
from dxassess.frozen import Frozen

RowState = Literal["read", "not_counted", "blank", "prefilled", "private", "text"]
"""Read and counted; typed and not counted; nothing typed; as we had filled it in; personal, which is not
read; a row that asks nothing."""


class ShownFinding(Frozen):
    """A finding in words, with its place for those that stand by no row."""

    severity: Severity
    label: str
    where: str
    text: str
    remedy: str


class ShownRow(Frozen):
    """A row: as it came, what was read (`value`), and what is to be said about it. `id` is its anchor."""

    id: str
    state: RowState
    label: str
    code: str
    question: str
    options: tuple[str, ...]
    cell: str
    typed: str
    value: str
    beside: tuple[tuple[str, str, bool], ...]
    findings: tuple[ShownFinding, ...]


class ShownSheet(Frozen):
    """A sheet; `counts` says in a sentence how many of its rows are in which state."""

    id: str
    name: str
    counts: str
    findings: tuple[ShownFinding, ...]
    rows: tuple[ShownRow, ...]


class ShownForm(Frozen):
    """The page of a file. `facts` are label and value of the summary, `problems` anchor, title and text of
    the errors in it."""

    language: str
    title: str
    round: str
    verdict: str
    status: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[ShownFinding, ...]
    problems: tuple[tuple[str, str, str], ...]
    sheets: tuple[ShownSheet, ...]
    words: tuple[tuple[str, str], ...]
