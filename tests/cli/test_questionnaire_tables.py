"""What the terminal shows of a questionnaire (method.md §12), computed by hand."""

from __future__ import annotations

import pytest
from tests.cli.test_tables import rows, shown
from tests.scoring.small import questionnaire

from dxassess.authoring.booklet import booklet
from dxassess.authoring.elicitation.agreement import agree
from dxassess.authoring.elicitation.answers import Doubt, Expert
from dxassess.cli.tables.agreement import print_agreement
from dxassess.cli.tables.questions import print_booklet
from dxassess.cli.tables.versions import print_diff
from dxassess.cli.tables.weights import print_weights

SMALL = questionnaire()
ONE = Expert(file="a.xlsx", name="An", points=(("C1", 60), ("C2", 25), ("C3", 15)))
TWO = Expert(
    file="b.xlsx",
    name="Bình [Sở]",
    points=(("C1", 50), ("C2", 20), ("C3", 30)),
    doubts=(Doubt(file="b.xlsx", owner="C1", reason="rescaled", detail="90"),),
)


@pytest.mark.parametrize(("language", "mark"), [("vi", ","), ("en", ".")])
def test_experts_agree_as_far_as_the_hand_says(language: str, mark: str) -> None:
    """Ranks 1 2 3 and 1 3 2 sum to 2, 5, 5 about a mean of 4: W = 12 (4 + 1 + 1) / (4 (27 - 3)) = 0.75. The
    spreads are 10, 5 and 15 over the root of 2. Weights now are 2, 1, 1 of 4."""
    text = shown(lambda: print_agreement((ONE, TWO), agree(SMALL, (ONE, TWO))), language)
    assert f"W = 0{mark}75" in text
    assert "An, Bình [Sở]" in text
    by_code = {
        row[0]: [cell.replace(mark, ".").replace("\u2060", "") for cell in row[2:]] for row in rows(text)
    }
    assert by_code["C1"] == ["50.0", "55.0", "7.1", "50.0–60.0", "55.0"]
    assert by_code["C2"] == ["25.0", "22.5", "3.5", "20.0–25.0", "22.5"]
    assert by_code["C3"] == ["25.0", "22.5", "10.6", "15.0–30.0", "22.5"]


def test_a_doubt_about_an_experts_workbook_is_said_beside_the_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where the tables are read by a program, doubts are not among them."""
    text = shown(lambda: print_agreement((TWO,), agree(SMALL, (TWO,))))
    sentence = "b.xlsx, group C1: the sum is 90, brought to 100."
    assert sentence not in text
    assert sentence in capsys.readouterr().err


def test_one_expert_agrees_with_nobody() -> None:
    text = shown(lambda: print_agreement((ONE,), agree(SMALL, (ONE,))))
    assert "W = –" in text
    assert next(row for row in rows(text) if row[0] == "C1")[4] == "–"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_question_is_shown_once_under_its_condition(language: str) -> None:
    text = shown(lambda: print_booklet(booklet(SMALL, language)), language)
    codes = [row[0] for row in rows(text)]
    for item in SMALL.item_by_code:
        assert codes.count(item) == 1
    assert [text.index(f"{condition.code}. ") for condition in SMALL.conditions] == sorted(
        text.index(f"{condition.code}. ") for condition in SMALL.conditions
    )


def test_what_a_question_weighs_for_each_type() -> None:
    """C1.1.2 is three quarters of half of C1: of 2 in 3 where nobody is asked C3, else of 2 in 4."""
    text = shown(lambda: print_weights(SMALL, "en"))
    assert "Small (small 1)" in text
    by_code = {row[0]: row for row in rows(text)}
    assert by_code["C1"][:3] == ["C1", "one", "2"]
    assert by_code["C1.1.2"][2:5] == ["3", "25.00", "18.75"]
    assert by_code["C3.1.1"][2:5] == ["1", "–", "25.00"]


def test_versions_that_are_alike_and_those_for_others() -> None:
    assert "The two versions are the same." in shown(lambda: print_diff(SMALL, SMALL))
    others = SMALL.model_copy(update={"respondent": "department"})
    assert "(facility and department)" in shown(lambda: print_diff(SMALL, others))


def test_what_two_versions_share_is_told_by_condition() -> None:
    """The only question of C2 asks something else: two thirds are left for type a (weight 0.6),
    three quarters for b (0.4), 70 % over both."""
    conditions = list(SMALL.conditions)
    (indicator,) = conditions[1].indicators
    (item,) = indicator.items
    asked_otherwise = item.model_copy(update={"code": "C2.1.9"})
    conditions[1] = conditions[1].model_copy(
        update={"indicators": (indicator.model_copy(update={"items": (asked_otherwise,)}),)}
    )
    newer = SMALL.model_copy(update={"version": "2", "conditions": tuple(conditions)})
    text = shown(lambda: print_diff(SMALL, newer))
    assert "Changes from 1 to 2" in text
    assert {"C2.1.1", "C2.1.9"} <= {row[0] for row in rows(text)}
    assert "Comparable: 70.0% of the total weight" in text
    assert "C1 100.0%, C2 0.0%, C3 100.0%" in text
    assert "a 66.7%, b 75.0%" in text
