"""What a visit found beside what a facility said of itself (method.md §8).

Of itself 80001 says 40 %: (1.875 + 0.4) / 3 = 0.758333. The visit finds 20 %: 0.691667, so 0.066667 less.
80002 says 80 % (0.891667), and its visit finds 100 %: 0.958333, so 0.066667 more.
"""

from __future__ import annotations

import pytest
from tests.report.by_hand import LONG_AN, TIEN_GIANG, heard, province, round_by_hand
from tests.report.words import told
from tests.scoring.small import submission

from dxassess.insight.analysis import Analysis, analyse
from dxassess.intake.submission import Submission
from dxassess.report.data.respondents import visits_table
from dxassess.report.data.results import results
from dxassess.report.sections.quality import quality_section, regional_quality_section
from dxassess.report.value.model import Paragraph, Section
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.round.settings import ScoredAnswers
from dxassess.round.visits import Visit


def sent(code: str, share: float | None) -> Submission:
    found = heard(code, share).submission
    assert found is not None
    return found


def visit(code: str, own: float, found: float) -> Visit:
    return Visit(
        file=f"{code}.xlsx",
        visit_file=f"verified/{code}.xlsx",
        own=sent(code, own),
        verified=sent(code, found),
    )


LESS, MORE = visit("80001", 40.0, 20.0), visit("80002", 80.0, 100.0)


def analysis_of(*visits: Visit, scored: ScoredAnswers = "self") -> Analysis:
    return analyse(round_by_hand(visits=visits, scored=scored))


def warnings(section: Section) -> list[Message]:
    return [b.message for b in section.blocks if isinstance(b, Paragraph) and b.role == "warning"]


SEEN = "Đã kiểm tra tại chỗ 1 đơn vị: điểm tự đánh giá trừ điểm sau kiểm tra bình quân +6,7 điểm. "


@pytest.mark.parametrize(
    ("scored", "words"),
    [
        ("self", "Báo cáo này dùng điểm tự đánh giá."),
        ("verified", "Với các đơn vị này, báo cáo dùng điểm sau kiểm tra."),
    ],
)
def test_a_report_says_how_kindly_the_visited_saw_themselves_and_what_counts(
    scored: ScoredAnswers, words: str
) -> None:
    view = View(analysis=analysis_of(LESS, scored=scored))
    (warning,) = warnings(quality_section(view, province(view, LONG_AN)))
    assert told(warning, "vi") == SEEN + words
    assert told(warning, "en").startswith(
        "1 respondent was visited: its own score less that of the visit is +6.7"
    )
    assert warnings(quality_section(view, province(view, TIEN_GIANG))) == []


def test_one_that_was_kind_and_one_that_was_harsh_are_even() -> None:
    view = View(analysis=analysis_of(LESS, MORE))
    (warning,) = warnings(regional_quality_section(view))
    assert told(warning, "en").startswith(
        "2 respondents were visited: their own scores less those of the visits are 0.0 points on average."
    )


def test_a_visit_that_learnt_too_little_has_no_difference() -> None:
    """One answer of all is no score: there is nothing to subtract, which is not 0."""
    answers = submission({"C1_1_1": "1", "C2_1_1": None}).answers
    few = sent("80001", 40.0).model_copy(update={"answers": answers})
    view = View(analysis=analysis_of(LESS.model_copy(update={"verified": few})))
    (warning,) = warnings(quality_section(view, province(view, LONG_AN)))
    assert "chưa đủ số liệu để so" in told(warning, "vi")
    (own,) = view.round.visited
    assert own.difference is None


def test_without_visits_nothing_is_said(small: View) -> None:
    assert warnings(quality_section(small, province(small, LONG_AN))) == []
    assert warnings(regional_quality_section(small)) == []


def test_the_public_reads_nothing_of_a_few_visits() -> None:
    view = View(analysis=analysis_of(LESS, MORE), readers="public")
    assert warnings(regional_quality_section(view)) == []


def test_the_table_of_visits_has_both_scores_of_every_part() -> None:
    table = visits_table(analysis_of(LESS).round)
    names = ("node", "self_score", "verified_score", "difference")
    numbers = {
        str(row[0]): tuple(None if n is None else round(float(n), 6) for n in row[1:])
        for row in zip(*(table.values(name) for name in names), strict=True)
    }
    assert numbers["overall"] == (0.758333, 0.691667, 0.066667)
    assert numbers["C1"] == (0.9375, 0.9375, 0.0)
    assert numbers["C2.1.1"] == (0.4, 0.2, 0.2)
    assert numbers["C3"] == (None, None, None), "nobody of type a is asked C3"
    assert set(table.values("visit_file")) == {"verified/80001.xlsx"}


def test_published_results_keep_both_and_their_mean_difference() -> None:
    data = results(analysis_of(LESS, MORE))
    (round_, provinces) = (data["round"], data["provinces"])
    assert isinstance(round_, dict)
    assert round_["visits"]["count"] == 2
    assert round(round_["visits"]["self_minus_verified"], 6) == 0.0
    assert isinstance(provinces, list)
    assert [province["visits"]["count"] for province in provinces] == [2, 0]
    assert provinces[1]["visits"]["self_minus_verified"] is None
