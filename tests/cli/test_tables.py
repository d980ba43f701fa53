"""What the terminal shows of a small round, computed by hand (tests/report/by_hand.py, workshop.py)."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable
from unittest import mock

import pytest
from tests.report.by_hand import LONG_AN, TIEN_GIANG, heard, round_by_hand, view_by_hand
from tests.report.workshop import workshop_round

from dxassess.cli.tables.advice import print_effect, print_next, print_outlay, print_plan, print_province
from dxassess.cli.tables.coverage import print_coverage
from dxassess.cli.tables.explanation import print_explanation
from dxassess.cli.tables.outcomes import RowStyle, print_outcomes, summary
from dxassess.cli.tables.scores import print_scores
from dxassess.cli.tables.standing import print_standing
from dxassess.cli.tables.visits import print_visits
from dxassess.findings.finding import Place, finding
from dxassess.insight.analysis import Analysis
from dxassess.insight.explanation import explain_respondent
from dxassess.insight.groups import spend
from dxassess.insight.plan import shortest_plan
from dxassess.insight.whatif import effect_of
from dxassess.intake.submission import FileOutcome
from dxassess.ledger.shelf import Shelf
from dxassess.round.coverage import Carriage, coverage
from dxassess.round.round import Round
from dxassess.round.standing import RoundStanding, standing_of
from dxassess.round.visits import Visit


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return view_by_hand().analysis


def shown(show: Callable[[], None], language: str = "en") -> str:
    """What is printed where no terminal watches."""
    out = io.StringIO()
    with mock.patch.dict(os.environ, {"DXASSESS_LANG": language}), contextlib.redirect_stdout(out):
        show()
    return out.getvalue()


def rows(text: str) -> list[list[str]]:
    """The cells of the rows of tables."""
    lines = [line.strip().strip("│").split("│") for line in text.splitlines() if line.strip().startswith("│")]
    return [[cell.strip() for cell in line] for line in lines]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_scores_are_printed_as_the_language_writes_them(analysis: Analysis, language: str) -> None:
    """0.758333, 0.9375 and 0.4; nobody is asked C3: a dash. 80003's blank is worth up to a third."""
    mark = {"vi": ",", "en": "."}[language]
    found = {row[0]: row for row in rows(shown(lambda: print_scores(analysis), language))}
    own = found["Long An"]
    numbers = [cell.replace(mark, ".") for cell in (own[1], own[4], own[5], *own[6:])]
    assert numbers == ["75.8", "3", "3/4", "93.8", "40.0", "–"]
    blank = found["80003"]
    least = {"vi": "ít nhất 1", "en": "at least 1"}[language]
    assert [cell.replace(mark, ".") for cell in blank[3:]] == ["62.5", "62.5–95.8", least, "93.8", "–", "–"]
    assert list(found)[:2] == ["Long An", "Tiền Giang"]


def test_a_province_without_its_department_has_a_dash_and_its_bounds() -> None:
    """C2 is between 0.75 x 0.8 = 0.6 and 0.85: overall (1.875 + 0.6) / 3 = 0.825 to 0.908333."""
    silent = view_by_hand(silent=True).analysis
    found = {row[0]: row for row in rows(shown(lambda: print_scores(silent)))}
    own = found["Tiền Giang"]
    assert (own[1], own[3]) == ("–", "82.5–90.8")


def unkept(round_: Round) -> RoundStanding:
    """How a round stands, without a ledger."""
    return standing_of(round_, Shelf(None))


def test_what_would_count_now_and_who_is_silent(analysis: Analysis) -> None:
    text = shown(lambda: print_standing(unkept(analysis.round), every=True))
    (own,) = [line.split() for line in text.splitlines() if "Long An" in line]
    assert own[2] == "3/4"
    assert "80004 Facility 80004" in text
    few = shown(lambda: print_standing(unkept(analysis.round), every=False))
    assert "80004" in few
    assert "Facility 80004" not in few


def test_too_little_answered_is_counted_apart() -> None:
    """83002 answered leasing alone; 83003 and 83001 two of three conditions."""
    text = shown(lambda: print_standing(unkept(workshop_round()), every=False))
    (own,) = [line.split() for line in text.splitlines() if "Bến Tre" in line]
    assert own[2:4] == ["3/3", "1"]
    (silent,) = [line.split() for line in text.splitlines() if "Trà Vinh" in line]
    assert silent[2] == "0/1"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_one_should_do_next(analysis: Analysis, language: str) -> None:
    """80002: a percentage goes up by quarters, from 80 to 100, a third of 0.2; the choice has no better
    state."""
    case = next(case for case in analysis.cases_of(LONG_AN) if case.score.code == "80002")
    text = shown(lambda: print_next(analysis, case), language)
    (own,) = [row for row in rows(text) if row[0] == "C2.1.1"]
    assert own[5].replace(",", ".") == "+6.7"
    assert "Facility 80002" in text


def test_a_plan_and_that_there_is_none(analysis: Analysis) -> None:
    case = next(case for case in analysis.cases_of(LONG_AN) if case.score.code == "80001")
    plan = shortest_plan(case, 4)
    assert plan is not None
    text = shown(lambda: print_plan(analysis, plan, 4))
    assert [row[0] for row in rows(text)] == ["C2.1.1"]
    assert rows(shown(lambda: print_plan(analysis, None, 5))) == []
    assert "5" in shown(lambda: print_plan(analysis, None, 5), "vi")


