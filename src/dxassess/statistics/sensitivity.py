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
from dxassess.statistics.accounts import draw_up
from dxassess.statistics.blend import blend
from dxassess.statistics.items import item_table
from dxassess.statistics.panel import Floats, Panel, instrument, panel
from dxassess.statistics.rescore import rescore

Change = Callable[[Questionnaire], Questionnaire]


class Moved(Frozen):
    """A province under a scenario: its overall score there (None: no score), its rank and how many places
    better (positive) or worse it stands than under the declared rules, both among the provinces with a score
    there and under these (None: it is none of them)."""

    key: str
    score: float | None
    rank: int | None
    places: int | None


class Scenario(Frozen):
    """One other set of rules. `name`: "declared", "equal_weights", "geometric", the missing policy that is
    not the declared one ("left_out" or "not_credited"), "department_out" (λ = 0), "department_alone" (λ = 1
    wherever the department counts), "without:" and a condition's code, "vote:" and an expert's number.

    `most` is the greatest move of a province; `kept` the share of pairs that keep their order (ties in one of
    the two count half), in [0, 1]; both None with fewer than two provinces.
    """

    name: str
    provinces: tuple[Moved, ...]
    most: int | None
    kept: float | None


def sensitivity(round_: Round, arrays: Panel | None = None) -> tuple[Scenario, ...]:
    """The scenarios, "declared" first, provinces by key; of those whose score is shown.

    Equal weights: all items of an indicator, indicators of a condition and conditions weigh the same; ω and
    λ stay, as they say whom a province is for, not what counts. Geometric: every condition is the geometric
    mean of its indicators and the overall score that of the conditions; indicators stay as they are, since
    one "no" among yes-no items would leave nothing of them. A condition dropped gives its weight to the
    others.
    """
    declared = arrays or panel(round_)
    scorer = _Scorer(round_, declared)
    other = "not_credited" if round_.facility.missing == "left_out" else "left_out"
    weights, has_department = declared.province_weights, declared.department_of >= 0
    rules: list[tuple[str, Panel]] = [
        ("declared", declared),
        ("equal_weights", replace(scorer.changed(_equal), province_weights=np.ones(len(weights)))),
        ("geometric", scorer.changed(_geometric)),
        (other, scorer.changed(lambda q: q.model_copy(update={"missing": other}))),
        ("department_out", replace(declared, lambdas=np.zeros(len(weights)))),
        (
            "department_alone",
            replace(declared, lambdas=np.where(has_department & (declared.lambdas > 0), 1.0, 0.0)),
        ),
    ]
    for k, code in enumerate(declared.facility.conditions):
        stays = np.arange(len(weights)) != k
        if stays.any():
            rules.append((f"without:{code}", replace(declared, province_weights=weights * stays)))
    scored = [(name, _overall(changed)) for name, changed in rules]
    return tuple(scenario_of(name, declared.provinces, scores, base=scored[0][1]) for name, scores in scored)


def _overall(arrays: Panel) -> Floats:
    """(P) the overall scores that are shown."""
    provinces = draw_up(blend(arrays)).provinces
    is_shown = np.nan_to_num(provinces.answered[:, 0]) >= arrays.min_answered - TOLERANCE
    return np.where(is_shown, provinces.value[:, 0], np.nan)


class _Scorer:
    """The answers of a round, to be scored by changed questionnaires."""

    def __init__(self, round_: Round, arrays: Panel) -> None:
        self.round, self.panel = round_, arrays
        files = set(arrays.files)
        self.facilities = item_table([s for s in round_.facilities if s.file in files], round_.facility)
        departments = [s for s in round_.departments if s.province in arrays.provinces]
        self.departments = None if round_.department is None else item_table(departments, round_.department)

    def changed(self, change: Change) -> Panel:
        """The panel with both questionnaires changed."""
        arrays, facility = self.panel, change(self.round.facility)
        updates: dict[str, Any] = {
            "facility": instrument(facility),
            "facilities": rescore(self.facilities, facility, province=arrays.province),
        }
        if self.round.department is not None and self.departments is not None:
            department, place = change(self.round.department), arrays.departments.province
            updates["department"] = instrument(department)
            updates["departments"] = rescore(self.departments, department, province=place)
        return replace(arrays, **updates)


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
    return questionnaire.model_copy(update={"conditions": conditions, "aggregation": "geometric"})


def scenario_of(name: str, keys: Sequence[str], scores: Floats, *, base: Floats) -> Scenario:
    """A scenario from the overall scores of the provinces `keys` by its rules, and by the declared ones as
    `base` (NaN: no score)."""
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
        most=int(np.abs(before - rank).max()) if len(both) > 1 else None,
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
