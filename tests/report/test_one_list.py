"""One decision list: page one, plan, circular, letters, sheets, work list and terminal are cuts of it in its
order; and its advice is none that a reader finds absurd beside the answers. Thirteen provinces of the
example's region with four facilities each, as values."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import pytest
from rich.console import Console
from tests.report.odd_rounds import odd_round
from tests.report.words import told

from dxassess.cli.tables import advice as tables
from dxassess.insight.analysis import Analysis, analyse
from dxassess.insight.barriers import BARRIERS, tagged
from dxassess.insight.decision import Decision
from dxassess.insight.decision_order import FIRST, PLANNED
from dxassess.insight.tasks import TOP, decisions_of, tasks
from dxassess.law.acts import acts
from dxassess.places.register import DEPARTMENT
from dxassess.report.page.build import build_reports
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.people.letters import MOST, circular, facility_letter
from dxassess.report.people.worklist import PLANS, work_list
from dxassess.report.sections.actions import QUARTER_TABLES
from dxassess.report.value.model import Report, Table
from dxassess.report.value.say import say
from dxassess.report.value.words import Message, Number
from dxassess.scoring.score import Score
from dxassess.statistics.province_score import ProvinceScore

MEKONG = ("80", "82", "83", "84", "86", "87", "89", "91", "92", "93", "94", "95", "96")
UNDER_WAY = 0.4
NEEDS_SOFTWARE = {"C3.2.4", "C3.7.4", "C3.7.5", "C3.7.6", "C3.7.7", "C3.7.8", "C3.9.3", "C3.5.4"}


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(odd_round(MEKONG, count=4, vintage="gso2004", blank=0.02))


@pytest.fixture(scope="module")
def reports(analysis: Analysis) -> dict[str, Report]:
    return {report.stem: report for report in build_reports(analysis)}


def rows(report: Report, name: str) -> list[object]:
    """The codes in the first column of a table, of a page or of the annex."""
    blocks = [block for section in (*report.sections, *report.annex) for block in section.blocks]
    found = [block for block in blocks if isinstance(block, Table) and block.id == name]
    return [row[0].content for table in found for row in table.rows]


def numbered(report: Report, name: str) -> list[tuple[int, object]]:
    """The steps of a quarter on the page: their number in the list and their code."""
    blocks = [block for section in report.sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table) and block.id == name]
    return [
        (int(number.content.value), dict(step.content.facts)["code"])
        for table in tables
        for number, step, *_ in table.rows
        if isinstance(number.content, Number) and isinstance(step.content, Message) and number.content.value
    ]


def items(entries: tuple[Decision, ...]) -> list[str]:
    return [entry.item for entry in entries]


def printed(monkeypatch: pytest.MonkeyPatch, show: Callable[[], None], codes: list[str]) -> list[str]:
    """The codes in the order in which the terminal shows them."""
    wide = Console(file=io.StringIO(), width=400)
    monkeypatch.setattr(tables, "console", lambda: wide)
    show()
    assert isinstance(wide.file, io.StringIO)
    cells = [line.split("│")[1].strip() for line in wide.file.getvalue().splitlines() if "│" in line]
    return [cell for cell in cells if cell in codes]


def test_page_one_is_the_beginning_of_the_plan_and_both_of_the_list(
    analysis: Analysis, reports: dict[str, Report]
) -> None:
    by_stem = {"region": None} | {
        report.stem: f"gso2004:{report.stem[:2]}" for report in reports.values() if report.kind == "province"
    }
    assert len(by_stem) == len(MEKONG) + 1
    for stem, key in by_stem.items():
        whole = items(analysis.decisions[key].entries)
        assert rows(reports[stem], "plan") == whole[:PLANNED]
        together = [step for name in QUARTER_TABLES for step in numbered(reports[stem], name)]
        assert together == [*enumerate(whole[:PLANNED], start=1)], "one run of numbers down the page"
        assert len(numbered(reports[stem], QUARTER_TABLES[0])) == FIRST
        days = [entry.due or "9" for entry in analysis.decisions[key].entries[FIRST:PLANNED]]
        quarters = [(day[:4], (int(day[5:7] or 0) + 2) // 3) for day in days]
        assert quarters == sorted(quarters)
        assert [dict(point.text.facts)["code"] for point in reports[stem].actions] == whole[:FIRST]


def test_the_plan_treats_what_page_one_names(analysis: Analysis, reports: dict[str, Report]) -> None:
    """Of each condition or barrier in the answer to "what holds us back" that any step eases, one step stands
    in the plan, and one of them among the three of page one."""
    seen = 0
    for province in analysis.provinces:
        report = next(r for r in reports.values() if r.stem.startswith(province.key[-2:]))
        named = {
            code
            for code in (*(c.code for c in analysis.round.conditions), *BARRIERS)
            if told(name_of(analysis, code)) in told(report.questions[2].text)
        }
        treated = [
            [name for name in named if concerns(analysis, e, name)] for e in entries_of(analysis, province)
        ]
        for name in {name for names in treated for name in names}:
            assert any(name in names for names in treated[:PLANNED]), (report.stem, name)
            seen += 1
        assert not any(treated) or any(treated[:FIRST]), report.stem
    assert seen >= len(MEKONG)


def test_page_one_says_which_of_the_three_are_the_departments(
    analysis: Analysis, reports: dict[str, Report]
) -> None:
    for province in analysis.provinces:
        report = next(r for r in reports.values() if r.stem.startswith(province.key[-2:]))
        answer = next(each for each in report.questions if each.title.key == "question.first")
        first = analysis.decisions[province.key].entries[:FIRST]
        numbers = [f"{n}" for n, entry in enumerate(first, start=1) if entry.owners == (DEPARTMENT,)]
        assert told(answer.text).split(": number")[-1].strip("s .").split(", ") == numbers


def name_of(analysis: Analysis, code: str) -> Message:
    if code in BARRIERS:
        return say(f"barrier.{code}")
    return say("plain", text=analysis.round.condition_name(code))


def entries_of(analysis: Analysis, province: ProvinceScore) -> tuple[Decision, ...]:
    return analysis.decisions[province.key].entries


def concerns(analysis: Analysis, entry: Decision, name: str) -> bool:
    """Whether an entry is about a condition, or its item is one of those behind a barrier."""
    if name not in BARRIERS:
        return entry.condition == name
    return any(entry.item in tagged(name, questionnaire) for questionnaire in analysis.round.questionnaires)


def test_circular_work_list_and_terminal_follow_the_list_of_the_province(
    analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = [dict(zip(PLANS, row, strict=True)) for row in work_list(analysis, "vi").plans]
    names = [str(row["province"]) for row in plans]
    for province in analysis.provinces:
        decisions = analysis.decisions[province.key]
        asked = [step.text for step in circular(analysis, province).advice]
        assert asked == [entry.text for entry in decisions.of_facilities[:MOST]]
        name = circular(analysis, province).province
        assert [row["item"] for row in plans if row["province"] == name] == items(decisions.entries)
        assert names.count(name) == len(decisions.entries)
        whole = items(decisions.entries)
        shown = printed(monkeypatch, partial(tables.print_province, analysis, province.key), whole)
        assert shown == whole[: len(shown)]
        assert len(shown) >= FIRST


def test_letter_sheet_work_list_and_terminal_follow_the_list_of_the_respondent(
    analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(analysis.round.facilities) >= 40
    by_code: dict[str, list[str]] = {}
    for task in tasks(analysis):
        by_code.setdefault(task.code, []).append(task.decision.item)
    for score in analysis.round.facilities:
        own = analysis.facility_decisions[score.file].entries
        sheet = rows(facility_sheet(analysis, score), "next-steps")
        assert sheet == items(own)[: len(sheet)]
        assert len(sheet) == min(8, len(own))
        letter = facility_letter(analysis, score)
        assert [step.text for step in letter.advice] == [entry.text for entry in own[:MOST]]
        assert by_code[score.code or ""] == items(own)[:TOP]
        show = partial(tables.print_next, analysis, analysis.cases[score.file])
        shown = printed(monkeypatch, show, items(own))
        assert shown == items(own)[:10]


def respondents(analysis: Analysis) -> list[Score]:
    return [*analysis.round.facilities, *analysis.round.departments]


def test_nothing_is_advised_that_is_done_blank_not_asked_or_before_what_it_rests_on(
    analysis: Analysis,
) -> None:
    for score in respondents(analysis):
        case = analysis.cases[score.file]
        nodes, asked = case.score.node_by_code, case.questionnaire.item_by_code
        for entry in decisions_of(analysis, score):
            node = nodes[entry.item]
            assert node.state == "scored"
            assert (node.score or 0.0) < entry.then
            for before in asked[entry.item].after:
                if nodes[before].state in ("scored", "missing"):
                    assert (nodes[before].score or 0.0) >= UNDER_WAY - 1e-9, (score.code, entry.item, before)


def test_who_has_no_software_is_not_told_to_connect_it(analysis: Analysis) -> None:
    nodes = [(score, score.node_by_code["C3.2.3"]) for score in analysis.round.facilities]
    without = [score for score, node in nodes if node.state == "scored" and (node.score or 0.0) < UNDER_WAY]
    assert without
    for score in without:
        assert NEEDS_SOFTWARE.isdisjoint(items(analysis.facility_decisions[score.file].entries))


def test_every_entry_says_what_to_do_how_to_begin_and_until_when(analysis: Analysis) -> None:
    for score in respondents(analysis):
        case = analysis.cases[score.file]
        kind = score.type or DEPARTMENT
        for entry in decisions_of(analysis, score):
            assert entry.first_step is not None
            assert entry.text != case.questionnaire.item_by_code[entry.item].text
            assert entry.due is not None
            assert entry.due > analysis.round.day or entry.deadline == analysis.round.day
            assert entry.owners == (kind,)
            assert all(acts()[act].binds_on(analysis.round.day, kind) for act in entry.duties)
            assert (entry.urgency == "duty") == bool(entry.duties)


def test_good_models_do_not_crowd_out_and_an_indicator_enters_once(analysis: Analysis) -> None:
    for score in analysis.round.facilities:
        entries = analysis.facility_decisions[score.file].entries
        assert sum(entry.condition == "C5" for entry in entries[:5]) <= 1
        gains = [entry.indicator for entry in entries if entry.urgency == "gain" and not entry.is_gate]
        assert len(set(gains)) == len(gains)


def test_a_province_counts_the_facilities_whose_own_lists_hold_an_entry(analysis: Analysis) -> None:
    for province in analysis.provinces:
        lists = [
            items(analysis.facility_decisions[score.file].entries)
            for score in analysis.round.facilities_of(province.key)
        ]
        decisions = analysis.decisions[province.key]
        for entry in decisions.of_facilities:
            assert entry.concerns == sum(entry.item in own for own in lists)
        first = decisions.entries[:FIRST]
        assert {entry.by_department for entry in first} == {True, False}
