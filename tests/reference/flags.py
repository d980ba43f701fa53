"""What is odd about a submission, as method.md §11 words it: every pair compared, every rule read again."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from tests.reference.country import Scored
from tests.reference.facility import FORGIVEN, Data, concerns, mark

Answered = tuple[Data, Data, list[Data], Scored]
"""Of a respondent: its questionnaire, its facts, its answers, its scores."""
Found = set[tuple[str, str]]
"""(file, kind of flag)."""
STRAIGHT, TWINS = (0.9, 20), (0.98, 30)


def flags(forms: dict[str, Answered], opened: str | None) -> Found:
    """The flags of all facilities by file."""
    kinds = {
        "straight_lining": straight,
        "contradiction": contradicts,
        "implausible": implausible,
        "evidence": unproven,
    }
    found = {(file, kind) for file, one in forms.items() for kind, holds in kinds.items() if holds(one)}
    found |= {(file, "stale") for file, one in forms.items() if stale(one, opened)}
    told = {file: choices(one) for file, one in forms.items()}
    for one, other in combinations(sorted(forms), 2):
        if alike(told[one], told[other]):
            found |= {(one, "twins"), (other, "twins")}
    return found


def items_of(q: Data) -> dict[str, Data]:
    return {i["code"]: i for c in q["conditions"] for n in c["indicators"] for i in n["items"]}


def choices(one: Answered) -> dict[str, Any]:
    """What was answered to scored items: texts differ by nature."""
    items = items_of(one[0])
    return {
        a["item"]: (type(a["value"]), a["value"])
        for a in one[2]
        if a["state"] == "answered" and items[a["item"]]["type"] not in ("text", "date")
    }


def straight(one: Answered) -> bool:
    """At least 90 % of 20 `choice` items or more at the same position."""
    items = items_of(one[0])
    places = [
        [o["code"] for o in items[a["item"]]["options"]].index(a["value"])
        for a in one[2]
        if a["state"] == "answered" and items[a["item"]]["type"] == "choice"
    ]
    share, least = STRAIGHT
    return len(places) >= least and max(map(places.count, places)) >= share * len(places) - FORGIVEN


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """At least 98 % of 30 items or more that either answered."""
    either = {*one, *other}
    same = sum(one.get(item) == other.get(item) for item in either)
    share, least = TWINS
    return len(either) >= least and same >= share * len(either) - FORGIVEN


def stale(one: Answered, opened: str | None) -> bool:
    return bool(opened and one[1]["answered_on"] and one[1]["answered_on"] < opened)


def implausible(one: Answered) -> bool:
    """More IT staff than staff, a share above 100."""
    q, facts, answers, _ = one
    items = items_of(q)
    if any(
        a["state"] == "answered" and items[a["item"]]["type"] == "percent" and a["value"] > 100
        for a in answers
    ):
        return True
    return None not in (facts["it_staff"], facts["staff"]) and bool(facts["it_staff"] > facts["staff"])


# ---------------------------------------------------------------- evidence


def opens(q: Data, facts: Data, answer: Data, scores: Scored) -> bool:
    """Whether the answer meets a gate of this respondent and its item asks for evidence. A gate that any
    answer meets opens nothing."""
    item, node = items_of(q)[answer["item"]], scores[answer["item"]]
    if not item["evidence"] or not node["applies"] or node["score"] is None:
        return False
    gates = [g for g in item.get("gates", ()) if not g["applies"] or concerns(q, facts, g["applies"])]
    return any(node["score"] >= gate["at_least"] - FORGIVEN for gate in gates if gate["at_least"] > 0)


def proofs(one: Answered) -> list[bool]:
    """Of the answers that need evidence: whether they have some."""
    q, facts, answers, scores = one
    return [bool(a["evidence"]) for a in answers if opens(q, facts, a, scores)]


def unproven(one: Answered) -> bool:
    """More than half of what needs evidence has none."""
    told = proofs(one)
    return 2 * told.count(False) > len(told)


# ---------------------------------------------------------------- rules


def contradicts(one: Answered) -> bool:
    """A rule that concerns this respondent and of which everything holds."""
    q, facts = one[0], one[1]
    return any(
        concerns(q, facts, rule["applies"]) and all(holds(one, test) for test in rule["when"])
        for rule in q["rules"]
    )


def holds(one: Answered, test: Data) -> bool:
    """One test of one answer. What is missing, does not apply or is for others fits everything; `answered`
    asks just whether something stands in the form, also behind a question that skips it."""
    q, facts = one[0], one[1]
    if test["item"] is not None and not concerns(q, facts, items_of(q)[test["item"]]["applies"]):
        return False
    if test["answered"] is not None:
        return typed(one, test) is bool(test["answered"])
    value = said(one, f"fact:{test['fact']}" if test["item"] is None else f"item:{test['item']}")
    if value is None:
        return False
    if test["is_"] or test["is_not"]:
        word = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        return word in test["is_"] if test["is_"] else word not in test["is_not"]
    if test["has"] or test["has_not"]:
        return test["has"] in value if test["has"] else test["has_not"] not in value
    compare = {
        "at_least": lambda x, y: x >= y,
        "above": lambda x, y: x > y,
        "at_most": lambda x, y: x <= y,
        "below": lambda x, y: x < y,
    }
    ((key, bound),) = ((k, test[k]) for k in compare if test[k] is not None)
    other = said(one, bound) if isinstance(bound, str) else bound
    return other is not None and bool(compare[key](value, other))


def said(one: Answered, subject: str) -> Any:  # noqa: ANN401 - as many types as there are answers
    """The answer to an item, a ratio by its value; a fact of the cover sheet; None: nothing."""
    kind, code = subject.split(":", 1)
    if kind == "fact":
        return one[1].get(code)
    (item,) = (i for i in items_of(one[0]).values() if i["code"] == code)
    told = [a["value"] for a in one[2] if a["item"] == code and a["state"] == "answered"]
    if not told or state(one, code) in ("n/a", "missing"):
        return None
    return told[0][0] / told[0][1] * item["scale"] if item["type"] == "ratio" else told[0]


def typed(one: Answered, test: Data) -> bool:
    """Whether anything stands in the form."""
    if test["item"] is None:
        return one[1].get(test["fact"]) is not None
    return any(a["item"] == test["item"] and a["state"] == "answered" for a in one[2])


def state(one: Answered, code: str) -> float | str:
    """The one state in which an answer ends (§2), or its score."""
    q, facts, answers, _ = one
    return mark(q, facts, items_of(q), {a["item"]: a for a in answers}, code)
