"""The report of a province for the public and for facilities, from its own outline: where it stands, what
that means for a patient, how far to trust it (method.md §7).

It tells of no single facility, names no item, gives no count of facilities with an answer, and says nothing
of what is not secure: those who can mend that read it in the Department's copy and in their own sheet."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.report.page.certainty import open_certainty
from dxassess.report.page.open.exchange import exchange_section
from dxassess.report.page.open.patients import patients_section, patients_sentence
from dxassess.report.page.open.reached import reached_table
from dxassess.report.page.open.sections import duties_section, models_section, trust_section
from dxassess.report.page.places import on_page
from dxassess.report.page.questions import against, question, standing, trust, unknown
from dxassess.report.sections.change import change_section
from dxassess.report.sections.conditions import conditions_section
from dxassess.report.sections.position import position_section
from dxassess.report.sections.sources import coverage_section
from dxassess.report.value.model import Block, Bullet, Enquiry, Figure, Section
from dxassess.report.value.say import say
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore


def open_questions(view: View, province: ProvinceScore) -> tuple[Enquiry, ...]:
    """Where the province stands, beside whom, what that means for a patient, how far to trust it."""
    return (
        standing(view, province),
        against(view, province),
        _patients(view, province),
        trust(view, province),
    )


def _patients(view: View, province: ProvinceScore) -> Enquiry:
    sentence = patients_sentence(view, province.key)
    if sentence is None:
        return unknown("patients", "conditions")
    return question("patients", say("question.patients.mark"), sentence, "patients")


def open_province_sections(view: View, province: ProvinceScore) -> tuple[Section, ...]:
    """The sections, each from what these readers may see; there is no annex."""
    return tuple(section for section in _sections(view, province) if section.blocks)


def _sections(view: View, province: ProvinceScore) -> Iterable[Section]:
    key = province.key
    if len(view.scored()) > 1:
        yield on_page(position_section(view, province), "provinces", "facilities-part")
    yield from _change(view, province)
    conditions = on_page(conditions_section(view, province), "profile", "ladder")
    yield conditions.model_copy(update={"blocks": (*conditions.blocks, *reached_table(view, key))})
    yield from patients_section(view, key)
    yield from exchange_section(view, key)
    yield from duties_section(view, key)
    yield from models_section(view, key)
    yield trust_section(view, _who_answered(view, province))


def _change(view: View, province: ProvinceScore) -> Iterable[Section]:
    """How the province moved, without how many facilities joined or left."""
    for section in change_section(view, province):
        figures = [block for block in section.blocks if isinstance(block, Figure)]
        yield section.model_copy(
            update={"blocks": tuple(figure.model_copy(update={"note": None}) for figure in figures)}
        )


def _who_answered(view: View, province: ProvinceScore) -> Iterable[Block]:
    yield Bullet(messages=open_certainty(view, province))
    yield from on_page(coverage_section(view, province), "answers").blocks
