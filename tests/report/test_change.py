"""A second round (tests/report/by_hand.py): before, every C2 of facilities was 0.1 lower.

Long An: 80001 and 80002 rose by 0.1 in C2, 80003 left it blank in both. C2 by 3/4 of (0.1 + 0.1 + 0) / 3 =
0.05, overall by 0.05 / 3 = 0.016667. Tiền Giang: both rose by 0.1 and are all that there are: 3/4 of 0.1 =
0.075 in C2 and 0.025 overall, for sure. Departments say the same in both, nobody joined or left.
"""

from __future__ import annotations

import io

import docx
import pytest
from tests.report.by_hand import (
    LONG_AN,
    TIEN_GIANG,
    columns,
    figure,
    heard,
    province,
    round_by_hand,
    table,
    view_by_hand,
)
from tests.report.words import printed, told
from tests.scoring.small import questionnaire

from dxassess.files.templates import template_folder
from dxassess.insight.analysis import analyse
from dxassess.intake.submission import FileOutcome
from dxassess.places.provinces import successor
from dxassess.places.register import Register
from dxassess.render.letter_file import letter_file
from dxassess.report.data.changes import change_tables
from dxassess.report.page.build import build_reports
from dxassess.report.page.headline import lead
from dxassess.report.page.province import province_sections
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.people.letters import circular, facility_letter
from dxassess.report.people.moved import told_move
from dxassess.report.sections.change import (
    change_section,
    change_sentence,
    change_told,
    regional_change_section,
)
from dxassess.report.value.charts import Moves
from dxassess.report.value.model import Paragraph, Section, Table
from dxassess.report.value.say import count, percent, say
from dxassess.report.value.words import Number
from dxassess.report.view import View
from dxassess.round.round import Round, build_round

SINCE = "Since the earlier round, on the items that both questionnaires ask"


@pytest.fixture(scope="module")
def second() -> View:
    return view_by_hand(earlier=True)


@pytest.fixture(scope="module")
def again() -> View:
    """The same round twice."""
    return View(analysis=analyse(round_by_hand(), round_by_hand(day="2025-06-30")))


def section_of(view: View, key: str) -> Section:
    (found,) = change_section(view, province(view, key))
    return found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Tiền Giang: 2 cơ sở có ở cả hai đợt làm điểm chung tăng 2,5 (+2,5 đến +2,5)"),
        ("en", "Tiền Giang: the 2 facilities in both rounds raised the overall score by 2.5 (+2.5 to +2.5)"),
    ],
)
def test_where_all_were_heard_twice_the_rise_is_certain(second: View, language: str, words: str) -> None:
    found = figure(section_of(second, TIEN_GIANG), "moves-figure")
    assert told(found.title, language) == words
    rows = printed(table(section_of(second, TIEN_GIANG), "change-table"), language)
    assert rows[0][6] == {"vi": "tăng", "en": "rose"}[language]


def test_every_part_of_the_change_is_told_and_they_add_up(second: View) -> None:
    rows = printed(table(section_of(second, LONG_AN), "change-table"))
    overall, first, two, three = [[*row[1:5], *row[7:]] for row in rows]
    assert overall == ["74.2", "75.8", "+1.7", "+1.7", "0.0", "0.0"]
    assert first == ["93.8", "93.8", "0.0", "0.0", "0.0", "0.0"]
    assert two == ["35.0", "40.0", "+5.0", "+5.0", "0.0", "0.0"]
    assert three == ["–", "–", "–", "–", "–", "–"], "nobody is asked C3"
    whole = columns(table(section_of(second, LONG_AN), "change-table"), 3, 4, 7, 8)
    for change, *parts in whole[:3]:
        assert round(sum(float(str(part)) for part in parts), 6) == change


def test_how_sure_the_rise_is_where_one_was_not_heard(second: View) -> None:
    """Each facility adds 0.25 of its change: 0.025, 0.025 and 0 in Long An, twice 0.025 in Tiền Giang. Pooled
    over both (fewer than 6 each): s² = (2 x 0.008333² + 0.016667² + 0) / (2 + 1) = 0.000139. 3 of 4 were
    heard: V = (1 - 3/4) s² / 3 = 0.00001157; t(3) = 3.182, so 0.016667 ± 3.182 x 0.003402 = 0.0058 to
    0.0275."""
    row = printed(table(section_of(second, LONG_AN), "change-table"))[0]
    assert row[4:7] == ["+1.7", "+0.6 to +2.7", "rose"]
    title = figure(section_of(second, LONG_AN), "moves-figure").title
    assert told(title, "vi") == "Long An: 3 cơ sở có ở cả hai đợt làm điểm chung tăng 1,7 (+0,6 đến +2,7)"


