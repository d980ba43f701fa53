"""Severity, its interval and what sets those apart who overcame a barrier, against plain sums."""

from __future__ import annotations

import pytest
from tests.statistics.invent import invent

from dxassess.files.resources import resource_folder
from dxassess.insight.barriers import (
    BARRIERS,
    OVERCOME,
    barriers_asked,
    find_barriers,
    find_practices,
    tagged,
)
from dxassess.questionnaire.load import load_questionnaire
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round
from dxassess.scoring.score import Score


def names(seed: int) -> tuple[str, ...]:
    """Three of the six, others for other seeds."""
    return BARRIERS[seed % 4 :][:3]


def tagged_round(seed: int) -> Round:
    """An invented round in which each condition is a barrier."""
    round_ = invent(seed)
    data = round_.facility.model_dump()
    for condition, tag in zip(data["conditions"], names(seed), strict=True):
        for indicator in condition["indicators"]:
            indicator["tags"] = (tag,)
    facility = Questionnaire.model_validate(data)
    return Round(**{n: getattr(round_, n) for n in Round.model_fields} | {"facility": facility})


def severity(score: Score, codes: tuple[str, ...]) -> float | None:
    weights = {
        item.code: (c.share * i.share * item.share, item.score)
        for c in score.conditions
        for i in c.children
        for item in i.children
        if item.code in codes and item.score is not None
    }
    total = sum(weight for weight, _ in weights.values())
    return 1 - sum(w * (own or 0.0) for w, own in weights.values()) / total if total else None


@pytest.mark.parametrize("seed", range(4))
def test_severity_is_the_standardised_mean_and_lies_in_its_interval(seed: int) -> None:
    round_ = tagged_round(seed)
    omegas = {type_.code: type_.weight for type_ in round_.facility.types}
    for key, barriers in find_barriers(round_).items():
        for tag, barrier in zip(names(seed), barriers, strict=True):
            codes = tagged(tag, round_.facility)
            known: dict[str, list[float]] = {}
            for score in round_.facilities:
                own = severity(score, codes)
                if score.province == key and own is not None and score.type is not None:
                    known.setdefault(score.type, []).append(own)
            if not known:
                assert barrier.severity is None
                continue
            top = sum(omegas[type_] * sum(v) / len(v) for type_, v in known.items())
            assert barrier.severity == pytest.approx(top / sum(omegas[type_] for type_ in known), abs=1e-12)
            assert barrier.facilities == sum(map(len, known.values()))
            assert barrier.overcame == sum(v <= 0.2 + 1e-9 for values in known.values() for v in values)
            assert barrier.interval is not None
            assert barrier.severity is not None
            assert barrier.interval.low <= barrier.severity <= barrier.interval.high
            assert {t.type: t.facilities for t in barrier.types if t.facilities} == {
                type_: len(v) for type_, v in known.items()
            }


def test_practices_set_those_apart_who_overcame() -> None:
    found = [practice for seed in range(12) for practice in find_practices(tagged_round(seed))]
    assert found
    assert all(practice.share > practice.share_others for practice in found)
    assert all(practice.overcame > 0 < practice.others for practice in found)
    assert OVERCOME < 0.5


def test_what_sets_those_apart_who_overcame_never_defines_the_barrier() -> None:
    rounds = [tagged_round(seed) for seed in range(12)]
    found = [(practice, r.facility) for r in rounds for practice in find_practices(r)]
    assert {practice.tag for practice, _ in found} == set(BARRIERS)
    assert all(practice.code not in tagged(practice.tag, q) for practice, q in found)


@pytest.mark.parametrize(
    ("version", "asked"), [("five-conditions-2026.1", 3), ("five-conditions", 6), ("circular-54-2017", 0)]
)
def test_a_questionnaire_names_its_barriers(version: str, asked: int) -> None:
    facility = load_questionnaire(resource_folder("questionnaires") / version / "facility.yaml")
    assert barriers_asked(facility) == BARRIERS[:asked]


def test_nobody_answered_is_not_no_barrier() -> None:
    round_ = tagged_round(1)
    empty = Round(**{n: getattr(round_, n) for n in Round.model_fields} | {"facilities": ()})
    assert all(b.severity is None and b.interval is None for bs in find_barriers(empty).values() for b in bs)
