"""The published results and the slow reference agree to 1e-9 on what nobody chose.

`python -m tests.reference.test_agreement N` prints the table of agreement over N further rounds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.questionnaire.strategies import questionnaires
from tests.reference.agree import agrees
from tests.reference.compared import Compared
from tests.reference.facility import gates_alone
from tests.reference.fill import fill
from tests.reference.published import reference
from tests.reference.rounds import draw_round, outcome

from dxassess.intake.submission import Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import build_round
from dxassess.round.settings import Settings
from dxassess.scoring.score_submission import score_submission

seeds = st.integers(0, 10**9)
drawn = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WORDS = st.just("x")


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


@settings(drawn, max_examples=6, phases=[Phase.generate])
@given(seeds)
def test_rounds_agree(seed: int) -> None:
    agrees(draw_round(seed), Compared())


@settings(drawn, max_examples=6, phases=[Phase.generate])
@given(
    questionnaires(WORDS, "facility"),
    st.none() | questionnaires(WORDS, "department"),
    seeds,
    st.booleans(),
)
def test_rounds_of_drawn_questionnaires_agree(
    facility: Questionnaire, department: Questionnaire | None, seed: int, listed: bool
) -> None:
    """Without rules, which may ask for facts that a drawn form does not keep; drawn rounds have rules."""
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
