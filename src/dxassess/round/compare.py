"""Two rounds made comparable: on one map, scored by the items that both asked (method.md §7)."""

from __future__ import annotations

from collections.abc import Collection
from math import fsum
from typing import TypeVar

from dxassess.errors import DxassessError
from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome
from dxassess.places.provinces import Vintage, predecessors, successor
from dxassess.places.register import DEPARTMENT, Register
from dxassess.questionnaire.model import Questionnaire, Text
from dxassess.round.round import Round, build_round
from dxassess.round.shared import TypeShare, Unshared, shared_ground
from dxassess.scoring.score import Score

OnOneMap = TypeVar("OnOneMap", bound=Frozen)


class Merger(Frozen):
    """A province of `now` that several of the earlier map became part of, by keys: those from which a
    facility or the Department was in the earlier round, and those of which it knows nothing."""

    key: str
    heard: tuple[str, ...]
    unheard: tuple[str, ...]


class Pair(Frozen):
    """A round and an earlier one, both on the map of the later and scored alike. `share` of the score of the
    facilities, in [0, 1], types by their standard weights, rests on what both asked; `shares` are those of
    every type and of the Department (type ""). `unshared` and `types` are what only one of them had;
    `mergers` are the provinces that were several on the map of the earlier round."""

    now: Round
    before: Round
    share: float
    shares: tuple[TypeShare, ...] = ()
    unshared: tuple[Unshared, ...] = ()
    types: tuple[Text, ...] = ()
    mergers: tuple[Merger, ...] = ()


def pair_rounds(now: Round, before: Round) -> Pair:
    """Both rounds as one can compare them.

    Answers are scored by the questionnaires of `now` with what both asked alone (see `shared_ground`);
    facilities of a type that only one of them knows stay out. Provinces of before 1 July 2025 become part of
    their successors where `now` is on the later map. DxassessError where the earlier round is on a later map
    than `now`, or where nothing is shared.
    """
    if (now.settings.vintage, before.settings.vintage) == ("gso2004", "gso2025"):
        raise DxassessError("previous.later_map")
    mergers = _mergers(now, before)
    pairs = ((now.facility, before.facility), (now.department, before.department))
    if all(new == old for new, old in pairs):
        return Pair(now=now, before=_on_map(before, now.settings.vintage), share=1.0, mergers=mergers)
    grounds = [shared_ground(new, old) for new, old in pairs if new is not None and old is not None]
    questionnaires = [ground.asked for ground in grounds if ground.asked is not None]
    if not any(q.respondent == "facility" for q in questionnaires):
        raise DxassessError("previous.nothing_shared")
    shares = {one.type: one.share for one in grounds[0].shares}
    omegas = {type_.code: type_.weight for type_ in now.facility.types}
    return Pair(
        now=_rescored(now, questionnaires),
        before=_on_map(_rescored(before, questionnaires), now.settings.vintage),
        share=fsum(omegas[code] * share for code, share in shares.items()) / fsum(omegas.values()),
        shares=tuple(one for ground in grounds for one in ground.shares),
        unshared=tuple(one for ground in grounds for one in ground.unshared),
        types=tuple(name for ground in grounds for name in ground.types),
        mergers=mergers,
    )


def _mergers(now: Round, before: Round) -> tuple[Merger, ...]:
    if now.settings.vintage == before.settings.vintage:
        return ()
    known = {score.province for score in (*before.facilities, *before.departments)}
    merged = ((key, predecessors(key)) for key in now.provinces)
    return tuple(
        Merger(
            key=key,
            heard=tuple(one for one in former if one in known),
            unheard=tuple(one for one in former if one not in known),
        )
        for key, former in merged
        if len(former) > 1
    )


def _rescored(round_: Round, questionnaires: list[Questionnaire]) -> Round:
    respondents = {q.respondent for q in questionnaires}
    facility = next(q for q in questionnaires if q.respondent == "facility")
    types = {type_.code for type_ in facility.types}

    def usable(outcome: FileOutcome) -> FileOutcome:
        submission = outcome.submission
        if submission is None:
            return outcome
        is_known = submission.respondent == "department" or submission.facts.type in types
        if submission.respondent in respondents and is_known:
            return outcome
        return outcome.model_copy(update={"submission": None})

    return build_round(
        map(usable, round_.outcomes),
        questionnaires=questionnaires,
        settings=round_.settings,
        register=_concerned(round_.register_, types),
        verdicts=round_.verdicts,
    )


def _concerned(register: Register | None, types: Collection[str]) -> Register | None:
    """Of the register the Departments, and the facilities of these types: the others' silence is none."""
    if register is None:
        return None
    known = {*types, DEPARTMENT}
    return Register(entries=tuple(entry for entry in register.entries if entry.type in known))


def _on_map(round_: Round, vintage: Vintage) -> Round:
    if vintage == round_.settings.vintage:
        return round_
    register = round_.register_
    if register is not None:
        register = Register(entries=tuple(_moved(entry, entry.province) for entry in register.entries))
    fields = {name: getattr(round_, name) for name in Round.model_fields}
    return Round(
        **fields
        | {
            "settings": round_.settings.model_copy(update={"vintage": vintage}),
            "register_": register,
            "facilities": tuple(map(_moved_score, round_.facilities)),
            "departments": tuple(map(_moved_score, round_.departments)),
            "strangers": tuple(map(_moved_score, round_.strangers)),
        }
    )


def _moved_score(score: Score) -> Score:
    return _moved(score, score.province)


def _moved(respondent: OnOneMap, key: str | None) -> OnOneMap:
    return respondent if key is None else respondent.model_copy(update={"province": successor(key)})
