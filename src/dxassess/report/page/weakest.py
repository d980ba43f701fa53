"""How the weakest condition of all provinces together is told."""

from __future__ import annotations

from dxassess.report.value.say import say, score
from dxassess.report.value.words import Message
from dxassess.report.view import View


def weakest_title(view: View, code: str) -> Message:
    """That it is the weakest, and its mean score."""
    mean = view.analysis.region_mean(code)
    return say("point.weakest", condition=view.round.condition_name(code), score=score(mean))
