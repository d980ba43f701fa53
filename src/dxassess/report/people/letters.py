"""What a department writes to its facilities after a round: a letter to each, a circular to all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from dxassess.frozen import Frozen
from dxassess.insight.advice import advise
from dxassess.questionnaire.model import Recommendation, Text
from dxassess.report.context import Context
from dxassess.report.people.facility_sheet import facility_stem
from dxassess.report.sections.actions import usual_advice
from dxassess.scoring.score import Score
from dxassess.statistics.province_score import ProvinceScore

MOST = 6


class Result(Frozen):
    """A condition: score in [0, 1] and level, None where there is none."""

    name: Text
    score: float | None
    level: int | None


class Step(Frozen):
    """A recommendation and how to begin; in a circular `facilities` is how many it concerns."""

    text: Text
    first_step: Text | None
    facilities: int | None = None


class Letter(Frozen):
    """A letter to one facility (`code` is set) or a circular to all of a province. Scores are in [0, 1].
    `low` and `high` are the bounds of a facility's score or the 95 % interval of a province's. Nothing in it
    names a person: number, date and signature are for the department to add."""

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
    level_name: Text | None
    answered: int | None = None
    registered: int | None = None
    conditions: tuple[Result, ...]
    advice: tuple[Step, ...]


def facility_letter(context: Context, score: Score) -> Letter:
    """The letter to a facility that answered: its result and its first recommendations."""
    node = score.overall
    assert score.province is not None
    names = {condition.code: condition.short for condition in context.conditions}
    return Letter(
        stem=f"{context.place(score.province).stem}/{facility_stem(score)}",
        **_sender(context, score.province),
        code=score.code,
        name=score.name or score.code,
        score=node.score,
        low=node.low,
        high=node.high,
        level=node.level,
        level_name=_level_name(context, node.level),
        conditions=tuple(
            Result(name=names[each.code], score=each.score, level=each.level) for each in score.conditions
        ),
        advice=tuple(
            _step(context, each.item, each.text) for each in advise(context.cases[score.file])[:MOST]
        ),
    )


def circular(context: Context, province: ProvinceScore) -> Letter:
    """The circular to the facilities of a province: its result and what would raise most of them."""
    node = province.overall
    interval = node.interval
    return Letter(
        stem=f"{context.place(province.key).stem}/circular",
        **_sender(context, province.key),
        code=None,
        name=None,
        score=node.score,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        level=node.level,
        level_name=_level_name(context, node.level),
        answered=province.coverage.accepted,
        registered=province.coverage.registered,
        conditions=tuple(
            Result(name=context.condition_name(each.code), score=each.score, level=each.level)
            for each in province.conditions
        ),
        advice=_common_steps(context, province.key),
    )


def letters(context: Context, codes: Sequence[str]) -> tuple[Letter, ...]:
    """The letters to the facilities with these codes; with none, to every facility that answered, and the
    circular of every province in which one did."""
    chosen = [score for score in context.round.facilities if score.province and score.code]
    if codes:
        return tuple(facility_letter(context, score) for score in chosen if score.code in codes)
    heard = {score.province for score in chosen}
    circulars = (circular(context, province) for province in context.provinces if province.key in heard)
    return (*circulars, *(facility_letter(context, score) for score in chosen))


class _Sender(TypedDict):
    """What every letter of a province says alike."""

    province: str
    city: bool
    round: Text
    simulated: bool


def _sender(context: Context, key: str) -> _Sender:
    place, settings = context.place(key), context.round.settings
    return {
        "province": place.name,
        "city": place.is_city,
        "round": settings.name,
        "simulated": settings.simulated,
    }


def _common_steps(context: Context, key: str) -> tuple[Step, ...]:
    cases = tuple(context.cases[score.file] for score in context.scores_of(key))
    worth = [unlock for unlock in context.unlocks[key] if unlock.raises or unlock.blocks][:MOST]
    return tuple(
        _step(context, unlock.item, usual_advice(cases, unlock.item), facilities=unlock.short)
        for unlock in worth
    )


def _step(context: Context, item: str, told: Recommendation | None, *, facilities: int | None = None) -> Step:
    text = told.text if told else context.item_text(item)
    return Step(text=text, first_step=told.first_step if told else None, facilities=facilities)


def _level_name(context: Context, level: int | None) -> Text | None:
    return next((each.name for each in context.round.facility.levels if each.level == level), None)
