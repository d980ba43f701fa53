"""Pairs of provinces and what the silent could change, as method.md §6 words them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations
from math import sqrt

from scipy.stats import t as student
from tests.reference.country import Country, Form
from tests.reference.facility import FORGIVEN, Data
from tests.reference.province import province

SURE = 0.05


def holm(ps: list[float]) -> list[bool]:
    """Which of a family of tests hold at 95 % together."""
    found = [False] * len(ps)
    for rank, at in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        if ps[at] > SURE / (len(ps) - rank):
            break
        found[at] = True
    return found


def if_the_silent_had(country: Country, place: str, score: float) -> dict[str, Data]:
    """The province, were each of its silent facilities to score this in all that applies to it."""
    other = country.changed()
    told = [
        Form(line.code, line.province, line.type, {c["code"]: sure(score) for c in country.q["conditions"]})
        for line in country.lines or ()
        if line.province == place and line in country.silent(place, line.type)
    ]
    other.registered = [*country.registered, *told]
    other.counted = [*country.counted, *told]
    return province(other, place)


def sure(score: float) -> Data:
    return {"applies": True, "value": score, "low": score, "high": score, "answered": 1.0, "score": score}


def tipping(country: Country, place: str, others: list[float]) -> dict[str, float | None]:
    """The least mean of the silent from which on level and place are better, below which they are worse; None
    where no mean in 0 to 1 does it."""
    now = province(country, place)["overall"]

    @cache
    def then(x: float) -> Data:
        return if_the_silent_had(country, place, x)["overall"]

    def level(x: float) -> int:
        return int(then(x)["level"])

    def place_of(score: float) -> int:
        return -sum(other > score + FORGIVEN for other in others)

    def place_at(x: float) -> int:
        return place_of(float(then(x)["value"]))

    own = place_of(now["value"])
    return {
        "level_up": least(level, now["level"] + 1),
        "level_down": least(level, now["level"]) or None,
        "place_up": least(place_at, own + 1),
        "place_down": least(place_at, own) or None,
    }


def least(rising: Callable[[float], int], wanted: int) -> float | None:
    """The least x in 0 to 1 at which a rising step function has `wanted`, by halving."""
    if rising(0.0) >= wanted:
        return 0.0
    if rising(1.0) < wanted:
        return None
    low, high = 0.0, 1.0
    for _ in range(34):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) >= wanted else (middle, high)
    return high


# ---------------------------------------------------------------- who is different


Known = dict[str, tuple[float, float, float]]
"""By province: score, variance, degrees of freedom."""
Together = dict[tuple[str, str], float]
"""The covariances that the choice of weights gives two scores."""


def p_value(known: Known, choice: Together, of: dict[str, float]) -> float:
    """The two-sided p of Σ of · score = 0: t with V of all of them plus what the weights give, whose degrees
    of freedom are infinite."""
    difference = sum(a * known[p][0] for p, a in of.items())
    parts = [(a * a * known[p][1], known[p][2]) for p, a in of.items()]
    drawn = sum(a * b * choice[p, q] for p, a in of.items() for q, b in of.items())
    total = sum(v for v, _ in parts) + max(0.0, drawn)
    if total <= 0:
        return 0.0 if abs(difference) > FORGIVEN else 1.0
    spent = sum(v * v / d for v, d in parts if v)
    free = min(total**2 / spent, 1e9) if spent else 1e9
    return float(2 * student.sf(abs(difference) / sqrt(total), free))


def different(known: Known, choice: Together) -> set[frozenset[str]]:
    """The pairs that differ at 95 % for all pairs together."""
    pairs = list(combinations(sorted(known), 2))
    ps = [p_value(known, choice, {one: 1.0, other: -1.0}) for one, other in pairs]
    return {frozenset(pair) for pair, holds in zip(pairs, holm(ps), strict=True) if holds}


def beside_the_others(known: Known, choice: Together) -> dict[str, str]:
    """Each against the mean of the others, at 95 % for all provinces together."""
    places = sorted(known)
    if len(places) < 2:
        return dict.fromkeys(places, "similar")
    share = 1 / (len(places) - 1)
    against = {p: {q: 1.0 if p == q else -share for q in places} for p in places}
    holds = holm([p_value(known, choice, against[p]) for p in places])
    means = {p: sum(a * known[q][0] for q, a in against[p].items()) for p in places}
    return {
        p: "similar" if not sure_of else "higher" if means[p] > 0 else "lower"
        for p, sure_of in zip(places, holds, strict=True)
    }
