"""The three barriers named from Can Tho: how severe is each, by province (method.md §8)?"""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import FacilityType, Questionnaire
from dxassess.scoring.score import Score

BARRIERS = ("leadership", "infrastructure", "fragmentation")


class Barrier(Frozen):
    """Severity in [0, 1] (1: nothing done) from `facilities` that answered at least one of its items;
    None if nobody did."""

    tag: str
    severity: float | None
    facilities: int


def barriers(scores: Sequence[Score], questionnaire: Questionnaire) -> tuple[Barrier, ...]:
    """1 - weighted mean score of the tagged items, by facility, then standardised over types as
    scores are. Missing answers are left out: silence does not say that a barrier is there."""
    return tuple(_barrier(tag, scores, questionnaire) for tag in BARRIERS)


def _barrier(tag: str, scores: Sequence[Score], questionnaire: Questionnaire) -> Barrier:
    weights = _tagged(tag, questionnaire)
    known = [(s.type, mean) for s in scores if (mean := _mean_score(s, weights)) is not None]
    return Barrier(tag=tag, severity=_standardise(known, questionnaire.types), facilities=len(known))


def _tagged(tag: str, questionnaire: Questionnaire) -> set[str]:
    """The codes of items that carry the tag, themselves or through their indicator."""
    return {
        item.code
        for condition in questionnaire.conditions
        for indicator in condition.indicators
        for item in indicator.items
        if tag in item.tags or tag in indicator.tags
    }


def _mean_score(score: Score, codes: set[str]) -> float | None:
    """The mean of the answered items, each with its weight in the facility's overall score."""
    total = earned = 0.0
    for condition in score.conditions:
        for indicator in condition.children:
            for item in indicator.children:
                if item.code in codes and item.score is not None:
                    weight = condition.share * indicator.share * item.share
                    total, earned = total + weight, earned + weight * item.score
    return earned / total if total > 0 else None


def _standardise(known: Sequence[tuple[str | None, float]], types: Sequence[FacilityType]) -> float | None:
    heard = []
    for type_ in types:
        means = [mean for own, mean in known if own == type_.code]
        if means:
            heard.append((type_.weight, sum(means) / len(means)))
    omega = sum(weight for weight, _ in heard)
    return 1 - sum(weight * mean for weight, mean in heard) / omega if heard else None
