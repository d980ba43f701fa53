"""What is not known is told as that wherever it is told: a level that may be higher, a condition without a
level, a province without another to compare with, rules under which nobody has a rank.

Facilities of type a answer C1 in full, 0.9375, and C2 as given; C3 does not apply to them.
"""

from __future__ import annotations

import pytest
from tests.reference.by_hand import facility, line, made
from tests.report.by_hand import LONG_AN, figure, plain, province, table, view_by_hand
from tests.report.words import printed, told

from dxassess.insight.analysis import analyse
from dxassess.report.data.scores import SCORE_HEAD, score_rows
from dxassess.report.page.build import build_reports
from dxassess.report.page.headline import lead
from dxassess.report.page.holding import holding
from dxassess.report.page.questions import questions
from dxassess.report.page.regional.robustness import robustness_section
from dxassess.report.page.round_index import index_report
from dxassess.report.people.letters import circular
from dxassess.report.sections.comparison import comparison_section
from dxassess.report.sections.conditions import conditions_heatmap, conditions_section
from dxassess.report.sections.facilities import facilities_section
from dxassess.report.sections.map import map_figure
from dxassess.report.sections.position import position_section
from dxassess.report.value.charts import Stack, Tiles
from dxassess.report.value.model import Paragraph, Readers, Report, Table
from dxassess.report.value.say import say
from dxassess.report.view import View
from dxassess.round.round import Round

TIEN_GIANG = "gso2004:82"


def without_departments() -> Round:
    """Long An's C2 is 0.45 and 0.70, Tiền Giang's 0.5; the Departments, a quarter of C2, are silent. Overall
    (2 · 0.9375 + 0.75 · 0.5) / 3 = 0.75 at least in Tiền Giang, where C2 is 0.375 at least: level 1 there,
    and so at least 2 overall."""
    files = [facility("80000", "a", 45), facility("80001", "a", 70), facility("82000", "a", 50, "82")]
    lines = [line("80000", "a"), line("80001", "a"), line("82000", "a", "82")]
    return made(files, lines, silent_department=True)


def one_alone() -> Round:
    """Tiền Giang, of which C2 is 0.4, and Long An, of which nothing came."""
    return made([facility("82000", "a", 40, "82")], [line("80000", "a"), line("82000", "a", "82")])


def view_of(round_: Round, readers: Readers = "department") -> View:
    return View(analysis=analyse(round_), readers=readers)


def column(found: Table, head: str, language: str = "en") -> dict[str, str]:
    """The printed cells under a heading, by the first cell of their row."""
    heads = [told(one, language) for one in found.head]
    return {row[0]: row[heads.index(head)] for row in printed(found, language)}


def report_of(view: View, stem: str) -> Report:
    return next(r for r in build_reports(view.analysis, view.readers) if r.stem == stem)


def test_every_table_says_at_least_where_page_one_does() -> None:
    view = view_of(without_departments())
    level = questions(view, province(view, TIEN_GIANG))[0].mark
    assert told(level) == "at least 2 (scale 0–5)"
    for found in (
        table(position_section(view, None), "province-table"),
        table(conditions_heatmap(view), "condition-table"),
        table(index_report(build_reports(view.analysis)).sections[0], "reports"),
    ):
        assert column(found, "Level")["Tiền Giang"] == "at least 2"
    own = province(view, TIEN_GIANG)
    blocking = table(conditions_section(view, own), "next-level")
    assert column(blocking, "Level") == {"one": "4", "two": "at least 1", "three": "–"}


def test_a_condition_without_a_level_is_not_at_the_highest() -> None:
    view = view_of(without_departments())
    own = province(view, TIEN_GIANG)
    needs = column(table(conditions_section(view, own), "next-level"), "What is missing")
    assert needs["three"] == "–"


def test_the_map_has_no_tone_for_a_level_that_may_be_higher() -> None:
    (found,) = map_figure(view_of(without_departments()), None)
    assert isinstance(found.chart, Tiles)
    assert {tile.level for tile in found.chart.tiles if tile.asked} == {None}


def test_facilities_whose_level_may_be_higher_are_not_drawn_at_it() -> None:
    """80003 left C2 blank and is at level 1 at least."""
    section = facilities_section(view_by_hand(), LONG_AN)
    found = figure(section, "levels").chart
    assert isinstance(found, Stack)
    assert [(row.counts, row.unknown) for row in found.rows] == [((0, 0, 0, 1, 1, 0), 1)]
    assert column(table(section, "facility-table"), "Level")["Facility 80003"] == "at least 1"


