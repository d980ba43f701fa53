"""The program and the slow reference agree to 1e-9 on questionnaires and answers that nobody chose."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.questionnaire.strategies import questionnaires
from tests.reference.facility import Data, score_respondent
from tests.reference.fill import fill
from tests.reference.province import Country
from tests.statistics.invent import invent

from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.scoring.score import Blocker
from dxassess.scoring.score_submission import score_submission
from dxassess.statistics.province_score import NodeScore
from dxassess.statistics.score_provinces import score_provinces

seeds = st.integers(0, 10**9)
drawn = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WORDS = st.just("x")


def reference(submission: Submission, asked: Questionnaire) -> dict[str, Data]:
    read = submission.model_dump()
    return score_respondent(asked.model_dump(), read["facts"], list(read["answers"]))


def same(value: float | None, expected: float | None) -> bool:
    return value == expected if None in (value, expected) else value == pytest.approx(expected, abs=1e-9)


Blocked = tuple[str, int, str | None, float | None, float | None]


def blocked(blockers: tuple[Blocker, ...]) -> list[Blocked]:
    return sorted(((b.kind, b.level, b.code, b.need, b.have) for b in blockers), key=str)


@settings(drawn, max_examples=150)
@given(questionnaires(WORDS), seeds)
def test_respondents_agree(asked: Questionnaire, seed: int) -> None:
    submission = fill("00001", asked, Random(seed))  # noqa: S311 - no secret
    expected = reference(submission, asked)
    for node in score_submission(submission, asked).overall.walk():
        slow = expected[node.code]
        assert (node.state not in ("not_applicable", "not_scored")) == slow["applies"], node.code
        assert same(node.score, slow["score"]), node.code
        if slow["applies"]:
            told = (node.value, node.low, node.high, node.answered_share)
            wanted = [slow[key] for key in ("value", "low", "high", "answered")]
            assert all(map(same, told, wanted)), (node.code, told, wanted)
        if node.kind in ("condition", "overall"):
            assert node.level == slow["level"], node.code
            pairs = zip(blocked(node.blocked_by), sorted(slow["blocked"], key=str), strict=True)
            for found, wanted in pairs:
                assert found[:3] == wanted[:3]
                assert all(map(same, found[3:], wanted[3:]))


def country(round_: Round) -> Country:
    facilities, departments = [], {}
    for outcome in round_.outcomes:
        read = outcome.submission
        assert read is not None
        facts = read.model_dump()["facts"]
        place = f"{facts['vintage']}:{facts['province']}"
        if read.respondent == "department":
            assert round_.department is not None
            departments[place] = reference(read, round_.department)
        else:
            beds = facts["beds_planned"] if facts["beds_actual"] is None else facts["beds_actual"]
            weight = 1.0 if round_.settings.weights == "equal" else beds or 0.0
            facilities.append((place, facts["type"], weight, reference(read, round_.facility)))
    register: dict[tuple[str, str], int] | None = None
    if round_.register_ is not None:
        register = {}
        for entry in round_.register_.entries:
            register[entry.province, entry.type] = register.get((entry.province, entry.type), 0) + 1
    department = round_.department.model_dump() if round_.department else None
    return Country(round_.facility.model_dump(), department, facilities, departments, register)


def provinces_agree(round_: Round) -> None:
    slow = country(round_)
    for province in score_provinces(round_):
        expected = slow.province(province.key)
        for node in province.nodes:
            node_agrees(node, expected[node.code], where=f"{province.key} {node.code}")


def node_agrees(node: NodeScore, slow: Data, *, where: str) -> None:
    for key in ("score", "low", "high"):
        assert same(getattr(node, key), slow[key]), (where, key, node, slow)
    assert node.level == slow["level"], (where, node.level, slow["level"])
    told = None if node.interval is None else (node.interval.low, node.interval.high)
    assert (told is None) == (slow["interval"] is None), (where, told, slow["interval"])
    if told is not None:
        assert told == pytest.approx(slow["interval"], abs=1e-9), where
    if node.code != "overall":
        assert same(node.facility.score, slow["facility"]), where
        assert node.share == slow["share"], where
        for stratum in node.strata:
            mean = slow["strata"][stratum.type]
            assert all(map(same, (stratum.mean, stratum.low, stratum.high), mean or (None,) * 3)), where


@settings(drawn, max_examples=25)
@given(
    seeds,
    st.fixed_dictionaries(
        {
            "root": st.sampled_from(("arithmetic", "geometric")),
            "aggregation": st.sampled_from(("arithmetic", "geometric")),
            "missing": st.sampled_from(("not_credited", "left_out")),
            "weights": st.sampled_from(("equal", "beds")),
            "least": st.sampled_from((0.0, 0.65)),
            "register": st.booleans(),
        }
    ),
)
def test_provinces_agree(seed: int, rule: dict[str, Any]) -> None:
    provinces_agree(invent(seed, **rule))


@settings(drawn, max_examples=40)
@given(
    questionnaires(WORDS, "facility"),
    st.none() | questionnaires(WORDS, "department"),
    seeds,
    st.sampled_from(("equal", "beds")),
    st.booleans(),
)
def test_provinces_agree_on_drawn_questionnaires(
    facility: Questionnaire, department: Questionnaire | None, seed: int, weights: str, listed: bool
) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    read = [
        fill(f"{place}{n:02}", facility, random, province=place)
        for place in ("80", "82")
        for n in range(random.randint(1, 9))
    ]
    entries = [
        Entry(code=f"r{n}", name="x", type=random.choice(facility.types).code, province=f"gso2004:{place}")
        for n, place in enumerate(random.choices(("80", "82", "83"), k=12))
    ]
    asked = [facility]
    if department is not None:
        asked.append(department)
        read.append(fill("80d", department, random))
    files = [FileOutcome(file=s.file, size=1, sha256=s.sha256, status="accepted", submission=s) for s in read]
    chosen = Settings(vintage="gso2004", weights=weights)  # type: ignore[arg-type] # a literal
    register = Register(entries=tuple(entries)) if listed else None
    provinces_agree(build_round(files, questionnaires=asked, settings=chosen, register=register))
