"""The work list: what every respondent should do, and the plan of every province."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.insight.analysis import Analysis
from dxassess.insight.decision import Decision
from dxassess.insight.tasks import Task, tasks
from dxassess.law.words import say_acts
from dxassess.places.provinces import place_of
from dxassess.places.register import DEPARTMENT
from dxassess.wording.wording import wording

TaskCell = str | float | int | None
Row = tuple[TaskCell, ...]
TASKS = (
    "code", "name", "province", "item", "question", "recommendation", "first_step", "effort", "now", "then",
    "gain", "levels", "priority", "law", "owner", "due", "done",
)  # fmt: skip
PLANS = (
    "province", "item", "recommendation", "first_step", "owner", "due", "effort", "short", "blocked",
    "raised", "gain", "law",
)  # fmt: skip


class WorkList(Frozen):
    """The rows under the heads `TASKS` and `PLANS`, both in the order of the decision lists. Scores are on
    the scale 0-100; in the tasks the columns for owner and done are empty, to be filled in."""

    tasks: tuple[Row, ...]
    plans: tuple[Row, ...]


def work_list(analysis: Analysis, language: str, *, code: str | None = None) -> WorkList:
    """The work list of a round in a language; of the respondent with this `code` alone, without plans."""
    return WorkList(
        tasks=tuple(
            _task(task, language, analysis.round.day) for task in tasks(analysis) if code in (None, task.code)
        ),
        plans=tuple(
            _planned(analysis, province.key, entry, language)
            for province in analysis.provinces
            if code is None
            for entry in analysis.decisions[province.key].entries
        ),
    )


def _task(task: Task, language: str, day: str) -> Row:
    entry = task.decision
    scores = [None if value is None else 100 * value for value in (entry.now, entry.then, entry.gain)]
    identity = (task.code, task.name, task.province, entry.item, task.question[language])
    advice = (entry.text[language], _first_step(entry, language), entry.effort)
    law = say_acts(entry.law, day, wording("advice", language)) or None
    to_fill_in = (None, _day(entry, language), None)
    return (*identity, *advice, *scores, entry.unlocks, entry.priority, law, *to_fill_in)


def _planned(analysis: Analysis, key: str, entry: Decision, language: str) -> Row:
    say = wording("advice", language)
    types = analysis.round.types
    owners = "; ".join(
        say.text("owner.department") if owner == DEPARTMENT else types[owner].name[language]
        for owner in entry.owners
    )
    gain = None if entry.gain is None else 100 * entry.gain
    law = say_acts(entry.law, analysis.round.day, say) or None
    advice = (entry.text[language], _first_step(entry, language), owners, _day(entry, language), entry.effort)
    counts = (entry.concerns, entry.holds, entry.raises)
    return (place_of(key).name, entry.item, *advice, *counts, gain, law)


def _first_step(entry: Decision, language: str) -> str | None:
    return entry.first_step[language] if entry.first_step else None


def _day(entry: Decision, language: str) -> str | None:
    return wording("advice", language).short_date(entry.due) if entry.due else None
