"""What the provinces bring before the ministry, with the facilities' own data behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxassess.report.value.model import Bullet, Section, Table
from dxassess.report.value.say import number_cell, percent, say, sentences, text_cell
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.scoring.score import Node, Score

# The three proposals named at the workshop, with the department's item behind each.
_PROPOSALS = (("centre", "D2.4"), ("workforce", "D2.5"), ("leasing", "D2.6"))
_BEHIND = {
    "centre": ("proposals.unconnected",),
    "workforce": ("proposals.staff", "proposals.posts"),
    "leasing": ("proposals.leasing",),
}
"""The sentences from the facilities' answers that stand behind each."""
_IN_PLACE, _UNDER_WAY = 0.8, 0.2
_FEWEST = 2
"""Of one alone nothing is counted."""


def proposals_section(view: View) -> Section:
    """How many provinces have, prepare and lack each thing asked for, and what facilities report on it."""
    rows = []
    for name, item in _PROPOSALS:
        nodes = [_item(score, item) for score in view.round.departments]
        scores = [node.score for node in nodes if node is not None and node.score is not None]
        rows.append(
            (
                text_cell(say(f"proposal.{name}"), strong=True),
                number_cell(sum(s >= _IN_PLACE for s in scores), "count"),
                number_cell(sum(_UNDER_WAY <= s < _IN_PLACE for s in scores), "count"),
                number_cell(sum(s < _UNDER_WAY for s in scores), "count"),
                number_cell(len(view.analysis.provinces) - len(scores), "count"),
            )
        )
    heads = ("proposal", "in_place", "under_way", "lacking", "unknown")
    table = Table(
        id="proposals",
        of_groups=True,
        title=say("proposals.title"),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(rows),
        note=say("proposals.note"),
    )
    return Section(
        id="proposals",
        title=say("section.proposals"),
        intro=say("section.proposals.intro"),
        blocks=(table, Bullet(messages=tuple(_facts(view, view.round.facilities, least=view.least)))),
    )


def asks_table(view: View, key: str) -> Table:
    """The same of one province: the request, what its Department has of it, what its facilities report."""
    department = view.round.department_of(key)
    facilities = view.round.facilities_of(key)
    facts = {fact.key: fact for fact in _facts(view, facilities, least=1)}
    shown = {fact.key for fact in _facts(view, facilities, least=view.least)}
    rows = []
    for name, item in _PROPOSALS:
        node = None if department is None else _item(department, item)
        keys = [fact for fact in _BEHIND[name] if fact in facts]
        known_facts = sentences([facts[fact] for fact in keys]) if keys else None
        rows.append(
            (
                text_cell(say(f"proposal.{name}"), strong=True),
                text_cell(_state(None if node is None else node.score)),
                text_cell(known_facts if shown.issuperset(keys) else say("hidden")),
            )
        )
    return Table(
        id="asks",
        of_groups=True,
        title=say("asks.title"),
        head=tuple(say(f"head.{head}") for head in ("proposal", "own_state", "figures")),
        rows=tuple(rows),
        note=say("proposals.note"),
    )


def _state(value: float | None) -> Message | None:
    """Whether the Department has it, prepares it or lacks it; None where that is not known."""
    if value is None:
        return None
    return say(
        "head.in_place" if value >= _IN_PLACE else "head.lacking" if value < _UNDER_WAY else "head.under_way"
    )


def _facts(view: View, facilities: Sequence[Score], *, least: int) -> Iterable[Message]:
    """Sentences from the facilities' answers, at least `least` each; they say how many."""
    submissions = [view.round.submission_of(score) for score in facilities]
    per_bed = [
        100 * s.facts.it_staff / s.facts.beds_actual
        for s in submissions
        if s.facts.it_staff is not None and s.facts.beds_actual
    ]
    if len(per_bed) >= max(_FEWEST, least):
        yield tally(value < 1 for value in per_bed).told("proposals.staff")
    for key, item in (("posts", "C2.2.2"), ("unconnected", "C3.7.6"), ("leasing", "C1.3.3")):
        scores = [n.score for f in facilities if (n := _item(f, item)) is not None and n.score is not None]
        if len(scores) >= max(_FEWEST, least):
            low = tally(s < 0.5 for s in scores)
            yield low.told(f"proposals.{key}", share=percent(low.part / low.known))
    outages = [
        float(a.value)
        for s in submissions
        if (a := s.answer_by_item.get("C3.1.7")) is not None and isinstance(a.value, float)
    ]
    if len(outages) >= max(_FEWEST, least):
        yield tally(value > 1 for value in outages).told("proposals.outages")


def _item(score: Score, code: str) -> Node | None:
    node = score.node_by_code.get(code)
    return node if node is not None and node.state != "not_applicable" else None
