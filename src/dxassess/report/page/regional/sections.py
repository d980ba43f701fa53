"""The sections of the report of all provinces side by side, and the annex behind them."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.report.page.law import law_section
from dxassess.report.page.places import in_annex, on_page
from dxassess.report.page.regional.barriers import regional_barriers_section
from dxassess.report.page.regional.robustness import robustness_section
from dxassess.report.sections.actions import QUARTER_TABLES, actions_section
from dxassess.report.sections.change import regional_change_section
from dxassess.report.sections.conditions import conditions_heatmap
from dxassess.report.sections.facilities import blockers_table, levels_figure
from dxassess.report.sections.good_models import models_section
from dxassess.report.sections.position import position_section
from dxassess.report.sections.proposals import proposals_section
from dxassess.report.sections.quality import regional_quality_section
from dxassess.report.sections.sources import files_section, method_section, regional_coverage_section
from dxassess.report.sections.systems import regional_systems_section
from dxassess.report.value.model import Section
from dxassess.report.value.say import counted, say
from dxassess.report.view import View

_PRINTED = {
    "position": ("provinces", "facilities-part", "province-table", "map"),
    "conditions": ("condition-table",),
    "change": ("change-table",),
    "systems": ("systems-summary", "connections"),
    "law": ("law",),
    "barriers": ("barriers-summary",),
    "facilities": ("levels", "blockers"),
    "actions": QUARTER_TABLES,
    "models": ("teachers",),
    "proposals": ("proposals",),
    "coverage": ("answers",),
    "quality": ("grades",),
    "method": (),
}
"""The blocks that are printed of each subject; all others are in the annex."""


def regional_sections(view: View) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections of the report, and those of its annex."""
    pages: list[Section] = []
    annex: list[Section] = []
    for section in _sections(view):
        ids = _PRINTED.get(section.id, ())
        page = on_page(section, *ids)
        if page.blocks and section.id in _PRINTED:
            pages.append(page)
        annex += in_annex(section, *ids)
    return tuple(pages), tuple(annex)


def _sections(view: View) -> Iterable[Section]:
    """Everything that is said of all provinces, by subject, in the order of the pages."""
    yield position_section(view, None)
    yield conditions_heatmap(view)
    yield from regional_change_section(view)
    yield regional_systems_section(view)
    yield from law_section(view, None)
    yield from regional_barriers_section(view)
    yield _facilities(view)
    yield actions_section(view, None)
    yield models_section(view, None)
    yield proposals_section(view)
    yield regional_coverage_section(view)
    yield regional_quality_section(view)
    yield robustness_section(view)
    yield method_section(view)
    yield files_section(view.round.outcomes, view.round.memory.returned_hashes)


def _facilities(view: View) -> Section:
    return Section(
        id="facilities",
        title=say("section.facilities"),
        intro=counted("section.facilities.intro", len(view.round.facilities)),
        blocks=(levels_figure(view, None), blockers_table(view, None)),
    )
