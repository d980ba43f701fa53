"""A world as a round of forms and a register, and as the arrays that the program makes of that round.

The arrays alone serve thousands of reports; a test holds the two ways against each other.
"""

from __future__ import annotations

import numpy as np
from tests.scoring.small import THRESHOLDS, text
from tests.simulation.worlds import OMEGA, Floats, Mask, Stratum, World

from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.places.provinces import provinces
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.statistics.panel import Credits, Panel, instrument

PLACES = tuple(sorted(p.code for p in provinces() if p.vintage == "gso2004"))
TYPES = tuple(OMEGA)


def questionnaire() -> Questionnaire:
    """One percentage."""
    item = {"code": "C1.1.1", "type": "percent", "target": 100, "text": text("q")}
    one = {
        "code": "C1", "name": text("c"), "short": text("c"), "weight": 1,
        "indicators": [{"code": "C1.1", "name": text("i"), "items": [item]}],
    }  # fmt: skip
    return Questionnaire.model_validate(
        {
            "id": "world", "version": "1", "respondent": "facility", "title": text("t"), "intro": text("t"),
            "levels": [{"level": n, "at_least": t, "name": text(str(n))} for n, t in enumerate(THRESHOLDS)],
            "types": [{"code": t, "name": text(t), "weight": w} for t, w in OMEGA.items()], "facts": [],
            "audiences": [{"code": "A", "name": text("a"), "types": TYPES}], "conditions": [one],
        }
    )  # fmt: skip


ASKED = questionnaire()
INSTRUMENT = instrument(ASKED)


def as_round(world: World) -> Round:
    """The forms of those that answer and the register of those that are listed."""
    strangers = "apart" if world.case.listed == 1 else "count"
    return build_round(
        [_form(s, n) for s in world.strata for n in _at(s.answers)],
        questionnaires=(ASKED,),
        settings=Settings.model_validate({"vintage": "gso2004", "strangers": strangers}),
        register=Register(
            entries=tuple(
                Entry(code=_code(s, n), name="x", type=s.type, province=f"gso2004:{PLACES[s.province]}")
                for s in world.strata
                for n in _at(s.listed)
            )
        ),
    )


def _at(mask: Mask) -> list[int]:
    return [int(n) for n in np.flatnonzero(mask)]


def _code(stratum: Stratum, n: int) -> str:
    return f"{PLACES[stratum.province]}{stratum.type}{n:03}"


def _form(stratum: Stratum, n: int) -> FileOutcome:
    """Made without the checks of a form that was read."""
    code, place = _code(stratum, n), PLACES[stratum.province]
    read = Submission.model_construct(
        file=f"{code}.xlsx",
        sha256=code,
        respondent="facility",
        questionnaire="world",
        version="1",
        facts=Facts(facility_code=code, type=stratum.type, province=place, vintage="gso2004"),
        answers=(Answer(item="C1.1.1", state="answered", value=100 * float(stratum.scores[n])),),
    )
    return FileOutcome.model_construct(
        file=read.file, size=1, sha256=code, status="accepted", findings=(), submission=read
    )


def as_panel(world: World) -> Panel:
    """What `panel(as_round(world))` is."""
    places, types = world.case.provinces, len(TYPES)
    counts = np.array([_counts(s) for s in world.strata], dtype=float).reshape(places, types, 4)
    scores = np.concatenate([s.scores[s.answers] for s in world.strata])
    answering = [int(s.answers.sum()) for s in world.strata]
    nobody, no = np.zeros((places, types)), np.zeros((places, types), dtype=bool)
    return Panel(
        provinces=tuple(f"gso2004:{code}" for code in PLACES[:places]),
        types=TYPES,
        omegas=np.array(list(OMEGA.values())),
        facility=INSTRUMENT,
        department=None,
        files=tuple(f"{_code(s, n)}.xlsx" for s in world.strata for n in _at(s.answers)),
        type=np.repeat([TYPES.index(s.type) for s in world.strata], answering).astype(np.intp),
        weights=np.ones(len(scores)),
        facilities=_credits(np.repeat([s.province for s in world.strata], answering), scores[:, None]),
        whole=np.stack([scores, scores, scores, np.ones(len(scores))], axis=1),
        departments=_credits(np.zeros(0), np.zeros((0, 0))),
        sizes=counts[..., 0],
        accepted=counts[..., 1],
        strangers=counts[..., 2],
        uncounted=nobody,
        silent=counts[..., 3],
        beds_estimated=no,
        beds_unknown=no,
        concerns=np.ones((types, 1), dtype=bool),
        department_of=np.array([-1], dtype=np.intp),
        lambdas=np.zeros(1),
        province_weights=np.ones(1),
        min_answered=ASKED.min_answered,
    )


def _counts(s: Stratum) -> tuple[int, int, int, int]:
    """Lines; of those that answer the listed and the others; lines that are silent."""
    return (
        int(s.listed.sum()),
        int((s.listed & s.answers).sum()),
        int((~s.listed & s.answers).sum()),
        int((s.listed & ~s.answers).sum()),
    )


def _credits(province: Floats, scores: Floats) -> Credits:
    """Of respondents that answered the one item."""
    one = np.ones(scores.shape)
    return Credits(province.astype(np.intp), scores, scores, scores, one, scores, scores, scores, one)
