"""The law on the day of the round: duties in force and to come, and their deadlines."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.insight.duties import Duty, next_deadline
from dxassess.law.acts import Act
from dxassess.law.words import telling
from dxassess.report.value.model import Cell, Section, Table
from dxassess.report.value.say import count, counted, number_cell, say, sentences, text_cell
from dxassess.report.value.words import Date, Message
from dxassess.report.view import View

_ON_PAGE = 4
"""Rows of a province's table: with them its page stays readable. All of them stand in the annex."""


def law_section(view: View, key: str | None) -> tuple[Section, ...]:
    """The duties behind the questions of a province, or of all; nothing where no question rests on one.
    Those of a province whose law sets a day are a table of their own, where there are others too."""
    duties = view.analysis.duties[key]
    if not duties:
        return ()
    dated = [duty for duty in duties if duty.act.deadline_on(view.round.day) != "none"]
    tables = [_table(view, duties, "law-all" if key and dated else "law")]
    if key and dated:
        most = _ON_PAGE if view.readers == "department" else len(dated)
        tables.insert(0, _table(view, dated, "law", most=most))
    intro = say("section.law.intro", day=Date(iso=view.round.day))
    return (Section(id="law", title=say("section.law"), intro=intro, blocks=tuple(tables)),)


def _table(view: View, duties: Sequence[Duty], table_id: str, *, most: int | None = None) -> Table:
    """The first `most` of them; what stands in the annex alone is told."""
    notes = [say("law.note")] if view.readers == "department" else []
    if most is not None and len(duties) > most:
        notes.append(counted("law.more", len(duties) - most))
    heads = ("act", "what", "deadline", *(("fulfilled", "n") if view.readers == "department" else ()))
    return Table(
        id=table_id,
        of_groups=True,
        title=_title(view, duties),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(_row(view, duty) for duty in duties[:most]),
        note=sentences(notes) if notes else None,
    )


def law_sentence(view: View, key: str | None) -> tuple[Message, ...]:
    """For page one: the next deadline; nothing where none lies ahead."""
    duty = next_deadline(view.analysis.duties[key], view.round.day)
    if duty is None:
        return ()
    act, deadline = duty.act, Date(iso=duty.act.deadline or "")
    if act.standing(view.round.day) == "coming":
        return (say("law.next.coming", day=deadline, title=_named(act), since=Date(iso=act.since)),)
    return (say("law.next", day=deadline, title=_named(act)),)


def _title(view: View, duties: Sequence[Duty]) -> Message:
    states = [duty.act.deadline_on(view.round.day) for duty in duties]
    ahead, passed = states.count("ahead"), states.count("passed")
    if ahead and passed:
        return say("law.table", n=count(ahead), passed=count(passed))
    if ahead:
        return say("law.table.ahead", n=count(ahead))
    return (
        say("law.table.passed", n=count(passed)) if passed else say("law.table.plain", n=count(len(duties)))
    )


def _row(view: View, duty: Duty) -> tuple[Cell, ...]:
    key, day = telling(duty.act, view.round.day)
    cells = (
        text_cell(_named(duty.act)),
        text_cell(duty.act.what_on(view.round.day)),
        text_cell(say(f"law.state.{key}", day=Date(iso=day)) if day else say("law.state.plain")),
    )
    if view.readers != "department":
        return cells
    return (*cells, number_cell(duty.mean), number_cell(duty.facilities, "count"))


def _named(act: Act) -> Message:
    """The act, and whom it binds where that is not everybody of a type."""
    if act.only is None:
        return say("plain", text=act.title)
    return say("law.only", title=act.title, only=act.only)