def test_a_condition_that_nobody_is_asked_has_no_mark(second: View) -> None:
    chart = figure(section_of(second, LONG_AN), "moves-figure").chart
    assert isinstance(chart, Moves)
    assert [(row.before, row.now) for row in chart.rows][3] == (None, None)
    assert [row.own for row in chart.rows] == [True, False, False, False]


def test_two_equal_rounds_show_no_change(again: View) -> None:
    rows = printed(table(section_of(again, TIEN_GIANG), "change-table"), "vi")
    assert rows[0][1:] == [
        "89,2", "89,2", "0,0", "0,0", "0,0 đến 0,0", "chưa thay đổi rõ", "0,0", "0,0",
    ]  # fmt: skip
    title = figure(section_of(again, TIEN_GIANG), "moves-figure").title
    assert told(title, "en") == (
        "Tiền Giang: no clear change in the 2 facilities in both rounds (0.0; 0.0 to 0.0)"
    )


def test_page_one_tells_the_change_in_the_same_words(second: View) -> None:
    own = province(second, TIEN_GIANG)
    (sentence,) = change_sentence(second, own)
    assert sentence in lead(second, own)
    assert told(sentence) == told(figure(section_of(second, TIEN_GIANG), "moves-figure").title) + "."


def test_who_is_in_both_rounds_is_counted() -> None:
    """82001 came in the last round alone, 82002 in both, and nobody in this one alone."""
    now = _without(round_by_hand(), "82001")
    view = View(analysis=analyse(now, round_by_hand(less=10.0)))
    note = figure(section_of(view, TIEN_GIANG), "moves-figure").note
    assert note == say("change.note.named", matched=count(1), joined=count(0), left=count(1))
    ((name, which),) = printed(table(section_of(view, TIEN_GIANG), "movers"))
    assert "82001" in name
    assert which == "The earlier round alone"
    assert "1 facilities" not in told(note, "vi")


def test_a_province_of_this_round_alone_has_nothing_to_compare() -> None:
    """Tiền Giang was not in the round before: no score then, so no change, which is not a change of 0. To its
    Department that is a dash, not a figure kept from it."""
    view = View(analysis=analyse(round_by_hand(), round_by_hand(less=10.0, alone=True)))
    own = province(view, TIEN_GIANG)
    assert (change_section(view, own), change_sentence(view, own)) == ((), ())
    (regional,) = regional_change_section(view)
    (row,) = [row for row in printed(table(regional, "change-table")) if row[0] == "Tiền Giang"]
    assert row[1:] == ["–", "89.2", "–", "–", "–", "not comparable", "–", "–"]


def test_a_rise_and_a_fall_together_are_no_clear_change() -> None:
    """Before, 80001 had 0.3 and 80002 0.9: they moved by +0.1 and -0.1, and 0.025 x (1 - 1 + 0) / 3 is 0."""
    former = _with(round_by_hand(), {"80001": 30.0, "80002": 90.0})
    view = View(analysis=analyse(round_by_hand(), former))
    row = printed(table(section_of(view, LONG_AN), "change-table"))[0]
    assert (row[3], row[4], row[6]) == ("0.0", "0.0", "no clear change")


def test_others_see_no_change_of_few() -> None:
    """Both provinces are hidden, so nothing is compared."""
    assert regional_change_section(view_by_hand(earlier=True, readers="public")) == ()


def test_the_region_has_a_row_a_province(second: View) -> None:
    (regional,) = regional_change_section(second)
    rows = printed(table(regional, "change-table"))
    assert [row[:5] for row in rows] == [
        ["Tiền Giang", "86.7", "89.2", "+2.5", "+2.5"],
        ["Long An", "74.2", "75.8", "+1.7", "+1.7"],
    ]
    assert not [block for block in regional.blocks if isinstance(block, Paragraph)]


