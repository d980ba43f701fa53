"""The total band as method.md §6 words it, with draws of its own: alike only as far as draws are."""

from __future__ import annotations

from math import sqrt
from random import Random
from statistics import pvariance

from tests.reference.country import Country, Form, Scored
from tests.reference.facility import Data, join
from tests.reference.province import overall_weight, province
from tests.reference.variance import shares_of_overall, variance

Factors = dict[str, float]


def bands(country: Country, place: str, draws: int, random: Random) -> dict[str, tuple[float, float]]:
    """By node: the 2.5th percentile of the lower end and the 97.5th of the upper, not yet rounded."""
    base = country.changed(at_estimate=True)
    errors, declared = sampling_errors(country, place), parts_of_facilities(base, place)
    lows: dict[str, list[float]] = {}
    highs: dict[str, list[float]] = {}
    for _ in range(draws):
        other = reweighted(base, factors(country, random))
        parts = parts_of_facilities(other, place)
        for code, node in province(other, place).items():
            if node["applies"]:
                error = errors[code](random) * (parts[code] / declared[code] if declared[code] else 0.0)
                lows.setdefault(code, []).append(min(1.0, max(0.0, node["low"] + error)))
                highs.setdefault(code, []).append(min(1.0, max(0.0, node["high"] + error)))
    return {code: (quantile(lows[code], 0.025), quantile(highs[code], 0.975)) for code in lows}


def spread_by_weights(country: Country, pair: tuple[str, str], draws: int, random: Random) -> float:
    """The variance that the choice of weights alone gives the difference of two overall scores."""
    apart = []
    for _ in range(draws):
        other = reweighted(country, factors(country, random))
        one, two = (province(other, place)["overall"]["value"] for place in pair)
        apart.append(one - two)
    return float(pvariance(apart))


def parts_of_facilities(country: Country, place: str) -> dict[str, float]:
    """By node how much of it is the facilities' part, with whose weight its error grows."""
    nodes = province(country, place)
    parts = {c["code"]: (overall_weight(c), nodes[c["code"]]) for c in country.q["conditions"]}
    parts = {code: (v, node) for code, (v, node) in parts.items() if node["applies"]}
    total = sum(v for v, _ in parts.values())
    whole = sum(v * node["used"] for v, node in parts.values()) / total if total else 0.0
    return {"overall": whole, **{code: node["used"] for code, (_, node) in parts.items()}}


def quantile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    at = part * (len(ordered) - 1)
    below, above = ordered[int(at)], ordered[min(int(at) + 1, len(ordered) - 1)]
    return below + (at - int(at)) * (above - below)


def factors(country: Country, random: Random) -> Factors:
    """U(0.75, 1.25) for every condition, indicator, type and λ."""
    asked = [country.q, country.department or {"conditions": ()}]
    nodes = [node for q in asked for c in q["conditions"] for node in (c, *c["indicators"])]
    names = [node["code"] for node in nodes] + [f"type {t}" for t in country.omega]
    names += [f"share {c['code']}" for c in country.q["conditions"]]
    return {name: random.uniform(0.75, 1.25) for name in names}


def reweighted(country: Country, factor: Factors) -> Country:
    """The same round with other weights."""
    other = country.changed()
    other.q = {**country.q, "conditions": [moved(c, factor) for c in country.q["conditions"]]}
    other.omega = {t: w * factor[f"type {t}"] for t, w in country.omega.items()}
    own = country.department
    if own is not None:
        other.department = {**own, "conditions": [shared(c, factor) for c in own["conditions"]]}
        other.departments = {p: rejoined(own, s, factor) for p, s in country.departments.items()}
    scores = {f: rejoined(country.q, f.scores, factor) for f in country.counted}
    forms = {f: Form(f.code, f.province, f.type, scores[f]) for f in country.counted}
    other.counted = list(forms.values())
    other.registered = [forms[f] for f in country.registered]
    return other


def moved(condition: Data, factor: Factors) -> Data:
    return {**condition, "province_weight": overall_weight(condition) * factor[condition["code"]]}


def shared(condition: Data, factor: Factors) -> Data:
    """λ, clipped; what is the Department's alone stays so."""
    share = condition["share"]
    if share < 1:
        share = min(1.0, share * factor[f"share {condition['of']}"])
    return {**condition, "share": share}


def rejoined(q: Data, scores: Scored, factor: Factors) -> Scored:
    """A respondent's conditions with the drawn weights of their indicators."""
    found = dict(scores)
    for condition in q["conditions"]:
        below = []
        for indicator in condition["indicators"]:
            weight = indicator["weight"]
            if weight == "items":
                weight = sum(i["weight"] for i in indicator["items"] if scores[i["code"]]["applies"])
            below.append((weight * factor[indicator["code"]], scores[indicator["code"]]))
        found[condition["code"]] = join(q, condition["aggregation"], below)
    return found


def sampling_errors(country: Country, place: str) -> dict[str, StudentError]:
    """A multivariate t: one spread of all conditions together, and one number of degrees of freedom, that of
    the overall score."""
    nodes = province(country, place)
    whole = shares_of_overall(country, nodes)
    shares = {"overall": whole}
    for code, node in nodes.items():
        if code != "overall" and node["applies"]:
            shares[code] = {**dict.fromkeys(whole, 0.0), code: node["used"]}
    found = {}
    for code, own in shares.items():
        known = variance(country, place, own)
        assert known is not None
        found[code] = known
    return {code: StudentError(total, found["overall"][1]) for code, (total, _) in found.items()}


class StudentError:
    """√V times a draw of Student's t."""

    def __init__(self, total: float, degrees: float) -> None:
        self.half, self.degrees = sqrt(max(total, 0.0)), degrees

    def __call__(self, random: Random) -> float:
        if not self.half:
            return 0.0
        chi = random.gammavariate(self.degrees / 2, 2)
        return self.half * random.gauss(0, 1) / sqrt(chi / self.degrees)
