"""Sampling errors of a province as method.md §6 words them: linear combinations of stratum means."""

from __future__ import annotations

from itertools import product
from math import fsum, inf, sqrt

from scipy.stats import t as student
from tests.reference.country import Cell, Country, Form
from tests.reference.facility import Data
from tests.reference.province import donors, overall_weight, strata, values, weigh

Pulls = dict[Cell, float]
"""By (type, condition): how much the score moves with the mean of the stratum."""
Parts = list[tuple[float, float]]
"""Variances that are added, each with its degrees of freedom."""


def interval(
    country: Country, place: str, score: float, shares: dict[str, float]
) -> tuple[float, float] | None:
    """Score ± t √V. `shares`: by condition, how much the score moves with its F. None: no variance known."""
    found = variance(country, place, shares)
    if found is None:
        return None
    total, free = found
    if total <= 0:
        return score, score
    half = float(student.ppf(0.975, free)) * sqrt(total)
    return max(0.0, score - half), min(1.0, score + half)


def variance(country: Country, place: str, shares: dict[str, float]) -> tuple[float, float] | None:
    """V and Satterthwaite's degrees of freedom."""
    sampled = sampling(country, place, pulls(country, place, shares))
    if sampled is None:
        return None
    parts = sampled + guessed(country, place, shares)
    total = fsum(v for v, _ in parts)
    return total, (total**2 / fsum(v**2 / d for v, d in parts if v) if total else inf)


def standard(country: Country, place: str, code: str) -> dict[str, float]:
    """ω/Σω of the strata of F."""
    parts = strata(country, place, code)
    total = fsum(country.omega[t] for t in parts)
    return {t: country.omega[t] / total for t in parts}


def pulls(country: Country, place: str, shares: dict[str, float]) -> Pulls:
    """ω/Σω of the heard strata, and what they carry through those that are estimated from them."""
    found: Pulls = {}
    for code, share in shares.items():
        heard = values(country, place, code)
        for type_, part in standard(country, place, code).items():
            if type_ in heard:
                found[type_, code] = found.get((type_, code), 0.0) + share * part
                continue
            others = donors(country, place, type_, code)
            for common in others.values():
                for k, w in common.items():
                    carried = share * part * w / fsum(common.values()) / len(others)
                    found[k, code] = found.get((k, code), 0.0) + carried
    return found


def guessed(country: Country, place: str, shares: dict[str, float]) -> Parts:
    """What estimating a silent type adds: s²(d)(1 + 1/K), several conditions weighted and added before."""
    types = {t for code in shares for t in standard(country, place, code)}
    parts = []
    for type_ in sorted(types):
        silent = {
            code: share * standard(country, place, code)[type_]
            for code, share in shares.items()
            if type_ in standard(country, place, code) and type_ not in values(country, place, code)
        }
        silent = {c: a for c, a in silent.items() if donors(country, place, type_, c)}
        if not any(silent.values()):
            continue
        parts.append(of_estimate(country, place, type_, silent))
    return parts


def of_estimate(country: Country, place: str, type_: str, silent: dict[str, float]) -> tuple[float, float]:
    """Where all conditions have the same donors this is the variance of Σ a d over them, times 1 + 1/K. Where
    they differ, of each pair the donors of both, and the fewest degrees of freedom."""
    apart: dict[str, dict[str, float]] = {}
    for code in silent:
        others = donors(country, place, type_, code)
        ds = {q: above(country, q, type_, code, common) for q, common in others.items()}
        centre = fsum(ds.values()) / len(ds)
        apart[code] = {q: d - centre for q, d in ds.items()}
    total = 0.0
    for (one, a), (two, b) in product(silent.items(), silent.items()):
        k, m = len(apart[one]), len(apart[two])
        together = fsum(d * apart[two][q] for q, d in apart[one].items() if q in apart[two])
        total += a * b * together / sqrt((k - 1) * (m - 1)) * sqrt((1 + 1 / k) * (1 + 1 / m))
    return total, float(min(len(ds) for ds in apart.values()) - 1)


