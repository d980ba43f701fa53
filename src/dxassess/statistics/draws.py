"""Joint draws of province scores: sampling errors times the choice of weights (method.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from hashlib import sha256

import numpy as np

from dxassess.round.round import Round
from dxassess.statistics.accounts import Accounts, draw_up
from dxassess.statistics.blend import Blend, Weights, blend, declared
from dxassess.statistics.panel import Floats, Instrument, Panel, panel
from dxassess.statistics.precision import Precisions, precisions

DRAWS = 4000
BLOCK = 250
SWING = 0.25
LOWEST, HIGHEST = 0.025, 0.975

Map = Callable[[Callable[[int], Floats], Iterable[int]], Iterable[Floats]]


@dataclass(frozen=True, eq=False)
class Drawn:
    """M joint draws of P provinces, overall first, then the conditions: `scores` (P, 1 + K, M), not clipped,
    NaN where there is none; `low`, `high` (P, 1 + K): the 2.5th percentile of the low ends and the 97.5th of
    the high ends of what blanks, silent departments and strata that cannot be estimated leave open; `choice`
    (1 + K, P, P): the covariances that the choice of weights alone gives the scores."""

    scores: Floats
    low: Floats
    high: Floats
    choice: Floats


@dataclass(frozen=True, eq=False)
class Draws:
    """The draws of the facilities' components and of the provinces' scores. `codes`: "overall", then the
    conditions."""

    blend: Blend
    codes: tuple[str, ...]
    accounts: Accounts
    precisions: Precisions
    facilities: Drawn
    provinces: Drawn

    @property
    def panel(self) -> Panel:
        return self.blend.panel


def draw_scores(round_: Round, *, draws: int = DRAWS, each: Map = map) -> Draws:
    """`draws` joint draws for the provinces of the round.

    Sampling: a multivariate t for each province, with the covariance of its strata's means and of what stands
    in for silent ones under the draw's own weights, and the Satterthwaite degrees of freedom of its overall
    score. Weights: those of conditions and indicators, ω and λ, each × U(0.75, 1.25), λ at most 1 (one of
    1 stays), the same for all provinces within a draw. The spread within strata is that of the declared
    weights; who is credited anything, likewise. What is unknown is not drawn inside its bounds, which would
    average it away: both ends are drawn.

    Seeded by the content, in blocks of 250 that depend on nothing but their number, so `each` may be the
    `map` of any executor with any number of workers: the bytes are the same.
    """
    return draw_panel(panel(round_), draws=draws, each=each)


def draw_panel(arrays: Panel, *, draws: int = DRAWS, each: Map = map) -> Draws:
    """The same from arrays."""
    parts = blend(arrays)
    accounts = draw_up(parts)
    sure = precisions(parts, accounts)
    plan = _Plan(parts=parts, sure=sure, seed=_seed(arrays), draws=draws)
    blocks = list(each(plan.block, range(-(-draws // BLOCK))))
    shape = (2, 4, len(arrays.provinces), 1 + len(arrays.lambdas), 0)
    table = np.concatenate(blocks, axis=4) if blocks else np.empty(shape)
    facilities, provinces = (_drawn(side) for side in table)
    return Draws(
        blend=parts,
        codes=("overall", *arrays.facility.conditions),
        accounts=accounts,
        precisions=sure,
        facilities=facilities,
        provinces=provinces,
    )


def _drawn(table: Floats) -> Drawn:
    """The draws in a table (4, P, 1 + K, M): scores, without sampling errors, low ends, high ends."""
    scores, still, low, high = table
    count, nodes, draws = scores.shape
    if not draws:
        empty = np.full((count, nodes), np.nan)
        return Drawn(scores, empty, empty, np.zeros((nodes, count, count)))
    choice = np.empty((nodes, count, count))
    for node in range(nodes):
        deviations = still[:, node] - still[:, node].mean(axis=1, keepdims=True)
        choice[node] = np.einsum("pm,qm->pq", deviations, deviations) / max(1, draws - 1)
    return Drawn(
        scores=scores,
        low=np.clip(np.quantile(low, LOWEST, axis=2), 0.0, 1.0),
        high=np.clip(np.quantile(high, HIGHEST, axis=2), 0.0, 1.0),
        choice=choice,
    )


@dataclass(frozen=True, eq=False)
class _Plan:
    """All that a block of draws needs, so that any worker can make any block."""

    parts: Blend
    sure: Precisions
    seed: int
    draws: int

    def block(self, number: int) -> Floats:
        """(2, 4, P, 1 + K, B): of facilities and provinces the scores, without sampling errors, low and high
        ends."""
        random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, number])))
        size = min(BLOCK, self.draws - number * BLOCK)
        weights = _perturb(declared(self.parts.panel), random, size)
        variants = self.parts.draw(weights, self._errors(random, size))
        return np.array([[each.facility for each in variants], [each.province for each in variants]])

    def _errors(self, random: np.random.Generator, size: int) -> Floats:
        """(H, P, K, B): normal errors of the strata's means, over a chi that a province's strata share."""
        variation, degrees = self.sure.joint, self.sure.provinces.degrees[:, 0]
        uncertain = np.flatnonzero(variation.factors.any(axis=(1, 2)))
        finite = np.isfinite(degrees)
        stretch = np.ones((len(degrees), size))
        if finite.any():
            free = degrees[finite][:, None]
            stretch[finite] = np.sqrt(free / random.chisquare(free, size=(len(free), size)))
        width = variation.factors.shape[-1]
        normal = random.standard_normal((len(uncertain), width, size))
        normal *= stretch[variation.province[uncertain]][:, None]
        shifts = variation.factors[uncertain] @ normal
        errors = np.zeros((len(self.parts.panel.types), len(degrees), width, size))
        for estimate in (False, True):
            of_this_sort = variation.estimate[uncertain] == estimate
            at = uncertain[of_this_sort]
            errors[variation.type[at], variation.province[at]] += shifts[of_this_sort]
        return errors


def _perturb(weights: Weights, random: np.random.Generator, size: int) -> Weights:
    """`size` sets of weights, each × U(0.75, 1.25). Renormalised where they are used."""

    def swing(one: Floats) -> Floats:
        return one * random.uniform(1 - SWING, 1 + SWING, size=(size, one.shape[1]))

    return Weights(
        indicators=swing(weights.indicators),
        department=swing(weights.department),
        omegas=swing(weights.omegas),
        # A condition that is the department's alone, like one that is not its at all, stays so.
        lambdas=np.where(weights.lambdas < 1.0, np.minimum(1.0, swing(weights.lambdas)), 1.0),
        provinces=swing(weights.provinces),
    )


def _seed(arrays: Panel) -> int:
    """The first 128 bits of a hash over everything that the draws depend on."""
    digest = sha256()
    instruments: tuple[Instrument, ...] = (
        arrays.facility,
        *([arrays.department] if arrays.department else []),
    )
    names = (arrays.provinces, arrays.types, *(i.conditions + i.indicators for i in instruments))
    digest.update(repr(names).encode())
    digest.update(b"geometric root" if arrays.facility.root else b"")
    weights = [w for i in instruments for w in (i.condition_weights, i.indicator_weights, i.geometric)]
    shares_and_weights = (
        arrays.lambdas,
        arrays.omegas,
        arrays.province_weights,
        arrays.department_of,
        arrays.concerns,
    )
    strata = (arrays.type, arrays.weights, arrays.sizes, arrays.accepted, arrays.strangers, arrays.silent)
    answers = [getattr(a, f.name) for a in (arrays.facilities, arrays.departments) for f in fields(a)]
    for array in (*weights, *shares_and_weights, *strata, *answers):
        digest.update(np.ascontiguousarray(array).tobytes())
    return int.from_bytes(digest.digest()[:16], "little")
