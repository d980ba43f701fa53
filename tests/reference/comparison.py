"""Pairs of provinces and what the silent could change, as method.md §6 words them."""

from __future__ import annotations

from tests.reference.country import Country, Form
from tests.reference.facility import Data
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


def tipping(country: Country, place: str, code: str, wanted: float) -> float | None:
    """The mean of the silent at which the node has `wanted`, by halving; None outside 0 to 1."""

    def value(x: float) -> float:
        return float(if_the_silent_had(country, place, x)[code]["value"])

    low, high = 0.0, 1.0
    if not value(low) <= wanted <= value(high):
        return None
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if value(middle) < wanted else (low, middle)
    return high
