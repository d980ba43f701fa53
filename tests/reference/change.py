"""What changed between two rounds as method.md §7 words it: matched facilities, the Department, the rest."""

from __future__ import annotations

from tests.reference.country import Country, Form
from tests.reference.facility import Data, mean
from tests.reference.province import overall_weight, province
from tests.reference.published import Slow

Parts = dict[str, float | None]
Matched = list[tuple[Form, Form]]


def matched(now: Slow, before: Slow, place: str) -> Matched:
    """Facilities of the province, by code and type, in both rounds."""
    earlier = {(f.code, f.type): f for f in before.country.counted if f.province == place}
    both = [f for f in now.country.counted if f.province == place and (f.code, f.type) in earlier]
    return [(f, earlier[f.code, f.type]) for f in both]


def standardised(country: Country, pairs: Matched, code: str) -> float | None:
    """Σ ω · mean change / Σ ω over the types with facilities that are credited something in both rounds."""
    by_type: dict[str, list[tuple[float, float]]] = {}
    for form, old in pairs:
        values = [one.scores[code].get("value") for one in (form, old)]
        if None not in values:
            weight = country.weight(form.code, form.province, form.type)
            by_type.setdefault(form.type, []).append((weight, values[0] - values[1]))  # type: ignore[operator]
    parts = [(country.omega[t], mean("arithmetic", own)) for t, own in by_type.items()]
    return mean("arithmetic", parts) if parts else None


def changes(now: Slow, before: Slow, place: str) -> dict[str, Parts]:
    """By node: within, department, composition, which sum to the change of what both rounds print."""
    new, pairs = province(now.country, place), matched(now, before, place)
    old = province(before.country, place) if place in before.country.provinces else None
    codes = [c["code"] for c in now.q["conditions"]]
    found: dict[str, Parts] = {}
    for code in ("overall", *codes):
        later, sooner = (nodes[code]["score"] if nodes else None for nodes in (new, old))
        if old is None or later is None or sooner is None:
            found[code] = {"within": None, "department": None, "composition": None}
            continue
        own = {code: 1.0} if code != "overall" else None
        weights = [own or overall_shares(slow, nodes) for slow, nodes in ((now, new), (before, old))]
        parts = split(now, pairs, (new, old), weights)
        rest = later - sooner - sum(part or 0.0 for part in parts.values())
        found[code] = {**parts, "composition": rest}
    return found


def overall_shares(slow: Slow, nodes: dict[str, Data]) -> dict[str, float]:
    """u: what the conditions that apply weigh in the whole."""
    own = {c["code"]: overall_weight(c) for c in slow.q["conditions"] if nodes[c["code"]]["applies"]}
    return {code: v / sum(own.values()) for code, v in own.items()}


def split(
    now: Slow, pairs: Matched, nodes: tuple[dict[str, Data], ...], weights: list[dict[str, float]]
) -> Parts:
    """Each part moves with the mean of its coefficient in both rounds; nothing is within where nobody is in
    both."""
    within: list[float] = []
    department: list[float] = []
    for code in {**weights[0], **weights[1]}:
        u = [own.get(code, 0.0) for own in weights]
        used = [one[code].get("used", 0.0) if one[code]["applies"] else 0.0 for one in nodes]
        moved = standardised(now.country, pairs, code)
        if moved is not None:
            within.append(moved * sum(a * b for a, b in zip(u, used, strict=True)) / 2)
        owns = [one[code]["department"] for one in nodes]
        if all(d["applies"] and d["value"] is not None for d in owns):
            part = sum(a * (1 - b) for a, b in zip(u, used, strict=True)) / 2
            department.append(part * (owns[0]["value"] - owns[1]["value"]))
    return {"within": sum(within) if within else None, "department": sum(department)}


def shared_weight(q: Data, codes: set[str]) -> float:
    """The share of a facility's score that rests on these items, types by their ω."""
    audiences = {a["code"]: set(a["types"]) for a in q["audiences"]}
    total = sum(t["weight"] for t in q["types"])
    return float(sum(t["weight"] * of_type(q, codes, audiences, t["code"]) for t in q["types"]) / total)


def of_type(q: Data, codes: set[str], audiences: dict[str, set[str]], type_: str) -> float:
    """Of a facility of this type: weights over what is asked of it."""
    nodes = []
    for c in q["conditions"]:
        indicators = []
        for i in c["indicators"]:
            items = [x for x in i["items"] if is_scored(x) and type_ in audiences[x["applies"]]]
            heavy = sum(x["weight"] for x in items)
            if items:
                part = sum(x["weight"] for x in items if x["code"] in codes) / heavy
                indicators.append((heavy if i["weight"] == "items" else i["weight"], part))
        if indicators:
            nodes.append((c["weight"], mean("arithmetic", indicators)))
    return mean("arithmetic", nodes)


def is_scored(item: Data) -> bool:
    return item["type"] not in ("text", "date")
