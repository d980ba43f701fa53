"""Countries whose truth is known: every facility has a score, some of them answer.

Six types of facility of 1 to 40 a province, scores beta-distributed about the mean of the type, the province
and both together. What may be different is a `Case`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from tests.scoring.small import THRESHOLDS, text

from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.places.provinces import provinces
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

OMEGA = {"a": 0.30, "b": 0.15, "c": 0.25, "d": 0.05, "e": 0.20, "f": 0.05}
MEANS = dict(zip(OMEGA, (0.6, 0.55, 0.5, 0.45, 0.35, 0.6), strict=True))
MOST = dict(zip(OMEGA, (8, 6, 15, 4, 40, 3), strict=True))
SPREAD = 12.0
"""Of the beta distribution: a + b."""


@dataclass(frozen=True)
class Case:
    """`rates`: between what shares of a stratum answer, drawn for each province; `silent`: in how many of the
    provinces one type says nothing; `listed`: what share of the facilities of the `stale` types stands in the
    register; `equal`: every province's true mean of a type is the same."""

    provinces: int = 13
    rates: tuple[float, float] = (0.4, 0.95)
    silent: int = 0
    listed: float = 1.0
    stale: tuple[str, ...] = ("e",)
    equal: bool = False
    shift: float = 0.05
    seed: int = 0

    def listed_of(self, type_: str) -> float:
        return self.listed if type_ in self.stale else 1.0


@dataclass(frozen=True)
class World:
    """A round, the true F of every province in it, and those that are looked at."""

    round: Round
    truth: dict[str, float]
    looked_at: tuple[str, ...]


PLACES = tuple(sorted(p.code for p in provinces() if p.vintage == "gso2004"))


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
            "audiences": [{"code": "A", "name": text("a"), "types": tuple(OMEGA)}], "conditions": [one],
        }
    )  # fmt: skip


ASKED = questionnaire()


def draw_world(case: Case) -> World:
    """The world of a case and its seed."""
    draw = np.random.default_rng(case.seed)
    files: list[FileOutcome] = []
    lines: list[Entry] = []
    truth: dict[str, float] = {}
    quiet = {PLACES[n] for n in range(case.silent)}
    for place in PLACES[: case.provinces]:
        own, rate = draw.normal(0, case.shift), draw.uniform(*case.rates)
        mute = draw.choice(list(OMEGA)) if place in quiet else None
        means = {}
        for type_ in OMEGA:
            scores = population(draw, type_, own, case)
            means[type_] = float(scores.mean())
            answering = draw.permutation(len(scores)) < max(1, round(rate * len(scores)))
            listed = draw.permutation(len(scores)) < max(1, round(case.listed_of(type_) * len(scores)))
            for n, score in enumerate(scores):
                code = f"{place}{type_}{n:03}"
                if listed[n]:
                    lines.append(Entry(code=code, name="x", type=type_, province=f"gso2004:{place}"))
                if answering[n] and type_ != mute:
                    files.append(form(code, place, type_, float(score)))
        truth[f"gso2004:{place}"] = sum(w * means[t] for t, w in OMEGA.items()) / sum(OMEGA.values())
    strangers = "apart" if case.listed == 1 else "count"
    round_ = build_round(
        files,
        questionnaires=(ASKED,),
        settings=Settings.model_validate({"vintage": "gso2004", "strangers": strangers}),
        register=Register(entries=tuple(lines)),
    )
    return World(round_, truth, tuple(k for k in truth if not quiet or k[-2:] in quiet))


def population(draw: np.random.Generator, type_: str, own: float, case: Case) -> npt.NDArray[np.float64]:
    """The scores of all facilities of a type in a province."""
    size = int(draw.integers(1, MOST[type_] + 1))
    if case.equal:
        centred = draw.beta(MEANS[type_] * SPREAD, (1 - MEANS[type_]) * SPREAD, max(size, 2))
        moved: npt.NDArray[np.float64] = np.clip(centred - centred.mean() + MEANS[type_], 0, 1)
        return moved
    mean = float(np.clip(MEANS[type_] + own + draw.normal(0, 0.04), 0.1, 0.9))
    scores: npt.NDArray[np.float64] = draw.beta(mean * SPREAD, (1 - mean) * SPREAD, size)
    return scores


def form(code: str, place: str, type_: str, score: float) -> FileOutcome:
    """Made without the checks of a form that was read: thousands are."""
    read = Submission.model_construct(
        file=f"{code}.xlsx",
        sha256=code,
        respondent="facility",
        questionnaire="world",
        version="1",
        facts=Facts(facility_code=code, type=type_, province=place, vintage="gso2004"),
        answers=(Answer(item="C1.1.1", state="answered", value=100 * score),),
    )
    return FileOutcome.model_construct(
        file=read.file, size=1, sha256=code, status="accepted", findings=(), submission=read
    )


def many(case: Case, count: int) -> list[World]:
    return [draw_world(replace(case, seed=case.seed + n)) for n in range(count)]
