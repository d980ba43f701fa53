"""Small rounds with everything that makes statistics hard, from one number."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.scoring.small import THRESHOLDS, text

from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

TYPES = ("a", "b", "c")
PROVINCES = ("80", "82", "83", "84")


def item(code: str, random: Random, **more: object) -> dict[str, Any]:
    weight = random.choice((0.5, 1, 2, 3))
    return {"code": code, "type": "percent", "target": 100, "text": text("q"), "weight": weight, **more}


def asked(
    random: Random, *, respondent: str, root: str, aggregation: str, missing: str, least: float
) -> Questionnaire:
    """Three conditions; the second is not for type c, one indicator of the first not for type a."""
    letter = "C" if respondent == "facility" else "D"
    facility = respondent == "facility"
    conditions = []
    for c in (1, 2, 3) if facility else (1, 3):
        indicators = []
        for i in (1, 2, 3):
            applies = "A"
            if facility and c == 2:
                applies = "NOT_C"
            elif facility and (c, i) == (1, 2):
                applies = "NOT_A"
            code = f"{letter}{c}.{i}"
            items = [item(f"{code}.{q}", random, applies=applies, allow_na=facility) for q in (1, 2)]
            weight = random.choice((1, 2))
            indicators.append({"code": code, "name": text("i"), "weight": weight, "items": items})
        one: dict[str, Any] = {
            "code": f"{letter}{c}",
            "name": text("c"),
            "short": text("c"),
            "weight": random.choice((1, 2, 4)),
            "aggregation": aggregation if c == 1 else "arithmetic",
            "indicators": indicators,
        }
        if not facility:
            one |= {"of": f"C{c}", "share": random.choice((0.2, 0.5, 0.9))}
        conditions.append(one)
    types = [{"code": t, "name": text(t), "weight": w} for t, w in zip(TYPES, (0.5, 0.3, 0.2), strict=True)]
    audiences = [{"code": "A", "name": text("all"), "types": TYPES if facility else []}]
    if facility:
        audiences += [
            {"code": "NOT_A", "name": text("x"), "types": ["b", "c"]},
            {"code": "NOT_C", "name": text("x"), "types": ["a", "b"]},
        ]
    levels = [{"level": n, "at_least": t, "name": text(str(n))} for n, t in enumerate(THRESHOLDS)]
    return Questionnaire.model_validate(
        {
            "id": "invented", "version": "1", "respondent": respondent,
            "title": text("t"), "intro": text("t"),
            "levels": levels, "missing": missing, "aggregation": root, "min_answered": least, "facts": [],
            "types": types if facility else [], "audiences": audiences, "conditions": conditions,
        }
    )  # fmt: skip


def outcome(name: str, questionnaire: Questionnaire, random: Random, **facts: object) -> FileOutcome:
    answers = []
    ease = random.random()
    for one in questionnaire.items:
        state = random.choices(("answered", "missing", "not_applicable"), (8, 1, 1 if one.allow_na else 0))[0]
        value = round(100 * random.betavariate(3 * ease + 0.2, 3 * (1 - ease) + 0.2)) * 1.0
        fields = {"item": one.code, "state": state, "value": value if state == "answered" else None}
        answers.append(Answer.model_validate(fields))
    read = Submission(
        file=f"{name}.xlsx",
        sha256=f"{random.getrandbits(256):064x}",
        respondent=questionnaire.respondent,
        questionnaire="invented",
        version="1",
        facts=Facts.model_validate({"facility_code": name, "vintage": "gso2004", **facts}),
        answers=tuple(answers),
    )
    return FileOutcome(file=read.file, size=1, sha256=read.sha256, status="accepted", submission=read)


def invent(
    seed: int,
    *,
    root: str = "arithmetic",
    aggregation: str = "arithmetic",
    missing: str = "not_credited",
    least: float = 0.0,
    weights: str = "equal",
    most: int = 9,
    register: bool = True,
) -> Round:
    """Four provinces with up to `most` facilities of a type (some lack a type) and mostly a department."""
    random = Random(seed)  # noqa: S311 # no secret
    rules = {"root": root, "aggregation": aggregation, "missing": missing, "least": least}
    facility = asked(random, respondent="facility", **rules)  # type: ignore[arg-type] # a table
    department = asked(random, respondent="department", **rules)  # type: ignore[arg-type] # likewise
    files, entries = [], []
    for place in PROVINCES:
        for type_ in TYPES:
            count = random.randint(0 if type_ != "a" else 1, most)
            for n in range(count + random.randint(0, 4)):
                code = f"{place}{type_}{n:02}"
                key = f"gso2004:{place}"
                lines = (300.0, 20.0, None, 100.0)
                entries.append(Entry(code=code, name="x", type=type_, province=key, beds=lines[n % 4]))
                if n < count:
                    beds = random.choice((0.0, 20.0, 300.0))
                    files.append(
                        outcome(code, facility, random, type=type_, province=place, beds_actual=beds)
                    )
        if random.random() < 0.8:
            files.append(outcome(f"{place}d", department, random, province=place))
    random.shuffle(files)
    return build_round(
        files,
        questionnaires=(facility, department),
        settings=Settings(vintage="gso2004", weights=weights),  # type: ignore[arg-type] # a literal
        register=Register(entries=tuple(entries)) if register else None,
    )
