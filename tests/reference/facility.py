"""A respondent's score as method.md §2-§4 words it: plain dictionaries, sums in the order of the page, slow.

Shares no line with the program; `tests/reference/test_agreement.py` holds the two against each other.
"""

from __future__ import annotations

from math import exp, fsum, log
from typing import Any

Data = dict[str, Any]
Marks = dict[str, "float | str"]
"""By item: a score, or "missing", "n/a" (does not apply), "unscored"."""

FORGIVEN = 1e-9


def score_respondent(q: Data, facts: Data, answers: list[Data]) -> dict[str, Data]:
    """Every node by code, the root as "overall": score, value, low, high, answered, level, blocked."""
    marks = mark_items(q, facts, {answer["item"]: answer for answer in answers})
    return tree(q, facts, marks)


def tree(q: Data, facts: Data, marks: Marks) -> dict[str, Data]:
    found: dict[str, Data] = {code: of_item(mark) for code, mark in marks.items()}
    for condition in q["conditions"]:
        for indicator in condition["indicators"]:
            below = [(i.get("weight", 1.0), found[i["code"]]) for i in indicator["items"]]
            found[indicator["code"]] = join(q, indicator["aggregation"], below)
        below = [(weight_of(i, found), found[i["code"]]) for i in condition["indicators"]]
        found[condition["code"]] = join(q, condition["aggregation"], below)
        rate_condition(q, facts, condition, found)
    found["overall"] = join(q, q["aggregation"], [(c["weight"], found[c["code"]]) for c in q["conditions"]])
    rate_overall(q, found["overall"], {c["code"]: found[c["code"]] for c in q["conditions"]})
    return found


def heard(q: Data, answers: list[Data]) -> bool:
    """Whether the respondent answered any scored item itself (§3): else it sent no submission. An answer that
    counts for nothing, as its leading one is blank, is an answer: whoever gave it is not silent."""
    items = [i for c in q["conditions"] for n in c["indicators"] for i in n["items"]]
    scored = {i["code"] for i in items if i["type"] not in ("text", "date")}
    return any(a["state"] == "answered" and a["item"] in scored for a in answers)


# ---------------------------------------------------------------- §2: items


def mark_items(q: Data, facts: Data, answers: dict[str, Data]) -> Marks:
    items = {i["code"]: i for c in q["conditions"] for n in c["indicators"] for i in n["items"]}
    return {code: mark(q, facts, items, answers, code) for code in items}


def mark(q: Data, facts: Data, items: dict[str, Data], answers: dict[str, Data], code: str) -> float | str:
    item, answer = items[code], answers.get(code, {"state": "missing"})
    if not concerns(q, facts, item["applies"]):
        return "n/a"
    if item["type"] in ("text", "date"):
        return "unscored"
    if item["asked_if"]:
        before = mark(q, facts, items, answers, item["asked_if"]["item"])
        if before in ("n/a", "missing"):
            return before
        if not isinstance(before, str) and before < item["asked_if"]["at_least"] - FORGIVEN:
            return "n/a"
    if answer["state"] == "not_applicable":
        return "n/a"
    return "missing" if answer["state"] == "missing" else credit(item, answer["value"])


def concerns(q: Data, facts: Data, audience: str) -> bool:
    """Beds unknown count as beds. `beds: false`, of a type that some audience asks for beds: those that state
    none."""
    if q["respondent"] == "department":
        return True
    (group,) = (a for a in q["audiences"] if a["code"] == audience)
    beds = facts["beds_planned"] if facts["beds_actual"] is None else facts["beds_actual"]
    asked = any(a["beds"] and facts["type"] in a["types"] for a in q["audiences"])
    if facts["type"] not in group["types"] or group["beds"] is None or not asked:
        return facts["type"] in tuple(group["types"])
    return (beds != 0) is bool(group["beds"])


def concerned_types(q: Data, condition: Data) -> set[str]:
    """The types of facility that a scored item of the condition is for."""
    items = [i for n in condition["indicators"] for i in n["items"] if i["type"] not in ("text", "date")]
    return {t for i in items for a in q["audiences"] if a["code"] == i["applies"] for t in a["types"]}


def credit(item: Data, value: Any) -> float:  # noqa: ANN401 - as many types as there are answers
    if item["type"] == "choice":
        return float({o["code"]: o["score"] for o in item["options"]}[value])
    if item["type"] == "multi":
        earned = fsum(o["weight"] or 0.0 for o in item["options"] if o["code"] in value)
        return min(1.0, earned / fsum(o["weight"] or 0.0 for o in item["options"]))
    if item["type"] == "yes_no":
        return float(("yes" if value else "no") == item["good"])
    return along(item, value[0] / value[1] * item["scale"] if item["type"] == "ratio" else value)


