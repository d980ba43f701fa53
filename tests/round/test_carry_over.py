"""What is answered once says exactly as much in the other questionnaire, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.round.small_mapping import framework, survey
from tests.scoring.small import submission

from dxassess.findings.finding import Place
from dxassess.intake.submission import Answer, Facts, State, Submission, Value
from dxassess.round.carry_over import carry_over


def cells(*names: str) -> tuple[Place, ...]:
    return tuple(Place(file="a.xlsx", sheet="C1", cell=name) for name in names)


def said(**answers: Value | State | None) -> Submission:
    """Answers by item, _ for the point; a State but "answered" stands for itself, None for a blank cell."""
    given_ = []
    for row, (code, value) in enumerate(answers.items(), start=1):
        state: State = "not_applicable" if value == "not_applicable" else "answered"
        places = cells(*(f"{column}{row}" for column in ("CDE" if code == "A_2" else "C")))
        given_.append(
            Answer(
                item=code.replace("_", "."),
                state="missing" if value is None else state,
                value=None if state == "not_applicable" else value,
                places=places,
                evidence="proof",
            )
        )
    return submission({}).model_copy(update={"answers": tuple(given_)})


def carried(**answers: Value | State | None) -> dict[str, Answer]:
    return carry_over(said(**answers), survey(), framework()).answer_by_item


@pytest.mark.parametrize(
    ("there", "answer", "here", "value"),
    [
        ("A_1", "0", "B.1", "x"),
        ("A_1", "2", "B.1", "y"),
        ("A_1", "1", "B.1", None),
        ("A_1", "0", "B.2", False),
        ("A_1", "1", "B.2", True),
        ("A_2", ("a", "b"), "B.3", True),
        ("A_2", ("a",), "B.3", False),
        ("A_2", (), "B.3", False),
        ("A_3", 80.0, "B.4", True),
        ("A_3", 79.9, "B.4", False),
        ("A_3", 0.0, "B.5", 0.0),
        ("A_3", 62.5, "B.5", 62.5),
        ("A_4", True, "B.6", "y"),
        ("A_4", False, "B.6", "x"),
        ("A_4", False, "B.7", False),
    ],
)
def test_every_way_of_taking_an_answer(there: str, answer: Value, here: str, value: Value | None) -> None:
    found = carried(**{there: answer})[here]
    assert found.value == value
    assert type(found.value) is type(value)
    assert found.state == ("missing" if value is None else "answered")
    assert found.evidence == "proof"


def test_blank_stays_blank_and_keeps_its_place() -> None:
    found = carried(A_1=None, A_2=None, A_3=None, A_4=None)
    assert {answer.state for answer in found.values()} == {"missing"}
    assert all(answer.value is None and answer.places for answer in found.values())


def test_not_applicable_stays_so_only_where_it_is_allowed() -> None:
    found = carried(A_1="not_applicable", A_3="not_applicable")
    assert {code: answer.state for code, answer in found.items()} == {
        "B.1": "missing",
        "B.2": "not_applicable",
        "B.4": "missing",
        "B.5": "missing",
    }


def test_what_was_not_in_the_file_or_is_not_asked_has_no_answer() -> None:
    assert set(carried(A_4=True)) == {"B.6", "B.7"}
    assert carried() == {}


def test_places_lead_to_the_cells_of_the_survey() -> None:
    found = carried(A_1="2", A_2=("b",), A_3=90.0)
    assert found["B.1"].places == found["B.2"].places == cells("C1")
    assert found["B.3"].places == cells("D2")  # the cell of option b alone
    assert found["B.5"].places == cells("C3")


def test_another_survey_answers_nothing() -> None:
    other = survey().model_copy(update={"id": "other"})
    assert carry_over(said(A_4=True), other, framework()).answers == ()


def test_who_answered_is_kept_and_what_was_asked_is_the_framework() -> None:
    sent = said(A_4=True)
    found = carry_over(sent, survey(), framework())
    assert (found.file, found.sha256, found.facts) == (sent.file, sent.sha256, sent.facts)
    assert isinstance(found.facts, Facts)
    assert (found.questionnaire, found.version) == ("framework", "1")


@given(
    level=st.none() | st.sampled_from(["0", "1", "2"]),
    parts=st.none() | st.sets(st.sampled_from("abc")).map(lambda found: tuple(sorted(found))),
    share=st.none() | st.floats(0, 100),
    truth=st.none() | st.booleans(),
)
def test_an_answer_here_always_has_an_answer_there(
    level: str | None, parts: tuple[str, ...] | None, share: float | None, truth: bool | None
) -> None:
    sent = said(A_1=level, A_2=parts, A_3=share, A_4=truth)
    target = framework()
    for answer in carry_over(sent, survey(), target).answers:
        source = target.item_by_code[answer.item].maps_to
        assert source is not None
        there = sent.answer_by_item[source.item]
        assert set(answer.places) <= set(there.places)
        assert (answer.value is None) == (answer.state != "answered")
        if answer.state == "answered":
            assert there.state == "answered"
