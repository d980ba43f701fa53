"""What the provinces bring before the ministry, with the facilities' own data behind it."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.report.value.model import Bullet, Section, Table
from dxassess.report.value.say import count, number_cell, percent, say, text_cell
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.scoring.score import Node, Score

# The three proposals named at the workshop, with the department's item behind each.
_PROPOSALS = (("centre", "D2.4"), ("workforce", "D2.5"), ("leasing", "D2.6"))
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
        blocks=(table, Bullet(messages=tuple(_facts(view)))),
    )


def _facts(view: View) -> Iterable[Message]:
    """Sentences from the facilities' answers; each says how many answers stand behind it."""
    facilities = view.round.facilities
    submissions = [view.round.submission_of(score) for score in facilities]
    per_bed = [
        100 * s.facts.it_staff / s.facts.beds_actual
        for s in submissions
        if s.facts.it_staff is not None and s.facts.beds_actual
    ]
    if len(per_bed) >= max(_FEWEST, view.least):
        thinly_staffed = sum(value < 1 for value in per_bed)
        yield say("proposals.staff", n=count(len(per_bed)), few=count(thinly_staffed))
    for key, item in (("posts", "C2.2.2"), ("unconnected", "C3.7.6"), ("leasing", "C1.3.3")):
        scores = [n.score for f in facilities if (n := _item(f, item)) is not None and n.score is not None]
        if len(scores) >= max(_FEWEST, view.least):
            low = sum(s < 0.5 for s in scores)
            yield say(
                f"proposals.{key}", n=count(len(scores)), low=count(low), share=percent(low / len(scores))
            )
    outages = [
        float(a.value)
        for s in submissions
        if (a := s.answer_by_item.get("C3.1.7")) is not None and isinstance(a.value, float)
    ]
    if len(outages) >= max(_FEWEST, view.least):
        often = sum(value > 1 for value in outages)
        yield say("proposals.outages", n=count(len(outages)), often=count(often))


def _item(score: Score, code: str) -> Node | None:
    node = score.node_by_code.get(code)
    return node if node is not None and node.state != "not_applicable" else None
