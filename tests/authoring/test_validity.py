"""Tests of validity: what an instrument rewards shows, by figures worked out by hand on a small one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from tests.authoring.edits import Data, items, small

from dxassess.authoring.lint import lint
from dxassess.authoring.profiles import at_work, on_paper, respondent, varied_paper
from dxassess.authoring.validity import Check, duty_share, validity
from dxassess.files.resources import resource_folder
from dxassess.intake.form.consistency import contradicted, statements_of
from dxassess.questionnaire.effective import RespondentKind
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire

HERE = RespondentKind("a", beds=True)
FOLDER = resource_folder("questionnaires") / "five-conditions"


def state(code: str) -> Callable[[Data], None]:
    return lambda data: data.update(state=code, issued="2026-11-27")


def checks(q: Questionnaire, kind: str = "a") -> dict[str, Check]:
    return {check.test: check for check in validity(q) if check.type == kind}


def test_paper_and_systems_earn_what_the_weights_say() -> None:
    """For type a the state of IT (C2) weighs 1 of 3."""
    found = checks(small(state("C2")))
    assert found["paper"].value == pytest.approx(2 / 3)
    assert found["work"].value == pytest.approx(1 / 3)
    assert not found["paper"].holds
    assert not found["work"].holds


def test_the_bars_hold_where_the_state_of_it_weighs_most() -> None:
    """C1 weighs 2 of 3: paper 33.3, systems 66.7, level 3 by its score."""
    found = checks(small(state("C1")))
    assert found["paper"].value == pytest.approx(1 / 3)
    assert found["work"].value == pytest.approx(2 / 3)
    assert found["work_level"].value == 3
    assert found["paper"].holds
    assert found["work"].holds
    assert found["work_level"].holds


def test_the_largest_and_the_smallest_item() -> None:
    found = checks(small(state("C1")))
    assert (found["largest"].of, found["smallest"].of) == ("C2.1.1", "C1.1.1")
    assert found["largest"].value == pytest.approx(1 / 3)
    assert found["largest"].most == pytest.approx(2.6 / 5)
    assert found["smallest"].value == pytest.approx(1 / 12)


def test_desk_claims_within_the_state_of_it_are_told_apart() -> None:
    def edit(data: Data) -> None:
        state("C1")(data)
        items(data)[1]["tags"] = ["desk"]

    found = checks(small(edit))
    assert found["desk"].value == pytest.approx(1 / 3 + 3 / 12)


def test_duties_are_those_of_the_day() -> None:
    """C2.1.1, a third of the score, hangs on the law on personal data: in force since 2026."""

    def edit(data: Data) -> None:
        state("C1")(data)
        data["types"][0]["code"] = "general_hospital"
        for audience in data["audiences"]:
            audience["types"] = ["general_hospital" if t == "a" else t for t in audience["types"]]
        items(data)[4]["law"] = ["L-BVDLCN-2025"]

    q = small(edit)
    hospital = RespondentKind("general_hospital", beds=True)
    assert duty_share(q, hospital, "2025-12-31") == 0
    assert duty_share(q, hospital, "2026-01-01") == pytest.approx(1 / 3)


def test_parts_and_those_who_treat_nobody_are_shown_only() -> None:
    def edit(data: Data) -> None:
        state("C2")(data)
        data["types"][1]["treats"] = False

    assert checks(small(edit))["paper"].tested
    assert not checks(small(edit), "b")["paper"].tested


def test_lint_tells_what_fails() -> None:
    told = {remark.code for remark in lint(small(state("C2")))}
    assert {"validity_paper", "validity_work", "validity_named", "validity_draws"} <= told
    assert not any(code.startswith("validity") for code in {remark.code for remark in lint(small())})


def test_lint_asks_for_every_reason_once_one_is_given() -> None:
    def edit(data: Data) -> None:
        items(data)[0]["why"] = {"vi": "vì", "en": "because"}

    bare = {remark.of for remark in lint(small(edit)) if remark.code == "weight_without_reason"}
    assert bare == {"C1.1.2", "C1.2.1", "C1.2.2", "C2.1.1", "C3.1.1", "C1", "C2", "C3", "a", "b"}


@pytest.mark.parametrize(
    ("law", "told"),
    [
        (["NO-SUCH"], {"law_unknown"}),
        (["ND-13-2023"], {"law_over", "law_replaced"}),
        (["ND-13-2023", "ND-52-2024"], {"law_replaced"}),
        (["ND-13-2023", "L-BVDLCN-2025"], set()),
    ],
)
def test_lint_knows_the_law(law: list[str], told: set[str]) -> None:
    def edit(data: Data) -> None:
        data["issued"] = "2026-11-27"
        items(data)[0]["law"] = law

    assert {r.code for r in lint(small(edit)) if r.code.startswith("law")} == told


def facility() -> Questionnaire:
    return next(q for q in load_questionnaires(FOLDER) if q.respondent == "facility")


def test_the_shipped_version_holds_every_test() -> None:
    q = facility()
    failing = [check for check in validity(q) if check.tested and not check.holds]
    assert failing == []
    tested = {(check.type, check.beds) for check in validity(q) if check.tested}
    assert {("general_hospital", True), ("commune_station", True), ("health_centre", False)} <= tested


@pytest.mark.parametrize("kind", ["general_hospital", "health_centre", "polyclinic", "commune_station"])
def test_claims_without_systems_break_a_rule_and_systems_without_paper_break_none_but_one(kind: str) -> None:
    q = facility()
    here = RespondentKind(kind, beds=True)
    random = Random(7)  # noqa: S311 - profiles, no secrets
    for _ in range(30):
        assert contradicted(q, statements_of(respondent(q, here, varied_paper(q, here, random))))
    assert contradicted(q, statements_of(respondent(q, here, on_paper(q, here))))
    working = contradicted(q, statements_of(respondent(q, here, at_work(q, here))))
    # An image archive speaks DICOM, and the standards stand with the recommendations, of which it does none.
    assert {rule.code for rule in working} <= {"R13"}
