"""The report of a province: ten pages, each subject on its own, and the annex behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxassess.report.page.headline import lead
from dxassess.report.page.law import law_section
from dxassess.report.page.places import in_annex, on_page
from dxassess.report.sections.actions import QUARTER_TABLES, actions_section
from dxassess.report.sections.barriers import barriers_section
from dxassess.report.sections.by_gates import silent_table
from dxassess.report.sections.change import change_section
from dxassess.report.sections.comparison import comparison_section
from dxassess.report.sections.conditions import conditions_section
from dxassess.report.sections.facilities import facilities_section
from dxassess.report.sections.good_models import learn_table, models_section
from dxassess.report.sections.position import position_section
from dxassess.report.sections.proposals import asks_table
from dxassess.report.sections.quality import quality_section
from dxassess.report.sections.sources import coverage_section, files_section, method_section
from dxassess.report.sections.systems import systems_section
from dxassess.report.value.model import Bullet, Paragraph, Section
from dxassess.report.value.say import say
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore

_LIKE = ("peers", "mix")
_PRINTED = {
    "position": ("provinces", "facilities-part", *_LIKE, "moves-figure"),
    "change": ("moves-figure", "change-table"),
    "conditions": ("profile", "ladder", "next-level"),
    "comparison": ("gap",),
    "systems": ("systems", "connections", "law"),
    "barriers": ("barriers-figure", "barriers-said"),
    "facilities": ("types", "needs-help", "near-level", "can-share"),
    "actions": QUARTER_TABLES,
    "models": ("learn", "asks", "model-cards"),
    "trust": ("answers", "visits", "silent"),
}
"""The blocks that stand on each page; all others are in the annex."""


_TOLD_ELSEWHERE = ("lead.rank", "lead.standard")


def province_sections(view: View, province: ProvinceScore) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections of the pages, and those of the annex. A section with nothing for its page is in the annex
    alone."""
    pages: list[Section] = []
    annex: list[Section] = []
    for section in _sections(view, province):
        ids = _printed(section)
        page = on_page(section, *ids)
        if page.blocks and section.id in _PRINTED:
            pages.append(page)
        annex += in_annex(section, *ids)
    return tuple(pages), tuple(annex)


def _printed(section: Section) -> tuple[str, ...]:
    """The blocks of a section that stand on its page. Where the page of the position tells of a change, the
    chart of like provinces gives way, so that it stays readable."""
    ids = _PRINTED.get(section.id, ())
    changed = any(_is(block, "moves-figure") for block in section.blocks)
    return tuple(one for one in ids if one != "peers") if section.id == "position" and changed else ids


def _sections(view: View, province: ProvinceScore) -> Iterable[Section]:
    """Everything that is said of the province, by subject, in the order of the pages."""
    key, is_alone = province.key, len(view.scored()) < 2
    if not view.round.facilities_of(key) and view.round.department_of(key) is None:
        yield _nothing_heard(view, province)
        yield files_section(view.round.outcomes_of(key), view.round.memory.returned_hashes)
        return
    comparison = comparison_section(view, province)
    change = change_section(view, province)
    if is_alone:
        yield from change
    else:
        like = [block for block in comparison.blocks if _is(block, *_LIKE)]
        position = position_section(view, province)
        yield _joined(position, position.blocks, like, *(section.blocks for section in change))
    yield conditions_section(view, province)
    if not is_alone:
        yield comparison.model_copy(
            update={"blocks": tuple(b for b in comparison.blocks if not _is(b, *_LIKE))}
        )
    systems = systems_section(view, province)
    yield _joined(systems, systems.blocks, *(section.blocks for section in law_section(view, key)))
    yield from barriers_section(view, province)
    yield facilities_section(view, key)
    yield actions_section(view, key)
    models = models_section(view, key)
    yield _joined(models, (learn_table(view, key), asks_table(view, key)), models.blocks)
    yield _trust(view, province)
    yield files_section(view.round.outcomes_of(key), view.round.memory.returned_hashes)


def _trust(view: View, province: ProvinceScore) -> Section:
    """Who answered, what is odd, how the numbers came about."""
    coverage, quality, method = (
        coverage_section(view, province),
        quality_section(view, province),
        method_section(view),
    )
    section = Section(id="trust", title=say("section.trust"), intro=say("section.trust.intro"), blocks=())
    # Rank and standard stand on the pages of position and conditions.
    spoken_messages = (
        message for message in lead(view, province) if not message.key.startswith(_TOLD_ELSEWHERE)
    )
    opening = Bullet(messages=tuple(spoken_messages))
    return _joined(section, (opening,), coverage.blocks, quality.blocks, method.blocks)


def _nothing_heard(view: View, province: ProvinceScore) -> Section:
    """All that can be said where nobody's answers count: who was to answer, and how it would be counted."""
    trust = _trust(view, province)
    return _joined(trust, trust.blocks, silent_table(view, province.key))


def _joined(section: Section, *parts: Sequence[object]) -> Section:
    return section.model_copy(update={"blocks": tuple(block for part in parts for block in part)})


def _is(block: object, *block_ids: str) -> bool:
    return not isinstance(block, Paragraph) and getattr(block, "id", None) in block_ids
