"""How the order of provinces moves when the rules of scoring are others (method.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Condition, Indicator, Questionnaire
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.round.round import Round
from dxassess.statistics.blend import blend, declared, overall
from dxassess.statistics.items import item_table
from dxassess.statistics.panel import Floats, Panel, instrument, panel, weights_within
from dxassess.statistics.rescore import rescore
from dxassess.statistics.spread import spread

Change = Callable[[Questionnaire], Questionnaire]


class Moved(Frozen):
    """A province under a scenario: its overall score and rank there (None: no score), and how many places
    better (positive) or worse it stands than under the declared rules."""

    key: str
    score: float | None
    rank: int | None
    places: int | None


class Scenario(Frozen):
    """One other set of rules. `name`: "declared", "equal_weights", "geometric", the missing policy that is
    not the declared one ("left_out" or "not_credited"), "without:" and a condition's code.

    `most` is the greatest move of a province; `kept` the share of pairs that keep their order (ties in one of
    the two count half), in [0, 1]; None with fewer than two provinces.
    """

    name: str
    provinces: tuple[Moved, ...]
    most: int
    kept: float | None


def sensitivity(round_: Round, arrays: Panel | None = None) -> tuple[Scenario, ...]:
    """The scenarios, "declared" first, provinces by key.

    Equal weights: all items of an indicator, indicators of a condition and conditions weigh the same; ω and
    λ stay, as they say whom a province is for, not what counts. Geometric: every condition is the geometric
    mean of its indicators and the overall score that of the conditions; indicators stay as they are, since
    one "no" among yes-no items would leave nothing of them. A condition dropped gives its weight to the
    others.
    """
    found = arrays or panel(round_)
    scorer = _Scorer(round_, found)
    other = "not_credited" if round_.facility.missing == "left_out" else "left_out"
    changes: list[tuple[str, Change]] = [
        ("equal_weights", _equal),
        ("geometric", _geometric),
        (other, lambda q: q.model_copy(update={"missing": other})),
    ]
    base = scorer.conditions(lambda q: q)
    weights = found.facility.condition_weights
    root = round_.facility.aggregation == "geometric"
    scored = [("declared", overall(base, weights[None], geometric=root)[0])]
    for name, change in changes:
        own = np.ones(len(weights)) if name == "equal_weights" else weights
        geometric = root or name == "geometric"
        scored.append((name, overall(scorer.conditions(change), own[None], geometric=geometric)[0]))
    for k, code in enumerate(found.facility.conditions):
        own = np.where(np.arange(len(weights)) == k, 0.0, weights)
        scored.append((f"without:{code}", overall(base, own[None], geometric=root)[0]))
    return tuple(_scenario(name, found.provinces, scores, scored[0][1]) for name, scores in scored)


class _Scorer:
    """The answers of a round, to be scored by changed questionnaires."""

    def __init__(self, round_: Round, found: Panel) -> None:
        by_file = {score.file: score for score in round_.facilities}
        self.round, self.panel = round_, found
        self.facilities = item_table([by_file[file] for file in found.files], round_.facility)
        by_province = {score.province: score for score in reversed(round_.departments)}
        self.rows = [n for n, key in enumerate(found.provinces) if key in by_province]
        self.departments = (
            None
            if round_.department is None
            else item_table([by_province[found.provinces[n]] for n in self.rows], round_.department)
        )

    def conditions(self, change: Change) -> Floats:
        """(1, P, K) conditions of the provinces with both questionnaires changed."""
        found, asked = self.panel, change(self.round.facility)
        values, scores = rescore(self.facilities, asked)
        stratum = found.province * len(found.types) + found.type
        updates: dict[str, Any] = {
            "facility": instrument(asked),
            "values": values,
            "scores": scores,
            "weights": weights_within(found.beds, stratum, counted=~np.isnan(scores)),
        }
        if self.round.department is not None and self.departments is not None:
            own = change(self.round.department)
            updates["department"] = instrument(own)
            inner, outer = rescore(self.departments, own)
            department_values = np.full_like(found.department_values, np.nan)
            department_scores = np.full_like(found.department_scores, np.nan)
            department_values[self.rows] = inner
            for k, n in enumerate(found.department_of):
                if n >= 0:
                    department_scores[self.rows, k] = outer[:, n]
            updates |= {"department_values": department_values, "department_scores": department_scores}
        changed = replace(found, **updates)
        variation = spread(changed)
        still = np.zeros((len(variation.type), 1, len(found.lambdas)))
        return blend(changed, variation).scores(declared(changed), still)


def _equal(questionnaire: Questionnaire) -> Questionnaire:
    def indicator(one: Indicator) -> Indicator:
        items = tuple(item.model_copy(update={"weight": 1.0}) for item in one.items)
        return one.model_copy(update={"weight": 1.0, "items": items})

    def condition(one: Condition) -> Condition:
        indicators = tuple(map(indicator, one.indicators))
        return one.model_copy(update={"weight": 1.0, "indicators": indicators})

    return questionnaire.model_copy(update={"conditions": tuple(map(condition, questionnaire.conditions))})


def _geometric(questionnaire: Questionnaire) -> Questionnaire:
    conditions = tuple(c.model_copy(update={"aggregation": "geometric"}) for c in questionnaire.conditions)
    return questionnaire.model_copy(update={"conditions": conditions})


def _scenario(name: str, keys: Sequence[str], scores: Floats, base: Floats) -> Scenario:
    both = np.flatnonzero(~np.isnan(scores) & ~np.isnan(base))
    rank, before = _ranks(scores[both]), _ranks(base[both])
    place = {int(n): m for m, n in enumerate(both)}
    moved = tuple(
        Moved(
            key=key,
            score=None if np.isnan(scores[n]) else float(scores[n]),
            rank=int(rank[place[n]]) if n in place else None,
            places=int(before[place[n]] - rank[place[n]]) if n in place else None,
        )
        for n, key in enumerate(keys)
    )
    return Scenario(
        name=name,
        provinces=moved,
        most=int(np.abs(before - rank).max(initial=0)),
        kept=_kept(scores[both], base[both]),
    )


def _ranks(scores: Floats) -> Floats:
    return np.asarray(1.0 + (scores[None] > scores[:, None] + TOLERANCE).sum(axis=1))


def _kept(scores: Floats, base: Floats) -> float | None:
    if len(scores) < 2:
        return None
    upper = np.triu_indices(len(scores), 1)
    new, old = (_signs(values)[upper] for values in (scores, base))
    return float(((new == old) + ((new == 0) != (old == 0)) / 2).mean())


def _signs(values: Floats) -> Floats:
    gaps = values[:, None] - values[None]
    return np.where(np.abs(gaps) <= TOLERANCE, 0.0, np.sign(gaps))
