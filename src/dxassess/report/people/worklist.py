"""Recommendations as rows of a work list: who should do what, to be given an owner and a date."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.frozen import Frozen
from dxassess.insight.advice import Advice, advise
from dxassess.insight.whatif import Case
from dxassess.report.context import Context
from dxassess.scoring.score import Score

TOP = 5


class Task(Frozen):
    """One recommendation to one respondent. Scores are in [0, 1]; `now` None: no answer."""

    code: str
    name: str
    province: str
    item: str
    question: str
    advice: Advice


def tasks(context: Context, language: str, *, top: int = TOP) -> Iterator[Task]:
    """The `top` recommendations for every facility and department, in the order of provinces and codes."""
    for score in context.round.facilities:
        yield from _tasks(context, context.cases[score.file], score, language, top)
    asked = context.round.department
    if asked is None:
        return
    for score in context.round.departments:
        case = Case(submission=context.submission(score), questionnaire=asked, score=score)
        yield from _tasks(context, case, score, language, top)


def _tasks(context: Context, case: Case, score: Score, language: str, top: int) -> Iterator[Task]:
    for advice in advise(case)[:top]:
        yield Task(
            code=score.code or score.file,
            name=score.name or score.file,
            province=context.place(score.province).name if score.province else "",
            item=advice.item,
            question=context.item_text(advice.item)[language],
            advice=advice,
        )
