"""A province alone is compared with nothing of its own; of one whose forms say nothing no page is made about
nothing. The rounds are those of odd_rounds.py."""

from __future__ import annotations

import pytest
from tests.report.odd_rounds import ODD_ROUNDS
from tests.report.words import printed, told

from dxassess.insight.analysis import analyse
from dxassess.report.page.build import build_reports
from dxassess.report.page.law import law_section
from dxassess.report.page.places import in_annex, on_page
from dxassess.report.sections.facilities import blockers_table
from dxassess.report.value.charts import Bullets, Dots
from dxassess.report.value.model import Block, Figure, Report, Section, Table
from dxassess.report.value.say import count, level_cell, say
from dxassess.report.view import View

HANOI = "gso2025:01"


@pytest.fixture(scope="module")
def alone() -> View:
    return View(analysis=analyse(ODD_ROUNDS["one province"]()))


@pytest.fixture(scope="module")
def report(alone: View) -> Report:
    return build_reports(alone.analysis)[1]


def block(report: Report, name: str) -> Block:
    (found,) = (b for s in report.sections for b in s.blocks if getattr(b, "id", "") == name)
    return found


def test_systems_stand_beside_their_targets_and_no_mean(report: Report) -> None:
    figure = block(report, "systems")
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, Bullets)
    assert {row.region for row in figure.chart.rows} == {None}
    assert figure.sub == say("systems.sub.alone")


def test_the_worst_barrier_stands_first_and_alone_is_marked(report: Report) -> None:
    figure = block(report, "barriers-figure")
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, Dots)
    values = [mark.value or 0.0 for mark in figure.chart.marks]
    assert values == sorted(values, reverse=True)
    assert [mark.own for mark in figure.chart.marks] == [True] + [False] * (len(values) - 1)


def test_no_page_says_that_it_compares_with_other_provinces(report: Report) -> None:
    words = [told(section.intro, "vi") for section in report.sections if section.intro]
    assert words
    assert not [said for said in words if "trung bình các tỉnh" in said]


def test_a_page_of_law_holds_the_nearest_deadlines_and_tells_of_the_others(alone: View) -> None:
    (law,) = law_section(alone, HANOI)
    page, whole = law.blocks
    assert isinstance(page, Table)
    assert isinstance(whole, Table)
    assert page.title == say("law.table", n=count(4), passed=count(4))
    assert len(page.rows) == 4
    assert page.note is not None
    assert "4 more acts are in the annex" in told(page.note)
    assert len(whole.rows) > 8


def test_what_holds_facilities_is_told_as_a_state_not_as_a_question(alone: View) -> None:
    rows = printed(blockers_table(alone, HANOI), "vi")
    assert rows
    assert not [row for row in rows if row[1].endswith("?")]


def test_where_nobody_is_heard_a_report_says_who_was_to_answer_and_no_more() -> None:
    blank = build_reports(analyse(ODD_ROUNDS["all blank"]()))[1]
    assert [section.id for section in blank.sections] == ["trust"]
    silent = block(blank, "silent")
    assert isinstance(silent, Table)
    assert len(silent.rows) == 5


def test_a_table_without_rows_stands_nowhere() -> None:
    empty = Table(id="visits", head=(say("head.code"),), rows=())
    section = Section(id="trust", title=say("section.trust"), intro=None, blocks=(empty,))
    assert on_page(section, "visits").blocks == ()
    assert in_annex(section) == ()


def test_that_a_level_is_nought_or_more_is_not_told() -> None:
    assert told(level_cell(0, least=True).content) == "–"
    assert told(level_cell(1, least=True).content) == "at least 1"
    assert told(level_cell(0).content) == "0"
