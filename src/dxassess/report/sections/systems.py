"""Systems and targets named at the workshop."""

from __future__ import annotations

from dxassess.insight.systems import SystemRow, systems
from dxassess.report.context import Context, mean
from dxassess.report.sections.connections import connection_figure
from dxassess.report.value.charts import BulletRow, Bullets
from dxassess.report.value.model import Cell, Figure, Section, Table
from dxassess.report.value.say import count, number_cell, say, text_cell
from dxassess.report.value.small_groups import veil, veil_label
from dxassess.report.value.words import Message, Number
from dxassess.statistics.province_score import ProvinceScore

EHR_TARGET_ITEM = "D1.6"


def province_systems(context: Context, key: str) -> tuple[SystemRow, ...]:
    """The measures of one province."""
    department = context.department_of(key)
    asked = [q for q in (context.round.facility, context.round.department) if q is not None]
    return systems(
        facilities=[(score, context.submission(score)) for score in context.scores_of(key)],
        department=(department, context.submission(department)) if department else None,
        questionnaires=asked,
    )


def ehr_row(context: Context, key: str) -> SystemRow | None:
    """People with an electronic health record: as the department states it, else None."""
    return next((r for r in province_systems(context, key) if r.measure.item == EHR_TARGET_ITEM), None)


def systems_section(context: Context, own: ProvinceScore) -> Section:
    """The systems of one province against their targets and the region."""
    rows = province_systems(context, own.key)
    means = _means(context)
    met = [r for r in rows if _reached(r)]
    aimed = [r for r in rows if r.measure.target is not None]
    figure = Figure(
        id="systems",
        title=say("systems.title", n=count(len(met)), total=count(len(aimed))),
        sub=say("systems.sub"),
        alt=say("systems.alt", province=context.place(own.key).name),
        chart=Bullets(
            rows=tuple(
                BulletRow(
                    label=veil_label(_measure(row), when=_small(context, row)),
                    value=None if _small(context, row) else row.value,
                    region=means[row.measure.item],
                    target=row.measure.target,
                    n=row.n,
                )
                for row in rows
            )
        ),
        table=Table(
            id="systems-table",
            head=tuple(say(f"head.{h}") for h in ("measure", "province_value", "region", "target", "n")),
            rows=tuple(_row(context, row, means[row.measure.item]) for row in rows),
        ),
        note=say("systems.note"),
    )
    return Section(
        id="systems",
        title=say("section.systems"),
        intro=say("section.systems.intro"),
        blocks=(figure, *connection_figure(context, own.key)),
    )


def regional_systems_section(context: Context) -> Section:
    """Every measure in every province."""
    columns = [province_systems(context, p.key) for p in context.ordered]
    table = Table(
        id="systems-table",
        title=say("systems.table.region"),
        head=(say("head.province"), *(_short(row) for row in columns[0]))
        if columns
        else (say("head.province"),),
        rows=tuple(
            (
                text_cell(context.place(p.key).name, href=context.place(p.key).stem),
                *(_value_cell(context, row) for row in rows),
            )
            for p, rows in zip(context.ordered, columns, strict=True)
        ),
        note=say("systems.note"),
    )
    legend = Table(
        id="systems-legend",
        head=(say("head.code"), say("head.measure"), say("head.target")),
        rows=tuple(
            (
                text_cell(row.measure.item),
                text_cell(_measure(row)),
                number_cell(row.measure.target, "percent"),
            )
            for row in (columns[0] if columns else ())
        ),
    )
    return Section(
        id="systems",
        title=say("section.systems"),
        intro=say("section.systems.intro"),
        blocks=(table, legend, *connection_figure(context, None)),
    )


def _measure(row: SystemRow) -> Message:
    return say(f"measure.{row.measure.item}")


def _short(row: SystemRow) -> Message:
    return say("measure.short", code=row.measure.item)


def _reached(row: SystemRow) -> bool:
    target = row.measure.target
    return target is not None and row.value is not None and row.value >= target - 1e-9


def _means(context: Context) -> dict[str, float | None]:
    """The plain mean of each measure over the provinces; unknown to readers who may not see each of its
    parts, as they could work the missing one out."""
    regional = [province_systems(context, p.key) for p in context.provinces]
    return {
        rows[0].measure.item: None
        if any(_small(context, row) for row in rows)
        else mean(row.value for row in rows)
        for rows in zip(*regional, strict=True)
    }


def _small(context: Context, row: SystemRow) -> bool:
    """Whether a measure is about too few facilities for these readers; the department speaks for itself."""
    return row.measure.kind != "department" and 0 < row.n < context.least


def _row(context: Context, row: SystemRow, region: float | None) -> tuple[Cell, ...]:
    return (
        text_cell(_measure(row)),
        _value_cell(context, row),
        number_cell(region, "percent"),
        number_cell(row.measure.target, "percent"),
        Cell(content=Number(value=row.n, style="count"), role="number"),
    )


def _value_cell(context: Context, row: SystemRow) -> Cell:
    (cell,) = veil((number_cell(row.value, "percent"),), when=_small(context, row))
    return cell
