"""What an instrument rewards, tested on respondents that nobody is (method.md §13)."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from random import Random
from typing import Literal

from dxassess.authoring.profiles import Wish, at_work, on_paper, respondent, varied_paper
from dxassess.frozen import Frozen
from dxassess.intake.form.consistency import contradicted, statements_of
from dxassess.law.acts import duties
from dxassess.questionnaire.effective import RespondentKind, effective_weights, kinds
from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.levels import reach_level
from dxassess.scoring.score_submission import score_submission

Test = Literal[
    "paper", "paper_level", "desk", "desk_level", "work", "work_level", "largest", "smallest", "showing",
    "duties", "named", "draws",
]  # fmt: skip
SHOWING = "showing"
"""The tag of items about contests, awards, partnerships and the showing of models."""

PAPER, DESK_PAPER, PAPER_LEVEL = 0.40, 0.45, 1.0
WORK, WORK_LEVELS = 0.55, (2.0, 3.0)
SMALLEST, LARGEST, TIMES_THE_MEAN = 0.003, 0.03, 2.6
SHOWN, SHORT = 0.005, 30
DUTIES = 0.35
PROFILES, DRAWS, DRAWS_HOLD, SPREAD = 30, 400, 0.75, 0.25
_CLOSE = 1e-9


class Check(Frozen):
    """One test on one kind of respondent. `value` must lie within `least` and `most`; `of` is the item that
    it is about ("": the whole form). What is not `tested` is told and nothing follows from it: forms of parts
    of another facility and of types that treat nobody, whose work is half at a desk."""

    test: Test
    type: str
    beds: bool
    value: float
    least: float | None = None
    most: float | None = None
    of: str = ""
    tested: bool = True

    @property
    def holds(self) -> bool:
        low = self.least is None or self.value >= self.least - _CLOSE
        return low and (self.most is None or self.value <= self.most + _CLOSE)


def validity(q: Questionnaire) -> tuple[Check, ...]:
    """Every test on every kind of facility, in the order of `kinds`. None where the questionnaire does not
    say which condition is the state of IT. Duties are those of the day on which the version was issued."""
    if q.state is None or q.respondent == "department":
        return ()
    tested = {t.code for t in q.types if t.treats and t.part_of is None}
    return tuple(check for kind in kinds(q) for check in _checks(q, kind, tested=kind.type in tested))


def _checks(q: Questionnaire, kind: RespondentKind, *, tested: bool) -> Iterator[Check]:
    for test, value, least, most, subject in (
        *_rewards(q, kind), *_weights(q, kind), *_duties(q, kind), *_named(q, kind), *_draws(q, kind)
    ):  # fmt: skip
        yield Check(
            test=test,
            type=kind.type,
            beds=kind.beds,
            value=value,
            least=least,
            most=most,
            of=subject,
            tested=tested,
        )


Result = tuple[Test, float, float | None, float | None, str]


def _rewards(q: Questionnaire, kind: RespondentKind) -> Iterator[Result]:
    for overall, level, wish, most in (
        ("paper", "paper_level", on_paper(q, kind), PAPER),
        ("desk", "desk_level", on_paper(q, kind, claims_desk=True), DESK_PAPER),
    ):
        reached = score_submission(respondent(q, kind, wish), q).overall
        yield overall, reached.value or 0.0, None, most, ""  # type: ignore[misc]
        yield level, float(reached.level or 0), None, PAPER_LEVEL, ""  # type: ignore[misc]
    value = _overall(q, kind, at_work(q, kind))
    yield "work", value, WORK, None, ""
    yield "work_level", float(reach_level(value, levels=q.levels)[0]), *WORK_LEVELS, ""


def _overall(q: Questionnaire, kind: RespondentKind, wish: Wish) -> float:
    return score_submission(respondent(q, kind, wish), q).overall.value or 0.0


def _weights(q: Questionnaire, kind: RespondentKind) -> Iterator[Result]:
    weights = effective_weights(q, kind)
    if not weights:
        return
    largest, smallest = (choose(weights, key=lambda code: weights[code]) for choose in (max, min))
    yield "largest", weights[largest], None, max(LARGEST, TIMES_THE_MEAN / len(weights)), largest
    yield "smallest", weights[smallest], SMALLEST, None, smallest
    for code in (code for code in weights if SHOWING in q.item_by_code[code].tags):
        yield "showing", weights[code], None, SHOWN if len(weights) > SHORT else 0.0, code


def _duties(q: Questionnaire, kind: RespondentKind) -> Iterator[Result]:
    if q.issued is not None:
        yield "duties", duty_share(q, kind, q.issued), DUTIES, None, ""


def duty_share(q: Questionnaire, kind: RespondentKind, day: str) -> float:
    """The part of the overall score in [0, 1] that hangs on items with a duty in force on `day`."""
    weights = effective_weights(q, kind)
    return fsum(
        weight
        for code, weight in weights.items()
        if duties(q.item_by_code[code].law, kind=kind.type, day=day)
    )


def _named(q: Questionnaire, kind: RespondentKind) -> Iterator[Result]:
    """How many of the profiles that claim much and have nothing break a rule."""
    random = Random(f"{q.id} {q.version} {kind.type} {kind.beds}")  # noqa: S311 - profiles, no secrets
    profiles = (respondent(q, kind, varied_paper(q, kind, random)) for _ in range(PROFILES))
    named_profiles = sum(bool(contradicted(q, statements_of(profile))) for profile in profiles)
    yield "named", named_profiles / PROFILES, 1.0, None, ""


def _draws(q: Questionnaire, kind: RespondentKind) -> Iterator[Result]:
    """How often both bars hold if the weights of the conditions were a quarter smaller or larger."""
    weights = effective_weights(q, kind)
    parts = [(fsum(weights.get(item.code, 0.0) for item in c.items), c.code == q.state) for c in q.conditions]
    random = Random(f"{q.id} {q.version}")  # noqa: S311 - draws, no secrets
    holding = 0
    for _ in range(DRAWS):
        drawn_parts = [(part * random.uniform(1 - SPREAD, 1 + SPREAD), state) for part, state in parts]
        work = fsum(part for part, state in drawn_parts if state) / fsum(part for part, _ in drawn_parts)
        holding += work >= WORK and 1 - work <= PAPER
    yield "draws", holding / DRAWS, DRAWS_HOLD, None, ""
