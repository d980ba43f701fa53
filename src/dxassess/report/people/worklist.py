"""The work list: what every respondent should do, and what would raise most facilities of a province."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.insight.analysis import Analysis
from dxassess.insight.tasks import Task, tasks
from dxassess.law.words import say_acts
from dxassess.places.provinces import place_of
from dxassess.wording.wording import wording

TaskCell = str | float | int | None
Row = tuple[TaskCell, ...]
TASKS = (
    "code", "name", "province", "item", "question", "recommendation", "first_step", "effort", "now", "then",
    "gain", "levels", "priority", "law", "owner", "due",
)  # fmt: skip
UNLOCKS = ("province", "item", "question", "short", "blocked", "raised")


class WorkList(Frozen):
    """The rows under the heads `TASKS` and `UNLOCKS`. Scores are on the scale 0-100; the columns for owner
    and date are empty: they are to be filled in."""

    tasks: tuple[Row, ...]
    unlocks: tuple[Row, ...]


def work_list(analysis: Analysis, language: str) -> WorkList:
    """The work list of a round in a language."""
    return WorkList(
        tasks=tuple(_task(task, language, analysis.round.day) for task in tasks(analysis)),
        unlocks=tuple(
            (
                place_of(key).name,
                unlock.item,
                analysis.round.item_text(unlock.item)[language],
                unlock.short,
                unlock.blocks,
                unlock.raises,
            )
            for key, unlocks in analysis.unlocks.items()
            for unlock in unlocks
            if unlock.raises or unlock.blocks
        ),
    )


def _task(task: Task, language: str, day: str) -> Row:
    advice = task.advice
    text = advice.text.text[language] if advice.text else None
    first = advice.text.first_step[language] if advice.text else None
    scores = [None if value is None else 100 * value for value in (advice.now, advice.then, advice.gain)]
    identity = (task.code, task.name, task.province, task.item, task.question[language])
    law = say_acts(task.law, day, wording("advice", language)) or None
    return (*identity, text, first, advice.effort, *scores, advice.unlocks, advice.priority, law, None, None)
