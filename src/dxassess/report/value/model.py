"""Report: all that one report holds; renderers read nothing else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text
from dxassess.report.value.charts import Chart
from dxassess.report.value.words import Cellable, Label, Message, Number, Span

Readers = Literal["department", "facility", "public"]


class Cell(Frozen):
    """A table cell. Role "heat" is coloured by its distance from `middle`, "level" by its level."""

    content: Cellable
    role: Literal["text", "number", "heat", "level", "strong", "muted", "code"] = "text"
    middle: float | None = None
    href: str | None = None


class Table(Frozen):
    """Rows under a head. `sortable` tables also get a search box in HTML; `group` names the column
    by whose values a reader may filter. `of_groups`: its figures stand for groups of facilities, so others
    than the department may read it (method.md §7)."""

    block: Literal["table"] = "table"
    id: str
    of_groups: bool = False
    title: Message | None = None
    head: tuple[Message | Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    own: int | None = None
    sortable: bool = False
    group: int | None = None
    note: Message | None = None


class Figure(Frozen):
    """A chart with a title that states the finding, what is measured, a text alternative, its numbers.
    `of_groups`: all of them stand for groups of facilities, as in a table."""

    block: Literal["figure"] = "figure"
    id: str
    of_groups: bool = False
    title: Message
    sub: Message
    alt: Message
    chart: Chart
    table: Table | None = None
    note: Message | None = None


class Paragraph(Frozen):
    """A sentence or a few. Role "note" is small print, "warning" stands out."""

    block: Literal["paragraph"] = "paragraph"
    message: Message
    role: Literal["body", "note", "warning"] = "body"


class Bullet(Frozen):
    """A list of sentences."""

    block: Literal["list"] = "list"
    messages: tuple[Message, ...]


Block = Annotated[Table | Figure | Paragraph | Bullet, Field(discriminator="block")]


class Section(Frozen):
    """A numbered section; `id` is its anchor."""

    id: str
    title: Message
    intro: Message | None
    blocks: tuple[Block, ...]


class Stat(Frozen):
    """One of the numbers on page one."""

    label: Message
    value: Number | Span | Message
    note: Message


class Point(Frozen):
    """One of the things to know; `section` holds the evidence."""

    title: Message
    text: Message
    section: str


class Enquiry(Frozen):
    """What the reader of page one asks: the answer in a `mark` of a word or two, and in a sentence; `section`
    holds the evidence."""

    title: Message
    mark: Label | Number | Span
    text: Message
    section: str


class Reached(Frozen):
    """Of `known` facilities `part` are at `level` or above; of `unknown` more the level is not known."""

    level: int
    part: int
    known: int
    unknown: int


class Summary(Frozen):
    """The line of a report in the index: overall score with a range, level, answers. `low` and `high` are
    what `ends` says; reports saved by earlier versions hold the 95 % interval. `reached` stands in place of
    score and level where a framework knows levels alone."""

    score: float | None
    low: float | None
    high: float | None
    ends: Literal["interval", "bounds", "band"] = "interval"
    level: int | None
    level_is_least: bool = False
    answered: int
    registered: int | None
    reached: Reached | None = None


class Report(Frozen):
    """The report of a province, of the region or of a facility, the index of them, or what is made of one:
    its annex, its first page alone. `stem` is its file name without suffix; `readers` are those it may be
    handed to.

    `questions` are those of a reader in a hurry, `quote` is a paragraph to copy, `deadline` tells the targets
    that are missed and the next day that the law sets. The `annex` holds what stands behind the sections: it
    is a page and a workbook of its own, and is not printed with them. `news`, of the region alone, is what is
    new since the last publication."""

    kind: Literal["province", "region", "facility", "index", "annex", "brief"]
    readers: Readers = "department"
    stem: str
    subject: Label
    title: Message
    round: Text
    date: str
    simulated: bool
    headline: Message
    lead: tuple[Message, ...]
    stats: tuple[Stat, ...]
    position: Figure | None
    points: tuple[Point, ...]
    points_title: Message
    actions: tuple[Point, ...] = ()
    actions_title: Message | None = None
    questions: tuple[Enquiry, ...] = ()
    quote: Message | None = None
    deadline: Message | None = None
    news: tuple[Message, ...] = ()
    sections: tuple[Section, ...]
    annex: tuple[Section, ...] = ()
    summary: Summary
    reproduce: Message
    program: str
