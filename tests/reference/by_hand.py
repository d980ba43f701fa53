"""Rounds worked out by hand: facilities of types a and b that answer C1 in full and C2 as given."""

from __future__ import annotations

from typing import Any

from tests.reference.published import Json, province_in, published
from tests.scoring.small import questionnaire
from tests.statistics.test_score_provinces import LONG_AN, department, outcome

from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings


def facility(code: str, type_: str, percent: float | None, province: str = "80") -> FileOutcome:
    """None: C2 is left blank."""
    made = outcome(code, type_, percent)
    assert made.submission is not None
    facts = made.submission.facts.model_copy(update={"province": province})
    return made.model_copy(update={"submission": made.submission.model_copy(update={"facts": facts})})


def line(code: str, type_: str, province: str = "80", beds: float | None = None) -> Entry:
    return Entry(code=code, name="x", type=type_, province=f"gso2004:{province}", beds=beds)


def made(
    files: list[FileOutcome],
    lines: list[Entry],
    *,
    with_department: bool = False,
    silent_department: bool = False,
    asked: Questionnaire | None = None,
    **settings: str,
) -> Round:
    own, form = department()
    ask_it = with_department or silent_department
    return build_round(
        [*files, form] if with_department else files,
        questionnaires=[asked or questionnaire(), *([own] if ask_it else [])],
        settings=Settings.model_validate({"vintage": "gso2004", **settings}),
        register=Register(entries=tuple(lines)),
    )


def second(round_: Round) -> tuple[Json, Any]:
    """Long An, and its second condition."""
    found = province_in(published(round_), LONG_AN)
    return found, found["conditions"]["C2"]
