"""What one respondent is sent (tests/report/workshop.py): its sheet, its letter, and nothing of any other.

C1 is leasing, C2 posts, C3 the mean of interruptions, records, health records and connections. 80003: C1 0,
C2 0.2, C3 (0.466667 + 0 + 0.1 + 0) / 4 = 0.141667 (2 interruptions: 0.7 - 0.7/3 = 0.466667); overall 0.341667
/ 3 = 0.113889.
"""

from __future__ import annotations

import pytest
from tests.report.by_hand import columns, figure, province, table, values, view_by_hand
from tests.report.words import printed, told
from tests.report.workshop import LONG_AN, TRA_VINH

from dxassess.insight.analysis import Analysis
from dxassess.questionnaire.model import Condition
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.people.letters import MOST, circular, directive, facility_letter, letters
from dxassess.report.people.worklist import TASKS, work_list
from dxassess.report.value.charts import Profile, Strip
from dxassess.report.value.model import Bullet, Figure, Paragraph, Report
from dxassess.report.value.say import say
from dxassess.report.view import View


def sheet_of(analysis: Analysis, code: str) -> Report:
    return facility_sheet(analysis, next(own for own in analysis.round.facilities if own.code == code))


def test_a_sheet_compares_with_others_of_its_type_without_their_names(workshop: View) -> None:
    """Posts of the eight others of type a: 1, 0.8, 0.4, 0, 0.8, 0.2, 0.5 and a blank: 3.7 / 7 = 0.528571."""
    sheet = sheet_of(workshop.analysis, "80003")
    profile = figure(sheet.sections[0], "profile").chart
    assert isinstance(profile, Profile)
    posts = profile.rows[1]
    assert (posts.mark.value, round(posts.region or 0, 6), posts.low, posts.high) == (0.2, 0.528571, 0.0, 1.0)
    assert profile.others == "peers"
    assert sheet.position is not None
    assert isinstance(sheet.position.chart, Strip)
    assert [name for name, _ in values(sheet.position.chart.marks)] == [
        *[say("facility.peer")] * 8,
        "Facility 80003",
    ]
    said = sheet.model_dump_json()
    assert not [code for code in ("80001", "80002", "80004", "82002", "83001") if f"Facility {code}" in said]


