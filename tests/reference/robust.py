"""The provinces under other rules, as method.md §6 words it: other weights, other λ, another kind of mean."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from tests.reference.facility import FORGIVEN, Data
from tests.reference.province import province
from tests.reference.published import Slow

from dxassess.round.round import Round

Change = Callable[[Data], Data]
Scores = dict[str, float | None]


def scenarios(slow: Slow) -> dict[str, Scores]:
    """By scenario the overall scores that are shown."""
    other = "left_out" if slow.q["missing"] == "not_credited" else "not_credited"
    ways: dict[str, Change] = {
        "equal_weights": equal,
        "geometric": geometric,
        other: lambda q: q | {"missing": other},
        "department_out": lambda q: with_share(q, 0.0),
        "department_alone": lambda q: with_share(q, 1.0),
    }
    found = {"declared": shown(slow)}
    return found | {name: shown(changed(slow.round, change)) for name, change in ways.items()}


def changed(round_: Round, change: Change) -> Slow:
    return Slow(round_, change)


def shown(slow: Slow) -> Scores:
    return {place: province(slow.country, place)["overall"]["score"] for place in slow.country.provinces}


def equal(q: Data) -> Data:
    """Items, indicators and conditions all weigh 1; ω and λ stay."""
    return each_condition(
        q,
        lambda c: c | {"weight": 1.0, "province_weight": None},
        lambda i: i | {"weight": 1.0, "items": [item | {"weight": 1.0} for item in i["items"]]},
    )


def geometric(q: Data) -> Data:
    """Conditions of indicators and the whole of conditions; indicators stay."""
    return each_condition(q, lambda c: c | {"aggregation": "geometric"}) | {"aggregation": "geometric"}


def with_share(q: Data, share: float) -> Data:
    """λ wherever the Department counts."""
    return each_condition(q, lambda c: c | {"share": share} if c["share"] else c)


def each_condition(q: Data, change: Change, below: Change = dict) -> Data:
    return q | {
        "conditions": [
            change(c | {"indicators": [below(i) for i in c["indicators"]]}) for c in q["conditions"]
        ]
    }


# ---------------------------------------------------------------- what it does to the order


def common(scores: Scores, declared: Scores) -> Scores:
    """Of the provinces with a score under both."""
    return {p: s for p, s in scores.items() if s is not None and declared.get(p) is not None}


def places(scores: Scores) -> dict[str, int | None]:
    """Ranks; ties share one, those without a score have none."""
    known = [score for score in scores.values() if score is not None]
    return {
        place: None if score is None else 1 + sum(other > score + FORGIVEN for other in known)
        for place, score in scores.items()
    }


def kept(before: Scores, after: Scores) -> float | None:
    """The share of pairs that keep their order; a tie in one of the two counts half."""
    told = []
    for one, other in combinations(sorted(before), 2):
        signs = []
        for scores in (before, after):
            a, b = scores[one], scores[other]
            if a is not None and b is not None:
                signs.append(0 if abs(a - b) <= FORGIVEN else 1 if a > b else -1)
        if len(signs) == 2:
            told.append(1.0 if signs[0] == signs[1] else 0.0 if 0 not in signs else 0.5)
    return sum(told) / len(told) if told else None
