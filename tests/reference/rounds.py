"""Rounds with everything that makes them hard, from one number: all kinds of items, skips, gates, N/A; silent
types, missing Departments, strangers, empty forms, an old register, beds that nobody wrote down."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.reference.fill import fill
from tests.reference.oddities import imitated, many_choices, stated
from tests.reference.oddities import rules as odd_rules
from tests.scoring.small import THRESHOLDS, text

from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.statistics.exclusion import exclude_flagged

Data = dict[str, Any]
OMEGA = {"a": 0.5, "b": 0.3, "c": 0.2}
PROVINCES = ("80", "82", "83", "84", "86")
OPENED = "2026-03-01"
BEDS = {"code": "F01", "key": "beds_actual", "type": "count", "text": text("beds")}
WAYS = ("arithmetic", "arithmetic", "geometric")


class Rules:
    """What a round may be told to be; what it is not told is drawn."""

    def __init__(self, random: Random, told: Data) -> None:
        drawn: Data = {
            "root": random.choice(WAYS),
            "missing": random.choice(("not_credited", "left_out")),
            "least": random.choice((0.0, 0.5, 0.65)),
            "weights": random.choice(("equal", "beds")),
            "strangers": random.choice(("apart", "count")),
            "exclude": random.choice(((), (), ("stale",))),
            "register": random.random() < 0.8,
            "geometric": True,
            "items": True,
            "department": random.random() < 0.9,
            "most": 8,
            "long": random.random() < 0.25,
            "rules": random.random() < 0.5,
            "provinces": PROVINCES,
        }
        self.of: Data = {**drawn, **told}

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - numbers, words and tuples
        return self.of[key]


def draw_round(seed: int, **told: object) -> Round:
    """Five provinces, or those told."""
    random = Random(seed)  # noqa: S311 - no secret
    rules = Rules(random, told)
    asked = [questionnaire(random, "facility", rules)]
    if rules["department"]:
        asked.append(questionnaire(random, "department", rules))
    forms, entries = [], []
    silent = {(random.choice(rules["provinces"]), random.choice(tuple(OMEGA))) for _ in range(2)}
    mixed = random.random() < 0.5
    choices = {"place": rules["provinces"], "type_": tuple(OMEGA)}
    for place in rules["provinces"]:
        for type_ in OMEGA:
            count = random.choice((0, 1, 2, 3, rules["most"]) if mixed else (2, 3, rules["most"]))
            rate = random.choice((0.0, 0.5, 0.8, 1.0) if mixed else (0.8, 1.0))
            rate *= mixed or (place, type_) not in silent
            for n in range(count):
                entries.append(line(f"{place}{type_}{n:02}", place, type_, random))
                if random.random() < rate:
                    said = stated(random, {"place": place, "type_": type_}, choices)
                    forms.append(form(entries[-1].code, asked[0], random, **said))
        for n in range(random.choice((0, 0, 0, 1, 2))):
            code, type_ = f"{place}x{n:02}", random.choice(tuple(OMEGA))
            forms.append(form(code, asked[0], random, place=place, type_=type_))
        if rules["department"]:
            entries.append(line(f"{place}d", place, "department", random))
            if random.random() < 0.75:
                forms.append(form(f"{place}d", asked[1], random, place=place, type_=None))
    random.shuffle(forms)
    forms = imitated(forms, asked[0], random)
    return made(forms, asked, entries if rules["register"] else None, rules)


def made(
    forms: list[Submission], asked: list[Questionnaire], entries: list[Entry] | None, rules: Rules
) -> Round:
    chosen = {key: rules[key] for key in ("weights", "strangers", "exclude")}
    round_ = build_round(
        [outcome(read) for read in forms],
        questionnaires=asked,
        settings=Settings.model_validate({"vintage": "gso2004", "opened": OPENED, **chosen}),
        register=None if entries is None else Register(entries=tuple(entries)),
    )
    return exclude_flagged(round_)


def outcome(read: Submission) -> FileOutcome:
    return FileOutcome(file=read.file, size=1, sha256=read.sha256, status="accepted", submission=read)


def line(code: str, place: str, type_: str, random: Random) -> Entry:
    beds = random.choice((None, 0.0, 10.0, 20.0, 35.0, 300.0, 300.0, 310.0))
    return Entry(code=code, name="x", type=type_, province=f"gso2004:{place}", beds=beds)


def form(code: str, asked: Questionnaire, random: Random, *, place: str, type_: str | None) -> Submission:
    """Now and then one without an answer, one that answered before the round, one with strange staff."""
    facts: Data = {"answered_on": random.choice(("2026-03-02", "2026-03-02", "2026-02-01")), "staff": 10}
    facts["it_staff"] = random.choice((1, 2, 3, 11))
    diligence = random.choice((0.0, 0.3, *(0.9,) * 4, *(1.0,) * 4))
    return fill(code, asked, random, province=place, type_=type_, diligence=diligence, **facts)


# ---------------------------------------------------------------- questionnaires


def questionnaire(random: Random, respondent: str, rules: Rules) -> Questionnaire:
    """Three conditions; the second is not for type c, one indicator of the first not for type a. The
    Department answers to the first and the third."""
    facility = respondent == "facility"
    letter, numbers = ("C", (1, 2, 3)) if facility else ("D", (1, 3))
    earlier: list[str] = []
    conditions = [condition(random, letter, c, rules, earlier) for c in numbers]
    if facility and rules["long"]:
        conditions[0]["indicators"].append(many_choices("C1.3"))
    audiences = [{"code": "A", "name": text("all"), "types": tuple(OMEGA) if facility else ()}]
    if facility:
        audiences += [
            {"code": "NOT_A", "name": text("x"), "types": ("b", "c")},
            {"code": "NOT_C", "name": text("x"), "types": ("a", "b")},
        ]
    return Questionnaire.model_validate(
        {
            "id": "drawn", "version": "1", "respondent": respondent, "title": text("t"), "intro": text("t"),
            "levels": [{"level": n, "at_least": t, "name": text(str(n))} for n, t in enumerate(THRESHOLDS)],
            "types": [{"code": t, "name": text(t), "weight": w} for t, w in OMEGA.items()] * facility,
            "audiences": audiences, "conditions": conditions, "aggregation": rules["root"],
            "missing": rules["missing"], "min_answered": rules["least"],
            "facts": [BEDS] * facility,
            "rules": odd_rules(random, conditions) if facility and rules["rules"] else [],
        }
    )  # fmt: skip


def condition(random: Random, letter: str, c: int, rules: Rules, earlier: list[str]) -> Data:
    above = random.choice(WAYS) if rules["geometric"] else "arithmetic"
    indicators = []
    for i in (1, 2):
        audience = "A"
        if letter == "C" and c == 2:
            audience = "NOT_C"
        elif letter == "C" and (c, i) == (1, 2):
            audience = "NOT_A"
        code = f"{letter}{c}.{i}"
        items = [item(random, f"{code}.{n}", audience, earlier) for n in range(1, random.randint(2, 4))]
        way = random.choice(WAYS) if rules["geometric"] else "arithmetic"
        weight: object = random.choice((1, 2))
        if rules["items"] and (above, way) == ("arithmetic", "arithmetic") and random.random() < 0.5:
            weight = "items"
        indicators.append(
            {"code": code, "name": text("i"), "weight": weight, "aggregation": way, "items": items}
        )
    one: Data = {
        "code": f"{letter}{c}",
        "name": text("c"),
        "short": text("c"),
        "weight": random.choice((1, 2, 4)),
        "aggregation": above,
        "indicators": indicators,
    }
    if letter == "D":
        return one | {"of": f"C{c}", "share": random.choice((0.0, 0.2, 0.5, 0.9, 1.0))}
    one["caps"] = random.choice((1, 1, 2))
    return one | ({"province_weight": random.choice((1, 3))} if random.random() < 0.5 else {})


KINDS = ("choice", "multi", "yes_no", "percent", "percent", "number", "ratio", "text")


def item(random: Random, code: str, audience: str, earlier: list[str]) -> Data:
    kind = random.choice(KINDS[:-1]) if code.endswith(".1") else random.choice(KINDS)
    made: Data = {
        "code": code,
        "type": kind,
        "text": text("q"),
        "applies": audience,
        "allow_na": random.random() < 0.3,
        **shape(random, kind),
    }
    if kind == "text":
        return made
    made["weight"] = random.choice((0.5, 1, 2, 3))
    if random.random() < 0.4:
        levels = sorted(random.sample((1, 2, 3, 4), random.choice((1, 1, 2))))
        made["gates"] = [{"level": n, "at_least": random.choice((0.2, 0.5))} for n in levels]
        made |= {"evidence": text("e")} if random.random() < 0.7 else {}
    if earlier and random.random() < 0.3:
        made["asked_if"] = {"item": random.choice(earlier), "at_least": random.choice((0.2, 0.6))}
    earlier.append(code)
    return made


def shape(random: Random, kind: str) -> Data:
    if kind == "choice":
        scores = (0.0, 0.4, 0.7, 1.0)
        return {"options": [{"code": str(n), "score": s, "text": text(str(n))} for n, s in enumerate(scores)]}
    if kind == "multi":
        weights = (1, 2, 3)
        own = [{"code": c, "weight": w, "text": text(c)} for c, w in zip("abc", weights, strict=True)]
        return {"options": [*own, {"code": "d", "weight": 0, "exclusive": True, "text": text("d")}]}
    if kind == "yes_no":
        return {"good": random.choice(("yes", "no"))}
    if kind == "ratio":
        parts = {"numerator": {"text": text("n")}, "denominator": {"text": text("d")}}
        return {**parts, "scale": 2, "target": 4}
    if kind == "number":
        return random.choice(({"points": [[0, 0.1], [40, 0.6], [90, 1.0]]}, {"floor": 100, "target": 10}))
    return {"target": random.choice((80, 100))} if kind == "percent" else {}
