"""Decision: one entry of the one list from which everything that advises is cut (method.md §9)."""

from __future__ import annotations

from typing import Literal

from dxassess.frozen import Frozen
from dxassess.law.acts import Act
from dxassess.places.register import DEPARTMENT
from dxassess.questionnaire.kinds import Text

Urgency = Literal["duty", "gate", "gain"]
URGENCIES: tuple[Urgency, ...] = ("duty", "gate", "gain")
COMMON = 0.25
"""A group is as urgent as it is for a quarter of those concerned."""
_PER_LEVEL = 5.0


class Decision(Frozen):
    """What should be done next about one item, by whom, until when, and what follows from it.

    `condition` is that of the facilities' questionnaire. `urgency`: a "duty" of the law that is not met, a
    "gate" that holds a level, or what it earns ("gain"). `owners` are "department" or types of facility;
    `communes`: the stations among them are those of the communes' People's Committees. `law` is what a reader
    is told of the law behind the item; `deadline` the day by which a duty had to be met (`overdue`: passed on
    the day of the round), `due` the day by which it should be done: the deadline that lies ahead, else the
    end of a quarter after the round, by effort (None: the round has no day).

    It concerns so many respondents (`concerns`), `alike` of whom are advised this very step, the others
    another one of the item; the gate holds `holds` of them from a next level, and `raises` would rise by a
    level, in a condition or overall, if it alone were done. `now` is the score of a single respondent (None
    for a group), `then` the one to reach. `gain`, in [0, 1], is the rise of the overall score of whom the
    list is for (None: there is none), `rise` that of the condition; `unlocks` levels open, worth `worth`
    where a level of a condition counts as the condition weighs in the overall score, and an overall level
    as 1. `eases` is the condition or barrier that holds the province back most and that the entry is about.
    `effort` is 1 (weeks and own means) to 3 (a project), more where several steps lead to a gate; `money`
    whether it takes money (None: not known). `text` and `first_step` are the questionnaire's.
    """

    item: str
    condition: str
    indicator: str
    urgency: Urgency
    owners: tuple[str, ...]
    communes: bool = False
    text: Text
    first_step: Text | None
    effort: int
    money: bool | None = None
    law: tuple[Act, ...] = ()
    duties: tuple[str, ...] = ()
    deadline: str | None = None
    overdue: bool = False
    due: str | None = None
    concerns: int = 1
    alike: int = 1
    holds: int = 0
    raises: int = 0
    now: float | None = None
    then: float
    gain: float | None
    rise: float
    unlocks: int
    worth: float
    eases: str | None = None

    @property
    def priority(self) -> float:
        """(100 gain + 5 worth) / effort."""
        return (100 * (self.gain or 0.0) + _PER_LEVEL * self.worth) / self.effort

    @property
    def apart(self) -> int:
        """How many of those concerned are advised another step of the item."""
        return self.concerns - self.alike

    @property
    def is_gate(self) -> bool:
        """Whether its gate holds at least a quarter of those concerned."""
        return self.holds > 0 and self.holds >= COMMON * self.concerns

    @property
    def by_department(self) -> bool:
        """Whether the Department itself owes it."""
        return self.owners == (DEPARTMENT,)


class Blank(Frozen):
    """An item without an answer, and of how many respondents: to be answered before anything is advised."""

    item: str
    respondents: int


class Decisions(Frozen):
    """The decision list of a facility, a Department, a province or all of them, first things first.
    `answer_first` are the blanks, in the order of the questionnaire: nothing is advised about them, nor about
    what rests on them."""

    entries: tuple[Decision, ...] = ()
    answer_first: tuple[Blank, ...] = ()

    @property
    def of_department(self) -> tuple[Decision, ...]:
        """What the Department itself owes, in the order of the list."""
        return tuple(entry for entry in self.entries if entry.by_department)

    @property
    def of_facilities(self) -> tuple[Decision, ...]:
        """What facilities owe, in the order of the list."""
        return tuple(entry for entry in self.entries if not entry.by_department)
