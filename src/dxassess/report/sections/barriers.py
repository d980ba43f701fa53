"""The barriers: how severe, how sure, for whom, what is behind them, and what helped others."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.insight.barriers import OVERCOME, Barrier, BarrierItem, barriers_asked
from dxassess.insight.relative_barriers import RelativeBarrier
from dxassess.places.provinces import place_of
from dxassess.report.value.charts import Dots, Mark, Reference
from dxassess.report.value.model import Block, Cell, Figure, Section, Table
from dxassess.report.value.say import count, listed, number_cell, percent, say, score, text_cell
from dxassess.report.value.small_groups import veil
from dxassess.report.value.statements import statement_of
from dxassess.report.value.words import Span
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.region import mean

_WEAKEST = 3
_SAID = 2
_NOT_FOR_THE_PUBLIC = "security"
"""What is missing here is told to those who can mend it."""


def barriers_section(view: View, province: ProvinceScore) -> tuple[Section, ...]:
    """The barriers of one province beside the mean of all, by type, with the weakest items behind them;
    nothing where the questionnaire asks about none."""
    mine = view.analysis.barriers[province.key]
    if not mine:
        return ()
    return (
        section_of(
            _figure(view, province),
            _said_table(view, province.key, mine),
            _type_table(view, province.key),
            _item_table(view, mine),
            *practice_tables(view),
        ),
    )


def section_of(*blocks: Block) -> Section:
    """The section about barriers, of a province or of all."""
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
    """The barriers beside those of the other provinces; alone, as severe as they are."""
    relative = view.analysis.stories[province.key].barriers
    named = [say(f"barrier.{each.tag}") for each in relative if each.named]
    if relative:
        title = say("barriers.title.beside", names=listed(named)) if named else say("barriers.title.similar")
        chart = _beside(relative)
    else:
        worst = worst_barrier(view, province.key)
        title = say("barriers.title.none")
        if worst is not None:
            name = say(f"barrier.{worst.tag}")
            title = say("barriers.title", barrier=name, severity=score(worst.severity))
        chart = _alone(view.analysis.barriers[province.key])
    return Figure(
        id="barriers-figure",
        of_groups=True,
        title=title,
        sub=say("barriers.sub.beside" if relative else "barriers.sub"),
        alt=say("barriers.alt", province=place_of(province.key).name),
        chart=chart,
        table=_number_table(view, province.key),
        note=say("barriers.note"),
    )


def _beside(relative: Sequence[RelativeBarrier]) -> Dots:
    """How much heavier each barrier is here than elsewhere, the heaviest first."""
    marks = tuple(
        Mark(
            label=say(
                "barrier.beside",
                barrier=say(f"barrier.{each.tag}"),
                severity=score(each.severity),
                others=score(each.others),
            ),
            value=each.excess,
            low=each.low,
            high=each.high,
            own=each.named,
        )
        for each in relative
    )
    others = Reference(label=say("barriers.others"), value=0.0, role="region")
    return Dots(marks=marks, references=(others,), style="signed_score")


def _alone(barriers: Sequence[Barrier]) -> Dots:
    """As severe as they are, the worst first."""
    ordered = sorted(barriers, key=lambda barrier: (barrier.severity is None, -(barrier.severity or 0.0)))
    marks = tuple(
        Mark(
            label=say(f"barrier.{barrier.tag}"),
            value=barrier.severity,
            low=barrier.interval.low if barrier.interval else None,
            high=barrier.interval.high if barrier.interval else None,
            own=barrier is ordered[0] and barrier.severity is not None,
        )
        for barrier in ordered
    )
    return Dots(marks=marks)


def _number_table(view: View, key: str) -> Table:
    """How severe each barrier is, and how many facilities overcame it."""
    rows = []
    for barrier in view.analysis.barriers[key]:
        severity, span = severity_cells(barrier)
        cells = (
            severity,
            span,
            number_cell(regional_severity(view, barrier.tag)),
            number_cell(barrier.share_overcame, "percent"),
        )
        rows.append(
            (
                text_cell(say(f"barrier.{barrier.tag}")),
                *veil(cells, when=0 < barrier.facilities < view.least),
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


def _said_table(view: View, key: str, mine: Sequence[Barrier]) -> Table:
    """What facilities say of the items that weigh most in each barrier, and what leads on from there."""
    scores = view.round.facilities_of(key)
    rows = []
    for barrier in mine:
        codes = [item.code for item in _weakest(barrier.items)] if _items_are_told(view, barrier.tag) else []
        for code in codes[:_SAID]:
            statement = statement_of(view.round.facility.item_by_code[code], scores)
            if statement is not None and statement.answered >= view.least:
                advice = statement.advice
                name = say(f"barrier.{barrier.tag}")
                rows.append(
                    (
                        text_cell(name, strong=True),
                        text_cell(statement.text),
                        text_cell(advice.text if advice else None),
                    )
                )
    return Table(
        id="barriers-said",
        of_groups=True,
        title=say("barriers.said"),
        head=tuple(say(f"head.{head}") for head in ("barrier", "said", "recommendation")),
        rows=tuple(rows),
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


def severity_cells(barrier: Barrier) -> tuple[Cell, Cell]:
    """How severe it is, and its interval."""
    interval = barrier.interval
    span = Span(low=interval.low if interval else None, high=interval.high if interval else None)
    return number_cell(barrier.severity), text_cell(span)


def practice_tables(view: View) -> tuple[Table, ...]:
    """What those who overcame a barrier do otherwise; nothing where nobody did."""
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
