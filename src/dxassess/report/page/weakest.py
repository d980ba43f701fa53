"""How the weakest condition is named: of those with a score, where others have none."""

from __future__ import annotations

from dxassess.report.value.say import say, score
from dxassess.report.value.words import Label, Message
from dxassess.report.view import View
from dxassess.statistics.region import node_at


def weakest_name(view: View, key: str | None, code: str) -> Label:
    """The name of the weakest condition of a province, or on average (None)."""
    name = view.round.condition_name(code)
    return say("weakest.known", condition=name) if _some_unknown(view, key) else name


def weakest_title(view: View, key: str | None, code: str, value: float | None) -> Message:
    """That it is the weakest, and its score."""
    title = "point.weakest.known" if _some_unknown(view, key) else "point.weakest"
    return say(title, condition=view.round.condition_name(code), score=score(value))


def _some_unknown(view: View, key: str | None) -> bool:
    """Whether a condition that applies has no score, so that it may well be the weakest."""
    provinces = [p for p in view.analysis.provinces if key in (None, p.key)]
    return any(
        any(node_at(p, code).low is not None for p in provinces)
        and all(node_at(p, code).score is None for p in provinces)
        for code in (condition.code for condition in view.round.conditions)
    )
