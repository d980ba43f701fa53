"""How far a report says that answers can be trusted (tests/report/by_hand.py), with three odd things in Long
An.

80001 has 9 for IT and 3 staff in all, 80002 140 % in C2, 80003 answered before the round opened. So all three
are flagged: a D, whatever the coverage. In Tiền Giang nothing is odd and all answered: an A.
"""

from __future__ import annotations

import pytest
from tests.report.by_hand import LONG_AN, TIEN_GIANG, columns, heard, province, round_by_hand, table
from tests.report.words import printed, told

from dxassess.insight.analysis import analyse
from dxassess.intake.submission import FileOutcome
from dxassess.report.sections.quality import grade_of, quality_section, regional_quality_section
from dxassess.report.sections.sources import coverage_section
from dxassess.report.value.model import Paragraph, Section, Table
from dxassess.report.value.say import count, number_cell, say
from dxassess.report.value.small_groups import small_among, small_in_table, veil, veil_label
from dxassess.report.view import View
from dxassess.round.remembered import Remembered
from dxassess.round.round import Round, build_round
from dxassess.round.rulings import Ruling, Rulings
from dxassess.round.settings import FlagKind
from dxassess.statistics.exclusion import exclude_flagged


def changed(code: str, share: float | None, **facts: object) -> FileOutcome:
    one = heard(code, share)
    assert one.submission is not None
    told_facts = one.submission.facts.model_copy(update=facts)
    return one.model_copy(update={"submission": one.submission.model_copy(update={"facts": told_facts})})


def doubtful(*, exclude: tuple[FlagKind, ...] = ()) -> Round:
    before = round_by_hand()
    odd = (
        changed("80001", 40.0, it_staff=9.0, staff=3.0),
        changed("80002", 140.0),
        changed("80003", None, answered_on="2025-12-31"),
    )
    files = {one.file for one in odd}
    settings = before.settings.model_copy(update={"opened": "2026-01-15", "exclude": exclude})
    round_ = build_round(
        [*odd, *(outcome for outcome in before.outcomes if outcome.file not in files)],
        questionnaires=before.questionnaires,
        settings=settings,
        register=before.register_,
    )
    return exclude_flagged(round_)


@pytest.fixture(scope="module")
def view() -> View:
    return View(analysis=analyse(doubtful()))


def sentences(section: Section, language: str) -> list[str]:
    return [told(block.message, language) for block in section.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            {
                "80001": "9 người làm công nghệ thông tin, tổng số nhân viên 3",
                "80002": "câu C2.1.1: 140%, vượt 100%",
                "80003": "trả lời ngày 31 tháng 12 năm 2025, trước khi mở đợt (ngày 15 tháng 01 năm 2026)",
            },
        ),
        (
            "en",
            {
                "80001": "9 IT staff of 3 staff in all",
                "80002": "C2.1.1: 140%, above 100%",
                "80003": "answered on 31 December 2025, before the round opened (15 January 2026)",
            },
        ),
    ],
)
def test_every_odd_thing_is_named_with_what_was_found(
    view: View, language: str, words: dict[str, str]
) -> None:
    flags = table(quality_section(view, province(view, LONG_AN)), "flags")
    assert {row[0]: row[3] for row in printed(flags, language)} == words
    assert flags.title == say("flags.title", n=count(3))
    assert table(quality_section(view, province(view, TIEN_GIANG)), "flags").rows == ()


def test_the_worst_of_three_is_the_grade(view: View) -> None:
    """Coverage 3 of 4 alone is a B, 3 of 3 flagged a D. No gate asks for evidence: that part is not known."""
    assert [grade_of(view, province(view, key)) for key in (LONG_AN, TIEN_GIANG)] == ["D", "A"]
    grades = table(regional_quality_section(view), "grades")
    assert [row[:5] for row in columns(grades, 0, 1, 2, 3, 4)] == [
        ("Tiền Giang", "A", 1.0, 0.0, None),
        ("Long An", "D", 0.75, 1.0, None),
    ]
    assert [row[4] for row in printed(grades, "vi")] == ["–", "–"], "no evidence was asked for: not 0"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_grade_is_told_with_its_three_figures(view: View, language: str) -> None:
    first = sentences(quality_section(view, province(view, LONG_AN)), language)[0]
    assert " D" in first
    assert "75%" in first
    assert "100%" in first


def test_who_is_left_out_by_the_rules_of_the_round_is_said_and_counts_as_silent() -> None:
    """Two of three are left out; the one that stays is 1 of 4."""
    view = View(analysis=analyse(doubtful(exclude=("implausible",))))
    section = quality_section(view, province(view, LONG_AN))
    assert any(
        sentence.startswith("2 phiếu không được tính theo quy định của đợt khảo sát: ")
        for sentence in sentences(section, "vi")
    )
    (answers,) = [
        block for block in coverage_section(view, province(view, LONG_AN)).blocks if block.block == "figure"
    ]
    assert told(answers.title) == "1 of 4 facilities sent an accepted answer (25%)"


def test_the_public_reads_no_flag_of_few() -> None:
    view = View(analysis=analyse(doubtful()), readers="public")
    grades = printed(table(regional_quality_section(view), "grades"), "vi")
    assert grades == [], "both provinces are hidden, so nothing is told of either"


def test_groups_of_few_go_with_as_many_as_keep_them_unknown() -> None:
    """2 alone could be worked out from the whole: 6 goes with it. 2 and 3 are five together and keep each
    other."""
    assert small_among({"a": 2, "b": 9, "c": 6}) == {"a", "c"}
    assert small_among({"a": 2, "b": 9, "c": 3}) == {"a", "c"}
    assert small_among({"a": 5, "b": 9}) == frozenset()
    assert small_among({"a": 0, "b": 9}) == frozenset(), "of nobody there is nothing to tell"
    assert small_among({"a": 1, "b": 9}, least=1) == frozenset(), "the department sees everything"


def test_in_a_table_with_totals_a_cell_needs_three_others() -> None:
    sizes = {"p": {"a": 2, "b": 9}, "q": {"a": 8, "b": 7}}
    assert small_in_table(sizes) == {("p", "a"), ("p", "b"), ("q", "a"), ("q", "b")}


def test_a_veil_takes_numbers_and_leaves_words() -> None:
    cells = (number_cell(0.5), number_cell(None))
    assert [told(cell.content, "vi") for cell in veil(cells, when=True)] == ["ẩn", "ẩn"]
    assert veil(cells, when=False) == cells
    assert (told(veil_label("Long An", when=True)), veil_label("Long An", when=False)) == (
        "Long An (left out)",
        "Long An",
    )


def test_decisions_are_told_to_the_department_with_their_reason_alone() -> None:
    ruling = Ruling(
        kind="leave-out", whose="80001", file="a.xlsx", sha256="a", because="phiếu thử", by="Phòng Y"
    )
    memory = Remembered(rulings=Rulings(all=(ruling,)))
    round_ = doubtful().model_copy(update={"memory": memory})
    known = View(analysis=analyse(round_))
    for section in (regional_quality_section(known), quality_section(known, province(known, LONG_AN))):
        (row,) = printed(table(section, "decided"), "vi")
        assert list(row) == ["a.xlsx", "để ngoài kết quả", "phiếu thử", "Phòng Y"]
    for section in (
        quality_section(known, province(known, TIEN_GIANG)),
        regional_quality_section(View(analysis=analyse(round_), readers="public")),
    ):
        assert all(block.id != "decided" for block in section.blocks if isinstance(block, Table))