def along(item: Data, x: float) -> float:
    if not item["points"]:
        floor = item["floor"] or 0.0
        share = (x - floor) / (item["target"] - floor)
        return float(sorted((0.0, share, 1.0))[1])
    ends = list(item["points"])
    inside = [(a, b) for a, b in zip(ends, ends[1:]) if a[0] <= x <= b[0]]  # noqa: B905, RUF007 - plain
    if not inside:
        return float(ends[0][1] if x < ends[0][0] else ends[-1][1])
    (x0, y0), (x1, y1) = inside[0]
    return float(y0 * (x1 - x) / (x1 - x0) + y1 * (x - x0) / (x1 - x0))


# ---------------------------------------------------------------- §3: nodes


def of_item(found: float | str) -> Data:
    if found in ("n/a", "unscored"):
        return {"applies": False, "score": None}
    if found == "missing":
        return {"applies": True, "score": None, "value": None, "low": 0.0, "high": 1.0, "answered": 0.0}
    return {
        "applies": True, "score": found, "value": found, "low": found, "high": found, "answered": 1.0
    }  # fmt: skip


def weight_of(indicator: Data, found: dict[str, Data]) -> float:
    """As declared; `items`: what its applicable items weigh together."""
    if indicator["weight"] != "items":
        return float(indicator["weight"])
    return fsum(i["weight"] for i in indicator["items"] if found[i["code"]]["applies"])


def join(q: Data, way: str, below: list[tuple[float, Data]]) -> Data:
    """A node over the parts that apply, each with its own weight."""
    parts = [(weight, part) for weight, part in below if part["applies"]]
    if not parts:
        return {"applies": False, "score": None, "level": None, "blocked": set()}
    answered = mean("arithmetic", [(w, p["answered"]) for w, p in parts])
    low, high = 0.0, 1.0
    if answered > 0:
        low, high = (mean(way, [(w, p[end]) for w, p in parts]) for end in ("low", "high"))
    credited = q["missing"] == "not_credited"
    known = [(w, p["value"] or 0.0) for w, p in parts if credited or p["value"] is not None]
    value = mean(way, known) if known else None
    return {
        "applies": True,
        "value": value,
        "score": value if answered >= q["min_answered"] - FORGIVEN else None,
        "low": low,
        "high": high,
        "answered": answered,
        "level": None,
        "blocked": set(),
    }


def mean(way: str, parts: list[tuple[float, float]]) -> float:
    total = fsum(w for w, _ in parts)
    if way == "geometric":
        return exp(fsum(w * log(max(s, 0.01)) for w, s in parts) / total)
    return fsum(w * s for w, s in parts) / total


# ---------------------------------------------------------------- §4: levels


def rate_condition(q: Data, facts: Data, condition: Data, found: dict[str, Data]) -> None:
    node = found[condition["code"]]
    gates = [
        (gate["level"], item["code"], gate["at_least"], found[item["code"]]["score"])
        for indicator in condition["indicators"]
        for item in indicator["items"]
        for gate in item.get("gates", ())
        if found[item["code"]]["applies"] and (not gate["applies"] or concerns(q, facts, gate["applies"]))
    ]
    if not node["applies"]:
        return
    if gates_alone(q):
        if any(i.get("gates") for n in condition["indicators"] for i in n["items"]):
            node["level"], node["blocked"] = climb(q, 0.0, gates)
    else:
        node["level"], node["blocked"] = climb(q, shown(node), gates)


def shown(node: Data) -> float:
    """What a level is measured by: the score, or the lower bound where none is printed ("at least")."""
    return float(node["low"] if node["score"] is None else node["score"])


def climb(q: Data, score: float, gates: list[tuple[int, str, float, float | None]]) -> tuple[int, set[Any]]:
    """The level reached, and what blocks the next."""
    for step in q["levels"][1:]:
        level = step["level"]
        blocked: set[Any] = set()
        if score < step["at_least"] - FORGIVEN:
            blocked.add(("points", level, None, step["at_least"], score))
        for at, item, least, have in gates:
            if at == level and (have is None or have < least - FORGIVEN):
                blocked.add(("gate", level, item, least, have))
        if blocked:
            return level - 1, blocked
    return q["levels"][-1]["level"], set()


def rate_overall(q: Data, node: Data, conditions: dict[str, Data]) -> None:
    """min(level by overall score, caps + level of each condition that applies)."""
    if not node["applies"]:
        return
    caps = {c["code"]: c["caps"] for c in q["conditions"]}
    levels = {code: c["level"] for code, c in conditions.items() if c["level"] is not None}
    if gates_alone(q):
        node["level"] = min(levels.values(), default=None)
        return
    node["level"], node["blocked"] = climb(q, shown(node), [])
    for code, level in levels.items():
        node["level"] = min(node["level"], caps[code] + level)


def gates_alone(q: Data) -> bool:
    return all(level["at_least"] == 0 for level in q["levels"])
