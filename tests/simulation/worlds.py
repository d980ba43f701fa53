"""Countries whose truth is known: every facility has a score, some of them answer.

Six types of facility of 1 to 40 a province, scores beta-distributed about the mean of the type, the province
and both together. What may be different is a `Case`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

OMEGA = {"a": 0.30, "b": 0.15, "c": 0.25, "d": 0.05, "e": 0.20, "f": 0.05}
MEANS = dict(zip(OMEGA, (0.6, 0.55, 0.5, 0.45, 0.35, 0.6), strict=True))
MOST = dict(zip(OMEGA, (8, 6, 15, 4, 40, 3), strict=True))
SPREAD = 12.0
"""Of the beta distribution: a + b."""

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Case:
    """`rates`: between what shares of a stratum answer, drawn for each province; `silent`: in how many of the
    provinces one type says nothing; `listed`: what share of the facilities of the `stale` types stands in the
    register; `unlimited`: where the register is seen to be out of date the truth is the mean of as many
    facilities as there might be; `equal`: every province's true mean of a type is the same; `spreads`:
    between what a + b of the beta distribution is drawn for each stratum."""

    provinces: int = 13
    rates: tuple[float, float] = (0.4, 0.95)
    silent: int = 0
    listed: float = 1.0
    stale: tuple[str, ...] = ("e",)
    unlimited: bool = False
    equal: bool = False
    spreads: tuple[float, float] = (SPREAD, SPREAD)
    shift: float = 0.05
    seed: int = 0

    def listed_of(self, type_: str) -> float:
        return self.listed if type_ in self.stale else 1.0


@dataclass(frozen=True, eq=False)
class Stratum:
    """All facilities of a type in a province: their scores, whether they stand in the register, whether they
    answer; and the mean that is to be found."""

    province: int
    type: str
    scores: Floats
    listed: Mask
    answers: Mask
    mean: float


@dataclass(frozen=True, eq=False)
class World:
    """The strata, the true F of every province, and the provinces that are looked at."""

    case: Case
    strata: tuple[Stratum, ...]
    truth: tuple[float, ...]
    looked_at: tuple[int, ...]


def draw_world(case: Case) -> World:
    """The world of a case and its seed."""
    draw = np.random.default_rng(case.seed)
    strata: list[Stratum] = []
    truth = []
    for place in range(case.provinces):
        own, rate = draw.normal(0, case.shift), draw.uniform(*case.rates)
        mute = draw.choice(list(OMEGA)) if place < case.silent else None
        here = [_stratum(draw, case, place, type_, own=own, rate=rate * (type_ != mute)) for type_ in OMEGA]
        truth.append(sum(w * s.mean for w, s in zip(OMEGA.values(), here, strict=True)) / sum(OMEGA.values()))
        strata += here
    return World(case, tuple(strata), tuple(truth), tuple(range(case.silent or case.provinces)))


def _stratum(
    draw: np.random.Generator, case: Case, place: int, type_: str, *, own: float, rate: float
) -> Stratum:
    scores, mean = _population(draw, type_, own, case)
    answers = draw.permutation(len(scores)) < max(1, round(rate * len(scores))) * (rate > 0)
    listed = draw.permutation(len(scores)) < max(1, round(case.listed_of(type_) * len(scores)))
    endless = case.unlimited and bool((answers & ~listed).any())
    return Stratum(place, type_, scores, listed, answers, mean if endless else float(scores.mean()))


def _population(draw: np.random.Generator, type_: str, own: float, case: Case) -> tuple[Floats, float]:
    """The scores of all facilities of a type in a province, and the mean that they were drawn with."""
    size = int(draw.integers(1, MOST[type_] + 1))
    mean, spread = MEANS[type_], draw.uniform(*case.spreads)
    if case.equal:
        centred = draw.beta(mean * spread, (1 - mean) * spread, max(size, 2))
        moved: Floats = np.clip(centred - centred.mean() + mean, 0, 1)
        return moved, mean
    mean = float(np.clip(mean + own + draw.normal(0, 0.04), 0.1, 0.9))
    scores: Floats = draw.beta(mean * spread, (1 - mean) * spread, size)
    return scores, mean


def many(case: Case, count: int) -> Iterator[World]:
    return (draw_world(replace(case, seed=case.seed + n)) for n in range(count))
