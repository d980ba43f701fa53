"""What many experts say together: means that sum, how far apart they are, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from statistics import fmean, stdev

from dxassess.authoring.elicitation.answers import Expert
from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.shares import POINTS, ShareGroup, groups

_TENTH = 10


class Opinion(Frozen):
    """The points of one part over the experts that gave its group points: mean, standard deviation (None: one
    expert), least and most, and `weight`, the mean rounded to a tenth so that the group sums to 100."""

    code: str
    now: float
    mean: float
    spread: float | None
    least: float
    most: float
    weight: float


class Agreement(Frozen):
    """A group over its `experts`; `concordance` is Kendall's W in [0, 1] (1: all rank the parts alike), None
    with fewer than two experts or where somebody gave all parts the same."""

    group: ShareGroup
    experts: int
    concordance: float | None
    opinions: tuple[Opinion, ...]


def agree(q: Questionnaire, experts: Sequence[Expert]) -> tuple[Agreement, ...]:
    """Every group to which at least one expert gave points."""
    agreements = []
    for group in groups(q):
        codes = [member.code for member in group.members]
        points_given = [e.by_code for e in experts if codes[0] in e.by_code]
        if points_given:
            agreements.append(_agreement(group, points_given))
    return tuple(agreements)


def points_of(agreements: Sequence[Agreement]) -> dict[str, float]:
    """The rounded means by code."""
    return {opinion.code: opinion.weight for agreement in agreements for opinion in agreement.opinions}


def _agreement(group: ShareGroup, points_given: Sequence[Mapping[str, float]]) -> Agreement:
    means = {m.code: fmean(points[m.code] for points in points_given) for m in group.members}
    rounded = round_to_sum(means)
    opinions = []
    for member in group.members:
        own_points = [points[member.code] for points in points_given]
        opinions.append(
            Opinion(
                code=member.code,
                now=member.now,
                mean=means[member.code],
                spread=stdev(own_points) if len(own_points) > 1 else None,
                least=min(own_points),
                most=max(own_points),
                weight=rounded[member.code],
            )
        )
    return Agreement(
        group=group,
        experts=len(points_given),
        concordance=concordance(points_given),
        opinions=tuple(opinions),
    )


def round_to_sum(means: Mapping[str, float]) -> dict[str, float]:
    """Tenths that sum to 100 exactly: rounded down, then the largest remainders up; ties by order. Every part
    keeps at least a tenth, since a weight is above 0."""
    tenths = {code: max(1, int(mean * _TENTH + 1e-9)) for code, mean in means.items()}
    tenths_left = round(POINTS * _TENTH) - sum(tenths.values())
    by_remainder = sorted(means, key=lambda code: tenths[code] - means[code] * _TENTH)
    for code in by_remainder[: max(0, tenths_left)]:
        tenths[code] += 1
    if tenths_left < 0:
        tenths[max(tenths, key=lambda code: tenths[code])] += tenths_left
    return {code: own_tenths / _TENTH for code, own_tenths in tenths.items()}


def concordance(points_given: Sequence[Mapping[str, float]]) -> float | None:
    """Kendall's W = 12 S / (m² (n³ − n) − m Σ T), ranks of ties averaged, T = Σ (t³ − t) over the ties of an
    expert."""
    m, codes = len(points_given), list(points_given[0])
    n = len(codes)
    if m < 2:
        return None
    ranks = [_ranks([points[code] for code in codes]) for points in points_given]
    sums = [fsum(own_ranks[at] for own_ranks in ranks) for at in range(n)]
    spread = fsum((total - fmean(sums)) ** 2 for total in sums)
    ties = sum(own_ranks.count(rank) ** 2 - 1 for own_ranks in ranks for rank in own_ranks)
    below = m**2 * (n**3 - n) - m * ties
    return 12 * spread / below if below > 1e-9 else None


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, those of equal values averaged."""
    ordered = sorted(values)
    return [fmean(at for at, other in enumerate(ordered, start=1) if other == value) for value in values]
