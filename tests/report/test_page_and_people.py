"""Page one, the sheet, the letters and the work list of a small round (tests/report/by_hand.py)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.report.by_hand import LONG_AN, TIEN_GIANG, figure, plain, province, view_by_hand

from dxassess.report.page.build import build_reports
from dxassess.report.page.headline import difference, headline, lead
from dxassess.report.page.questions import questions
from dxassess.report.page.round_index import index_report
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.people.letters import circular, facility_letter, letters
from dxassess.report.people.worklist import PLANS, TASKS, work_list
from dxassess.report.value.charts import Profile
from dxassess.report.value.model import Table
from dxassess.report.value.say import count, part_of, say, score
from dxassess.report.value.words import Message, Number


def fact(message: Message, name: str) -> float:
    found = dict(message.facts)[name]
    assert isinstance(found, Number)
    assert found.value is not None
    return round(found.value, 6)


def test_the_headline_is_the_place_of_the_province_and_what_makes_it_differ() -> None:
    """C1 is the same in both; C2 of Long An is 0.4, of the only other province 0.8."""
    view = view_by_hand()
    told = headline(view, province(view, LONG_AN))
    assert fact(told, "mean") == 0.825
    second = dict(told.facts)["second"]
    story = view.analysis.stories[LONG_AN]
    assert second == difference(view, story)
    assert story.lags[0].condition == "C2"
    assert story.gap == pytest.approx((0.4 - 0.8) / 3)


def test_without_its_department_the_facilities_stand_alone() -> None:
    """Overall (2 x 0.9375 + 0.8) / 3 of the facilities; the province has no score and no rank."""
    view = view_by_hand(silent=True)
    own = province(view, TIEN_GIANG)
    told = headline(view, own)
    assert told.key == "headline.facilities"
    assert fact(told, "score") == 0.891667
    assert TIEN_GIANG not in view.analysis.ranks
    assert questions(view, own)[0].mark == say("stat.level.least", level=count(3), top=count(5))


def test_the_lead_says_who_answered_and_what_falls_short() -> None:
    view = view_by_hand()
    told = {sentence.key: dict(sentence.facts) for sentence in lead(view, province(view, LONG_AN))}
    assert (told["lead.answers"]["part"], told["lead.answers"]["whole"]) == (count(3), count(4))
    assert told["lead.answers"]["department"] == say("lead.department")
    assert told["lead.standard"]["standard"] == score(0.6)
    view = view_by_hand(silent=True)
    whole = {sentence.key: dict(sentence.facts) for sentence in lead(view, province(view, TIEN_GIANG))}
    assert whole["lead.answers"]["department"] == say("lead.no_department")


def test_five_questions_are_answered_in_a_mark_and_a_sentence() -> None:
    """Long An is behind the one other province, in C2; its Department should do the first thing."""
    view = view_by_hand()
    asked = {one.title.key: one for one in questions(view, province(view, LONG_AN))}
    assert list(asked) == [
        f"question.{name}" for name in ("standing", "against", "holding", "own", "first", "trust")
    ]
    standing = dict(asked["question.standing"].text.facts)
    assert standing["level"] == say("stat.level.value", level=count(3), top=count(5))
    assert standing["standard"] == count(3)
    assert asked["question.holding"].mark == view.round.condition_name("C2")
    assert asked["question.trust"].mark == say("question.trust.mark", grade="B")
    answered = say("question.answered", part=count(3), whole=count(4))
    grade, received = (dict(asked["question.trust"].text.facts)[name] for name in ("first", "others"))
    assert isinstance(grade, Message)
    assert dict(grade.facts)["grade"] == "B"
    assert isinstance(received, Message)
    trust = dict(received.facts)
    assert trust["answered"] == say("question.answered.department", answered=answered)
    assert trust["visits"] == say("question.stated")


def test_a_province_alone_is_told_beside_the_standard() -> None:
    """No mean of itself: of C1 and C2, which are asked, C1 alone is at 60."""
    view = view_by_hand(alone=True)
    (own,) = view.analysis.provinces
    against = questions(view, own)[1]
    assert against.mark == say("part_of", part=count(1), whole=count(2))
    assert against.text.key == "question.against.alone"
    (report,) = (each for each in build_reports(view.analysis) if each.kind == "province")
    ids = {section.id for section in (*report.sections, *report.annex)}
    assert not {"position", "comparison"} & ids


def test_the_region_tells_means_and_how_many_provinces_reach_the_standard() -> None:
    view = view_by_hand()
    region = next(report for report in build_reports(view.analysis) if report.kind == "region")
    assert fact(region.headline, "mean") == 0.825
    second = dict(region.headline.facts)["second"]
    assert isinstance(second, Message)
    assert dict(second.facts)["condition"] == view.round.condition_name("C2")
    assert fact(second, "score") == pytest.approx(0.6)
    standing, _, holding, _, trust = region.questions
    levels = within(standing.text, "lead.levels")
    assert (fact(levels, "n"), fact(levels, "total"), fact(levels, "level")) == (2, 2, 3)
    assert fact(within(holding.text, "point.region.weakest"), "n") == 1, "Long An's 0.4 alone is under 0.6"
    assert trust.mark == part_of(5, 6)
    assert not list(parts(trust.text, "point.region.answers.text")), "both departments answered"
    region = next(r for r in build_reports(view_by_hand(silent=True).analysis) if r.kind == "region")
    silent = within(region.questions[4].text, "point.region.answers.text")
    assert fact(silent, "n") == 1, "Tiền Giang's department is silent"


def within(message: Message, key: str) -> Message:
    return next(parts(message, key))


def parts(message: Message, key: str) -> Iterator[Message]:
    """The messages of a key that another is made of, itself among them."""
    if message.key == key:
        yield message
    for _, fact_said in message.facts:
        if isinstance(fact_said, Message):
            yield from parts(fact_said, key)


def test_the_index_has_the_region_and_then_the_provinces() -> None:
    (section,) = index_report(build_reports(view_by_hand().analysis)).sections
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert [plain(row[1]) for row in table.rows] == [0.825, 0.891667, 0.758333]
    assert [row[0].href for row in table.rows[1:]] == ["82-tien-giang", "80-long-an"]


def test_a_sheet_speaks_of_one_facility_and_is_silent_on_few_peers() -> None:
    """Four others of type a are one too few to be spoken of."""
    view = view_by_hand()
    own = next(one for one in view.round.facilities if one.code == "80001")
    sheet = facility_sheet(view.analysis, own)
    assert sheet.summary.score is not None
    assert round(sheet.summary.score, 6) == 0.758333
    told = {stat.label.key: stat for stat in sheet.stats}
    assert told["stat.level"].value == say("stat.level.value", level=count(3), top=count(5))
    assert told["facility.peers"].value == score(None)
    profile = figure(sheet.sections[0], "profile").chart
    assert isinstance(profile, Profile)
    assert [round(row.mark.value, 6) for row in profile.rows if row.mark.value is not None] == [0.9375, 0.4]


def test_a_letter_brings_a_facility_its_result() -> None:
    view = view_by_hand()
    own = next(one for one in view.round.facilities if one.code == "80001")
    letter = facility_letter(view.analysis, own)
    assert (letter.code, letter.name, letter.province) == ("80001", "Facility 80001", "Long An")
    assert (round(letter.score or 0, 6), letter.level) == (0.758333, 3)
    assert letter.level_name == view.round.facility.levels[3].name
    assert [(one.score, one.level) for one in letter.conditions] == [(0.9375, 4), (0.4, 2), (None, None)]


def test_a_circular_brings_a_province_its_own_and_who_answered() -> None:
    view = view_by_hand()
    told = circular(view.analysis, province(view, LONG_AN))
    assert (round(told.score or 0, 6), told.level) == (0.758333, 3)
    assert (told.answered, told.registered) == (3, 4)
    own = view.analysis.decisions[LONG_AN].of_facilities
    assert [step.facilities for step in told.advice] == [entry.concerns for entry in own]


def test_letters_go_to_those_named_or_to_all_with_the_circulars() -> None:
    analysis = view_by_hand().analysis
    assert [letter.code for letter in letters(analysis, ["82002"])] == ["82002"]
    everyone = [letter.code for letter in letters(analysis, [])]
    assert everyone.count(None) == 4, "a circular and a directive for each of two provinces"
    assert {code for code in everyone if code} == {"80001", "80002", "80003", "82001", "82002"}


def test_a_province_gets_what_goes_to_all_of_it() -> None:
    """Both, and nothing of the other province; also where its facilities are named beside it."""
    analysis = view_by_hand().analysis
    assert [letter.kind for letter in letters(analysis, [], {LONG_AN})] == ["circular", "directive"]
    both = letters(analysis, ["80001"], {LONG_AN})
    assert [(letter.kind, letter.code) for letter in both] == [
        ("circular", None),
        ("directive", None),
        ("letter", "80001"),
    ]


def test_the_work_list_has_what_every_respondent_should_do() -> None:
    """A percentage goes up by quarters: C2 of 80002 from 80 to 100, a third of it in the overall score."""
    told = work_list(view_by_hand().analysis, "en")
    rows = [dict(zip(TASKS, row, strict=True)) for row in told.tasks]
    (own,) = [row for row in rows if row["code"] == "80002" and row["item"] == "C2.1.1"]
    assert (own["now"], own["then"]) == (80.0, 100.0)
    assert round(float(str(own["gain"])), 4) == 6.6667
    assert {row["owner"] for row in rows} == {None}
    plans = [dict(zip(PLANS, row, strict=True)) for row in told.plans]
    own = next(row for row in plans if (row["province"], row["item"]) == ("Long An", "C2.1.1"))
    assert (own["short"], own["raised"]) == (2, 1)
