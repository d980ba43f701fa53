"""The front page of a round: what it found, its map, what is new, and one line for every report, in the same
words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.report.value.model import Bullet, Cell, Figure, Report, Section, Summary, Table
from dxassess.report.value.say import count, level_cell, number_cell, part_of, say, text_cell
from dxassess.report.value.words import Message, Span

INDEX_STEM = "index"


def index_report(reports: Sequence[Report]) -> Report:
    """The index of `reports`, of which one is the region's. Every number is the one that the report itself
    opens with, so what readers may not see there is not here either."""
    region = next(report for report in reports if report.kind == "region")
    provinces = [report for report in reports if report.kind == "province"]
    table = Table(
        id="reports",
        head=(say("head.report"), *_figure_heads(region.summary), say("head.answers"), say("head.file")),
        rows=tuple(_row(report) for report in (region, *provinces)),
        note=say("index.note"),
    )
    return region.model_copy(
        update={
            "kind": "index",
            "stem": INDEX_STEM,
            "title": say("title.index"),
            "lead": (),
            "position": _map(region),
            "points": (),
            "questions": (),
            "deadline": None,
            "actions": (),
            "annex": (),
            "actions_title": None,
            "sections": (
                *_news(region),
                Section(
                    id="reports",
                    title=say("section.reports", n=count(len(provinces))),
                    intro=None,
                    blocks=(table,),
                ),
            ),
        }
    )


def _map(region: Report) -> Figure | None:
    """The map of the round; None where it has one province."""
    blocks = (block for section in (*region.sections, *region.annex) for block in section.blocks)
    return next((block for block in blocks if isinstance(block, Figure) and block.id == "map"), None)


def _news(region: Report) -> tuple[Section, ...]:
    """What is new since the last publication; nothing in the first."""
    if not region.news:
        return ()
    return (
        Section(id="news", title=say("section.news"), intro=None, blocks=(Bullet(messages=region.news),)),
    )


def _figure_heads(line: Summary) -> tuple[Message, ...]:
    if line.reached is None:
        return tuple(say(f"head.{head}") for head in ("score", "band", "level"))
    level = count(line.reached.level)
    return (
        say("by_gates.head.reached", level=level),
        say("by_gates.head.below", level=level),
        say("by_gates.head.unknown"),
    )


def _figures(line: Summary) -> tuple[Cell, ...]:
    """What `_figure_heads` says."""
    if line.reached is not None:
        part, known = line.reached.part, line.reached.known
        return tuple(number_cell(n, "count") for n in (part, known - part, line.reached.unknown))
    ends = (line.low, line.high) if line.ends == "band" else (None, None)
    return (
        number_cell(line.score),
        text_cell(Span(low=ends[0], high=ends[1], style="band")),
        level_cell(line.level, least=line.level_is_least),
    )


def _row(report: Report) -> tuple[Cell, ...]:
    line = report.summary
    return (
        text_cell(report.subject, strong=True, href=report.stem),
        *_figures(line),
        text_cell(part_of(line.answered, line.registered)),
        text_cell(report.stem, href=report.stem),
    )