def above(country: Country, place: str, type_: str, code: str, common: dict[str, float]) -> float:
    """d: how far the type is above the types that both provinces heard."""
    own = values(country, place, code)
    return own[type_] - fsum(w * own[k] for k, w in common.items()) / fsum(common.values())


def sampling(country: Country, place: str, pull: Pulls) -> Parts | None:
    """A part for each type: the quadratic form of the covariances of its facilities' scores."""
    parts = []
    for type_ in sorted({t for t, _ in pull}):
        own = {code: a for (t, code), a in pull.items() if t == type_}
        scale = {code: a * shrink(country, place, type_, code) for code, a in own.items()}
        if not any(scale.values()):
            continue
        cells = pool(country, place, type_, list(own))
        free = degrees(country, cells, list(own))
        if free == 0:
            return None
        covariance = covariances(country, cells, list(own))
        total = fsum(scale[a] * scale[b] * covariance[a, b] for a, b in product(own, own))
        parts.append((total, float(free)))
    return parts


def scored(country: Country, cell: Cell, code: str) -> list[Form]:
    return [
        f for f in country.members(*cell) if f.scores[code]["applies"] and f.scores[code]["value"] is not None
    ]


def shrink(country: Country, place: str, type_: str, code: str) -> float:
    """√((1 - n/N) Σw²/(Σw)²): 1/n for equal weights."""
    n, size = len(country.members(place, type_)), country.size(place, type_)
    left = 1.0 if size is None else 1 - n / size
    weights = [weigh(country, form) for form in scored(country, (place, type_), code)]
    return sqrt(left * fsum(w * w for w in weights)) / fsum(weights)


def pool(country: Country, place: str, type_: str, codes: list[str]) -> list[Cell]:
    """The strata whose deviations stand for this one's: its own, its type's, all."""
    if min(len(scored(country, (place, type_), code)) for code in codes) >= 6:
        return [(place, type_)]
    cells = sorted({(f.province, f.type) for f in country.counted})
    cells = [cell for cell in cells if all(scored(country, cell, code) for code in codes)]
    same = [cell for cell in cells if cell[1] == type_]
    return same if degrees(country, same, codes) >= 8 else cells


def degrees(country: Country, cells: list[Cell], codes: list[str]) -> int:
    return min(sum(len(scored(country, cell, code)) - 1 for cell in cells) for code in codes)


def covariances(country: Country, cells: list[Cell], codes: list[str]) -> dict[Cell, float]:
    found = {}
    for a, b in product(codes, codes):
        products, n, m = [], 0, 0
        for cell in cells:
            one, two = deviations(country, cell, a), deviations(country, cell, b)
            n, m = n + len(one) - 1, m + len(two) - 1
            products += [x * two[form] for form, x in one.items() if form in two]
        found[a, b] = fsum(products) / sqrt(n * m)
    return found


def deviations(country: Country, cell: Cell, code: str) -> dict[Form, float]:
    known = {form: form.scores[code]["value"] for form in scored(country, cell, code)}
    centre = fsum(known.values()) / len(known)
    return {form: value - centre for form, value in known.items()}


# ---------------------------------------------------------------- which shares a node has


def shares_of_overall(country: Country, nodes: dict[str, Data], *, part: str = "") -> dict[str, float]:
    """By condition: dO/dP · (1 - λ) where its F is used; through a geometric root by the derivative. One that
    counts for nothing stays among them: one joint spread of all conditions serves intervals and draws.
    `part` "facility": of the facilities' overall."""
    below = {
        c["code"]: (overall_weight(c), nodes[c["code"]]["facility"] if part else nodes[c["code"]])
        for c in country.q["conditions"]
    }
    below = {code: (v, node) for code, (v, node) in below.items() if node["applies"]}
    total = fsum(v for v, _ in below.values())
    whole = (nodes["overall"]["facility"] if part else nodes["overall"])["value"]
    found = {}
    for code, (v, node) in below.items():
        slope = v / total
        if country.q["aggregation"] == "geometric":
            slope *= whole / node["value"] if node["value"] >= 0.01 else 0.0
        found[code] = slope * (1.0 if part else nodes[code]["used"])
    return {code: a for code, a in found.items() if nodes[code]["facility"]["applies"]}
