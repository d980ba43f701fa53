"""The barriers of all provinces side by side: which weighs where, and what helped those who overcame it."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.insight.barriers import barriers_asked
from dxassess.places.provinces import place_of
from dxassess.report.sections.barriers import practice_tables, regional_severity, section_of, severity_cells
from dxassess.report.value.model import Section, Table
from dxassess.report.value.say import listed, number_cell, say, text_cell
from dxassess.report.value.words import Span
from dxassess.report.view import View

_IN_A_TABLE = 3
"""Barriers with their intervals that stand side by side on a page."""


def regional_barriers_section(view: View) -> tuple[Section, ...]:
    """Every barrier in every province with its interval, and what those who overcame one have in place."""
    asked_barriers = barriers_asked(view.round.facility)
    tables = [
        _province_table(view, asked_barriers[first : first + _IN_A_TABLE], number)
        for number, first in enumerate(range(0, len(asked_barriers), _IN_A_TABLE))
    ]
    return (section_of(_summary_table(view), *tables, *practice_tables(view)),) if tables else ()


def _summary_table(view: View) -> Table:
    """Every barrier: the mean, the least and the greatest severity, and where it is clearly heavier than
    elsewhere."""
    rows = []
    for tag in barriers_asked(view.round.facility):
        known_values = [
            barrier.severity
            for barriers in view.analysis.barriers.values()
            for barrier in barriers
            if barrier.tag == tag and barrier.severity is not None and barrier.facilities >= view.least
        ]
        above = [
            say("plain", text=place_of(province.key).name)
            for province in view.analysis.ordered
            for each in view.analysis.stories[province.key].barriers
            if each.tag == tag and each.beside == "above"
        ]
        rows.append(
            (
                text_cell(say(f"barrier.{tag}"), strong=True),
                number_cell(regional_severity(view, tag)),
                text_cell(Span(low=min(known_values, default=None), high=max(known_values, default=None))),
                text_cell(listed(above) if above else None),
            )
        )
    return Table(
        id="barriers-summary",
        of_groups=True,
        title=say("barriers.summary"),
        head=tuple(say(f"head.{head}") for head in ("barrier", "region", "range", "heavier")),
        rows=tuple(rows),
        note=say("barriers.note"),
    )


def _province_table(view: View, tags: Sequence[str], number: int) -> Table:
    """Some of the barriers in every province; tables are numbered from 0."""
    rows = []
    for province in view.analysis.ordered:
        place = place_of(province.key)
        cells = [
            cell
            for barrier in view.analysis.barriers[province.key]
            if barrier.tag in tags
            for cell in severity_cells(barrier)
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
