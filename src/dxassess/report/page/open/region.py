"""The report of all provinces for the public and for facilities, from its own outline: see `province`.

What stands in words there stands here by province, never of all together: from a word of the whole and those
of its parts a count could be worked out."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.report.page.open.exchange import regional_exchange_section
from dxassess.report.page.open.patients import regional_patients_section
from dxassess.report.page.open.reached import regional_reached_table
from dxassess.report.page.open.sections import duties_section, models_section, trust_section
from dxassess.report.page.places import on_page
from dxassess.report.page.regional.points import answers_point, weakest_points
from dxassess.report.sections.conditions import conditions_heatmap
from dxassess.report.sections.position import position_section
from dxassess.report.sections.sources import coverage_figure_of_all
from dxassess.report.value.model import Point, Section
from dxassess.report.view import View


def open_region_points(view: View) -> tuple[Point, ...]:
    """The weakest condition where one is known, and who has answered."""
    return tuple(
        point.model_copy(update={"section": "trust"}) if point.section == "coverage" else point
        for point in (*weakest_points(view), answers_point(view))
    )


def open_region_sections(view: View) -> tuple[Section, ...]:
    """The sections, each from what these readers may see; there is no annex."""
    return tuple(section for section in _sections(view) if section.blocks)


def _sections(view: View) -> Iterable[Section]:
    yield on_page(position_section(view, None), "provinces", "facilities-part", "province-table", "map")
    conditions = conditions_heatmap(view)
    yield conditions.model_copy(update={"blocks": (*conditions.blocks, *regional_reached_table(view))})
    yield from regional_patients_section(view)
    yield from regional_exchange_section(view)
    yield from duties_section(view, None)
    yield from models_section(view, None)
    yield trust_section(view, (coverage_figure_of_all(view),))
