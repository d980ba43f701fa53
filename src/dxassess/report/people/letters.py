"""What a department writes after a round: a letter to each facility, a circular to all of them, and the draft
of a directive with the province's first actions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, TypedDict

from dxassess.frozen import Frozen
from dxassess.insight.analysis import Analysis
from dxassess.insight.decision import Decision
from dxassess.insight.decision_order import PLANNED
from dxassess.places.provinces import place_of
from dxassess.questionnaire.model import Text
from dxassess.report.people.facility_sheet import facility_stem
from dxassess.report.people.moved import told_move
from dxassess.report.sections.change import change_told
from dxassess.report.value.decision_words import owner
from dxassess.report.value.small_groups import MIN_GROUP
from dxassess.report.value.words import Message
from dxassess.scoring.score import Node, Score
from dxassess.statistics.province_score import NodeScore, ProvinceScore

MOST = 6


class ConditionResult(Frozen):
    """A condition: score in [0, 1] and level, None where there is none; `level_is_least`: at least that."""

    name: Text
    score: float | None
    level: int | None
    level_is_least: bool


class LetterStep(Frozen):
    """A recommendation, how to begin, and the ISO day by which it should be done (None: not known); in a
    circular `facilities` is how many it concerns, in a directive `owner` who carries it out. `number` is its
    number in the plan of the report; None in a letter, and where the plan does not reach so far."""

    text: Text
    first_step: Text | None
    due: str | None
    facilities: int | None = None
    owner: Message | None = None
    number: int | None = None


LetterKind = Literal["letter", "circular", "directive"]


class Letter(Frozen):
    """A letter to one facility (`code` is set), a circular to all of a province or a directive. Scores
    are in [0, 1]. `low` and `high` are the bounds of a facility's score or the total band of a province's.
    `change` tells of the round before, where there is one; `planned` is how many actions the plan
    has. Nothing in it names a person: number, date and signature are for the department to add."""

    kind: LetterKind
    stem: str
    province: str
    city: bool
    round: Text
    simulated: bool
    code: str | None
    name: str | None
    score: float | None
    low: float | None
    high: float | None
    level: int | None
    level_is_least: bool
    level_name: Text | None
    answered: int | None = None
    registered: int | None = None
    planned: int | None = None
    conditions: tuple[ConditionResult, ...]
    change: tuple[Message, ...] = ()
    advice: tuple[LetterStep, ...]


def facility_letter(analysis: Analysis, score: Score) -> Letter:
    """The letter to a facility that answered: its result and its first recommendations."""
    node = score.overall
    assert score.province is not None
    names = {condition.code: condition.short for condition in analysis.round.conditions}
    return Letter(
        kind="letter",
        stem=f"{place_of(score.province).stem}/{facility_stem(score)}",
        **_sender(analysis, score.province),
        code=score.code,
        name=score.name or score.code,
        score=node.score,
        low=node.low,
        high=node.high,
        level=node.level,
        level_is_least=node.level_is_least,
        level_name=_level_name(analysis, node.level),
        conditions=tuple(_condition(names[each.code], each) for each in score.conditions),
        change=told_move(analysis, score),
        advice=_steps(analysis.facility_decisions[score.file].entries),
    )


def circular(analysis: Analysis, province: ProvinceScore) -> Letter:
    """The circular to the facilities of a province: its result and what would raise most of them."""
    entries = analysis.decisions[province.key].of_facilities
    return _to_all(
        analysis, province, "circular", _numbered(analysis, province, entries, _steps(entries, common=True))
    )


def directive(analysis: Analysis, province: ProvinceScore) -> Letter:
    """The draft of a directive: the province's result and the beginning of its plan, each with who carries
    it out."""
    entries = analysis.decisions[province.key].entries
    steps = tuple(
        step.model_copy(update={"owner": owner(analysis.round, entry)})
        for step, entry in zip(_steps(entries), entries, strict=False)
    )
    return _to_all(analysis, province, "directive", _numbered(analysis, province, entries, steps))


def _numbered(
    analysis: Analysis, province: ProvinceScore, entries: Sequence[Decision], steps: Sequence[LetterStep]
) -> tuple[LetterStep, ...]:
    """The steps of these entries with the numbers that they have in the plan of the report."""
    plan = _plan(analysis, province)
    return tuple(
        step.model_copy(update={"number": plan.index(entry) + 1 if entry in plan else None})
        for step, entry in zip(steps, entries, strict=False)
    )


def _plan(analysis: Analysis, province: ProvinceScore) -> tuple[Decision, ...]:
    return analysis.decisions[province.key].entries[:PLANNED]


def _to_all(
    analysis: Analysis, province: ProvinceScore, kind: LetterKind, advice: tuple[LetterStep, ...]
) -> Letter:
    node = province.overall
    band = node.band
    return Letter(
        kind=kind,
        stem=f"{place_of(province.key).stem}/{kind}",
        **_sender(analysis, province.key),
        code=None,
        name=None,
        score=node.score,
        low=band.low if band else None,
        high=band.high if band else None,
        level=node.level,
        level_is_least=node.level_is_least,
        level_name=_level_name(analysis, node.level),
        answered=province.coverage.accepted,
        registered=province.coverage.registered,
        planned=len(_plan(analysis, province)),
        conditions=tuple(
            _condition(analysis.round.condition_name(each.code), each) for each in province.conditions
        ),
        change=change_told(analysis, province.key, least=MIN_GROUP),
        advice=advice,
    )


def letters(analysis: Analysis, codes: Sequence[str], provinces: Collection[str] = ()) -> tuple[Letter, ...]:
    """The letters to the facilities with these codes, and the circular and the directive of the `provinces`
    with these keys; with neither, to every facility that answered, and those of every province in which one
    did."""
    addressees = [score for score in analysis.round.facilities if score.province and score.code]
    everybody = not codes and not provinces
    answering = {score.province for score in addressees if everybody or score.province in provinces}
    of_all = [
        make(analysis, province)
        for province in analysis.provinces
        if province.key in answering
        for make in (circular, directive)
    ]
    some = [score for score in addressees if everybody or score.code in codes]
    return (*of_all, *(facility_letter(analysis, score) for score in some))


class _Sender(TypedDict):
    """What every letter of a province says alike."""

    province: str
    city: bool
    round: Text
    simulated: bool


def _sender(analysis: Analysis, key: str) -> _Sender:
    place, settings = place_of(key), analysis.round.settings
    return {
        "province": place.name,
        "city": place.is_city_on(analysis.round.day),
        "round": settings.name,
        "simulated": settings.simulated,
    }


def _condition(name: Text, node: Node | NodeScore) -> ConditionResult:
    return ConditionResult(name=name, score=node.score, level=node.level, level_is_least=node.level_is_least)


def _steps(entries: Sequence[Decision], *, common: bool = False) -> tuple[LetterStep, ...]:
    """The first of a decision list; `common`: with how many facilities each concerns."""
    return tuple(
        LetterStep(
            text=entry.text,
            first_step=entry.first_step,
            due=entry.due,
            facilities=entry.alike if common else None,
        )
        for entry in entries[:MOST]
    )


def _level_name(analysis: Analysis, level: int | None) -> Text | None:
    return next((each.name for each in analysis.round.facility.levels if each.level == level), None)
