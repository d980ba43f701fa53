"""The published results and the slow reference agree to 1e-9 on what nobody chose.

`python -m tests.reference.test_agreement N` prints the table of agreement over N further rounds."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.questionnaire.strategies import questionnaires
from tests.reference import grade
from tests.reference.country import Country
from tests.reference.facility import Data, gates_alone
from tests.reference.fill import fill
from tests.reference.province import estimated, province
from tests.reference.published import Slow, province_in, published, reference
from tests.reference.rounds import draw_round, outcome
from tests.reference.variance import interval, shares_of_overall

from dxassess.intake.submission import Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.scoring.score_submission import score_submission

seeds = st.integers(0, 10**9)
drawn = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WORDS = st.just("x")
FLAGS = ("stratum_estimated", "register_outdated", "beds_estimated", "beds_unknown")
Found = Any
Differences = dict[str, list[float]]
"""By quantity, how far the two are from each other, one entry a comparison."""


class Compared:
    """Compares and keeps count."""

    def __init__(self) -> None:
        self.by: Differences = defaultdict(list)

    def number(self, what: str, told: float | None, wanted: float | None, where: str) -> None:
        if told is None or wanted is None:
            assert told is wanted, (where, what, told, wanted)
            self.by[what].append(0.0)
            return
        self.by[what].append(abs(told - wanted))
        assert told == pytest.approx(wanted, abs=1e-9), (where, what, told, wanted)

    def same(self, what: str, told: object, wanted: object, where: str) -> None:
        assert told == wanted, (where, what, told, wanted)
        self.by[what].append(0.0)

    def ends(self, what: str, told: Found, wanted: tuple[float, float] | None, where: str) -> None:
        assert (told is None) == (wanted is None), (where, what, told, wanted)
        if wanted is not None:
            for end, value in zip(("low", "high"), wanted, strict=True):
                self.number(what, told[end], value, where)


# ---------------------------------------------------------------- respondents


@settings(drawn, max_examples=100)
@given(questionnaires(WORDS), seeds)
def test_respondents_agree(asked: Questionnaire, seed: int) -> None:
    respondent_agrees(fill("00001", asked, Random(seed)), asked)  # noqa: S311 - no secret


def respondent_agrees(submission: Submission, asked: Questionnaire) -> None:
    expected, compared = reference(submission, asked), Compared()
    for node in score_submission(submission, asked).overall.walk():
        slow = expected[node.code]
        assert (node.state not in ("not_applicable", "not_scored")) == slow["applies"], node.code
        compared.number("score", node.score, slow["score"], node.code)
        if slow["applies"]:
            for key in ("low", "high") if node.kind == "item" else ("value", "low", "high"):
                compared.number(key, getattr(node, key), slow[key], node.code)
            compared.number("answered", node.answered_share, slow["answered"], node.code)
        if node.kind in ("condition", "overall"):
            compared.same("level", node.level, slow["level"], node.code)


# ---------------------------------------------------------------- rounds


def agrees(round_: Round, compared: Compared) -> None:
    slow, found = Slow(round_), published(round_)
    for one in [*found["facilities"], *found["departments"]]:
        if one["file"] in slow.scores:
            respondent_in_results_agrees(one, slow.scores[one["file"]], compared)
    for place in slow.country.provinces:
        told = province_in(found, place)
        nodes = province(slow.country, place)
        for code, node in nodes.items():
            where = f"{place} {code}"
            node_agrees(
                told["overall"] if code == "overall" else told["conditions"][code], node, compared, where
            )
        intervals_agree(told, nodes, slow.country, place, compared)
        facts_agree(told, slow, place, compared)


def respondent_in_results_agrees(one: Found, slow: dict[str, Data], compared: Compared) -> None:
    for code, node in {"overall": one["overall"], **one["conditions"]}.items():
        where, wanted = f"{one['file']} {code}", slow[code]
        compared.number("respondent: score", node["score"], wanted["score"], where)
        for key in ("low", "high"):
            compared.number("respondent: bounds", node[key], wanted.get(key), where)
        compared.number("respondent: answered share", node["answered_share"], wanted.get("answered"), where)
        compared.same("respondent: level", node["level"], wanted["level"], where)


def node_agrees(told: Found, slow: Data, compared: Compared, where: str) -> None:
    compared.number("P: score", told["score"], slow["score"], where)
    ends_agree("P", told, slow, compared, where)
    compared.number("P: answered share", told["answered_share"], slow.get("answered"), where)
    compared.same("P: level", told["level"], slow["level"], where)
    part, facility = told["facility"], slow["facility"]
    compared.number("F: score", part["score"], facility["score"], f"F {where}")
    ends_agree("F", part, facility, compared, f"F {where}")
    compared.number("F: answered share", part["answered_share"], facility.get("answered"), f"F {where}")
    for stratum in told["strata"] if "strata" in facility else ():
        strata_agree(stratum, facility["strata"], compared, where)


def ends_agree(what: str, told: Found, slow: Data, compared: Compared, where: str) -> None:
    for keys, name in ((("low", "high"), "bounds"), (("floor", "ceiling"), "floor and ceiling")):
        for key in keys:
            compared.number(f"{what}: {name}", told[key], slow[key + "_told"], f"{where} {key}")


def strata_agree(told: Found, strata: dict[str, Data], compared: Compared, where: str) -> None:
    slow, where = strata.get(told["type"]), f"{where} {told['type']}"
    if slow is None:
        compared.same("strata: mean", told["score"], None, where)
        return
    compared.number("strata: mean", told["score"], slow["value"], where)
    for key in ("low", "high"):
        compared.number("strata: bounds", told[key], slow[key], where)
    compared.same("strata: estimated", told["estimated"], slow["estimated"], where)
    compared.number("strata: estimate", told["estimate"], slow["estimate"], where)


def intervals_agree(
    told: Found, nodes: dict[str, Data], country: Country, place: str, compared: Compared
) -> None:
    for code, node in nodes.items():
        one = told["overall"] if code == "overall" else told["conditions"][code]
        for part, own, found in (("", node, one), ("facility", node["facility"], one["facility"])):
            if own["score"] is None:
                wanted = None
            elif code == "overall":
                wanted = interval(country, place, own["score"], shares_of_overall(country, nodes, part=part))
            else:
                wanted = interval(country, place, own["score"], {code: 1.0 if part else node["used"]})
            compared.ends(f"interval {part}", found["interval"], wanted, f"{place} {code} {part}")


def facts_agree(told: Found, slow: Slow, place: str, compared: Compared) -> None:
    flags = slow.country.flags(place) | ({"stratum_estimated"} if estimated(slow.country, place) else set())
    compared.same("flags", {f for f in told["flags"] if f in FLAGS}, flags, place)
    coverage, stated = slow.country.coverage(place), told["confidence"]
    share = coverage[0] / coverage[1] if coverage and coverage[1] else None
    compared.number("grade: coverage", stated["coverage"], share, place)
    forms = [one for one in slow.respondents(place) if one[0] is slow.q]
    opened = slow.round.settings.opened
    flagged = sum(grade.odd(one, opened) for one in forms) / len(forms) if forms else None
    compared.number("grade: flagged", stated["flagged"], flagged, place)
    evidence = grade.evidence_share(slow.respondents(place))
    compared.number("grade: evidence", stated["evidence"], evidence, place)
    compared.same("grade", stated["grade"], grade.grade(share, flagged, evidence), place)


@settings(drawn, max_examples=30)
@given(seeds)
def test_rounds_agree(seed: int) -> None:
    agrees(draw_round(seed), Compared())


@settings(drawn, max_examples=20)
@given(
    questionnaires(WORDS, "facility"),
    st.none() | questionnaires(WORDS, "department"),
    seeds,
    st.booleans(),
)
def test_rounds_of_drawn_questionnaires_agree(
    facility: Questionnaire, department: Questionnaire | None, seed: int, listed: bool
) -> None:
    """Without rules, whose contradictions are flags that the reference does not look for."""
    facility = facility.model_copy(update={"rules": ()})
    random = Random(seed)  # noqa: S311 - no secret
    places = random.choices(("80", "82", "83"), k=20)
    read = [fill(f"f{n:02}", facility, random, province=place) for n, place in enumerate(places)]
    entries = [
        Entry(
            code=s.facts.facility_code or "", name="x", type=s.facts.type or "",
            province=f"gso2004:{s.facts.province}", beds=random.choice((None, 10.0, 30.0)),
        )
        for s in read
    ]  # fmt: skip
    read = [s for s in read if random.random() < 0.7]
    if department is not None:
        read.append(fill("80d", department, random))
    chosen = {"vintage": "gso2004", "weights": random.choice(("equal", "beds"))}
    round_ = build_round(
        [outcome(s) for s in read],
        questionnaires=[q for q in (facility, department) if q is not None],
        settings=Settings.model_validate(chosen),
        register=Register(entries=tuple(entries)) if listed else None,
    )
    if not gates_alone(facility.model_dump()):
        agrees(round_, Compared())


def agreement(rounds: int) -> Iterator[str]:
    """The table of agreement over so many drawn rounds; fails at the first mismatch."""
    compared = Compared()
    for seed in range(rounds):
        agrees(draw_round(seed), compared)
    yield f"{f'quantity ({rounds} rounds)':44}{'n':>8}  max abs diff"
    for what, differences in sorted(compared.by.items()):
        yield f"{what:44}{len(differences):8}  {max(differences):.1e}"


if __name__ == "__main__":
    for line in agreement(int(sys.argv[1]) if len(sys.argv) > 1 else 300):
        sys.stdout.write(f"{line}\n")
