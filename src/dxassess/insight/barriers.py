"""The barriers named from Can Tho that a questionnaire asks about: how severe is each, how sure is that, what
is behind it, how many overcame it, and what those have in place (method.md §8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import NamedTuple

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import FacilityType, Questionnaire
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.round.round import Round
from dxassess.scoring.score import Score
from dxassess.statistics.province_score import Interval
from dxassess.statistics.sampling import Error, Pool, Sample, sampling_error, t_interval

BARRIERS = ("leadership", "infrastructure", "fragmentation", "security", "procurement", "cost")
"""The six difficulties that Can Tho named at the workshop, as tags of items."""
OVERCOME = 0.2
"""A facility whose severity is at most this has overcome the barrier."""
_DONE = 0.8


class TypeSeverity(Frozen):
    """The mean severity in [0, 1] among the `facilities` of one type that answered; None: nobody did."""

    type: str
    severity: float | None
    facilities: int


class BarrierItem(Frozen):
    """One of the items behind a barrier: its mean score over the `answered` facilities; None: nobody."""

    code: str
    mean: float | None
    answered: int


class Barrier(Frozen):
    """Severity in [0, 1] (1: nothing done) from `facilities` that answered at least one of its items, with
    its 95 % interval and sampling `error`; None if nobody did. `overcame` of these facilities have a severity
    of `OVERCOME` or less. `items` are in the order of the questionnaire."""

    tag: str
    severity: float | None
    interval: Interval | None
    error: Error | None
    facilities: int
    overcame: int
    types: tuple[TypeSeverity, ...]
    items: tuple[BarrierItem, ...]

    @property
    def share_overcame(self) -> float | None:
        """The part in [0, 1] of the facilities that overcame it; None if nobody answered."""
        return self.overcame / self.facilities if self.facilities else None


class Practice(Frozen):
    """An item that those who overcame a barrier have in place (score of 0.8 or more) more often than the
    others: shares in [0, 1] of `overcame` and `others` facilities that answered it."""

    tag: str
    code: str
    share: float
    overcame: int
    share_others: float
    others: int


class _Observed(NamedTuple):
    """What the facilities of a province say of one barrier: severity by file, with the type."""

    severities: Mapping[str, float]
    samples: tuple[Sample, ...]


def barriers_asked(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The barriers of which the questionnaire has an item that earns a score, in the order of `BARRIERS`."""
    return tuple(tag for tag in BARRIERS if tagged(tag, questionnaire))


def find_barriers(round_: Round) -> dict[str, tuple[Barrier, ...]]:
    """The barriers of every province that its facilities were asked about, by its key.

    1 - weighted mean score of the tagged items, by facility, then standardised over types as scores are.
    Missing answers are left out: silence does not say that a barrier is there. Intervals as for scores.
    """
    members = {key: [s for s in round_.facilities if s.province == key] for key in round_.provinces}
    barriers_by_key: dict[str, list[Barrier]] = {key: [] for key in members}
    for tag in barriers_asked(round_.facility):
        codes = tagged(tag, round_.facility)
        observed_by_key = {key: _observe(scores, codes, key, round_) for key, scores in members.items()}
        pool = Pool(sample for one in observed_by_key.values() for sample in one.samples)
        for key, scores in members.items():
            barriers_by_key[key].append(_barrier(tag, scores, observed_by_key[key], pool, round_.facility))
    return {key: tuple(barriers) for key, barriers in barriers_by_key.items()}


def find_practices(round_: Round, *, most: int = 3) -> tuple[Practice, ...]:
    """The `most` items for each barrier that set those who overcame it apart from the other facilities, the
    greatest difference first, ties by code; only differences in favour of those who did, and only items that
    do not define the barrier: in those they differ by definition."""
    practices: list[Practice] = []
    for tag in barriers_asked(round_.facility):
        codes = tagged(tag, round_.facility)
        further = [i.code for i in round_.facility.items if i.scored and i.code not in set(codes)]
        scored = [(s, mean) for s in round_.facilities if (mean := _mean_score(s, codes)) is not None]
        overcame = [score for score, mean in scored if _is_overcome(1 - mean)]
        others = [score for score, mean in scored if not _is_overcome(1 - mean)]
        rows = [row for code in further if (row := _practice(tag, code, overcame, others)) is not None]
        rows.sort(key=lambda row: (-(row.share - row.share_others), row.code))
        practices += [row for row in rows[:most] if row.share > row.share_others]
    return tuple(practices)


