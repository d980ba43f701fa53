"""Two rounds made comparable: on one map, scored by the items that both asked (method.md §7)."""

from __future__ import annotations

from typing import TypeVar

from dxassess.errors import DxassessError
from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome
from dxassess.places.provinces import Vintage, successor
from dxassess.places.register import Register
from dxassess.questionnaire.items import Item, options_of
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.coverage import pulls
from dxassess.round.narrow import keep_items
from dxassess.round.round import Round, build_round
from dxassess.scoring.score import Score

OnOneMap = TypeVar("OnOneMap", bound=Frozen)


class Pair(Frozen):
    """A round and an earlier one, both on the map of the later and scored alike; `share` of the weight of the
    facility questionnaire, in [0, 1], stands on items that both asked."""

    now: Round
    before: Round
    share: float


def pair_rounds(now: Round, before: Round) -> Pair:
    """Both rounds as one can compare them.

    An item is shared where it has the same code and type, and the same options, in both. Answers are scored
    by the questionnaire of `now` with the shared items alone. Provinces of before 1 July 2025 become part of
    their successors where `now` is on the later map. DxassessError where the earlier round is on a later map
    than `now`, or where nothing is shared.
    """
    if (now.settings.vintage, before.settings.vintage) == ("gso2004", "gso2025"):
        raise DxassessError("previous.later_map")
    earlier_moved = _on_map(before, now.settings.vintage)
    pairs = ((now.facility, before.facility), (now.department, before.department))
    if all(new == old for new, old in pairs):
        return Pair(now=now, before=earlier_moved, share=1.0)
    shared = [_shared(new, old) for new, old in pairs if new is not None and old is not None]
    questionnaires = [q for q in shared if q is not None]
    if not any(q.respondent == "facility" for q in questionnaires):
        raise DxassessError("previous.nothing_shared")
    weights = dict(pulls(now.facility))
    facility = next(q for q in questionnaires if q.respondent == "facility")
    share = sum(weight for code, weight in weights.items() if code in facility.item_by_code)
    earlier = _on_map(_rescored(before, questionnaires), now.settings.vintage)
    return Pair(now=_rescored(now, questionnaires), before=earlier, share=share)


def _shared(new: Questionnaire, old: Questionnaire) -> Questionnaire | None:
    if new == old:
        return new
    codes = frozenset(
        item.code
        for item in new.items
        if (before := old.item_by_code.get(item.code)) is not None and _alike(item, before)
    )
    return keep_items(new, codes)


def _alike(item: Item, before: Item) -> bool:
    options = [[option.code for option in options_of(one)] for one in (item, before)]
    return item.type == before.type and options[0] == options[1]


def _rescored(round_: Round, questionnaires: list[Questionnaire]) -> Round:
    respondents = {q.respondent for q in questionnaires}

    def usable(outcome: FileOutcome) -> FileOutcome:
        submission = outcome.submission
        if submission is None or submission.respondent in respondents:
            return outcome
        return outcome.model_copy(update={"submission": None})

    return build_round(
        map(usable, round_.outcomes),
        questionnaires=questionnaires,
        settings=round_.settings,
        register=round_.register_,
        verdicts=round_.verdicts,
    )


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
