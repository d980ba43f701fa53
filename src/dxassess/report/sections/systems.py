"""Systems and targets named at the workshop, and which systems exchange data: the connection matrix."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from math import fsum

from dxassess.insight.systems import SystemRow
from dxassess.places.provinces import place_of
from dxassess.questionnaire.tolerance import reaches
from dxassess.report.value.charts import BulletRow, Bullets, Stack, StackRow
from dxassess.report.value.model import Cell, Figure, Section, Table
from dxassess.report.value.say import count, number_cell, percent, say, text_cell
from dxassess.report.value.small_groups import small_among, veil, veil_label
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message, Number, Span
from dxassess.report.view import View
from dxassess.statistics.connection import Connection, Link, connection
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.region import mean

_FEWEST = 2
"""A province is not compared with a mean of itself."""
_WAYS = ("none", "by_hand", "one_way", "two_ways")


def systems_section(view: View, province: ProvinceScore) -> Section:
    """The systems of one province against their targets and the region."""
    rows = view.analysis.systems[province.key]
    means = _means(view)
    targeted = by_distance(view, [row for row in rows if row.target is not None]) or list(rows)
    met = tally(is_reached(view, row) for row in rows if row.target is not None)
    figure = Figure(
        id="systems",
        of_groups=True,
        title=met.told("systems.title"),
        sub=say("systems.sub" if any(means.values()) else "systems.sub.alone"),
        alt=say("systems.alt", province=place_of(province.key).name),
        chart=Bullets(
            rows=tuple(
                BulletRow(
                    label=veil_label(_measure(row), when=is_small(view, row)),
                    value=None if is_small(view, row) else row.value,
                    region=means[row.measure.item],
                    target=row.target,
                    until=_until(row),
                    n=row.n,
                )
                for row in targeted
            )
        ),
        note=say("systems.note"),
    )
    table = Table(
        id="systems-table",
        of_groups=True,
        title=say("systems.table"),
        head=tuple(say(f"head.{h}") for h in ("measure", "province_value", "region", "target", "until", "n")),
        rows=tuple(_row(view, row, means[row.measure.item]) for row in rows),
    )
    return Section(
        id="systems",
        title=say("section.systems"),
        intro=say("section.systems.intro"),
        blocks=(figure, table, *connection_figure(view, province.key)),
    )


def by_distance(view: View, rows: list[SystemRow]) -> list[SystemRow]:
    """The rows farthest below their target first, those that are not known or not shown last."""

    def distance(row: SystemRow) -> tuple[bool, float]:
        is_unknown = row.value is None or row.target is None or is_small(view, row)
        return is_unknown, 0.0 if is_unknown else (row.value or 0.0) - (row.target or 0.0)

    return sorted(rows, key=distance)


def is_reached(view: View, row: SystemRow) -> bool | None:
    """Whether a target is met; None: not known, or not for these readers."""
    if row.target is None or row.value is None or is_small(view, row):
        return None
    return reaches(row.value, row.target)


def is_small(view: View, row: SystemRow) -> bool:
    """Whether a measure is about too few facilities for these readers; the department speaks for itself."""
    return row.measure.kind != "department" and 0 < row.n < view.least


def _until(row: SystemRow) -> Message | None:
    """The end of the year for which the target was set; None where it has no date."""
    return None if row.year is None else say("systems.until", year=str(row.year))


def regional_systems_section(view: View) -> Section:
    """Every measure in every province."""
    columns = [view.analysis.systems[p.key] for p in view.analysis.ordered]
    table = Table(
        id="systems-table",
        of_groups=True,
        title=say("systems.table.provinces"),
        head=(say("head.province"), *(_short(row) for row in columns[0]))
        if columns
        else (say("head.province"),),
        rows=tuple(
            (
                text_cell(place_of(p.key).name, href=place_of(p.key).stem),
                *(_value_cell(view, row) for row in rows),
            )
            for p, rows in zip(view.analysis.ordered, columns, strict=True)
        ),
        note=say("systems.note"),
    )
    legend = Table(
        id="systems-legend",
        of_groups=True,
        head=(say("head.code"), say("head.measure"), say("head.target")),
        rows=tuple(
            (
                text_cell(row.measure.item),
                text_cell(_measure(row)),
                number_cell(row.target, "percent"),
            )
            for row in (columns[0] if columns else ())
        ),
    )
    return Section(
        id="systems",
        title=say("section.systems"),
        intro=say("section.systems.intro"),
        blocks=(*_summary(view), table, legend, *connection_figure(view, None)),
    )


def _summary(view: View) -> tuple[Table, ...]:
    """Every measure: its target, the mean, the least and the greatest value, how many provinces are there."""
    means, rows = _means(view), []
    for same in zip(*view.analysis.systems.values(), strict=True):
        values = [row.value for row in same if row.value is not None and not is_small(view, row)]
        met = tally(is_reached(view, row) for row in same)
        rows.append(
            (
                text_cell(_measure(same[0])),
                number_cell(same[0].target, "percent"),
                text_cell(_until(same[0])),
                number_cell(means[same[0].measure.item], "percent"),
                text_cell(_range(values)),
                text_cell(met.told("systems.met") if same[0].target is not None else None),
            )
        )
    if not rows:
        return ()
    heads = ("measure", "target", "until", "region", "range", "provinces_met")
    table = Table(
        id="systems-summary",
        of_groups=True,
        title=say("systems.table.region"),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(rows),
        note=say("systems.note"),
    )
    return (table,)


def _range(values: Sequence[float]) -> Span:
    return Span(low=min(values, default=None), high=max(values, default=None), style="percent")


def _measure(row: SystemRow) -> Message:
    return say(f"measure.{row.measure.item}")


def _short(row: SystemRow) -> Message:
    return say("measure.short", code=row.measure.item)


def _means(view: View) -> dict[str, float | None]:
    """The plain mean of each measure over the provinces; unknown to readers who may not see each of its
    parts, as they could work the missing one out, and where one province alone knows it."""
    return {
        rows[0].measure.item: None
        if any(is_small(view, row) for row in rows) or sum(row.value is not None for row in rows) < _FEWEST
        else mean(row.value for row in rows)
        for rows in zip(*view.analysis.systems.values(), strict=True)
    }


def _row(view: View, row: SystemRow, region: float | None) -> tuple[Cell, ...]:
    return (
        text_cell(_measure(row)),
        _value_cell(view, row),
        number_cell(region, "percent"),
        number_cell(row.target, "percent"),
        text_cell(_until(row)),
        Cell(content=Number(value=row.n, style="count"), role="number"),
    )


def _value_cell(view: View, row: SystemRow) -> Cell:
    (cell,) = veil((number_cell(row.value, "percent"),), when=is_small(view, row))
    return cell


def connection_figure(view: View, key: str | None) -> tuple[Figure, ...]:
    """The pairs of systems in a province (None: in all of them), and the interconnection index; nothing
    where no pair is asked."""
    scores = view.round.facilities if key is None else view.round.facilities_of(key)
    connected = connection(scores, view.round.facility)
    links = [link for link in connected.links if len(link.answers) == len(_WAYS)]
    if not links or not connected.facilities:
        return ()
    small = {link.pair.item for link in links if _is_small(view, key, link.pair.item)}
    figure = Figure(
        id="connections",
        of_groups=True,
        title=_title(connected, links),
        sub=say("connections.sub", n=count(connected.facilities)),
        alt=say("connections.alt", n=count(len(links))),
        chart=Stack(
            classes=tuple(say(f"way.{way}") for way in _WAYS),
            rows=tuple(
                StackRow(label=_name(link), counts=link.answers, unknown=link.missing)
                for link in links
                if link.pair.item not in small
            ),
        ),
        table=_table(links, small),
        note=say("connections.note"),
    )
    return (figure,)


def _is_small(view: View, key: str | None, item: str) -> bool:
    """Whether too few facilities have a pair for these readers: the counts of all provinces add up."""
    asked_counts = view.asked_by_province(item)
    if key is None:
        return sum(asked_counts.values()) < view.least
    return key in small_among(asked_counts, least=view.least)


def _title(connected: Connection, links: Sequence[Link]) -> Message:
    both = [link.answers[-1] / sum(link.answers) for link in links if sum(link.answers)]
    if not both or connected.index.low is None:
        return say("connections.title.unknown")
    return say("connections.title", index=percent(connected.index.low), both=percent(fsum(both) / len(both)))


def _name(link: Link) -> Message:
    return say(f"pair.{link.pair.item}")


def _table(links: Sequence[Link], small: Container[str]) -> Table:
    return Table(
        id="connections-table",
        head=(
            say("head.pair"),
            *(say(f"way.{way}") for way in _WAYS),
            say("head.no_answer"),
            say("head.not_applicable"),
        ),
        rows=tuple(
            (
                text_cell(_name(link)),
                *veil(_counts(link), when=link.pair.item in small),
            )
            for link in links
        ),
    )


def _counts(link: Link) -> Iterator[Cell]:
    for number in (*link.answers, link.missing, link.not_applicable):
        yield number_cell(number, "count")
