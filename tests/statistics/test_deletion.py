"""What nobody gains by saying less (method.md §3): deleting an answer, a department's form, a facility's."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.questionnaire.strategies import questionnaires
from tests.reference.fill import fill
from tests.statistics.invent import invent

from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.received import answered_itself
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.scoring.score import Node
from dxassess.scoring.score_submission import score_submission
from dxassess.statistics.province_score import Part, ProvinceScore
from dxassess.statistics.score_provinces import score_provinces

EXACT = 1e-9
often = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
seldom = settings(often, max_examples=40)
seeds = st.integers(0, 10**9)
WORDS = st.just("x")
rules = st.fixed_dictionaries(
    {
        "root": st.sampled_from(("arithmetic", "geometric")),
        "aggregation": st.sampled_from(("arithmetic", "geometric")),
        "missing": st.sampled_from(("not_credited", "left_out")),
        "weights": st.sampled_from(("equal", "beds")),
        "least": st.sampled_from((0.0, 0.65)),
        "most": st.sampled_from((2, 4)),
    }
)


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


def without_an_answer(read: Submission, asked: Questionnaire, random: Random) -> Submission | None:
    """The form less one answer to a scored item; None where it would keep none."""
    given_ = [a for a in read.answers if a.state == "answered" and asked.item_by_code[a.item].scored]
    if not given_:
        return None
    gone = random.choice(given_).item
    kept = read.model_copy(update={"answers": tuple(a for a in read.answers if a.item != gone)})
    return kept if answered_itself(kept, asked) else None


def contains(after: Node | Part, before: Node | Part, where: object) -> None:
    """The new bounds hold the old ones; where something applied, it still does."""
    if before.low is None or before.high is None:
        return
    assert after.low is not None, where
    assert after.high is not None, where
    assert after.low <= before.low + EXACT, (where, before, after)
    assert after.high >= before.high - EXACT, (where, before, after)


def no_higher(after: Node | Part, before: Node | Part, where: object) -> None:
    """Neither what is credited nor the level has risen."""
    if before.value is not None and after.value is not None:
        assert after.value <= before.value + EXACT, (where, before, after)
    old, new = getattr(before, "level", None), getattr(after, "level", None)
    if old is not None:
        assert new is not None, where
        assert new <= old, (where, before, after)


@often
@given(questionnaires(WORDS), seeds)
def test_a_respondent_gains_nothing_by_a_blank(asked: Questionnaire, seed: int) -> None:
    read = fill("00001", asked, chance(seed))
    less = without_an_answer(read, asked, chance(seed))
    if less is None:
        return
    old, new = score_submission(read, asked), score_submission(less, asked)
    for code, before in old.node_by_code.items():
        contains(new.node_by_code[code], before, code)
        if asked.missing == "not_credited":
            no_higher(new.node_by_code[code], before, code)


def again(round_: Round, outcomes: tuple[FileOutcome, ...]) -> dict[str, ProvinceScore]:
    """The provinces of the round with other forms."""
    asked = [q for q in (round_.facility, round_.department) if q is not None]
    new = build_round(outcomes, questionnaires=asked, settings=round_.settings, register=round_.register_)
    return {province.key: province for province in score_provinces(new)}


def drawn_round(
    facility: Questionnaire, department: Questionnaire | None, seed: int, chosen: Settings
) -> Round:
    """Up to four provinces whose register knows everybody who answers, and some who do not."""
    random = chance(seed)
    read, entries = [], []
    for place in ("80", "82", "83", "84")[: random.randint(1, 4)]:
        for n in range(random.randint(1, 7)):
            form = fill(f"{place}{n:03}", facility, random, province=place)
            beds = random.choice((None, 0.0, 20.0, 300.0, 300.0))
            facts = form.facts
            entries.append(
                Entry(
                    code=f"{place}{n:03}",
                    name="x",
                    type=facts.type or "",
                    province=f"gso2004:{place}",
                    beds=beds,
                )
            )
            read += [form] if random.random() < 0.7 else []
        if department is not None and random.random() < 0.7:
            read.append(fill(f"{place}d", department, random, province=place))
    files = [FileOutcome(file=s.file, size=1, sha256=s.sha256, status="accepted", submission=s) for s in read]
    asked = [facility, *((department,) if department is not None else ())]
    return build_round(
        files, questionnaires=asked, settings=chosen, register=Register(entries=tuple(entries))
    )


drawn_rounds = st.builds(
    drawn_round,
    questionnaires(WORDS, "facility"),
    st.none() | questionnaires(WORDS, "department"),
    seeds,
    st.sampled_from((Settings(vintage="gso2004"), Settings(vintage="gso2004", weights="beds"))),
)
rounds = st.builds(lambda seed, rule: invent(seed, **rule), seeds, rules) | drawn_rounds


def counted(round_: Round, respondent: str) -> list[FileOutcome]:
    return [o for o in round_.outcomes if o.submission is not None and o.submission.respondent == respondent]


def parts(province: ProvinceScore) -> list[tuple[object, Part]]:
    named: list[tuple[object, Part]] = []
    for node in province.nodes:
        named += [((province.key, node.code), node), ((province.key, node.code, "F"), node.facility)]
    return named


def compared(round_: Round, outcomes: tuple[FileOutcome, ...], key: str) -> list[tuple[object, Part, Part]]:
    """Of one province everything before and after."""
    before = {province.key: province for province in score_provinces(round_)}[key]
    after = again(round_, outcomes)[key]
    return [(where, old, new) for (where, old), (_, new) in zip(parts(before), parts(after), strict=True)]


def key_of(outcome: FileOutcome) -> str:
    assert outcome.submission is not None
    return f"gso2004:{outcome.submission.facts.province}"


@seldom
@given(rounds, seeds)
def test_a_province_gains_nothing_by_a_blank(round_: Round, seed: int) -> None:
    random = chance(seed)
    choice = counted(round_, "facility") + counted(round_, "department")
    if not choice:
        return
    chosen = random.choice(choice)
    assert chosen.submission is not None
    asked = round_.facility if chosen.submission.respondent == "facility" else round_.department
    assert asked is not None
    less = without_an_answer(chosen.submission, asked, random)
    if less is None:
        return
    changed = chosen.model_copy(update={"submission": less})
    outcomes = tuple(changed if o is chosen else o for o in round_.outcomes)
    for where, old, new in compared(round_, outcomes, key_of(chosen)):
        contains(new, old, where)
        if asked.missing == "not_credited" and round_.facility.missing == "not_credited":
            no_higher(new, old, where)


@seldom
@given(rounds, seeds)
def test_a_department_gains_nothing_by_silence(round_: Round, seed: int) -> None:
    choice = counted(round_, "department")
    if not choice:
        return
    chosen = chance(seed).choice(choice)
    outcomes = tuple(o for o in round_.outcomes if o is not chosen)
    assert round_.department is not None
    credited = {round_.facility.missing, round_.department.missing} == {"not_credited"}
    for where, old, new in compared(round_, outcomes, key_of(chosen)):
        if old.low is not None:
            assert new.low is not None, where
            assert new.low <= old.low + EXACT, (where, old, new)
        if credited and getattr(old, "level", None) is not None:
            assert new.level is not None  # type: ignore[attr-defined] # a node as the old one
            assert new.level <= old.level, (where, old, new)  # type: ignore[attr-defined]


@seldom
@given(rounds, seeds)
def test_silence_of_a_facility_never_narrows_floor_and_ceiling(round_: Round, seed: int) -> None:
    choice = counted(round_, "facility")
    if not choice:
        return
    chosen = chance(seed).choice(choice)
    outcomes = tuple(o for o in round_.outcomes if o is not chosen)
    for where, old, new in compared(round_, outcomes, key_of(chosen)):
        if old.floor is not None and old.ceiling is not None:
            assert new.floor is not None, where
            assert new.ceiling is not None, where
            assert new.floor <= old.floor + EXACT, (where, old, new)
            assert new.ceiling >= old.ceiling - EXACT, (where, old, new)
