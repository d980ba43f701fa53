"""What holds a province back most: question, mark and sentence are about one thing, and it is behind. Read
beside the scores and barriers themselves, over the thirteen provinces of a region and odd rounds."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import fmean

import pytest
from tests.report.odd_rounds import ODD_ROUNDS
from tests.report.words import told

from dxassess.files.outputs import SAVED_FILE
from dxassess.insight.analysis import analyse
from dxassess.insight.story import Story
from dxassess.report.data.saved import load_reports
from dxassess.report.page.holding import holding
from dxassess.report.page.questions import questions
from dxassess.report.value.model import Enquiry, Figure, Report, Table
from dxassess.report.value.say import say
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore

FEW = (
    "one facility",
    "one province",
    "two provinces",
    "no Department",
    "all blank",
    "half blank",
    "one silent",
)
COUNTED = "question.holding.mark."


def scores_in(view: View, key: str) -> dict[str, float]:
    """The scores of a province's conditions by printed name."""
    own = next(p for p in view.analysis.provinces if p.key == key)
    return {
        str(told(view.round.condition_name(node.code))): node.score
        for node in own.conditions
        if node.score is not None
    }


def printed(answer: Enquiry, name: str) -> int:
    fact = dict(answer.text.facts)[name]
    assert isinstance(fact, Number)
    assert fact.value is not None
    return round(fact.value * 100)


def check(view: View, province: ProvinceScore) -> str:
    """The key of the sentence, which is true and names what the mark names."""
    answer = holding(view, province)
    assert answer in questions(view, province)
    assert answer.title.key == "question.holding"
    mark, sentence = told(answer.mark), told(answer.text)
    own = scores_in(view, province.key)
    named = [name for name in own if re.search(rf"\b{re.escape(name)}\b", sentence)]
    counted = isinstance(answer.mark, Message) and answer.mark.key.startswith(COUNTED)
    if answer.text.key in ("question.unknown", "question.holding.none"):
        assert mark == "–"
        assert not view.analysis.stories[province.key].behind
    elif "barrier" in answer.text.key:
        check_barriers(view, province.key, sentence)
    elif counted:
        assert len(named) > 1
        assert mark.split()[0] == str(len(named))
    else:
        assert named == [mark]
    if ".behind" in answer.text.key:
        story = view.analysis.stories[province.key]
        for name in named:
            others = fmean(scores_in(view, key)[name] for key in story.like)
            assert own[name] < others
            if len(named) == 1:
                assert (printed(answer, "own"), printed(answer, "others")) == (
                    round(own[name] * 100),
                    round(others * 100),
                )
    if ".weakest" in answer.text.key:
        assert min(own, key=lambda name: own[name]) in named
    if ".below" in answer.text.key:
        elsewhere = [scores_in(view, other.key) for other in view.scored() if other.key != province.key]
        assert all(own[name] < fmean(other[name] for other in elsewhere if name in other) for name in named)
    return answer.text.key


def check_barriers(view: View, key: str, sentence: str) -> None:
    severities = {
        other: {told(Message(key=f"barrier.{b.tag}")): b.severity for b in barriers}
        for other, barriers in view.analysis.barriers.items()
    }
    named = [name for name in severities[key] if name in sentence]
    assert named
    for name in named:
        own = severities[key][name]
        others = [
            v for other in severities if other != key and (v := severities[other].get(name)) is not None
        ]
        assert own is not None
        assert own > fmean(others)


def test_over_thirteen_provinces_it_is_one_thing_that_is_behind(example_reports: Path) -> None:
    """In the reports of the example, beside their tables of conditions."""
    reports = load_reports((example_reports / SAVED_FILE).read_bytes(), path=SAVED_FILE).reports
    keys = [check_saved(report) for report in reports if report.kind == "province"]
    assert len(keys) == 13
    assert {"question.holding.behind", "question.holding.weakest"} <= set(keys)


def test_over_thirteen_provinces_page_one_hangs_together(example_reports: Path) -> None:
    """What holds back is treated among the three things; the Department's part is that of the waterfall; the
    targets that are missed are those of the table of systems."""
    reports = load_reports((example_reports / SAVED_FILE).read_bytes(), path=SAVED_FILE).reports
    for report in reports:
        if report.kind != "province":
            continue
        answers = {each.title.key: each for each in report.questions}
        bodies = [told(point.text) for point in report.actions]
        eased = [
            body.split("eases what holds us back most: ")[1].split(".")[0]
            for body in bodies
            if "eases" in body
        ]
        assert any(name in told(answers["question.holding"].text) for name in eased), report.stem
        blocks = [block for section in (*report.sections, *report.annex) for block in section.blocks]
        (gap,) = (block for block in blocks if isinstance(block, Figure) and block.id == "gap")
        assert gap.table is not None
        part = gap.table.rows[-1][1].content
        assert isinstance(part, Number)
        assert answers["question.own"].mark == say("question.own.mark", part=part)
        (systems,) = (block for block in blocks if isinstance(block, Table) and block.id == "systems-table")
        shares = [
            (row[1].content.value, row[3].content.value)
            for row in systems.rows
            if isinstance(row[1].content, Number) and isinstance(row[3].content, Number)
        ]
        known = [(value, aim) for value, aim in shares if value is not None and aim is not None]
        missed = sum(value < aim for value, aim in known)
        assert report.deadline is not None
        assert told(report.deadline).startswith(f"{missed} of {len(known)} quantified targets are missed")


def check_saved(report: Report) -> str:
    answer = next(each for each in report.questions if each.title.key == "question.holding")
    blocks = [block for section in report.annex for block in section.blocks]
    (table,) = (block for block in blocks if isinstance(block, Table) and block.id == "conditions-table")
    own = {
        told(row[0].content): row[1].content.value for row in table.rows if isinstance(row[1].content, Number)
    }
    mark, sentence = told(answer.mark), told(answer.text)
    named = [name for name in own if name in sentence]
    several = answer.text.key.endswith(".several")
    if "barrier" not in answer.text.key:
        assert (mark.split()[0] == str(len(named))) if several else named == [mark], report.stem
    if answer.text.key == "question.holding.behind":
        assert printed(answer, "own") == round((own[mark] or 0.0) * 100) < printed(answer, "others")
    if ".weakest" in answer.text.key:
        assert min(own, key=lambda name: own[name] or 0.0) in named
    lower = {told(row[0].content) for row in table.rows if is_lower(row[5].content)}
    if ".behind" not in answer.text.key:
        assert (".below" in answer.text.key) == bool(lower), report.stem
        assert not lower or set(named) == lower
    return answer.text.key


def is_lower(verdict: object) -> bool:
    return isinstance(verdict, Message) and verdict.key == "verdict.lower"


@pytest.mark.parametrize("name", FEW)
def test_in_odd_rounds_too(name: str) -> None:
    view = View(analysis=analyse(ODD_ROUNDS[name]()))
    for province in view.analysis.provinces:
        check(view, province)


def test_what_it_is_ahead_in_does_not_hold_it_back(small: View) -> None:
    """Tiền Giang, 0.8 in C2, is surely ahead of Long An, 0.4, there, and behind nowhere: C1 is the same."""
    key = "gso2004:82"
    province = next(p for p in small.analysis.provinces if p.key == key)
    story = small.analysis.stories[key]
    assert isinstance(story, Story)
    assert (story.behind, story.ahead) == ((), ("C2",))
    assert (
        check(small, next(p for p in small.analysis.provinces if p.key != key)) == "question.holding.behind"
    )
    answer = holding(small, province)
    assert answer.text.key == "question.holding.weakest"
    assert answer.mark == small.round.condition_name("C2")
