"""If the silent were otherwise: the one mean that they would need for a level or a place to change (method.md
§6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.scoring.levels import GateCheck
from dxassess.statistics.accounts import Accounts
from dxassess.statistics.blend import Blend, declared, overall
from dxassess.statistics.panel import Floats, Panel
from dxassess.statistics.province_score import ProvinceScore, Tipping
from dxassess.statistics.spread import stratum_means
from dxassess.statistics.strata import LEAST_DONORS

_STEPS = 60
Gates = Sequence[Sequence[GateCheck]]


class SilentAt(NamedTuple):
    """The provinces' conditions (P, K) with all silent registered facilities at one score: what is credited,
    the lower bound, the answered share."""

    value: Floats
    low: Floats
    answered: Floats


@dataclass(frozen=True, eq=False)
class Silence:
    """What the silent could make of the scores: every one of them at 0 (`none`), at 1 (`all`)."""

    parts: Blend
    none: SilentAt
    all: SilentAt

    def scores(self, p: int, x: float) -> Floats:
        """(K) the conditions of a province if its silent facilities averaged `x`: linear in it."""
        return np.asarray(self.none.value[p] + x * (self.all.value[p] - self.none.value[p]))

    def rated(self, p: int, k: int, x: float) -> float:
        """What the level of a condition is read from then: the score, or the lower bound where too little is
        answered for one in spite of them."""
        shown = self.none.answered[p, k] >= self.parts.panel.min_answered - TOLERANCE
        ends = [(one.value if shown else one.low)[p, k] for one in (self.none, self.all)]
        return float(ends[0] + x * (ends[1] - ends[0]))

    def overall(self, p: int, x: float) -> float:
        """Its overall score then."""
        applies, panel = self.parts.strata.applies[[p]], self.parts.panel
        weights = panel.province_weights[None]
        condition_scores = self.scores(p, x)[None, :, None]
        return float(overall(condition_scores, applies, weights, geometric=panel.facility.root)[0, 0])

    def least(self, score: Callable[[float], float], needed: float) -> float | None:
        """The least mean in [0, 1] at which `score`, which rises with it, is at least `needed`; None:
        never."""
        if not score(1.0) >= needed - TOLERANCE:
            return None
        low, high = 0.0, 1.0
        if score(0.0) >= needed - TOLERANCE:
            return 0.0
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (low, middle) if score(middle) >= needed - TOLERANCE else (middle, high)
        return high


def if_silent(parts: Blend, accounts: Accounts) -> Silence:
    """What the silent could make of the scores; who was heard keeps what it is credited, and what stands in
    for a type of which nobody is silent and nothing credited is estimated from them as well."""
    return Silence(parts, _with_silent(parts, accounts, 0.0), _with_silent(parts, accounts, 1.0))


def _with_silent(parts: Blend, accounts: Accounts, end: float) -> SilentAt:
    panel, facilities, departments = parts.panel, parts.panel.facilities, accounts.departments
    value = _means(panel, facilities.scores, end, empty=end)
    _estimate(parts, value)
    tables = (
        (value, departments.value, end, False),
        (_means(panel, facilities.low, end, empty=0.0), departments.low, 0.0, False),
        (_means(panel, facilities.answered, 1.0, empty=0.0), departments.answered, 0.0, True),
    )
    return SilentAt(
        *(
            parts.join(
                means.transpose(1, 0, 2)[..., None],
                department[:, 1:, None],
                declared(panel),
                empty=empty,
                plain=plain,
            ).province[:, 1:, 0]
            for means, department, empty, plain in tables
        )
    )


def _means(panel: Panel, rows: Floats, silent: float, *, empty: float) -> Floats:
    """(P, H, K) means of facilities' `rows` (F, K) and of the `silent`; `empty` where neither are."""
    shape = (len(panel.provinces), len(panel.types), rows.shape[1])
    earned, received = np.zeros(shape), np.zeros(shape)
    weights = np.where(np.isnan(rows), 0.0, panel.weights[:, None])
    np.add.at(received, (panel.province, panel.type), weights)
    np.add.at(earned, (panel.province, panel.type), weights * np.nan_to_num(rows))
    missing = np.nan_to_num(panel.silent)[:, :, None]
    total = received + missing
    return np.asarray(np.divide(earned + silent * missing, total, out=np.full(shape, empty), where=total > 0))


def _estimate(parts: Blend, means: Floats) -> None:
    """Puts into `means` (P, H, K) what stands in for types that all answered and left the condition blank."""
    panel, strata = parts.panel, parts.strata
    answered_means = stratum_means(panel)
    answering = strata.heard | (strata.part & (np.nan_to_num(panel.silent) > 0)[:, :, None])
    for p, h, k in np.argwhere(strata.part & ~answering):
        pull = panel.omegas[:, None] * (answering[p, :, k, None] & strata.heard[:, :, k].T)
        donors = strata.heard[:, h, k] & (pull.sum(axis=0) > 0) & (np.arange(len(means)) != p)
        if np.count_nonzero(donors) >= LEAST_DONORS:
            share = pull[:, donors] / pull[:, donors].sum(axis=0)
            apart = means[p, :, k, None] - answered_means[donors, :, k].T
            guesses = answered_means[donors, h, k] + (share * apart).sum(axis=0)
            means[p, h, k] = np.clip(guesses.mean(), 0.0, 1.0)


def tipping_of(
    silence: Silence,
    p: int,
    province: ProvinceScore,
    *,
    questionnaire: Questionnaire,
    gates: Gates,
    others: Floats,
) -> Tipping:
    """The tipping points of a province whose overall score is shown; `gates` are those of its conditions,
    `others` the overall scores of the other provinces that are shown. Nothing tips where nobody is silent."""
    score, level = province.overall.score, province.overall.level
    if score is None or level is None or not (silence.parts.panel.silent[p] > 0).any():
        return Tipping()

    def place(needed: Floats) -> list[float | None]:
        return [silence.least(partial(silence.overall, p), float(one)) for one in needed]

    better = np.sort(others[others > score + TOLERANCE])[:1]
    worse = np.sort(others[others < score - TOLERANCE])[-1:]
    above, below = place(better), place(worse)
    top = questionnaire.levels[-1].level
    return Tipping(
        level_up=_reach(silence, p, level + 1, questionnaire, gates) if level < top else None,
        level_down=_reach(silence, p, level, questionnaire, gates) or None,
        place_up=above[0] if above else None,
        place_down=(below[0] or None) if below else None,
    )


def _reach(silence: Silence, p: int, level: int, questionnaire: Questionnaire, gates: Gates) -> float | None:
    """The least mean at which the overall level is at least `level`; None: it never is."""
    needed = [silence.least(partial(silence.overall, p), questionnaire.levels[level].at_least)]
    for k, one in enumerate(questionnaire.conditions):
        condition_level = level - one.caps
        if condition_level <= 0 or not silence.parts.strata.applies[p, k]:
            continue
        if not all(gate.met for gate in gates[k] if gate.level <= condition_level):
            return None
        needed.append(
            silence.least(partial(silence.rated, p, k), questionnaire.levels[condition_level].at_least)
        )
    reachable = [one for one in needed if one is not None]
    return max(reachable) if len(reachable) == len(needed) else None
