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
    found: dict[str, Data] = {code: of_item(mark) for code, mark in marks.items()}
    for condition in q["conditions"]:
        for indicator in condition["indicators"]:
            found[indicator["code"]] = join(q, indicator, [(i, found[i["code"]]) for i in indicator["items"]])
        below = [(i, found[i["code"]]) for i in condition["indicators"]]
        found[condition["code"]] = join(q, condition, below)
        rate_condition(q, facts, condition, found)
    found["overall"] = join(q, q, [(c, found[c["code"]]) for c in q["conditions"]])
    rate_overall(q, found)
    return found


# ---------------------------------------------------------------- §2: items


def mark_items(q: Data, facts: Data, answers: dict[str, Data]) -> Marks:
    items = {i["code"]: i for c in q["conditions"] for n in c["indicators"] for i in n["items"]}
    return {code: mark(q, facts, items, answers, code) for code in items}


def mark(q: Data, facts: Data, items: dict[str, Data], answers: dict[str, Data], code: str) -> float | str:
    item, answer = items[code], answers.get(code, {"state": "missing"})
    if not concerns(q, facts, item["applies"]) or answer["state"] == "not_applicable":
        return "n/a"
    if item["asked_if"]:
        before = mark(q, facts, items, answers, item["asked_if"]["item"])
        if before == "n/a":
            return "n/a"
        if not isinstance(before, str) and before < item["asked_if"]["at_least"] - FORGIVEN:
            return "n/a"
    if item["type"] in ("text", "date"):
        return "unscored"
    return "missing" if answer["state"] == "missing" else credit(item, answer["value"])


def concerns(q: Data, facts: Data, audience: str) -> bool:
    if q["respondent"] == "department":
        return True
    (group,) = (a for a in q["audiences"] if a["code"] == audience)
    beds = facts["beds_planned"] if facts["beds_actual"] is None else facts["beds_actual"]
    return facts["type"] in group["types"] and not (group["beds"] and beds == 0)


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


def join(q: Data, node: Data, below: list[tuple[Data, Data]]) -> Data:
    """A node over the parts that apply, each with its own declared weight."""
    parts = [(declared["weight"], part) for declared, part in below if part["applies"]]
    if not parts:
        return {"applies": False, "score": None, "level": None, "blocked": set()}
    way = node["aggregation"]
    answered = mean("arithmetic", [(w, p["answered"]) for w, p in parts])
    in_total = [(w, p["value"]) for w, p in parts if q["missing"] == "not_credited" or p["value"] is not None]
    value = mean(way, [(w, v or 0.0) for w, v in in_total]) if in_total else None
    return {
        "applies": True,
        "value": value,
        "score": value if answered >= q["min_answered"] - FORGIVEN else None,
        "low": mean(way, [(w, p["low"]) for w, p in parts]),
        "high": mean(way, [(w, p["high"]) for w, p in parts]),
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
            level, blocked = climb(q, 0.0, gates)
            sure = not blocked or any(have is not None for *_, have in blocked)
            node["level"], node["blocked"] = (level if sure else None), blocked
    elif node["score"] is None:
        node["blocked"] = {("too_little_data", 1, condition["code"], q["min_answered"], node["answered"])}
    else:
        node["level"], node["blocked"] = climb(q, node["score"], gates)


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


def rate_overall(q: Data, found: dict[str, Data]) -> None:
    node = found["overall"]
    conditions = {c["code"]: found[c["code"]] for c in q["conditions"] if found[c["code"]]["applies"]}
    if not node["applies"]:
        return
    if node["score"] is None and not gates_alone(q):
        node["blocked"] = {("too_little_data", 1, "overall", q["min_answered"], node["answered"])}
        return
    open_ = {b for c in conditions.values() if c["level"] is None for b in c["blocked"]}
    levels = {code: c["level"] for code, c in conditions.items() if c["level"] is not None}
    if open_ or not levels:
        node["blocked"] = open_
        return
    top, lowest = q["levels"][-1]["level"], min(levels.values())
    if gates_alone(q):
        node["level"] = lowest
        wanted = lowest + 1
    else:
        by_score, node["blocked"] = climb(q, node["score"], [])
        node["level"] = min(by_score, 1 + lowest)
        wanted = node["level"]
        if by_score > node["level"]:
            node["blocked"] = set()
    if node["level"] < top:
        node["blocked"] = node["blocked"] | {
            ("condition", node["level"] + 1, code, float(wanted), float(level))
            for code, level in levels.items()
            if level < wanted
        }


def gates_alone(q: Data) -> bool:
    return all(level["at_least"] == 0 for level in q["levels"])
