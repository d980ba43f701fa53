"""The decision lists as data for other programs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.insight.decision import Blank, Decision
    from dxassess.scoring.score import Score

_LAW = {"law"}
"""Acts are whole pages; `duties` name them."""


def advice_data(analysis: Analysis, score: Score | None, keys: Collection[str]) -> Mapping[str, object]:
    """The whole list of the respondent with this score, else of every province (or those with these keys),
    in its order."""
    from dxassess.insight.open_steps import blanks
    from dxassess.insight.tasks import decisions_of

    if score is not None:
        first = [blank.item for blank in blanks(analysis.cases[score.file])]
        return {
            "code": score.code,
            "decisions": _listed(decisions_of(analysis, score)),
            "answer_first": first,
        }
    provinces = [
        {
            "province": province.key,
            "decisions": _listed(analysis.decisions[province.key].entries),
            "answer_first": _items(analysis.decisions[province.key].answer_first),
        }
        for province in analysis.ordered
        if not keys or province.key in keys
    ]
    return {"provinces": provinces}


def _listed(decisions: Sequence[Decision]) -> list[dict[str, object]]:
    return [decision.model_dump(mode="json", exclude=_LAW) for decision in decisions]


def _items(answer_first: Sequence[Blank]) -> list[str]:
    return [blank.item for blank in answer_first]
