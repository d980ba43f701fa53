"""Which duties of the law stand behind the questions on the day of a round, by when, and how far facilities
that they bind are (method.md §9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from dxassess.frozen import Frozen
from dxassess.law.acts import Act, acts, told
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round
from dxassess.scoring.score import Score

_STANDINGS = ("in_force", "coming")
_ORDER = ("ahead", "none", "passed")


class Duty(Frozen):
    """A duty and the `items` that rest on it. `mean` in [0, 1] is the mean, over the `facilities` that it
    binds and that answered some of them, of what their answers score; None where nobody did."""

    act: Act
    items: tuple[str, ...]
    facilities: int
    mean: float | None


def find_duties(round_: Round, scores: Sequence[Score]) -> tuple[Duty, ...]:
    """The duties that are in force, or known and to come, on the day of the round, and bind one of these
    facilities or a Department: the next deadline first, then those without one, then passed deadlines.
    Nothing where the day is not known."""
    if not round_.day:
        return ()
    present = {score.type or "" for score in scores} | ({"department"} if round_.department else set())
    items: dict[str, list[str]] = {}
    for questionnaire in round_.questionnaires:
        for item in questionnaire.items:
            for code in item.law:
                items.setdefault(code, []).append(item.code)
    duties = [
        _duty(act, tuple(items[act.id]), scores)
        for code in items
        if (act := acts().get(code)) is not None
        and act.kind == "duty"
        and act.standing(round_.day) in _STANDINGS
        and present.intersection(act.binds)
    ]
    return tuple(sorted(duties, key=lambda duty: _order(duty.act, round_.day)))


def next_deadline(duties: Iterable[Duty], day: str) -> Duty | None:
    """The duty whose deadline is the next to come; None where none lies ahead."""
    return next((duty for duty in duties if duty.act.deadline_on(day) == "ahead"), None)


def law_behind(item: str, questionnaire: Questionnaire, *, kind: str | None, day: str) -> tuple[Act, ...]:
    """What a reader of advice on an item is told of the law (see `law.acts.told`)."""
    return told(questionnaire.item_by_code[item].law, kind=kind, day=day)


def _order(act: Act, day: str) -> tuple[int, str, str]:
    state = act.deadline_on(day)
    # Of passed deadlines the latest is the nearest; digits are turned round to sort by it.
    when = act.deadline or ""
    turned = "".join(str(9 - int(c)) if c.isdigit() else c for c in when)
    return _ORDER.index(state), turned if state == "passed" else when, act.id


def _duty(act: Act, items: tuple[str, ...], scores: Sequence[Score]) -> Duty:
    means = [
        fsum(known) / len(known)
        for score in scores
        if score.type in act.binds
        and (known := [answer for code in items if (answer := _answered(score, code)) is not None])
    ]
    return Duty(act=act, items=items, facilities=len(means), mean=fsum(means) / len(means) if means else None)


def _answered(score: Score, code: str) -> float | None:
    node = score.node_by_code.get(code)
    return None if node is None or node.state != "scored" else node.score