def tagged(tag: str, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The codes of scored items that carry the tag, themselves or through their indicator."""
    return tuple(
        item.code
        for condition in questionnaire.conditions
        for indicator in condition.indicators
        for item in indicator.items
        if item.scored and (tag in item.tags or tag in indicator.tags)
    )


def _is_overcome(severity: float) -> bool:
    return severity <= OVERCOME + TOLERANCE


def _observe(scores: Sequence[Score], codes: Sequence[str], key: str, round_: Round) -> _Observed:
    means = {s.file: mean for s in scores if (mean := _mean_score(s, codes)) is not None}
    by_type = {
        type_: tuple(1 - means[s.file] for s in scores if s.type == type_.code and s.file in means)
        for type_ in round_.facility.types
    }
    omega = fsum(type_.weight for type_, values in by_type.items() if values)
    sizes = None if round_.register_ is None else round_.register_.sizes(key)
    samples = tuple(
        Sample(
            type=type_.code,
            coefficient=type_.weight / omega,
            size=None if sizes is None else sizes.get(type_.code, 0),
            values=values,
        )
        for type_, values in by_type.items()
        if values
    )
    return _Observed({file: 1 - mean for file, mean in means.items()}, samples)


def _barrier(
    tag: str, scores: Sequence[Score], observed: _Observed, pool: Pool, questionnaire: Questionnaire
) -> Barrier:
    severity: float | None = None
    error: Error | None = None
    if observed.samples:
        severity = fsum(s.coefficient * fsum(s.values) / len(s.values) for s in observed.samples)
        error = sampling_error(observed.samples, pool)
    values = {sample.type: sample.values for sample in observed.samples}
    return Barrier(
        tag=tag,
        severity=severity,
        interval=None
        if severity is None or error is None
        else t_interval(severity, error.variance, error.degrees),
        error=error,
        facilities=len(observed.severities),
        overcame=sum(map(_is_overcome, observed.severities.values())),
        types=tuple(_type_severity(type_, values.get(type_.code, ())) for type_ in questionnaire.types),
        items=tuple(_item(code, scores) for code in tagged(tag, questionnaire)),
    )


def _type_severity(type_: FacilityType, values: Sequence[float]) -> TypeSeverity:
    severity = fsum(values) / len(values) if values else None
    return TypeSeverity(type=type_.code, severity=severity, facilities=len(values))


def _item(code: str, scores: Sequence[Score]) -> BarrierItem:
    item_scores = [item_score for s in scores if (item_score := s.node_by_code[code].score) is not None]
    return BarrierItem(
        code=code,
        mean=fsum(item_scores) / len(item_scores) if item_scores else None,
        answered=len(item_scores),
    )


def _practice(tag: str, code: str, overcame: Sequence[Score], others: Sequence[Score]) -> Practice | None:
    mine, theirs = (
        [item_score for s in group if (item_score := s.node_by_code[code].score) is not None]
        for group in (overcame, others)
    )
    if not mine or not theirs:
        return None
    return Practice(
        tag=tag,
        code=code,
        share=_done(mine),
        overcame=len(mine),
        share_others=_done(theirs),
        others=len(theirs),
    )


def _done(scores: Sequence[float]) -> float:
    return sum(item_score >= _DONE - TOLERANCE for item_score in scores) / len(scores)


def _mean_score(score: Score, codes: Sequence[str]) -> float | None:
    """The mean of the answered items, each with its weight in the facility's overall score."""
    total = earned = 0.0
    for condition in score.conditions:
        for indicator in condition.children:
            for item in indicator.children:
                if item.code in codes and item.score is not None:
                    weight = condition.share * indicator.share * item.share
                    total, earned = total + weight, earned + weight * item.score
    return earned / total if total > 0 else None