def test_letters_and_the_flat_table_say_it_too() -> None:
    analysis = analyse(without_departments())
    own = next(one for one in analysis.provinces if one.key == TIEN_GIANG)
    letter = circular(analysis, own)
    assert (letter.level, letter.level_is_least) == (2, True)
    assert [one.level_is_least for one in letter.conditions] == [False, True, False]
    found = [dict(zip(SCORE_HEAD, row, strict=True)) for row in score_rows(analysis)]
    levels = [row["level_is_least"] for row in found if row["name"] == "Tiền Giang"]
    assert levels == ["yes", None, "yes", None]


def test_no_condition_is_the_weakest_while_one_has_no_score() -> None:
    """C2 of Long An lies between 0.43 and 0.68; C1, 0.9375, is the only condition with a score."""
    view = view_of(without_departments())
    assert holding(view, province(view, LONG_AN)).text.key == "question.holding.none"
    assert view.analysis.stories[LONG_AN].weakest == ()


def test_a_province_alone_has_a_score_and_no_mean() -> None:
    """(2 · 0.9375 + 0.4) / 3 = 0.758333; §7: it is not compared with a mean of itself."""
    view = view_of(one_alone())
    report = report_of(view, "82-tien-giang")
    assert told(report.headline) == "Tiền Giang scores about 70–81 of 100; lowest condition: two (40)"
    assert (
        told(report.headline, "vi")
        == "Tiền Giang đạt khoảng 70–81 trên 100 điểm; điều kiện thấp nhất: two (40 điểm)"
    )
    assert told(holding(view, province(view, TIEN_GIANG)).text) == (
        "The lowest condition is two (40); no like province has enough data to compare with."
    )
    section = comparison_section(view, province(view, TIEN_GIANG))
    assert not any(getattr(block, "id", "") in ("gap", "mix") for block in section.blocks)
    means = table(conditions_section(view, province(view, TIEN_GIANG)), "conditions-table")
    assert set(column(means, "Mean").values()) == {"–"}


def test_only_who_has_no_score_is_said_to_have_none() -> None:
    against = report_of(view_of(one_alone()), "region").questions[1]
    assert told(against.text).endswith("One province has no overall score to compare.")


@pytest.mark.parametrize("round_", [one_alone(), without_departments()])
def test_rules_that_rank_nobody_do_not_move_them_by_0(round_: Round) -> None:
    found = table(robustness_section(view_of(round_)), "scenarios")
    assert found.title is not None
    assert found.title.key == "tally.nothing"
    assert {plain(row[1]) for row in found.rows} == {None}


def test_a_mean_of_two_of_thirteen_provinces_is_not_the_regions() -> None:
    """The Mekong Delta had thirteen (method.md §7)."""
    assert told(view_by_hand().region) == "the provinces of this round"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_where_no_department_is_asked_none_is_missed(language: str) -> None:
    view = view_of(one_alone())
    assert "no_department" not in province(view, TIEN_GIANG).flags
    report = report_of(view, "82-tien-giang")
    words = {"vi": "Kết quả dựa trên phiếu của 1 trong 1 cơ sở y tế đã đăng ký."}
    words["en"] = "Based on answers from 1 of 1 registered facilities."
    assert told(lead(view, province(view, TIEN_GIANG))[0], language) == words[language]
    assert table(position_section(view, None), "province-table").note == say("provinces.dash")
    warned = [
        block.message.key for s in report.sections for block in s.blocks if isinstance(block, Paragraph)
    ]
    assert "flag.no_department" not in warned
    trust = told(report_of(view, "region").questions[-1].text, language)
    assert "Sở Y tế" not in trust
    assert "Department" not in trust


def told_of_the_silent(round_: Round) -> list[str]:
    """The sentences on what the silent facilities of Long An would change."""
    blocks = [block for s in report_of(view_of(round_), "80-long-an").sections for block in s.blocks]
    keys = [block.message.key for block in blocks if isinstance(block, Paragraph)]
    return [key for key in keys if key.startswith("silent.")]


def test_nothing_is_said_of_the_silent_where_nobody_is() -> None:
    assert told_of_the_silent(made([facility("80000", "a", 55)], [line("80000", "a")])) == []


def test_no_level_that_may_be_higher_is_said_to_stay() -> None:
    """80000 left C2 blank: (2 · 0.9375 + 0) / 3 = 0.625, and C2, at least at level 0, holds it at 1."""
    round_ = made([facility("80000", "a", None)], [line("80000", "a"), line("80001", "a")])
    assert told_of_the_silent(round_) == ["silent.ends"]
