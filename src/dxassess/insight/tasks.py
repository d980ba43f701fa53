"""Decisions as rows of a work list: who should do what, to be given an owner and a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxassess.frozen import Frozen
from dxassess.insight.analysis import Analysis
from dxassess.insight.decision import Decision
from dxassess.places.provinces import place_of
from dxassess.questionnaire.model import Text
from dxassess.scoring.score import Score

TOP = 5


class Task(Frozen):
    """One decision about one respondent."""

    code: str
    name: str
    province: str
    question: Text
    decision: Decision


def tasks(analysis: Analysis, *, top: int = TOP) -> Iterator[Task]:
    """The `top` of the list of every facility and department, in the order of provinces and codes."""
    for score in (*analysis.round.facilities, *analysis.round.departments):
        for entry in decisions_of(analysis, score)[:top]:
            yield Task(
                code=score.code or score.file,
                name=score.name or score.file,
                province=place_of(score.province).name if score.province else "",
                question=analysis.round.item_text(entry.item),
                decision=entry,
            )


def decisions_of(analysis: Analysis, score: Score) -> Sequence[Decision]:
    """The decision list of a respondent: a facility's own, or what a Department owes in its province's."""
    if score.respondent == "facility":
        return analysis.facility_decisions[score.file].entries
    return () if score.province is None else analysis.decisions[score.province].of_department