def test_the_order_of_the_others_tells_nobody_apart(workshop: View) -> None:
    """Neither in the picture nor in what it is drawn from: they stand by their scores, not by their codes."""
    sheet = sheet_of(workshop.analysis, "80003")
    assert isinstance(sheet.position, Figure)
    assert isinstance(sheet.position.chart, Strip)
    others = [mark.value for mark in sheet.position.chart.marks if not mark.own]
    assert others == sorted(others, key=lambda value: -1.0 if value is None else value)
    by_code = [s.overall.score for s in workshop.round.facilities if s.type == "a" and s.code != "80003"]
    assert sorted(map(str, others)) == sorted(map(str, by_code))
    assert others != by_code


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Facility 80003 đạt 11,4 điểm, mức 0 trên 5: thấp hơn trung bình cùng loại hình"),
        ("en", "Facility 80003 scores 11.4 points, level 0 of 5: below the average of its type"),
    ],
)
def test_a_sheet_opens_with_score_and_level(workshop: View, language: str, words: str) -> None:
    assert told(sheet_of(workshop.analysis, "80003").headline, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Facility 80003 đạt 62,5 điểm, ít nhất mức 1 trên 5"),
        ("en", "Facility 80003 scores 62.5 points, at least level 1 of 5"),
    ],
)
def test_a_level_that_may_be_higher_is_told_as_one(small: View, language: str, words: str) -> None:
    """In the round of by_hand.py 80003 left C2 blank: it holds the overall level at 1, whatever it is."""
    sheet = sheet_of(small.analysis, "80003")
    assert told(sheet.headline, language) == words
    level = next(stat for stat in sheet.stats if stat.label.key == "stat.level")
    assert (
        told(level.value, language)
        == {"vi": "ít nhất 1 (thang 0–5)", "en": "at least 1 (scale 0–5)"}[language]
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_with_few_of_its_type_nothing_is_said_of_them(workshop: View, language: str) -> None:
    """80006 is of type b, of which 83003 is the only other."""
    sheet = sheet_of(workshop.analysis, "80006")
    assert sheet.lead == (say("facility.lead.alone", type=workshop.round.types["b"].name),)
    peers = next(stat for stat in sheet.stats if stat.label.key == "facility.peers")
    assert told(peers.value, language) == "–"
    profile = figure(sheet.sections[0], "profile").chart
    assert isinstance(profile, Profile)
    assert {(row.region, row.low, row.high) for row in profile.rows} == {(None, None, None)}


def test_a_sheet_says_from_whom_to_learn(workshop: View) -> None:
    """80004 is weakest in leasing and in posts; the nearest models are 82001 and 80001."""
    learn = table(sheet_of(workshop.analysis, "80004").sections[1], "learn")
    assert columns(learn, 1) == [(0.0,), (0.4,)]
    assert [row[2] for row in printed(learn)] == ["Facility 82001 (Tiền Giang)", "Facility 80001 (Long An)"]


def test_a_sheet_lists_the_questions_still_open(workshop: View) -> None:
    """80004 left three blanks; 80001 none."""
    (open_,) = sheet_of(workshop.analysis, "80004").sections[2].blocks
    assert isinstance(open_, Bullet)
    assert [told(message) for message in open_.messages] == [
        f"{code}: question {code}" for code in ("C3.1.7", "C3.5.1", "C3.7.6")
    ]
    (none,) = sheet_of(workshop.analysis, "80001").sections[2].blocks
    assert none == Paragraph(message=say("facility.gaps.none"))


def test_a_condition_with_too_little_has_a_dash_on_the_sheet(workshop: View) -> None:
    """83001 answered nothing of C3."""
    rows = printed(table(sheet_of(workshop.analysis, "83001").sections[0], "next-level"), "vi")
    assert [row[1] for row in rows] == ["0,0", "50,0", "–"]


def test_what_one_sees_next_stands_beside_what_it_needs(workshop: View) -> None:
    """83001 is at level 0 of C1; of C2 nothing is described."""
    round_ = workshop.round
    first, *others = round_.facility.conditions
    told_levels = [
        {"level": n, "text": {"vi": f"thấy {n}", "en": f"seen {n}"}}
        for n in range(round_.facility.top_level + 1)
    ]
    described = Condition.model_validate({**first.model_dump(), "descriptors": told_levels})
    asked = round_.facility.model_copy(update={"conditions": (described, *others)})
    analysis = workshop.analysis.model_copy(update={"round": round_.model_copy(update={"facility": asked})})
    rows = printed(table(sheet_of(analysis, "83001").sections[0], "next-level"), "vi")
    assert rows[0][-1].endswith("mức 1 · Ở mức 1: thấy 1")
    assert "thấy" not in rows[1][-1]


def test_a_sheet_is_for_its_facility(workshop: View) -> None:
    sheet = sheet_of(workshop.analysis, "80003")
    assert (sheet.kind, sheet.readers, sheet.stem) == ("facility", "facility", "80003")
    assert (sheet.points, sheet.actions) == ((), ())


def test_a_letter_has_no_score_where_there_is_none(workshop: View) -> None:
    """83002 answered leasing alone, a third of the weight: too little for a score, which is not 0."""
    own = next(score for score in workshop.round.facilities if score.code == "83002")
    letter = facility_letter(workshop.analysis, own)
    assert letter.score is None
    assert [round(end or 0.0, 6) for end in (letter.low, letter.high)] == [0.0, 0.666667]
    assert [one.score for one in letter.conditions] == [0.0, None, None]
    assert "Facility 83001" not in letter.model_dump_json()


def test_a_circular_says_what_would_raise_most_and_who_answered(workshop: View) -> None:
    told_ = circular(workshop.analysis, province(workshop, LONG_AN))
    assert (told_.code, told_.name, told_.answered, told_.registered) == (None, None, 6, 7)
    assert not [code for code in ("80001", "80003") if code in told_.model_dump_json()]
    assert all(step.facilities for step in told_.advice)
    plan = [entry.text for entry in workshop.analysis.decisions[LONG_AN].entries[:10]]
    assert [step.number for step in told_.advice] == [
        plan.index(step.text) + 1 if step.text in plan else None for step in told_.advice
    ]
    assert (told_.planned, len(told_.advice) > 1) == (len(plan), True)


def test_a_directive_is_the_beginning_of_the_plan_with_who_carries_it_out(workshop: View) -> None:
    own = province(workshop, LONG_AN)
    entries = workshop.analysis.decisions[own.key].entries
    draft = directive(workshop.analysis, own)
    assert [step.text for step in draft.advice] == [entry.text for entry in entries[:MOST]]
    assert [step.due for step in draft.advice] == [entry.due for entry in entries[:MOST]]
    assert [step.number for step in draft.advice] == list(range(1, len(draft.advice) + 1))
    assert draft.advice
    assert all(step.owner for step in draft.advice)


def test_a_province_in_which_nobody_answered_gets_no_circular(workshop: View) -> None:
    stems = [letter.stem for letter in letters(workshop.analysis, []) if letter.code is None]
    places = ("80-long-an", "82-tien-giang", "83-ben-tre")
    assert stems == [f"{place}/{kind}" for place in places for kind in ("circular", "directive")]
    assert province(workshop, TRA_VINH).coverage.accepted == 0


def test_the_work_list_is_in_the_language_asked_for_and_silent_on_blanks() -> None:
    """80003 left C2 blank: that is to be answered first, and nothing is advised about it."""
    analysis = view_by_hand().analysis
    for language in ("vi", "en"):
        rows = [dict(zip(TASKS, row, strict=True)) for row in work_list(analysis, language).tasks]
        assert ("80003", "C2.1.1") not in {(row["code"], row["item"]) for row in rows}
        assert ("80001", "C2.1.1") in {(row["code"], row["item"]) for row in rows}
