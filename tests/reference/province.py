"""A province's scores as method.md §5 words them, from the respondents' scores of `facility.py`."""

from __future__ import annotations

from typing import Any

from tests.reference.country import Country, Form
from tests.reference.facility import FORGIVEN, Data, climb, concerned_types, gates_alone, mean, rate_overall

ENDS = ("low", "high", "floor", "ceiling")
UNKNOWN: Data = {
    "applies": True, "value": None, "low": 0.0, "high": 1.0, "floor": 0.0, "ceiling": 1.0, "answered": 0.0,
}  # fmt: skip
NOBODY: Data = {"applies": False, "value": None}


def join(country: Country, way: str, below: list[tuple[float, Data]]) -> Data:
    """A node over parts; what is unknown stays in it with its ends."""
    parts = [(w, p) for w, p in below if p["applies"] and w > 0]
    if not parts:
        return finished(country, dict(NOBODY))
    answered = mean("arithmetic", [(w, p["answered"]) for w, p in parts])
    node = {**UNKNOWN, "answered": answered}
    if answered > 0:
        node |= {end: mean(way, [(w, p[end]) for w, p in parts]) for end in ENDS}
    if all(p["value"] is not None for _, p in parts):
        node["value"] = mean(way, [(w, p["value"]) for w, p in parts])
    return finished(country, node)


def finished(country: Country, node: Data) -> Data:
    """What is printed of a node: no score on too little, no floor without a register."""
    enough = node["applies"] and node["answered"] >= country.q["min_answered"] - FORGIVEN
    node["score"] = node["value"] if enough else None
    node["level"] = None
    for end in ENDS:
        if not node["applies"] or (country.lines is None and end in ("floor", "ceiling")):
            node[end + "_told"] = None
        else:
            node[end + "_told"] = node[end]
    return node


# ---------------------------------------------------------------- the facilities' part


def stratum(country: Country, place: str, type_: str, code: str) -> Data:
    """m, its bounds, floor and ceiling. Not among F's parts where all answered and C applies to nobody."""
    forms, silent = country.members(place, type_), country.silent(place, type_)
    heard = [(weigh(country, f), f.scores[code]) for f in forms if f.scores[code]["applies"]]
    if not heard:
        gone = bool(forms) and not silent
        return {**(NOBODY if gone else UNKNOWN), "estimated": False, "estimate": None}
    missing = [country.weight(line.code, place, type_) for line in silent]
    node: Data = {"applies": True, "estimated": False, "estimate": None}
    for end in ("low", "high", "answered"):
        node[end] = mean("arithmetic", [(w, n[end]) for w, n in heard])
    node["floor"] = mean("arithmetic", [(w, n["low"]) for w, n in heard] + [(w, 0.0) for w in missing])
    node["ceiling"] = mean("arithmetic", [(w, n["high"]) for w, n in heard] + [(w, 1.0) for w in missing])
    known = [(w, n["value"]) for w, n in heard if n["value"] is not None]
    node["value"] = mean("arithmetic", known) if known else None
    return node


def weigh(country: Country, form: Form) -> float:
    return country.weight(form.code, form.province, form.type)


def strata(country: Country, place: str, code: str) -> dict[str, Data]:
    """By type that the province has and C applies to, silent ones without a value; worked out once."""
    if (place, code) in country.worked_out:
        return country.worked_out[place, code]
    (condition,) = (c for c in country.q["conditions"] if c["code"] == code)
    types = [t for t in country.strata(place) if t in concerned_types(country.q, condition)]
    found = {t: stratum(country, place, t, code) for t in types}
    country.worked_out[place, code] = {t: node for t, node in found.items() if node["applies"]}
    return country.worked_out[place, code]


def values(country: Country, place: str, code: str) -> dict[str, float]:
    return {t: n["value"] for t, n in strata(country, place, code).items() if n["value"] is not None}


def donors(country: Country, place: str, type_: str, code: str) -> dict[str, dict[str, float]]:
    """The other provinces that heard the type and some type that this one heard: ω of those types."""
    here, found = values(country, place, code), {}
    for other in country.provinces:
        there = values(country, other, code)
        common = {k: country.omega[k] for k in here if k in there}
        if other != place and type_ in there and common:
            found[other] = common
    return found if len(found) >= 3 else {}


