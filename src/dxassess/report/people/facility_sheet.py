"""Two pages for one facility: where it stands among its kind, what to do next, from whom to learn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dxassess import __version__
from dxassess.files.names import safe_name
from dxassess.insight.analysis import Analysis
from dxassess.places.provinces import place_of
from dxassess.questionnaire.model import Condition, Questionnaire
from dxassess.report.people.moved import told_move
from dxassess.report.sections.actions import steps_table
from dxassess.report.sections.position import standard_line
from dxassess.report.value.charts import Mark, Profile, ProfileRow, Reference, Strip
from dxassess.report.value.model import (
    Block,
    Bullet,
    Cell,
    Figure,
    Paragraph,
    Report,
    Section,
    Stat,
    Summary,
    Table,
)
from dxassess.report.value.next_level import known_level, next_needs
from dxassess.report.value.say import (
    count,
    counted,
    level_cell,
    level_message,
    number_cell,
    percent,
    say,
    score,
    text_cell,
)
from dxassess.report.value.words import Message, Span
from dxassess.scoring.score import Node, Score
from dxassess.statistics.region import mean
from dxassess.wording.wording import round_half_up

FEWEST_PEERS = 5
_STEPS = 8
_OPEN_TOLD = 20
"""How many open questions are told in words; of more, which only half-filled forms have, the code alone: the
sheet is two pages."""


def facility_stem(facility: Score) -> str:
    """The name of a facility's files. Its code came from a file, so nothing in it may lead elsewhere, and
    nothing be a name that a system keeps for itself."""
    return safe_name(re.sub(r"[^A-Za-z0-9]+", "-", facility.code or facility.file).strip("-"))


def facility_sheet(analysis: Analysis, facility: Score) -> Report:
    """The sheet of a facility. Its peers, the facilities of its type in the round, are never named; with
    fewer than 5 of them nothing about them is said (method.md §7)."""
    peers = [s for s in analysis.round.facilities if s.type == facility.type and s.file != facility.file]
    shown_peers = peers if len(peers) >= FEWEST_PEERS else []
    node = facility.overall
    return Report(
        kind="facility",
        readers="facility",
        stem=facility_stem(facility),
        subject=facility.name or facility.code or facility.file,
        title=say("title.facility"),
        round=analysis.round.settings.name,
        date=analysis.round.day,
        simulated=analysis.round.settings.simulated,
        headline=_headline(facility, analysis.round.facility.top_level, shown_peers),
        lead=(_lead(analysis, facility, shown_peers), *told_move(analysis, facility)),
        stats=_stats(analysis, facility, shown_peers),
        position=_strip(analysis, facility, shown_peers),
        points=(),
        points_title=say("points.title", n=count(0)),
        sections=(
            _conditions(analysis, facility, shown_peers),
            _next_steps(analysis, facility),
            _gaps(analysis, facility),
        ),
        summary=Summary(
            score=node.score,
            ends="bounds",
            low=node.low,
            high=node.high,
            level=node.level,
            level_is_least=node.level_is_least,
            answered=1,
            registered=1,
        ),
        reproduce=say("reproduce", program=__version__),
        program=__version__,
    )


def _headline(facility: Score, top: int, peers: Sequence[Score]) -> Message:
    """Score and level out of the `top` one ("at least" where more may well be reached), and whether that is
    more or less than others of its type have, as printed."""
    node = facility.overall
    name = facility.name or facility.code or facility.file
    if node.score is None or node.level is None:
        return say("facility.headline.unknown", name=name)
    key = "facility.headline.least" if node.level_is_least else "facility.headline"
    standing = say(key, name=name, score=score(node.score), level=count(node.level), top=count(top))
    average = mean(peer.overall.score for peer in peers)
    if average is None:
        return standing
    more = round_half_up(100 * node.score, 1) - round_half_up(100 * average, 1)
    way = "above" if more > 0 else "below" if more < 0 else "same"
    return say(f"facility.verdict.{way}", standing=standing)


def _lead(analysis: Analysis, facility: Score, peers: Sequence[Score]) -> Message:
    type_ = analysis.round.types[facility.type or ""].name
    average = mean(peer.overall.score for peer in peers)
    if average is None or facility.overall.score is None:
        return say("facility.lead.alone", type=type_)
    return say("facility.lead", type=type_, mean=score(average), n=count(len(peers)))


def _stats(analysis: Analysis, facility: Score, peers: Sequence[Score]) -> tuple[Stat, ...]:
    node, questionnaire = facility.overall, analysis.round.facility
    return (
        Stat(
            label=say("stat.score"),
            value=score(node.score),
            note=_bounds(node),
        ),
        Stat(
            label=say("stat.level"),
            value=level_message(node.level, top=questionnaire.top_level, least=node.level_is_least),
            note=say("stat.level.note", standard=count(questionnaire.standard_level)),
        ),
        Stat(
            label=say("facility.answered"),
            value=percent(node.answered_share),
            note=say("facility.answered.note"),
        ),
        Stat(
            label=say("facility.peers"),
            value=score(mean(peer.overall.score for peer in peers)),
            note=say("facility.peers.note", n=count(len(peers))) if peers else say("facility.peers.none"),
        ),
    )


def _bounds(node: Node) -> Message:
    """The bounds of the score; where both are printed alike, that no blank changes it."""
    if node.low is None or node.high is None:
        return say("facility.bounds.none")
    if round_half_up(100 * node.low, 1) == round_half_up(100 * node.high, 1):
        return say("facility.bounds.same")
    return say("facility.bounds", span=Span(low=node.low, high=node.high))


def _strip(analysis: Analysis, facility: Score, peers: Sequence[Score]) -> Figure:
    # By their scores: in the order of the register each could be told by name.
    marks = sorted(
        (Mark(label=say("facility.peer"), value=peer.overall.score) for peer in peers),
        key=lambda mark: -1.0 if mark.value is None else mark.value,
    )
    marks.append(
        Mark(label=facility.name or facility.code or facility.file, value=facility.overall.score, own=True)
    )
    average = mean(peer.overall.score for peer in peers)
    references = [standard_line(analysis.round)]
    if average is not None:
        references.insert(0, Reference(label=say("facility.mean"), value=average, role="region"))
    return Figure(
        id="strip",
        title=say("facility.strip"),
        sub=counted("facility.strip.sub", len(peers)),
        alt=counted("facility.strip.alt", len(peers)),
        chart=Strip(marks=tuple(marks), references=tuple(references)),
    )


def _conditions(analysis: Analysis, facility: Score, peers: Sequence[Score]) -> Section:
    n = count(len(facility.conditions))
    figure = Figure(
        id="profile",
        title=say("facility.profile", n=n),
        sub=say("facility.profile.sub"),
        alt=say("facility.profile.alt", n=n),
        chart=Profile(
            rows=tuple(_row(analysis, node, peers) for node in facility.conditions),
            standard=standard_line(analysis.round),
            others="peers",
        ),
    )
    rows = tuple(
        (
            text_cell(condition.short, strong=True),
            _score_cell(node),
            level_cell(node.level, least=node.level_is_least),
            text_cell(_next_level(node, condition, analysis.round.facility)),
        )
        for node, condition in zip(facility.conditions, analysis.round.conditions, strict=True)
    )
    heads = ("condition", "score", "level", "next_needs")
    table = Table(
        id="next-level",
        title=say("conditions.blocked"),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=rows,
    )
    return Section(id="conditions", title=say("section.conditions", n=n), intro=None, blocks=(figure, table))


def _score_cell(node: Node) -> Cell:
    """A score, with its bounds where blanks leave some."""
    if node.low == node.high or node.score is None:
        return number_cell(node.score)
    bounds = Span(low=node.low, high=node.high)
    return text_cell(say("facility.score", score=score(node.score), bounds=bounds))


def _next_level(node: Node, condition: Condition, questionnaire: Questionnaire) -> Message | None:
    """What stands before the next level and, where the questionnaire says it, what one sees there."""
    needs, level = next_needs(node, questionnaire), known_level(node)
    following = None if level is None else level + 1
    description = next((d.text for d in condition.descriptors if d.level == following), None)
    if needs is None or description is None:
        return needs
    return say("facility.next_level", needs=needs, level=count(following), seen=description)


def _row(analysis: Analysis, node: Node, peers: Sequence[Score]) -> ProfileRow:
    values = [s for peer in peers if (s := peer.node_by_code[node.code].score) is not None]
    return ProfileRow(
        mark=Mark(label=analysis.round.condition_name(node.code), value=node.score, own=True),
        region=mean(values),
        low=min(values, default=None),
        high=max(values, default=None),
    )


def _next_steps(analysis: Analysis, facility: Score) -> Section:
    entries = analysis.facility_decisions[facility.file].entries[:_STEPS]
    steps = steps_table(analysis.round, entries, name="next-steps")
    blocks: list[Block] = [steps] if entries else [Paragraph(message=say("actions.none"))]
    learning = [m for m in analysis.matches if m.facility == (facility.code or facility.file)]
    if learning:
        blocks.append(
            Table(
                id="learn",
                title=say("facility.learn"),
                head=tuple(say(f"head.{head}") for head in ("indicator", "own_score", "learn_from")),
                rows=tuple(
                    (
                        text_cell(analysis.round.indicator_name(match.indicator), strong=True),
                        number_cell(match.score),
                        text_cell(
                            say(
                                "model.name",
                                name=match.model.name,
                                place=place_of(match.model.province).name,
                            )
                        ),
                    )
                    for match in learning
                ),
            )
        )
    return Section(id="actions", title=say("facility.next"), intro=None, blocks=tuple(blocks))


def _gaps(analysis: Analysis, facility: Score) -> Section:
    """Which questions are still open: they cost points, and answering them is the quickest step of all."""
    missing = [
        node.code for node in facility.overall.walk() if node.kind == "item" and node.state == "missing"
    ]
    worded, others = missing[:_OPEN_TOLD], missing[_OPEN_TOLD:]
    open_questions = (
        *(say("facility.gap", code=code, item=analysis.round.item_text(code)) for code in worded),
        *([say("facility.gaps.others", codes=", ".join(others))] if others else ()),
    )
    block: Block = (
        Bullet(messages=open_questions) if open_questions else Paragraph(message=say("facility.gaps.none"))
    )
    return Section(
        id="gaps",
        title=say("facility.gaps"),
        intro=say("facility.gaps.intro") if open_questions else None,
        blocks=(block,),
    )
