"""Recommendations as rows of a work list: who should do what, to be given an owner and a date."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.frozen import Frozen
from dxassess.insight.advice import Advice, advise
from dxassess.insight.analysis import Analysis
from dxassess.insight.duties import law_behind
from dxassess.law.acts import Act
from dxassess.places.provinces import place_of
from dxassess.places.register import DEPARTMENT
from dxassess.questionnaire.model import Text

TOP = 5


class Task(Frozen):
    """One recommendation to one respondent, with the acts behind it on the day of the round. Scores are in
    [0, 1]; `now` None: no answer."""

    code: str
    name: str
    province: str
    item: str
    question: Text
    advice: Advice
    law: tuple[Act, ...]


def tasks(analysis: Analysis, *, top: int = TOP) -> Iterator[Task]:
    """The `top` recommendations for every facility and department, in the order of provinces and codes."""
    day = analysis.round.day
    for score in (*analysis.round.facilities, *analysis.round.departments):
        case = analysis.cases[score.file]
        kind = score.type if score.respondent == "facility" else DEPARTMENT
        for advice in advise(case)[:top]:
            yield Task(
                code=score.code or score.file,
                name=score.name or score.file,
                province=place_of(score.province).name if score.province else "",
                item=advice.item,
                question=analysis.round.item_text(advice.item),
                advice=advice,
                law=law_behind(advice.item, case.questionnaire, kind=kind, day=day),
            )
