"""Severity, its interval and what sets those apart who overcame a barrier, against plain sums."""

from __future__ import annotations

import pytest
from tests.statistics.invent import invent

from dxassess.insight.barriers import BARRIERS, OVERCOME, find_barriers, find_practices, tagged
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round
from dxassess.scoring.score import Score


def tagged_round(seed: int) -> Round:
    """An invented round in which each condition is a barrier."""
    round_ = invent(seed)
    data = round_.facility.model_dump()
    for condition, tag in zip(data["conditions"], BARRIERS, strict=True):
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
        for tag, barrier in zip(BARRIERS, barriers, strict=True):
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


def test_nobody_answered_is_not_no_barrier() -> None:
    round_ = tagged_round(1)
    empty = Round(**{n: getattr(round_, n) for n in Round.model_fields} | {"facilities": ()})
    assert all(b.severity is None and b.interval is None for bs in find_barriers(empty).values() for b in bs)
