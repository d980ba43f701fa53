"""What changed between two rounds, and how far they can be compared, beside the slow reference."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reference.change import changes as slow_changes
from tests.reference.change import shared_weight
from tests.reference.compared import Compared
from tests.reference.published import Slow
from tests.reference.rounds import draw_round, form, outcome

from dxassess.intake.submission import Submission
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.compare import pair_rounds
from dxassess.round.round import Round, build_round
from dxassess.statistics.change import changes

seeds = st.integers(0, 10**9)
some = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


def earlier(now: Round, random: Random, *, fewer: bool = False) -> Round:
    """The facilities of `now`, some of them, as they answered before; `fewer`: an item was not yet asked."""
    asked = {q.respondent: q for q in (now.facility, now.department) if q is not None}
    if fewer:
        asked["facility"] = without_an_item(now.facility, random)
    reads = [o.submission for o in now.outcomes if o.submission is not None and random.random() < 0.8]
    files = [outcome(before(read, asked[read.respondent], random)) for read in reads]
    return build_round(
        files, questionnaires=list(asked.values()), settings=now.settings, register=now.register_
    )


def before(read: Submission, asked: Questionnaire, random: Random) -> Submission:
    facts = read.facts
    assert facts.facility_code is not None
    return form(facts.facility_code, asked, random, place=facts.province or "", type_=facts.type)


def without_an_item(asked: Questionnaire, random: Random) -> Questionnaire:
    """Without one on which no other rests, of an indicator that has others."""
    data = asked.model_dump()
    leads = {item.asked_if.item for item in asked.items if item.asked_if}
    indicators = [i for c in data["conditions"] for i in c["indicators"] if len(i["items"]) > 2]
    free = [(i, item) for i in indicators for item in i["items"] if item["code"] not in leads]
    if free:
        indicator, item = random.choice(free)
        indicator["items"] = [one for one in indicator["items"] if one is not item]
    return Questionnaire.model_validate({**data, "rules": ()})


@some
@given(seeds)
def test_changes_agree(seed: int) -> None:
    changes_agree(seed, Compared())


def changes_agree(seed: int, compared: Compared) -> None:
    """Through a geometric root the parts come by logarithmic means, of which the sum is tested elsewhere."""
    random = Random(seed)  # noqa: S311 - no secret
    now = draw_round(seed, most=4, root="arithmetic", exclude=(), least=0.0)
    pair = pair_rounds(now, earlier(now, random))
    new, old = Slow(pair.now), Slow(pair.before)
    for province in changes(pair):
        wanted = slow_changes(new, old, province.key)
        for node in (province.overall, *province.conditions):
            where = f"{province.key} {node.code}"
            for part, value in wanted[node.code].items():
                compared.number(f"change: {part}", getattr(node, part), value, where)


@some
@given(seeds)
def test_the_share_that_two_rounds_have_in_common_agrees(seed: int) -> None:
    like_for_like_agrees(seed, Compared())


def like_for_like_agrees(seed: int, compared: Compared) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    now = draw_round(seed, most=3, exclude=())
    old = earlier(now, random, fewer=True)
    codes = {item.code for item in now.facility.items} & {item.code for item in old.facility.items}
    wanted = shared_weight(now.facility.model_dump(), codes)
    compared.number("like for like: share", pair_rounds(now, old).share, wanted, str(seed))