def test_other_questionnaires_are_compared_on_what_both_asked() -> None:
    """The round before asked no C2.1.1, which is 1/3 of the weight of type a, of weight 0.6, and 1/4 of type
    b, of 0.4: 0.6 x 2/3 + 0.4 x 3/4 = 0.7 are shared, below 0.8."""
    before = round_by_hand(day="2025-06-30")
    other = questionnaire(conditions=[c.model_dump() for c in before.facility.conditions if c.code != "C2"])
    former = build_round(
        [o for o in before.outcomes if o.submission and o.submission.respondent == "facility"],
        questionnaires=(other,),
        settings=before.settings,
        register=before.register_,
    )
    view = View(analysis=analyse(round_by_hand(), former))
    pair = view.analysis.pair
    assert pair is not None
    (regional,) = regional_change_section(view)
    assert pair.share == pytest.approx(0.7)
    warning, shares = [block for block in regional.blocks if isinstance(block, Paragraph)]
    assert warning == Paragraph(message=say("change.indicative", share=percent(pair.share)), role="warning")
    assert told(shares.message) == (
        "The part of the score on shared items: a 67%, b 75%. Below 80% a comparison of a type is indicative."
    )
    assert printed(table(regional, "change-unshared")) == [["C2.1.1", "q", "This round alone"]]


def test_a_sheet_says_how_its_facility_moved(second: View) -> None:
    """80001 went from 0.3 to 0.4 in C2, a third of its score."""
    one = next(s for s in second.round.facilities if s.code == "80001")
    assert [told(message) for message in facility_sheet(second.analysis, one).lead[1:]] == [
        f"{SINCE}: from 72.5 to 75.8 points (+3.3).",
        "It rose most in two (+10.0).",
    ]


def test_a_sheet_says_what_it_cannot_compare() -> None:
    """80002 is new. 80003 answers nothing of C2 in both and C1 alike: no move to name."""
    view = View(analysis=analyse(round_by_hand(), _without(round_by_hand(less=10.0), "80002")))
    moves = {
        one.code: [told(message) for message in told_move(view.analysis, one)]
        for one in view.round.facilities_of(LONG_AN)
    }
    assert moves["80002"] == [
        "The earlier round has no form of this facility, so nothing can be compared yet."
    ]
    assert moves["80003"] == [f"{SINCE}: from 62.5 to 62.5 points (0.0)."]
    alone = view_by_hand().analysis
    assert told_move(alone, alone.round.facilities[0]) == ()


def test_a_letter_says_the_same_as_the_sheet_and_a_circular_nothing_of_few(second: View) -> None:
    one = next(s for s in second.round.facilities if s.code == "80001")
    letter = facility_letter(second.analysis, one)
    assert letter.change == facility_sheet(second.analysis, one).lead[1:]
    assert circular(second.analysis, province(second, LONG_AN)).change == (), "3 are in both rounds"
    text = _words_of(letter_file(letter, language="vi", template_folder=template_folder(None)))
    assert "từ 72,5 đến 75,8 điểm (+3,3). Tăng nhiều nhất: two (+10,0)." in text


def test_a_circular_tells_the_change_of_its_province(second: View) -> None:
    assert [told(message) for message in change_told(second.analysis, TIEN_GIANG, least=2)] == [
        "Tiền Giang: the 2 facilities in both rounds raised the overall score by 2.5 (+2.5 to +2.5).",
        "Facilities: 2 in both rounds, 0 in this one alone, 0 in the earlier one alone.",
    ]


@pytest.fixture(scope="module")
def merged() -> View:
    """Long An is part of Tây Ninh, of which nothing was heard before. Long An's Department said 0 of C2
    before, its successor's says 0.4: 1/4 x 0.4 in C2, a third of that overall, 0.033333."""
    former = round_by_hand(less=10.0, day="2025-06-30")
    outcomes = [_saying_nothing(outcome) for outcome in former.outcomes]
    before = build_round(
        outcomes,
        questionnaires=former.questionnaires,
        settings=former.settings,
        register=former.register_,
    )
    later = round_by_hand()
    assert later.register_ is not None
    moved = {
        name: tuple(one.model_copy(update={"province": successor(one.province or "")}) for one in each)
        for name, each in (("facilities", later.facilities), ("departments", later.departments))
    }
    entries = (e.model_copy(update={"province": successor(e.province)}) for e in later.register_.entries)
    fields = {name: getattr(later, name) for name in Round.model_fields}
    now = Round(
        **fields
        | moved
        | {
            "settings": later.settings.model_copy(update={"vintage": "gso2025"}),
            "register_": Register(entries=tuple(entries)),
        }
    )
    return View(analysis=analyse(now, before))


