"""Document: a report in one language, every number already in figures. Both templates read only this."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dxassess.frozen import Frozen

CellRole = Literal["text", "number", "heat", "level", "strong", "muted", "code"]

Align = Literal["left", "center", "right"]


class PrintedCell(Frozen):
    """`shade` is a class of the palette (h0-h4, m0-m9) or empty; `mark` says the same of heat where colours
    are not seen, as in a grey print; `sort` orders the column, None last.
    `href` is an anchor, a file beside this one or the stem of a report there."""

    text: str
    role: CellRole
    shade: str = ""
    mark: str = ""
    sort: float | None = None
    href: str | None = None


class PrintedColumn(Frozen):
    """`width`, in sizes of the table's text, where the column is as wide as its content; None where it
    shares what is left by `weight`, and no less than `least`, its longest word."""

    head: str
    align: Align
    width: float | None
    weight: float = 1.0
    least: float = 0.0


class PrintedTable(Frozen):
    """`groups` are the distinct texts of column `group`, to filter by; `heat`: needs a legend of shades."""

    block: Literal["table"] = "table"
    id: str
    title: str | None
    columns: tuple[PrintedColumn, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    own: int | None
    sortable: bool
    group: int | None
    groups: tuple[str, ...]
    heat: bool
    dense: bool
    note: str | None


class PrintedFigure(Frozen):
    """A chart drawn three times as SVG: for a wide page, a phone and paper. `tabulated`: paper needs
    the table too, because the drawing does not print all its numbers."""

    block: Literal["figure"] = "figure"
    id: str
    title: str
    sub: str
    alt: str
    wide: str
    narrow: str
    print: str
    table: PrintedTable | None
    tabulated: bool
    note: str | None


class PrintedParagraph(Frozen):
    """A sentence or a few; "note" is small print, "warning" stands out."""

    block: Literal["paragraph"] = "paragraph"
    text: str
    role: Literal["body", "note", "warning"]


class PrintedBullet(Frozen):
    """A list of sentences."""

    block: Literal["list"] = "list"
    items: tuple[str, ...]


PrintedBlock = Annotated[
    PrintedTable | PrintedFigure | PrintedParagraph | PrintedBullet, Field(discriminator="block")
]


class PrintedSection(Frozen):
    """`page`: starts a new page on paper."""

    id: str
    title: str
    intro: str | None
    blocks: tuple[PrintedBlock, ...]


class PrintedStat(Frozen):
    """One of the numbers on page one."""

    label: str
    value: str
    note: str


class PrintedQuestion(Frozen):
    """A question of page one; `mark` is its answer in a word or two, `section` the anchor of the evidence."""

    title: str
    mark: str
    text: str
    section: str


class PrintedPoint(Frozen):
    """`section` is the anchor of the evidence."""

    title: str
    text: str
    section: str


class PrintedFile(Frozen):
    """A file beside this one, by name, and what it is."""

    href: str
    label: str


class Labels(Frozen):
    """What the page itself says: buttons, headings, hints. Each field is a key `page.<field>`."""

    skip: str
    contents: str
    behind: str
    summary: str
    theme: str
    print: str
    data_table: str
    more: str
    search: str
    group: str
    every_group: str
    shown: str
    scroll: str
    scroll_hint: str
    questions: str
    page_short: str
    quote: str
    deadline: str
    files: str
    simulated: str
    page: str
    heat: str
    heat0: str
    heat1: str
    heat2: str
    heat3: str
    heat4: str
    reproduce: str


DocumentKind = Literal["province", "region", "facility", "index", "annex", "brief"]


class Document(Frozen):
    """`kind` says how it is laid out: an "annex" is the part of a report that is not printed with it, a
    "brief" its first page alone. `iso_date` dates the PDF; `date` is the same day as an official writes it,
    `readers` says whom the report may be handed to; `files` are the other files of the same report."""

    kind: DocumentKind

    language: str
    subject: str
    title: str
    round: str
    date: str
    iso_date: str
    simulated: bool
    readers: str
    headline: str
    lead: tuple[str, ...]
    stats: tuple[PrintedStat, ...]
    position: PrintedFigure | None
    points_title: str
    points: tuple[PrintedPoint, ...]
    actions_title: str | None
    actions: tuple[PrintedPoint, ...]
    questions: tuple[PrintedQuestion, ...] = ()
    quote: str | None = None
    deadline: str | None = None
    files: tuple[PrintedFile, ...] = ()
    sections: tuple[PrintedSection, ...]
    reproduce: str
    program: str
    labels: Labels
