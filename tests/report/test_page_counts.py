"""How many pages of paper a report has, whatever the round holds: ten at most of a province, twelve of a
region, one of a brief, two of a facility's sheet."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.reference.by_hand import facility, line, made
from tests.report.golden import golden_round
from tests.report.odd_rounds import DAY, LONG_NAME, asked, filled
from tests.report.workshop import workshop_view

from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import Analysis, analyse
from dxassess.places.register import Entry, Register
from dxassess.render.compose import compose
from dxassess.render.pdf import render_pdf
from dxassess.report.page.behind import annex_report, brief_report
from dxassess.report.page.build import build_reports
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.value.model import Report, Table
from dxassess.round.round import build_round
from dxassess.round.settings import Settings
from dxassess.scoring.score import Score
from dxassess.wording.wording import wording

PROVINCES = ("80", "82", "83", "84", "86", "87", "89", "91", "92", "93", "94", "95", "96")


def pages(report: Report | None, language: str = "vi") -> int:
    assert report is not None
    document = compose(report, wording("report", language), wording("render", language))
    with pikepdf.open(io.BytesIO(render_pdf(document, template_folder=shipped_templates()))) as pdf:
        return len(pdf.pages)


def crowded() -> Analysis:
    """Four hundred facilities in one of thirteen provinces, and names as long as any."""
    files, lines = [], []
    for place in PROVINCES:
        for n in range(400 if place == PROVINCES[0] else 1):
            files.append(facility(f"{place}{n:03}", "a", n % 97, place))
            lines.append(line(f"{place}{n:03}", "a", place))
    named = [
        one.model_copy(
            update={
                "submission": one.submission.model_copy(
                    update={"facts": one.submission.facts.model_copy(update={"name": "Trạm y tế xã " * 15})}
                )
            }
        )
        if one.submission is not None
        else one
        for one in files
    ]
    return analyse(made(named, lines))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_province_has_ten_pages_and_its_brief_one(language: str) -> None:
    for analysis in (workshop_view().analysis, analyse(golden_round(), golden_round(earlier=True))):
        own = next(r for r in build_reports(analysis) if r.stem == "80-long-an")
        assert pages(own, language) <= 10
        assert pages(brief_report(own), language) == 1


def test_four_hundred_facilities_still_have_ten_pages() -> None:
    region, *provinces = build_reports(crowded())
    own = next(report for report in provinces if report.stem == "80-long-an")
    assert pages(own) <= 10
    assert pages(region) <= 12
    annex = annex_report(own)
    assert annex is not None
    blocks = [block for section in annex.sections for block in section.blocks]
    rows = [len(block.rows) for block in blocks if isinstance(block, Table) and block.id == "facility-table"]
    assert rows == [400], "nobody is left out of the annex"


@pytest.fixture(scope="module")
def of_every_type() -> Analysis:
    """Six facilities of each type with a name as long as any; all to half of their questions are answered."""
    questionnaire = asked()[0]
    files, lines = [], []
    for number, kind in enumerate(type_.code for type_ in questionnaire.types):
        for n, blank in enumerate((0.0, 0.1, 0.2, 0.3, 0.4, 0.5)):
            code = f"80{number}{n:02}"
            files.append(filled(questionnaire, code, "gso2004:80", kind, blank=blank))
            lines.append(Entry(code=code, name=LONG_NAME, type=kind, province="gso2004:80"))
    return analyse(
        build_round(
            files,
            questionnaires=asked(),
            settings=Settings.model_validate({"vintage": "gso2004", "date": DAY}),
            register=Register(entries=tuple(lines)),
        )
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_longest_sheet_of_every_type_has_two_pages(of_every_type: Analysis, language: str) -> None:
    longest: dict[str, tuple[int, Report]] = {}
    for each in of_every_type.round.facilities:
        sheet = facility_sheet(of_every_type, each)
        length, kind = len(sheet.model_dump_json()), each.type or ""
        if length > longest.get(kind, (0, sheet))[0]:
            longest[kind] = (length, sheet)
    assert len(longest) == len(asked()[0].types)
    assert {kind: pages(sheet, language) for kind, (_, sheet) in longest.items()} == dict.fromkeys(longest, 2)


def open_items(score: Score) -> set[str]:
    return {n.code for n in score.overall.walk() if n.kind == "item" and n.state == "missing"}


def test_a_half_filled_sheet_names_every_open_question(of_every_type: Analysis) -> None:
    emptiest = max(of_every_type.round.facilities, key=lambda each: len(open_items(each)))
    assert len(open_items(emptiest)) > 20
    told_open = facility_sheet(of_every_type, emptiest).sections[-1].model_dump_json()
    assert {code for code in open_items(emptiest) if code not in told_open} == set()