def test_what_moved_as_departments_were_merged_is_told_apart(merged: View) -> None:
    """Facilities +1.7 as before, the Departments +3.3; together the 5.0 from 70.8 to 75.8."""
    section = section_of(merged, "gso2025:80")
    sentences = [told(block.message, "vi") for block in section.blocks if isinstance(block, Paragraph)]
    assert sentences == [
        "Tây Ninh hiện nay do hợp nhất các tỉnh, thành phố trước đây: Long An, Tây Ninh.",
        (
            "Trong thay đổi của điểm chung, phần do một Sở Y tế thay cho nhiều Sở là +3,3 điểm; phần này "
            "được ghi riêng, không phải tiến bộ hay thụt lùi của Sở nào."
        ),
        "Đợt trước không có số liệu của Tây Ninh; điểm đợt trước chỉ nói về phần còn lại.",
    ]
    changes = table(section, "change-table")
    row = dict(zip((told(head) for head in changes.head), printed(changes)[0], strict=True))
    assert (row["Change"], row["In both rounds"], row["Department"], row["Departments merged"]) == (
        "+5.0", "+1.7", "–", "+3.3",
    )  # fmt: skip
    assert changes.note == say("change.table.note.merged")


def test_what_moved_by_merging_is_on_the_page_of_the_department(merged: View) -> None:
    pages, annex = province_sections(merged, province(merged, "gso2025:80"))
    position = next(section for section in pages if section.id == "position")
    assert say("change.merged.part", part=Number(value=0.1 / 3, style="signed_score")).key in {
        block.message.key for block in position.blocks if isinstance(block, Paragraph)
    }
    assert [b.id for s in annex for b in s.blocks if isinstance(b, Table) and b.id == "change-table"]


def test_the_chart_of_like_provinces_gives_way_to_the_change(second: View) -> None:
    """Both would make the page too small to read."""
    report = next(r for r in build_reports(second.analysis) if r.stem == "80-long-an")
    (position,) = [section for section in report.sections if section.id == "position"]
    on_page = {getattr(block, "id", "") for block in position.blocks}
    assert {"provinces", "moves-figure"} <= on_page
    assert "peers" not in on_page


def test_changes_are_a_table_of_their_own(second: View) -> None:
    found = {one.name: one for one in change_tables(second.analysis, "en")}
    row = dict(zip((c.name for c in found["changes"].columns), found["changes"].rows[0], strict=True))
    assert (row["province"], row["node"], row["matched"], row["shared"]) == (LONG_AN, "overall", 3, 1.0)
    assert row["change"] == pytest.approx(0.05 / 3)
    assert found["unshared"].rows == ()
    assert change_tables(view_by_hand().analysis, "en") == ()


def _saying_nothing(outcome: FileOutcome) -> FileOutcome:
    """Long An's Department with 0 in every answer; the others' files as they are."""
    read = outcome.submission
    if read is None or read.respondent != "department" or read.facts.province != "80":
        return outcome
    answers = tuple(answer.model_copy(update={"value": 0.0}) for answer in read.answers)
    return outcome.model_copy(update={"submission": read.model_copy(update={"answers": answers})})


def _words_of(document: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(document)).paragraphs)


def _without(round_: Round, code: str) -> Round:
    """The round without what a facility sent."""
    return build_round(
        [outcome for outcome in round_.outcomes if outcome.file != f"{code}.xlsx"],
        questionnaires=round_.questionnaires,
        settings=round_.settings,
        register=round_.register_,
    )


def _with(round_: Round, shares: dict[str, float]) -> Round:
    """The round in which these facilities gave other percentages."""
    others = {f"{code}.xlsx": heard(code, share) for code, share in shares.items()}
    return build_round(
        [others.get(outcome.file, outcome) for outcome in round_.outcomes],
        questionnaires=round_.questionnaires,
        settings=round_.settings,
        register=round_.register_,
    )
