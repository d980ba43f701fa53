"""If the silent were otherwise: the one mean that they would need for a level or a place to change (method.md
§6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.scoring.levels import GateCheck
from dxassess.statistics.blend import Blend, declared, overall
from dxassess.statistics.panel import Floats
from dxassess.statistics.province_score import ProvinceScore, Tipping

_STEPS = 60
Gates = Sequence[Sequence[GateCheck]]


@dataclass(frozen=True, eq=False)
class Silence:
    """The provinces' conditions with every silent registered facility at 0 and at 1: `none`, `all` (P, K)."""

    parts: Blend
    none: Floats
    all: Floats

    def scores(self, p: int, x: float) -> Floats:
        """(K) the conditions of a province if its silent facilities averaged `x`: linear in it."""
        return np.asarray(self.none[p] + x * (self.all[p] - self.none[p]))

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


def if_silent(parts: Blend) -> Silence:
    """What the silent could make of the scores; who was heard keeps what it is credited."""
    panel, scores = parts.panel, parts.panel.facilities.scores
    shape = (len(panel.provinces), len(panel.types), scores.shape[1])
    earned, received = np.zeros(shape), np.zeros(shape)
    weights = np.where(np.isnan(scores), 0.0, panel.weights[:, None])
    np.add.at(received, (panel.province, panel.type), weights)
    np.add.at(earned, (panel.province, panel.type), weights * np.nan_to_num(scores))
    silent = panel.silent[:, :, None]
    total = received + silent
    department = parts.departments(declared(parts.panel)).value
    ends = []
    for end in (0.0, 1.0):
        means = np.divide(earned + end * silent, total, out=np.full(shape, end), where=total > 0)
        table = means.transpose(1, 0, 2)[..., None]
        ends.append(parts.join(table, department, declared(parts.panel), empty=end).province[:, 1:, 0])
    return Silence(parts=parts, none=ends[0], all=ends[1])


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

    def condition(k: int, x: float) -> float:
        return float(silence.scores(p, x)[k])

    needed = [silence.least(partial(silence.overall, p), questionnaire.levels[level].at_least)]
    for k, one in enumerate(questionnaire.conditions):
        condition_level = level - one.caps
        if condition_level <= 0 or not silence.parts.strata.applies[p, k]:
            continue
        if not all(gate.met for gate in gates[k] if gate.level <= condition_level):
            return None
        needed.append(silence.least(partial(condition, k), questionnaire.levels[condition_level].at_least))
    reachable = [one for one in needed if one is not None]
    return max(reachable) if len(reachable) == len(needed) else None
