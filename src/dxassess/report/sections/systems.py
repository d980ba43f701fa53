"""Systems and targets named at the workshop."""

from __future__ import annotations

from dxassess.insight.systems import SystemRow
from dxassess.places.provinces import place_of
from dxassess.questionnaire.tolerance import reaches
from dxassess.report.sections.connections import connection_figure
from dxassess.report.value.charts import BulletRow, Bullets
from dxassess.report.value.model import Cell, Figure, Section, Table
from dxassess.report.value.say import number_cell, say, text_cell
from dxassess.report.value.small_groups import veil, veil_label
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.region import mean


def systems_section(view: View, province: ProvinceScore) -> Section:
    """The systems of one province against their targets and the region."""
    rows = view.analysis.systems[province.key]
    means = _means(view)
    met = tally(_reached(view, row) for row in rows if row.target is not None)
    figure = Figure(
        id="systems",
        of_groups=True,
        title=met.told("systems.title"),
        sub=say("systems.sub"),
        alt=say("systems.alt", province=place_of(province.key).name),
        chart=Bullets(
            rows=tuple(
                BulletRow(
                    label=veil_label(_measure(row), when=_small(view, row)),
                    value=None if _small(view, row) else row.value,
                    region=means[row.measure.item],
                    target=row.target,
                    n=row.n,
                )
                for row in rows
            )
        ),
        table=Table(
            id="systems-table",
            head=tuple(say(f"head.{h}") for h in ("measure", "province_value", "region", "target", "n")),
            rows=tuple(_row(view, row, means[row.measure.item]) for row in rows),
        ),
        note=say("systems.note"),
    )
    return Section(
        id="systems",
        title=say("section.systems"),
        intro=say("section.systems.intro"),
        blocks=(figure, *connection_figure(view, province.key)),
    )


def regional_systems_section(view: View) -> Section:
    """Every measure in every province."""
    columns = [view.analysis.systems[p.key] for p in view.analysis.ordered]
    table = Table(
        id="systems-table",
        of_groups=True,
        title=say("systems.table.region"),
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
        blocks=(table, legend, *connection_figure(view, None)),
    )


def _measure(row: SystemRow) -> Message:
    return say(f"measure.{row.measure.item}")


def _short(row: SystemRow) -> Message:
    return say("measure.short", code=row.measure.item)


def _reached(view: View, row: SystemRow) -> bool | None:
    """Whether a target is met; None: not known, or not for these readers."""
    if row.target is None or row.value is None or _small(view, row):
        return None
    return reaches(row.value, row.target)


def _means(view: View) -> dict[str, float | None]:
    """The plain mean of each measure over the provinces; unknown to readers who may not see each of its
    parts, as they could work the missing one out."""
    return {
        rows[0].measure.item: None
        if any(_small(view, row) for row in rows)
        else mean(row.value for row in rows)
        for rows in zip(*view.analysis.systems.values(), strict=True)
    }


def _small(view: View, row: SystemRow) -> bool:
    """Whether a measure is about too few facilities for these readers; the department speaks for itself."""
    return row.measure.kind != "department" and 0 < row.n < view.least


def _row(view: View, row: SystemRow, region: float | None) -> tuple[Cell, ...]:
    return (
        text_cell(_measure(row)),
        _value_cell(view, row),
        number_cell(region, "percent"),
        number_cell(row.target, "percent"),
        Cell(content=Number(value=row.n, style="count"), role="number"),
    )


def _value_cell(view: View, row: SystemRow) -> Cell:
    (cell,) = veil((number_cell(row.value, "percent"),), when=_small(view, row))
    return cell
