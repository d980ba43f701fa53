"""Several forms of one respondent: a later answer counts, a blank erases nothing, a conflict costs itself."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pytest
from tests.scoring.small import WORKED, submission

from dxassess.findings.finding import Place, finding
from dxassess.forms.stamp import Stamp
from dxassess.intake.submission import FileOutcome
from dxassess.round.select import select_submissions

SHARE, YES = "C1.1.2", "C1.2.2"


def form(
    file: str,
    day: str | None,
    answers: Mapping[str, float | bool | str | None],
    *,
    copy: int = 0,
    failed: str = "",
) -> FileOutcome:
    """A form with these answers; `copy` is the number of its stamp (0: none), `failed` an item that could not
    be read."""
    read = submission({**WORKED, **{code.replace(".", "_"): value for code, value in answers.items()}})
    stamp = Stamp(
        round="r",
        code="00001",
        respondent="facility",
        questionnaire="small",
        version="1",
        language="vi",
        copy_number=copy,
    )
    facts = read.facts.model_copy(update={"answered_on": day})
    read = read.model_copy(update={"file": file, "facts": facts, "stamp": stamp if copy else None})
    told = (finding("NOT_A_NUMBER", Place(file=file), item=failed),) if failed else ()
    return FileOutcome(file=file, size=1, sha256=file, status="accepted", submission=read, findings=told)


def merged(*forms: FileOutcome) -> tuple[dict[str, object], set[tuple[str, str | None]], str]:
    """The answers that count, the findings of the merge, and the file that they are told of."""
    (counted,) = [outcome for outcome in select_submissions(forms) if outcome.submission is not None]
    assert counted.submission is not None
    answers: dict[str, object] = {
        a.item: a.value for a in counted.submission.answers if a.state == "answered"
    }
    return answers, {(f.code, f.item) for f in counted.findings}, counted.file


def test_a_later_answer_counts_and_is_listed() -> None:
    for order in permutations(
        [form("a", "2023-10-01", {SHARE: 50.0}), form("b", "2023-10-02", {SHARE: 60.0})]
    ):
        answers, told, file = merged(*order)
        assert (answers[SHARE], told, file) == (60.0, {("ANSWER_UPDATED", SHARE)}, "b")


def test_a_blank_never_erases() -> None:
    blank = dict.fromkeys(("C1.1.1", SHARE, YES, "C2.1.1"))
    answers, told, _ = merged(form("a", "2023-10-01", {}), form("b", "2023-10-09", {**blank, SHARE: 60.0}))
    assert answers == {"C1.1.1": "1", SHARE: 60.0, YES: True, "C2.1.1": 80.0}
    assert told == {("ANSWER_UPDATED", SHARE)}


@pytest.mark.parametrize(
    "days", [(None, "2023-10-01"), ("2023-10-01", None), (None, None), ("2023-10-01",) * 2]
)
def test_an_uncertain_order_costs_the_differing_answers_alone(days: tuple[str | None, str | None]) -> None:
    answers, told, _ = merged(form("a", days[0], {SHARE: 50.0}), form("b", days[1], {SHARE: 60.0}))
    assert SHARE not in answers
    assert answers[YES] is True
    assert told == {("VERSIONS_DIFFER", SHARE)}


def test_a_corrected_copy_is_later_whatever_the_day_says() -> None:
    first, second = form("a", "2023-10-09", {SHARE: 50.0}, copy=1), form("b", None, {SHARE: 60.0}, copy=2)
    answers, told, file = merged(first, second)
    assert (answers[SHARE], told, file) == (60.0, {("ANSWER_UPDATED", SHARE)}, "b")


def test_what_could_not_be_read_later_does_not_leave_the_old_answer() -> None:
    old, new = form("a", "2023-10-01", {SHARE: 50.0}), form("b", "2023-10-02", {SHARE: None}, failed=SHARE)
    answers, told, _ = merged(old, new)
    assert SHARE not in answers
    assert ("VERSIONS_DIFFER", SHARE) in told
    answers, _, _ = merged(form("a", "2023-10-03", {SHARE: 50.0}), new)
    assert answers[SHARE] == 50.0


def test_three_forms_take_what_each_said_last() -> None:
    forms = [
        form("a", "2023-10-01", {SHARE: 50.0, YES: False}),
        form("b", "2023-10-02", {SHARE: 60.0, YES: None}),
        form("c", "2023-10-03", {SHARE: None, YES: None, "C2.1.1": 90.0}),
    ]
    for order in permutations(forms):
        answers, _, file = merged(*order)
        assert (answers[SHARE], answers[YES], answers["C2.1.1"], file) == (60.0, False, 90.0, "c")
