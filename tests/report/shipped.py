"""Rounds of the shipped questionnaires, answered by nobody: every type in two provinces, from one number."""

from __future__ import annotations

from random import Random

from tests.reference.fill import fill

from dxassess.files.resources import resource_folder
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.provinces import Vintage
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

FIRST, SECOND = "five-conditions-2026.1", "five-conditions"


def shipped(version: str) -> tuple[Questionnaire, ...]:
    """The questionnaires of a version, that of the facilities last."""
    return load_questionnaires(resource_folder("questionnaires") / version)


def shipped_round(
    version: str,
    day: str,
    *,
    vintage: Vintage = "gso2025",
    provinces: tuple[str, ...] = ("79", "80"),
    each: int = 2,
    seed: int = 1,
) -> Round:
    """`each` facilities of every type and the Department of each province, all of whom answered."""
    asked = {q.respondent: q for q in shipped(version)}
    forms: list[Submission] = []
    entries: list[Entry] = []
    random = Random(seed)  # noqa: S311 - no secret
    kinds = [type_.code for type_ in asked["facility"].types for _ in range(each)]
    for place in provinces:
        for n, type_ in enumerate([*kinds, "department"]):
            code = f"{place}{n:03}"
            questionnaire = asked["department" if type_ == "department" else "facility"]
            kind = None if type_ == "department" else type_
            form = fill(
                code, questionnaire, random, province=place, type_=kind, diligence=1.0, vintage=vintage
            )
            forms.append(form)
            entries.append(Entry(code=code, name=code, type=type_, province=f"{vintage}:{place}"))
    return build_round(
        [
            FileOutcome(file=form.file, size=1, sha256=form.sha256, status="accepted", submission=form)
            for form in forms
        ],
        questionnaires=asked.values(),
        settings=Settings(date=day, vintage=vintage),
        register=Register(entries=tuple(entries)),
    )
