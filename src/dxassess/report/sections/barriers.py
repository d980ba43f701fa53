"""The barriers: how severe, how sure, for whom, what is behind them, and what helped others."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.insight.barriers import OVERCOME, Barrier, BarrierItem, barriers_asked
from dxassess.places.provinces import place_of
from dxassess.report.value.charts import Dots, Mark
from dxassess.report.value.model import Block, Cell, Figure, Section, Table
from dxassess.report.value.say import count, listed, number_cell, percent, say, score, text_cell
from dxassess.report.value.small_groups import veil
from dxassess.report.value.words import Span
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.region import mean

_WEAKEST = 3
_IN_A_TABLE = 3
"""Barriers with their intervals that stand side by side on a page of paper."""
_NOT_FOR_THE_PUBLIC = "security"
"""What is missing here is told to those who can mend it."""


def barriers_section(view: View, province: ProvinceScore) -> tuple[Section, ...]:
    """The barriers of one province beside the mean of all, by type, with the weakest items behind them;
    nothing where the questionnaire asks about none."""
    mine = view.analysis.barriers[province.key]
    if not mine:
        return ()
    return (
        _section(
            _figure(view, province),
            _type_table(view, province.key),
            _item_table(view, mine),
            *_practice_tables(view),
        ),
    )


def regional_barriers_section(view: View) -> tuple[Section, ...]:
    """Every barrier in every province with its interval, and what those who overcame one have in place."""
    asked_barriers = barriers_asked(view.round.facility)
    tables = [
        _province_table(view, asked_barriers[first : first + _IN_A_TABLE], number)
        for number, first in enumerate(range(0, len(asked_barriers), _IN_A_TABLE))
    ]
    return (_section(*tables, *_practice_tables(view)),) if tables else ()


def _section(*blocks: Block) -> Section:
    return Section(
        id="barriers", title=say("section.barriers"), intro=say("section.barriers.intro"), blocks=blocks
    )


def _items_are_told(view: View, tag: str) -> bool:
    """Whether these readers are told which items stand behind a barrier."""
    return view.readers != "public" or tag != _NOT_FOR_THE_PUBLIC


def worst_barrier(view: View, key: str) -> Barrier | None:
    """The most severe barrier of a province, None where nothing is known."""
    known_barriers = [b for b in view.analysis.barriers[key] if b.severity is not None]
    return max(known_barriers, key=lambda b: b.severity or 0.0, default=None)


def regional_severity(view: View, tag: str) -> float | None:
    """The plain mean of a barrier over the provinces that know it."""
    return mean(
        barrier.severity
        for barriers in view.analysis.barriers.values()
        for barrier in barriers
        if barrier.tag == tag
    )


def _figure(view: View, province: ProvinceScore) -> Figure:
    marks = []
    for barrier in view.analysis.barriers[province.key]:
        interval = barrier.interval
        marks.append(
            Mark(
                label=say(f"barrier.{barrier.tag}"),
                value=barrier.severity,
                low=interval.low if interval else None,
                high=interval.high if interval else None,
                own=True,
            )
        )
        average = regional_severity(view, barrier.tag)
        marks.append(Mark(label=say("barrier.region", region=view.region), value=average))
    worst = worst_barrier(view, province.key)
    title = say("barriers.title.none")
    if worst is not None:
        title = say("barriers.title", barrier=say(f"barrier.{worst.tag}"), severity=score(worst.severity))
    return Figure(
        id="barriers-figure",
        of_groups=True,
        title=title,
        sub=say("barriers.sub"),
        alt=say("barriers.alt", province=place_of(province.key).name),
        chart=Dots(marks=tuple(marks)),
        table=_number_table(view, province.key),
        note=say("barriers.note"),
    )


def _number_table(view: View, key: str) -> Table:
    """How severe each barrier is, and how many facilities overcame it."""
    rows = []
    for barrier in view.analysis.barriers[key]:
        severity, span = _severity_cells(barrier)
        cells = (
            severity,
            span,
            number_cell(regional_severity(view, barrier.tag)),
            number_cell(barrier.share_overcame, "percent"),
        )
        rows.append(
            (
                text_cell(say(f"barrier.{barrier.tag}")),
                *veil(cells, when=barrier.facilities < view.least),
                number_cell(barrier.facilities, "count"),
            )
        )
    heads = ("barrier", "severity", "interval", "region", "overcame_share", "n")
    return Table(
        id="barriers-numbers",
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(rows),
        note=say("barriers.overcame", limit=percent(OVERCOME)),
    )


def _type_table(view: View, key: str) -> Table:
    rows = tuple(
        (
            text_cell(view.round.types[of_type[0].type].name),
            *veil(
                (number_cell(one.severity) for one in of_type),
                when=(key, of_type[0].type) in view.small_types,
            ),
            number_cell(max(one.facilities for one in of_type), "count"),
        )
        for of_type in zip(*(barrier.types for barrier in view.analysis.barriers[key]), strict=True)
        if any(one.facilities for one in of_type)
    )
    return Table(
        id="barriers-by-type",
        of_groups=True,
        title=say("barriers.by_type"),
        head=(
            say("head.type"),
            *(say(f"barrier.{tag}") for tag in barriers_asked(view.round.facility)),
            say("head.n"),
        ),
        rows=rows,
    )


def _item_table(view: View, mine: Sequence[Barrier]) -> Table:
    rows = tuple(
        (
            text_cell(say(f"barrier.{barrier.tag}")),
            Cell(content=item.code, role="code"),
            text_cell(view.round.item_text(item.code)),
            *veil((number_cell(item.mean),), when=item.answered < view.least),
            number_cell(item.answered, "count"),
        )
        for barrier in mine
        if _items_are_told(view, barrier.tag)
        for item in _weakest(barrier.items)
    )
    return Table(
        id="barriers-items",
        of_groups=True,
        title=say("barriers.items"),
        head=tuple(say(f"head.{head}") for head in ("barrier", "code", "item", "mean_score", "n")),
        rows=rows,
        note=say("barriers.items.note", n=count(_WEAKEST)),
    )


def _weakest(items: Sequence[BarrierItem]) -> list[BarrierItem]:
    """The items with the lowest means."""
    known_items = sorted((i for i in items if i.mean is not None), key=lambda i: (i.mean or 0.0, i.code))
    return known_items[:_WEAKEST]


def _province_table(view: View, tags: Sequence[str], number: int) -> Table:
    """Some of the barriers in every province; tables are numbered from 0."""
    rows = []
    for province in view.analysis.ordered:
        place = place_of(province.key)
        cells = [
            cell
            for barrier in view.analysis.barriers[province.key]
            if barrier.tag in tags
            for cell in _severity_cells(barrier)
        ]
        rows.append((text_cell(place.name, href=place.stem), *cells))
    return Table(
        id=f"barrier-table-{number + 1}" if number else "barrier-table",
        of_groups=True,
        title=say("barriers.table", barriers=listed([say(f"barrier.{tag}") for tag in tags])),
        rows=tuple(rows),
        note=say("barriers.note"),
        head=(
            say("head.province"),
            *(head for tag in tags for head in (say(f"barrier.{tag}"), say("head.interval"))),
        ),
    )


def _severity_cells(barrier: Barrier) -> tuple[Cell, Cell]:
    interval = barrier.interval
    span = Span(low=interval.low if interval else None, high=interval.high if interval else None)
    return number_cell(barrier.severity), text_cell(span)


def _practice_tables(view: View) -> tuple[Table, ...]:
    practices = view.analysis.practices
    if not practices:
        return ()
    table = Table(
        id="practices",
        of_groups=True,
        title=say("practices.title"),
        head=tuple(
            say(f"head.{head}") for head in ("barrier", "code", "item", "overcame", "n", "others", "n")
        ),
        rows=tuple(
            (
                text_cell(say(f"barrier.{practice.tag}")),
                Cell(content=practice.code, role="code"),
                text_cell(view.round.item_text(practice.code)),
                *veil((number_cell(practice.share, "percent"),), when=practice.overcame < view.least),
                number_cell(practice.overcame, "count"),
                *veil((number_cell(practice.share_others, "percent"),), when=practice.others < view.least),
                number_cell(practice.others, "count"),
            )
            for practice in practices
            if _items_are_told(view, practice.tag)
        ),
        note=say("practices.note", limit=percent(OVERCOME)),
    )
    return (table,)
