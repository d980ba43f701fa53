"""A province beside like ones, condition by condition, and which differences are sure (method.md §6, §7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.statistics.draws import HIGHEST, LOWEST, Draws
from dxassess.statistics.holm import Difference, contrasts, holm, two_sided
from dxassess.statistics.panel import Floats
from dxassess.statistics.province_score import ProvinceScore


class Lag(Frozen):
    """The part of one condition in the gap between a province and the mean of the provinces `like` it that
    have a score there: weight times difference, in [-1, 1], with its 95 % interval over the draws of sampling
    errors and weights. `own` and `others` are the two scores. `apart`: the difference holds at 95 % for all
    conditions together (Holm)."""

    condition: str
    own: float
    others: float
    gap: float
    low: float
    high: float
    apart: bool
    like: tuple[str, ...]


def lags(draws: Draws, key: str, like: Sequence[str]) -> tuple[Lag, ...]:
    """The parts of the conditions that apply, the largest shortfall first, ties by code: weights times
    differences, which sum to the gap. Compared are those of the provinces `like` it to which the same
    conditions apply and that have a score in all of them. Nothing where it has none itself, none of them has,
    or the overall score is no sum: parts that do not make up a gap are no explanation of it."""
    setting = _setting(draws, key, like)
    if setting is None:
        return ()
    differences = [_difference(draws, setting, k) for k in setting.conditions]
    apart = holm(np.array([two_sided(difference)[0] for difference in differences]))
    points = _points(draws)
    names = tuple(draws.panel.provinces[n] for n in setting.others)
    parts = []
    for n, k in enumerate(setting.conditions):
        drawn = _drawn_gap(draws, setting, k)
        low, high = np.quantile(drawn, (LOWEST, HIGHEST)) if len(drawn) else (-1.0, 1.0)
        parts.append(
            Lag(
                condition=draws.codes[1 + k],
                own=float(points[setting.own, 1 + k]),
                others=float(points[list(setting.others), 1 + k].mean()),
                gap=float(setting.shares[k] * differences[n].difference[0]),
                low=float(low),
                high=float(high),
                apart=bool(apart[n]),
                like=names,
            )
        )
    return tuple(sorted(parts, key=lambda lag: (round(lag.gap, 9), lag.condition)))


class _Setting(NamedTuple):
    """Whom `own` is compared with, by which conditions, and what each weighs in the overall score."""

    own: int
    others: tuple[int, ...]
    conditions: tuple[int, ...]
    shares: Floats


def _setting(draws: Draws, key: str, like: Sequence[str]) -> _Setting | None:
    places = {name: n for n, name in enumerate(draws.panel.provinces)}
    place, applies = places[key], draws.blend.strata.applies
    conditions = np.flatnonzero(applies[place])
    known = np.asarray(~np.isnan(_points(draws)[:, 1 + conditions]).any(axis=1))
    same = np.asarray((applies == applies[place]).all(axis=1))
    others = tuple(places[name] for name in like if known[places[name]] and same[places[name]])
    if draws.panel.facility.root or not others or not len(conditions) or not known[place]:
        return None
    weights = np.where(applies[place], draws.panel.province_weights, 0.0)
    return _Setting(place, others, tuple(conditions.tolist()), weights / weights.sum())


def alike(draws: Draws, key: str, ordered: Sequence[Lag]) -> tuple[str, ...]:
    """The first of these and those whose part cannot be told apart from its part: the 95 % interval of the
    difference over the draws holds 0."""
    if not ordered:
        return ()
    setting = _setting(draws, key, ordered[0].like)
    assert setting is not None

    def drawn(lag: Lag) -> Floats:
        return _drawn_gap(draws, setting, draws.codes.index(lag.condition) - 1)

    first = drawn(ordered[0])
    return tuple(lag.condition for n, lag in enumerate(ordered) if n == 0 or _holds_zero(drawn(lag) - first))


def weakest_alike(draws: Draws, province: ProvinceScore) -> tuple[str, ...]:
    """The condition with the lowest score and those not distinguishable from it, lowest first, ties by code;
    nothing where one that applies has no score, or where none can be told apart from all others."""
    scores = {node.code: node.score for node in province.conditions if node.low is not None}
    known_scores = {code: score for code, score in scores.items() if score is not None}
    if not known_scores or len(known_scores) < len(scores):
        return ()
    place = draws.panel.provinces.index(province.key)
    drawn = {code: draws.provinces.scores[place, draws.codes.index(code)] for code in known_scores}
    return _lowest_alike(known_scores, drawn)


def weakest_mean_alike(draws: Draws, keys: Sequence[str]) -> tuple[str, ...]:
    """The same of the means over these provinces, which have a score in all conditions."""
    places = [draws.panel.provinces.index(key) for key in keys]
    points = _points(draws)[places].mean(axis=0)
    known = [n for n in range(1, len(draws.codes)) if not np.isnan(points[n])]
    drawn = {draws.codes[n]: np.asarray(draws.provinces.scores[places, n].mean(axis=0)) for n in known}
    return _lowest_alike({draws.codes[n]: float(points[n]) for n in known}, drawn)


def _lowest_alike(scores: Mapping[str, float], drawn: Mapping[str, Floats]) -> tuple[str, ...]:
    ordered = sorted(scores, key=lambda code: (round(scores[code], 9), code))
    if not ordered:
        return ()
    weakest = tuple(
        code for code in ordered if code == ordered[0] or _holds_zero(drawn[code] - drawn[ordered[0]])
    )
    return weakest if len(weakest) < len(ordered) or len(ordered) == 1 else ()


def _holds_zero(differences: Floats) -> bool:
    low, high = np.quantile(differences, (LOWEST, HIGHEST)) if len(differences) else (0.0, 0.0)
    return bool(low <= TOLERANCE and high >= -TOLERANCE)


def _points(draws: Draws) -> Floats:
    """(P, 1 + K) the scores that are shown, NaN elsewhere."""
    account = draws.accounts.provinces
    shown = np.nan_to_num(account.answered) >= draws.panel.min_answered - TOLERANCE
    return np.where(shown & ~draws.precisions.provinces.unknown, account.value, np.nan)


def _difference(draws: Draws, setting: _Setting, k: int) -> Difference:
    """Of condition k, the province minus the mean of the others."""
    rows, node, count = [setting.own, *setting.others], 1 + k, len(setting.others)
    sure = draws.precisions.provinces
    each = np.array([[1.0, *(-1 / count for _ in setting.others)]])
    of_scores = Difference(_points(draws)[rows, node], sure.variance[rows, node], sure.degrees[rows, node])
    choice = draws.provinces.choice[node][np.ix_(rows, rows)]
    return contrasts(each, of_scores.difference, of_scores, choice)


def _drawn_gap(draws: Draws, setting: _Setting, k: int) -> Floats:
    """(M) the part of condition k in the gap, over the draws."""
    scores = draws.provinces.scores[:, 1 + k]
    return np.asarray(setting.shares[k] * (scores[setting.own] - scores[list(setting.others)].mean(axis=0)))
