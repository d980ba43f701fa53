"""The same facilities with the same truths, asked by both versions: nothing changes over what is shared."""

from __future__ import annotations

from random import Random

import pytest
from tests.authoring.edits import Data, items, small
from tests.reference.fill import _value, fill
from tests.report.shipped import FIRST, SECOND, shipped

from dxassess.intake.submission import Answer, FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire, Respondent
from dxassess.round.compare import Pair, pair_rounds
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.round.shared import shared_ground
from dxassess.statistics.change import changes

PLACES = ("79", "80")
KINDS = (
    "general_hospital", "specialised_hospital", "health_centre", "polyclinic", "commune_station",
    "preventive_centre",
)  # fmt: skip


def truths(asked: Questionnaire, code: str, place: str, kind: str | None) -> Submission:
    """What a respondent says: every item from its code and the respondent's alone, whoever else is asked."""
    beds = Random(f"{code} beds").choice((0.0, 20.0, 300.0))  # noqa: S311 - no secret
    random = Random(code)  # noqa: S311 - no secret
    first = fill(
        code, asked, random, province=place, type_=kind,
        vintage="gso2025", beds_planned=beds, beds_actual=beds,
    )  # fmt: skip
    answers = []
    for item in asked.items:
        random = Random(f"{code} {item.code}")  # noqa: S311 - no secret
        answers.append(Answer(item=item.code, state="answered", value=_value(item, random, random.random())))
    return first.model_copy(update={"answers": tuple(answers)})


def answered(version: str, *, points: bool = False) -> Round:
    """The round on a version: two facilities of each type and the Department of two provinces; on the newer
    one a health point too."""
    asked: dict[Respondent, Questionnaire] = {q.respondent: q for q in shipped(version)}
    forms, entries = [], []
    for place in PLACES:
        kinds = [*(kind for kind in KINDS for _ in range(2)), *(["health_point"] if points else [])]
        for n, kind in enumerate([*kinds, "department"]):
            code = f"{place}{'d' if kind == 'department' else n:0>3}"
            is_department = kind == "department"
            questionnaire = asked["department" if is_department else "facility"]
            forms.append(truths(questionnaire, code, place, None if is_department else kind))
            entries.append(Entry(code=code, name=code, type=kind, province=f"gso2025:{place}"))
    return build_round(
        [FileOutcome(file=f.file, size=1, sha256=f.sha256, status="accepted", submission=f) for f in forms],
        questionnaires=asked.values(),
        settings=Settings(date="2026-06-30" if version == FIRST else "2026-11-27"),
        register=Register(entries=tuple(entries)),
    )


@pytest.fixture(scope="module")
def pair() -> Pair:
    return pair_rounds(answered(SECOND, points=True), answered(FIRST))


def test_nothing_changes_where_nothing_changed(pair: Pair) -> None:
    found = changes(pair)
    assert len(found) == len(PLACES)
    for province in found:
        assert (province.matched, province.joined, province.left) == (2 * len(KINDS), 0, 0)
        for node in (province.overall, *province.conditions):
            assert node.before is not None, node.code
            assert node.change == pytest.approx(0, abs=1e-12), node.code
            for part in (node.within, node.department, node.composition):
                assert part in (None, pytest.approx(0, abs=1e-12)), node.code


def test_every_facility_has_the_same_score(pair: Pair) -> None:
    before = {score.code: score.overall.score for score in pair.before.facilities}
    assert {score.code: score.overall.score for score in pair.now.facilities} == pytest.approx(before)


def test_how_much_is_shared_and_what_is_not(pair: Pair) -> None:
    """By docs/instrument: 94 % of a hospital's score, 69 % of a station's; points are new."""
    shares = {one.type: one.share for one in pair.shares}
    assert shares["general_hospital"] == pytest.approx(0.938, abs=5e-4)
    assert shares["commune_station"] == pytest.approx(0.691, abs=5e-4)
    assert shares["health_point"] == 0
    left_out = {(one.code, one.asked) for one in pair.unshared}
    assert {("C3.4.5", "now"), ("C3.1.7", "before"), ("D4.8", "now")} <= left_out
    assert [name["en"] for name in pair.types] == ["Health point of a station"]
    assert all(score.type != "health_point" for score in pair.now.facilities)


def test_a_part_gives_its_weight_to_the_whole(pair: Pair) -> None:
    """Stations 0.24 and points 0.04."""
    weights = {type_.code: type_.weight for type_ in pair.now.facility.types}
    assert weights["commune_station"] == pytest.approx(0.28)
    assert "health_point" not in weights


def test_an_item_that_others_were_asked_too_is_compared_for_those_who_were() -> None:
    def for_b(data: Data) -> None:
        items(data)[0]["applies"] = "B"

    asked = shared_ground(small(), small(for_b)).asked
    assert asked is not None
    assert asked.audience_by_code[asked.item_by_code["C1.1.1"].applies].types == ("b",)
    wider = shared_ground(small(for_b), small()).asked
    assert wider is not None
    assert wider.item_by_code["C1.1.1"].applies == "B"


@pytest.mark.parametrize(
    "change", [{"allow_na": True, "code": "C1.1.9"}, {"asked_if": {"item": "C1.2.1", "at_least": 1}}]
)
def test_an_item_that_is_asked_otherwise_is_not_shared(change: Data) -> None:
    ground = shared_ground(small(lambda data: items(data)[0].update(change)), small())
    assert [(one.code, one.asked) for one in ground.unshared] == [
        (change.get("code", "C1.1.1"), "now"),
        ("C1.1.1", "before"),
    ]
