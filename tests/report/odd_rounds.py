"""Rounds as they should not be but are: one facility, one province, nobody's register, nothing but blanks.
Facilities and Departments are invented, with the shipped questionnaires, as values: no file is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from dxassess.demo.answers import InventedRespondent, answer_all
from dxassess.demo.situation import Lead, invent_situation
from dxassess.files.resources import resource_folder
from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.places.provinces import provinces
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

DAY = "2026-11-27"
KINDS = ("general_hospital", "health_centre", "commune_station", "commune_station", "health_point")
LONG_NAME = "Trung tâm Y tế khu vực " + "Đồng bằng sông Cửu Long và vùng phụ cận " * 4
MANY = 8


@cache
def asked(name: str = "five-conditions") -> tuple[Questionnaire, ...]:
    """The questionnaires of a folder, that of the facilities first."""
    found = load_questionnaires(resource_folder("questionnaires") / name)
    return tuple(sorted(found, key=lambda each: each.respondent != "facility"))


def filled(
    questionnaire: Questionnaire,
    code: str,
    key: str,
    kind: str,
    *,
    blank: float = 0.0,
    ahead: float = 0.0,
) -> FileOutcome:
    """The form of one respondent. `blank`: how often a cell stays empty (1: all of them)."""
    vintage, _, province = key.partition(":")
    random = Random(f"{code} {key}")  # noqa: S311 # example data, not secrets
    of_department = kind == DEPARTMENT
    beds = 150.0 if kind in ("general_hospital", "health_centre") else None
    counts = (("staff", 120.0), ("it_staff", 2.0))
    respondent = InventedRespondent(
        type=None if of_department else kind, beds=beds, facts=counts, blank=blank
    )
    situation = invent_situation(kind, Lead(ahead, ahead), dict(counts), random)
    submission = Submission(
        file=f"{code}.xlsx",
        sha256=f"{int(code):064}",
        respondent=questionnaire.respondent,
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        facts=Facts(
            facility_code=None if of_department else code,
            type=None if of_department else kind,
            province=province,
            vintage=vintage,
            beds_actual=beds,
            staff=None if of_department else 120.0,
            it_staff=None if of_department else 2.0,
        ),
        answers=tuple(
            Answer(
                item=reply.item,
                state="missing" if reply.value is None else "answered",
                value=reply.value,
            )
            for reply in answer_all(questionnaire, respondent, situation, random=random)
            if not reply.not_applicable
        ),
    )
    return FileOutcome(
        file=submission.file, size=1, sha256=submission.sha256, status="accepted", submission=submission
    )


def codes(province: str, count: int) -> list[tuple[str, str]]:
    """The codes and types of the facilities of a province."""
    return [(f"{province}{n:03}", KINDS[n % len(KINDS)]) for n in range(count)]


def odd_round(
    places: Sequence[str],
    *,
    count: int = MANY,
    vintage: str = "gso2025",
    departments: bool = True,
    register: bool = True,
    blank: float = 0.0,
    silent: Sequence[str] = (),
    name: str = "five-conditions",
    title: str | None = None,
) -> Round:
    """A round of these provinces; those `silent` are registered and sent nothing."""
    questionnaires = asked(name)
    heard = [place for place in places if place not in silent]
    files = [
        filled(
            questionnaires[0],
            code,
            f"{vintage}:{place}",
            kind,
            blank=blank,
            ahead=0.05 * (int(place) % 5 - 2),
        )
        for place in heard
        for code, kind in codes(place, count)
        if kind in {type_.code for type_ in questionnaires[0].types}
    ]
    if departments and len(questionnaires) > 1:
        files += [
            filled(questionnaires[1], f"{place}999", f"{vintage}:{place}", DEPARTMENT, blank=blank)
            for place in heard
        ]
    lines = [
        Entry(code=code, name=title or f"Cơ sở {code}", type=kind, province=f"{vintage}:{place}")
        for place in places
        for code, kind in codes(place, count + 1)
    ]
    return build_round(
        files,
        questionnaires=questionnaires,
        settings=Settings.model_validate({"vintage": vintage, "date": DAY}),
        register=Register(entries=tuple(lines)) if register else None,
    )


def _places(count: int) -> list[str]:
    return [place.code for place in provinces() if place.vintage == "gso2025"][:count]


ODD_ROUNDS: dict[str, Callable[[], Round]] = {
    "one facility": lambda: odd_round(_places(1), count=1),
    "one province": lambda: odd_round(_places(1)),
    "two provinces": lambda: odd_round(_places(2)),
    "no register": lambda: odd_round(_places(3), register=False),
    "no Department": lambda: odd_round(_places(3), departments=False),
    "all blank": lambda: odd_round(_places(2), count=4, blank=1.0),
    "half blank": lambda: odd_round(_places(2), count=3, blank=0.4),
    "one silent": lambda: odd_round(_places(3), silent=_places(1)),
    "one of two silent": lambda: odd_round(_places(2), silent=_places(1)),
    "34 provinces": lambda: odd_round(_places(34), count=1),
    "Circular 54 alone": lambda: odd_round(_places(2), name="circular-54-2017"),
    "long names": lambda: odd_round(_places(2), title=LONG_NAME),
}