def test_what_an_item_at_its_best_would_change(analysis: Analysis) -> None:
    """80001: C2 from 0.4 to 1 is 0.2 overall, from level 3 to 5 by score and by its conditions 4 and 5."""
    case = next(case for case in analysis.cases_of(LONG_AN) if case.score.code == "80001")
    text = shown(lambda: print_effect(effect_of(case, {"C2.1.1": 1.0}), ["C2.1.1"]))
    assert "+20.0" in text
    assert "C2" in text


def test_what_to_do_first_and_what_a_budget_buys(analysis: Analysis) -> None:
    """C2.1.1 is short at 80001 and 80002, where the next quarter is 100 % and raises a level, and blank at
    80003."""
    own = next(row for row in rows(shown(lambda: print_province(analysis, LONG_AN))) if row[0] == "C2.1.1")
    assert own[4:7] == ["2", "0", "1"]
    nothing = shown(lambda: print_outlay(spend(analysis.plans[TIEN_GIANG], 0)))
    assert "–" in nothing, "nobody is raised for nothing"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_visit_stands_beside_what_a_facility_said(language: str) -> None:
    """0.758333 less 0.691667."""
    own, found = heard("80001", 40.0).submission, heard("80001", 20.0).submission
    assert own is not None
    assert found is not None
    visit = Visit(file=own.file, visit_file="verified/80001.xlsx", own=own, verified=found)
    round_ = round_by_hand(visits=(visit,))
    (row,) = rows(shown(lambda: print_visits(round_), language))
    assert [cell.replace(",", ".") for cell in row] == ["80001", "Facility 80001", "75.8", "69.2", "+6.7"]
    assert shown(lambda: print_visits(round_by_hand()), language) == ""


def tree_line(text: str, code: str) -> str:
    (line,) = [line for line in text.splitlines() if f" {code} " in f" {line} "]
    return line


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_explanation_says_what_every_part_adds(analysis: Analysis, language: str) -> None:
    """C1 is two thirds of 0.758333: 0.625. C2 is a third of 0.4: 0.133333, and one answer, 40."""
    score = next(own for own in analysis.round.facilities if own.code == "80001")
    explained = explain_respondent(analysis.round, score)
    assert explained is not None
    text = shown(lambda: print_explanation(explained), language).replace(",", ".")
    assert "75.8" in text.splitlines()[0]
    assert all(number in tree_line(text, "C1") for number in ("93.8", "66.7%", "62.5"))
    assert all(number in tree_line(text, "C2") for number in ("40.0", "33.3%", "13.3"))
    assert "40" in tree_line(text, "C2.1.1")
    assert "–" in tree_line(text, "C3"), "it is asked of nobody of type a"


def test_a_part_alone_is_explained_and_a_blank_is_a_dash(analysis: Analysis) -> None:
    score = next(own for own in analysis.round.facilities if own.code == "80003")
    explained = explain_respondent(analysis.round, score, code="C2")
    assert explained is not None
    text = shown(lambda: print_explanation(explained))
    assert "C1" not in text
    assert "–" in text.splitlines()[0]
    assert "0.0" not in text.splitlines()[0].replace("100.0", "")


def test_strangers_that_count_are_none_of_those_who_were_asked(analysis: Analysis) -> None:
    """80001 is taken off the register: 2 of 3 were heard, and one beside them."""
    round_ = analysis.round
    assert round_.register_ is not None
    entries = tuple(entry for entry in round_.register_.entries if entry.code != "80001")
    counted = round_.model_copy(
        update={
            "settings": round_.settings.model_copy(update={"strangers": "count"}),
            "register_": round_.register_.model_copy(update={"entries": entries}),
        }
    )
    text = shown(lambda: print_standing(unkept(counted), every=False))
    assert "2/3 (+1 not on the list)" in text


def test_an_explanation_of_what_nobody_has_is_none(analysis: Analysis) -> None:
    score = analysis.round.facilities[0]
    assert explain_respondent(analysis.round, score, code="C9") is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Tổng số 8 tệp: 7 được tính, 1 cần kiểm tra. 1 tệp chưa dùng được."),
        ("en", "8 files: 7 counted, 1 to be checked. 1 cannot be used."),
    ],
)
@pytest.mark.parametrize("style", ["short", "all", "details"])
def test_every_file_is_named_and_the_counts_add_up(
    analysis: Analysis, style: RowStyle, language: str, words: str
) -> None:
    locked = finding("PASSWORD", Place(file="locked.xlsx"))
    refused = FileOutcome(file="locked.xlsx", size=1, sha256="0" * 64, status="rejected", findings=(locked,))
    outcomes = (*analysis.round.outcomes, refused)
    text = shown(lambda: print_outcomes(outcomes, outcomes, style, filtered=False), language)
    assert text.splitlines()[0].strip() == words
    assert all(outcome.file in text for outcome in outcomes)
    why = {"vi": "mật khẩu", "en": "password"}[language]
    assert why in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_folder_is_called_empty(language: str) -> None:
    with mock.patch.dict(os.environ, {"DXASSESS_LANG": language}):
        assert (
            summary(()) == {"vi": "Thư mục không có tệp nào.", "en": "The folder holds no files."}[language]
        )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_another_framework_lacks_is_named(language: str) -> None:
    """Of the workshop's seven items the small questionnaire asks none: nothing is covered."""
    source, target = workshop_round().facility, round_by_hand().facility
    carried = Carriage(source=source, target=target, coverage=coverage(source, target))
    text = shown(lambda: print_coverage(carried, err=False), language)
    assert "0%" in text
    assert [line.split()[0] for line in text.splitlines() if line.startswith("  ")] == [
        item.code for item in target.items
    ]
