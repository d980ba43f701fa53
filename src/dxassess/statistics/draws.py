"""Joint draws of province scores: sampling errors times the choice of weights (method.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from dxassess.round.round import Round
from dxassess.statistics.blend import Blend, Weights, blend, declared, overall
from dxassess.statistics.overall_variance import overall_variance
from dxassess.statistics.panel import Floats, Instrument, Mask, Panel, panel
from dxassess.statistics.spread import spread

DRAWS = 4000
BLOCK = 250
SWING = 0.25

Map = Callable[[Callable[[int], Floats], Iterable[int]], Iterable[Floats]]


@dataclass(frozen=True, eq=False)
class Draws:
    """M joint draws of P provinces. `codes`: "overall", then the conditions. `scores` (M, P, 1 + K), not
    clipped; `points` (P, 1 + K) the scores under the declared weights; NaN where a province has none.
    `unknown` (P): the sampling error is unknown, as no stratum shows any spread; `answered` (P): the
    department answered."""

    provinces: tuple[str, ...]
    codes: tuple[str, ...]
    scores: Floats
    points: Floats
    unknown: Mask
    answered: Mask


def draw_scores(round_: Round, *, draws: int = DRAWS, each: Map = map) -> Draws:
    """`draws` joint draws for the provinces of the round.

    Sampling: a multivariate t for each province, with the covariance of its strata's means under the draw's
    own weights and the Satterthwaite degrees of freedom of its overall score. Weights: those of conditions
    and indicators, ω and λ, each × U(0.75, 1.25), λ at most 1, the same for all provinces within a draw. The
    spread within strata is that of the declared weights; which facilities have a score, likewise. Missing
    answers and strata that nobody answered for are not drawn: the bounds show them.

    Seeded by the content, in blocks of 250 that depend on nothing but their number, so `each` may be the
    `map` of any executor with any number of workers: the bytes are the same.
    """
    return draw_panel(panel(round_), draws=draws, each=each)


def draw_panel(found: Panel, *, draws: int = DRAWS, each: Map = map) -> Draws:
    """The same from arrays."""
    variation = spread(found)
    parts = blend(found, variation)
    degrees = overall_variance(found, variation)[1]
    plan = _Plan(parts=parts, degrees=degrees, seed=_seed(found), draws=draws)
    blocks = list(each(plan.block, range(-(-draws // BLOCK))))
    weights = declared(found)
    still = parts.scores(weights, np.zeros((len(variation.type), 1, len(found.lambdas))))
    points = _joined(still, weights, found)[0]
    unknown = np.zeros(len(found.provinces), dtype=bool)
    unknown[variation.province[variation.unknown]] = True
    return Draws(
        provinces=found.provinces,
        codes=("overall", *found.facility.conditions),
        scores=np.concatenate(blocks) if blocks else np.empty((0, *points.shape)),
        points=points,
        unknown=unknown,
        answered=found.answered,
    )


@dataclass(frozen=True, eq=False)
class _Plan:
    """All that a block of draws needs, so that any worker can make any block."""

    parts: Blend
    degrees: Floats
    seed: int
    draws: int

    def block(self, number: int) -> Floats:
        random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, number])))
        size = min(BLOCK, self.draws - number * BLOCK)
        weights = _perturb(declared(self.parts.panel), random, size)
        return _joined(self.parts.scores(weights, self._errors(random, size)), weights, self.parts.panel)

    def _errors(self, random: np.random.Generator, size: int) -> Floats:
        """(S, B, K): normal errors of the strata's means, over a chi that the strata of a province share."""
        variation = self.parts.spread
        errors = np.zeros((len(variation.type), size, variation.factors.shape[-1]))
        moved = np.flatnonzero(variation.factors.any(axis=(1, 2)))
        finite = np.isfinite(self.degrees)
        stretch = np.ones((len(self.degrees), size))
        if finite.any():
            free = self.degrees[finite][:, None]
            stretch[finite] = np.sqrt(free / random.chisquare(free, size=(len(free), size)))
        normal = random.standard_normal((len(moved), size, errors.shape[-1]))
        normal *= stretch[variation.province[moved]][:, :, None]
        errors[moved] = normal @ variation.factors[moved].transpose(0, 2, 1)
        return errors


def _joined(scores: Floats, weights: Weights, found: Panel) -> Floats:
    whole = overall(scores, weights.conditions, geometric=found.facility.root)
    return np.concatenate([whole[:, :, None], scores], axis=2)


def _perturb(weights: Weights, random: np.random.Generator, size: int) -> Weights:
    """`size` sets of weights, each × U(0.75, 1.25). Renormalised where they are used."""

    def swing(one: Floats) -> Floats:
        return one * random.uniform(1 - SWING, 1 + SWING, size=(size, one.shape[1]))

    return Weights(
        conditions=swing(weights.conditions),
        indicators=swing(weights.indicators),
        department=swing(weights.department),
        omegas=swing(weights.omegas),
        lambdas=np.minimum(1.0, swing(weights.lambdas)),
    )


def _seed(found: Panel) -> int:
    """The first 128 bits of a hash over everything that the draws depend on."""
    digest = sha256()
    asked: tuple[Instrument, ...] = (found.facility, *([found.department] if found.department else []))
    names = (found.provinces, found.types, *(i.conditions + i.indicators for i in asked))
    digest.update(repr(names).encode())
    digest.update(b"geometric root" if found.facility.root else b"")
    weights = [w for i in asked for w in (i.condition_weights, i.indicator_weights, i.geometric)]
    arrays = (found.province, found.type, found.weights, found.values, found.scores, found.sizes)
    own = (found.department_values, found.department_scores, found.lambdas, found.omegas)
    for array in (*weights, *arrays, *own):
        digest.update(np.ascontiguousarray(array).tobytes())
    return int.from_bytes(digest.digest()[:16], "little")
