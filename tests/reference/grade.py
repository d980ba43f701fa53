"""The confidence grade of a province as method.md §11 words it."""

from __future__ import annotations

from tests.reference.country import Scored
from tests.reference.facility import FORGIVEN, Data, concerns

Answered = tuple[Data, Data, list[Data], Scored]
"""Of a respondent: its questionnaire, its facts, its answers, its scores."""

STEPS = (("A", 0.9, 0.05, 0.8), ("B", 0.7, 0.1, 0.6), ("C", 0.5, 0.2, 0.4))


def evidence_share(respondents: list[Answered]) -> float | None:
    """Of the answers that meet a gate and whose item asks for evidence, those with it; None: no such."""
    told = [
        bool(answer["evidence"])
        for q, facts, answers, scores in respondents
        for answer in answers
        if opens(q, facts, answer, scores)
    ]
    return sum(told) / len(told) if told else None


def opens(q: Data, facts: Data, answer: Data, scores: Scored) -> bool:
    """A gate that any answer meets opens nothing."""
    items = {i["code"]: i for c in q["conditions"] for n in c["indicators"] for i in n["items"]}
    item, node = items[answer["item"]], scores[answer["item"]]
    if not item["evidence"] or not node["applies"] or node["score"] is None:
        return False
    gates = [g for g in item.get("gates", ()) if not g["applies"] or concerns(q, facts, g["applies"])]
    return any(node["score"] >= gate["at_least"] - FORGIVEN for gate in gates if gate["at_least"] > 0)


def odd(one: Answered, opened: str | None) -> bool:
    """More IT staff than staff, a share above 100, or answered before the round opened: the flags that drawn
    rounds raise."""
    q, facts, answers, _ = one
    shares = {
        i["code"]
        for c in q["conditions"]
        for n in c["indicators"]
        for i in n["items"]
        if i["type"] == "percent"
    }
    if any(a["state"] == "answered" and a["item"] in shares and a["value"] > 100 for a in answers):
        return True
    crowded = None not in (facts["it_staff"], facts["staff"]) and facts["it_staff"] > facts["staff"]
    return bool(crowded or (opened and facts["answered_on"] and facts["answered_on"] < opened))


def grade(coverage: float | None, flagged: float | None, evidence: float | None) -> str:
    """The worst of the three; what is unknown is D, evidence that nobody was asked for is left out."""

    def of(index: int, figure: float | None) -> str:
        for letter, *bars in STEPS:
            if figure is not None and (figure <= bars[1] if index == 1 else figure >= bars[index]):
                return letter
        return "D"

    parts = [of(0, coverage), of(1, flagged)]
    return max([*parts, of(2, evidence)] if evidence is not None else parts)