def estimate(country: Country, place: str, type_: str, code: str) -> float | None:
    """Like with like: what the others' facilities of the type are above their common types, put on ours."""
    here, guesses = values(country, place, code), []
    for other, common in donors(country, place, type_, code).items():
        there = values(country, other, code)
        shift = mean("arithmetic", [(w, here[k] - there[k]) for k, w in common.items()])
        guesses.append(there[type_] + shift)
    if not guesses:
        return None
    return min(1.0, max(0.0, sum(guesses) / len(guesses)))


def facilities(country: Country, place: str, code: str) -> Data:
    """F and its strata."""
    if not country.strata(place):
        return {**finished(country, dict(UNKNOWN)), "strata": {}}
    parts = strata(country, place, code)
    for type_, node in parts.items():
        if node["value"] is None:
            node["estimate"] = estimate(country, place, type_, code)
            node["estimated"] = node["estimate"] is not None
            if country.at_estimate and node["estimated"]:
                node |= {"low": node["estimate"], "high": node["estimate"]}
    filled = [
        (country.omega[t], {**n, "value": n["estimate"] if n["estimated"] else n["value"]})
        for t, n in parts.items()
    ]
    return {**join(country, "arithmetic", filled), "strata": parts}


# ---------------------------------------------------------------- the Department's part


def own_condition(country: Country, code: str) -> Data | None:
    """The condition of the Department's questionnaire that belongs to C."""
    for condition in (country.department or {"conditions": ()})["conditions"]:
        if condition["of"] == code:
            return dict(condition)
    return None


def department(country: Country, place: str, code: str) -> Data:
    """D; unknown where no form was sent."""
    own = own_condition(country, code)
    if own is None:
        return dict(NOBODY)
    if place not in country.departments:
        return dict(UNKNOWN)
    node = country.departments[place][own["code"]]
    return {**node, "floor": node["low"], "ceiling": node["high"]} if node["applies"] else dict(NOBODY)


def gates(country: Country, place: str, code: str) -> list[tuple[int, str, float, float | None]]:
    """The Department's gates; those of one that sent nothing are not met."""
    own, sent = own_condition(country, code), country.departments.get(place)
    return [
        (gate["level"], item["code"], gate["at_least"], None if sent is None else sent[item["code"]]["score"])
        for indicator in (own or {"indicators": ()})["indicators"]
        for item in indicator["items"]
        for gate in item.get("gates", ())
        if sent is None or sent[item["code"]]["applies"]
    ]


def condition(country: Country, place: str, code: str) -> Data:
    """P, with F, D and the λ that the page declares."""
    own = own_condition(country, code)
    share = own["share"] if own else 0.0
    f, d = facilities(country, place, code), department(country, place, code)
    both = share > 0 and d["applies"] and f["applies"]
    parts = [(share, d), (1 - share, f)] if both else [(share, d), (float(not (share and d["applies"])), f)]
    node = join(country, "arithmetic", parts)
    node |= {"facility": f, "department": d, "share": share}
    node["used"] = 1 - share if both else float(not (share > 0 and d["applies"]))
    if node["applies"] and not gates_alone(country.q):
        have = node["low"] if node["score"] is None else node["score"]
        node["level"], node["blocked"] = climb(country.q, have, gates(country, place, code))
    return node


def province(country: Country, place: str) -> dict[str, Data]:
    """P by condition, and the overall score with its facilities' part."""
    nodes = {c["code"]: condition(country, place, c["code"]) for c in country.q["conditions"]}
    way = country.q["aggregation"]
    weights = {c["code"]: overall_weight(c) for c in country.q["conditions"]}
    whole = join(country, way, [(weights[code], node) for code, node in nodes.items()])
    below = [(weights[code], node["facility"]) for code, node in nodes.items()]
    whole["facility"] = join(country, way, below)
    if not gates_alone(country.q):
        rate_overall(country.q, whole, {code: n for code, n in nodes.items() if n["applies"]})
    return {"overall": whole, **nodes}


def overall_weight(declared: dict[str, Any]) -> float:
    """v of a condition: its own, else its weight."""
    return float(declared["weight"] if declared["province_weight"] is None else declared["province_weight"])


def estimated(country: Country, place: str) -> bool:
    found = (facilities(country, place, c["code"])["strata"] for c in country.q["conditions"])
    return any(node["estimated"] for parts in found for node in parts.values())
