"""What stands at the top of every page, in words (tests/report/by_hand.py)."""

from __future__ import annotations

import pytest
from tests.report.by_hand import LONG_AN, TIEN_GIANG, heard, province, round_by_hand, view_by_hand
from tests.report.words import told
from tests.scoring.small import Replies, questionnaire, submission

from dxassess.insight.analysis import analyse
from dxassess.intake.submission import FileOutcome
from dxassess.report.page.build import build_reports
from dxassess.report.page.headline import headline, lead
from dxassess.report.page.questions import questions
from dxassess.report.page.round_index import index_report
from dxassess.report.sections.conditions import conditions_section
from dxassess.report.sections.position import references
from dxassess.report.value.model import Report
from dxassess.report.value.words import Number
from dxassess.report.view import View
from dxassess.round.round import Round, build_round


@pytest.fixture(scope="module")
def reports(small: View) -> tuple[Report, ...]:
    return build_reports(small.analysis)


def test_the_region_comes_first_then_the_provinces_in_reading_order(reports: tuple[Report, ...]) -> None:
    assert [(report.kind, report.stem) for report in reports] == [
        ("region", "region"),
        ("province", "82-tien-giang"),
        ("province", "80-long-an"),
    ]
    assert {(report.date, report.simulated, report.readers) for report in reports} == {
        ("2026-06-30", False, "department")
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            [
                "Báo cáo so sánh các tỉnh về chuyển đổi số y tế",
                *["Báo cáo đánh giá chuyển đổi số y tế"] * 2,
                "Danh mục báo cáo chuyển đổi số y tế",
            ],
        ),
        (
            "en",
            [
                "Health digital transformation: provinces compared",
                *["Health digital transformation assessment"] * 2,
                "Health digital transformation: index of reports",
            ],
        ),
    ],
)
def test_every_kind_of_page_has_its_title(
    reports: tuple[Report, ...], language: str, words: list[str]
) -> None:
    assert [told(report.title, language) for report in (*reports, index_report(reports))] == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ": bình quân 2 tỉnh, thành phố đạt 82,5 điểm; điều kiện thấp nhất: two (60 điểm)"),
        ("en", ": 2 provinces average 82.5 points; lowest condition: two (60)"),
    ],
)
def test_the_region_opens_with_its_mean_and_its_weakest_condition(
    reports: tuple[Report, ...], small: View, language: str, words: str
) -> None:
    """(0.758333 + 0.891667) / 2 and (0.4 + 0.8) / 2."""
    assert told(reports[0].headline, language) == told(small.region, language) + words


@pytest.mark.parametrize(
    ("language", "known", "why"),
    [
        (
            "vi",
            "Tiền Giang: các cơ sở đạt khoảng 89 điểm",
            "chưa có phiếu của Sở Y tế nên chưa có điểm chung của tỉnh, thành phố",
        ),
        (
            "en",
            "Tiền Giang: the facilities score about 89",
            "without an answer from the Department of Health there is no score of the province",
        ),
    ],
)
def test_without_a_department_page_one_says_why_there_is_no_score(
    language: str, known: str, why: str
) -> None:
    view = view_by_hand(silent=True)
    own = province(view, TIEN_GIANG)
    assert told(headline(view, own), language) == f"{known}; {why}"
    assert questions(view, own)[0].text.key == "question.standing.level"


def test_the_lead_names_the_conditions_below_the_standard_of_those_asked(small: View) -> None:
    """C2 is 0.4, below 0.6. C3 is asked of nobody of type a: it falls short of nothing."""
    sentences = [told(sentence, "vi") for sentence in lead(small, province(small, LONG_AN))]
    assert sentences[0] == (
        "Kết quả dựa trên phiếu của 3 trong 4 cơ sở y tế đã đăng ký và phiếu của Sở Y tế."
    )
    assert sentences[-1] == "Chưa đạt ngưỡng đề ra 60,0 điểm của bộ câu hỏi: two."
    title = conditions_section(small, province(small, LONG_AN)).blocks[0]
    assert dict(title.title.facts)["n"] == Number(value=1, style="count")  # type: ignore[union-attr] # a figure
    met = lead(small, province(small, TIEN_GIANG))[-1]
    assert met.key == "lead.standard.all"


def test_the_standard_is_called_by_its_level(small: View) -> None:
    line = references(small, "overall")[1]
    assert (told(line.label, "vi"), told(line.label, "en")) == ("Ngưỡng đề ra (mức 3)", "Standard (level 3)")
    asked = questionnaire(standard_level=4)
    other = small.round.model_copy(update={"facility": asked})
    line = references(View(analysis=analyse(other)), "overall")[1]
    assert (told(line.label, "vi"), line.value) == ("Ngưỡng đề ra (mức 4)", 0.8)


def _with_nothing(round_: Round) -> Round:
    """Long An with one more facility, which scores 0, and 80003 without a score."""
    answers: Replies = {"C1_1_1": "0", "C1_1_2": 0.0, "C1_2_1": False, "C1_2_2": False, "C2_1_1": 0.0}
    few: Replies = {**dict.fromkeys(answers), "C1_1_1": "1"}
    changed = []
    for code, given in (("80003", few), ("80004", answers)):
        one = heard(code, 1.0)
        assert one.submission is not None
        read = one.submission.model_copy(update={"answers": submission(given).answers})
        changed.append(one.model_copy(update={"submission": read}))
    kept: list[FileOutcome] = [o for o in round_.outcomes if o.file != "80003.xlsx"]
    return build_round(
        [*kept, *changed],
        questionnaires=round_.questionnaires,
        settings=round_.settings,
        register=round_.register_,
    )


def test_a_score_of_nothing_stands_before_no_score() -> None:
    round_ = _with_nothing(round_by_hand())
    scores = [(score.code, score.overall.score) for score in round_.facilities_of(LONG_AN)]
    assert scores[2:] == [("80004", 0.0), ("80003", None)]


def test_a_province_of_nothing_stands_before_one_without_a_score(small: View) -> None:
    first, second = small.analysis.provinces
    zero = second.model_copy(update={"overall": second.overall.model_copy(update={"score": 0.0})})
    none = first.model_copy(update={"overall": first.overall.model_copy(update={"score": None})})
    analysis = analyse(round_by_hand())
    analysis.__dict__["provinces"] = (none, zero)
    assert [own.key for own in analysis.ordered] == [zero.key, none.key]
