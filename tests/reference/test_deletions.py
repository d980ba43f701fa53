"""What silence may never do (method.md §3): each deletion from a random round, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.reference.facility import heard, mean
from tests.reference.published import Json, Slow, province_in, published
from tests.reference.rounds import draw_round

from dxassess.intake.submission import FileOutcome, Submission
from dxassess.round.round import Round, build_round

EXACT = 1e-9
seeds = st.integers(0, 10**9)
often = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
Node = Any


def again(round_: Round, outcomes: list[FileOutcome]) -> Round:
    return build_round(
        outcomes,
        questionnaires=[q for q in (round_.facility, round_.department) if q is not None],
        settings=round_.settings,
        register=round_.register_,
    )


def without(round_: Round, file: str) -> Round:
    return again(round_, [o for o in round_.outcomes if o.file != file])


def nodes(one: Json, *, parts: bool = True) -> Iterator[tuple[str, Node]]:
    """Every node of a respondent or a province, the facilities' parts with it."""
    for code, node in {"overall": one["overall"], **one["conditions"]}.items():
        yield code, node
        if parts and "facility" in node:
            yield f"F {code}", node["facility"]


def pairs(before: Json, after: Json) -> Iterator[tuple[str, Node, Node]]:
    later = dict(nodes(after))
    for code, node in nodes(before):
        yield code, node, later[code]


def rises(old: float | None, new: float | None) -> bool:
    return new is not None and (old is None or new > old + EXACT)


def contains(new: Node, old: Node) -> bool:
    """Where nothing applied before nothing was bounded, and no longer applying is not a deletion's doing."""
    if old["low"] is None:
        return True
    return new["low"] is not None and new["low"] <= old["low"] + EXACT and new["high"] >= old["high"] - EXACT


def touched(round_: Round, later: Round, read: Submission) -> list[tuple[Json, Json]]:
    """The respondent and its province, before and after; strangers that are apart are in no province."""
    old, new = published(round_), published(later)
    both = []
    for list_ in ("facilities", "departments", "strangers"):
        pair = [r for found in (old, new) for r in found[list_] if r["file"] == read.file]
        both += [(pair[0], pair[1])] if pair else []
    assert both
    key = key_of(round_, read)
    known = {f"{p['vintage']}:{p['code']}" for p in old["provinces"]}
    return both + ([(province_in(old, key), province_in(new, key))] if key in known else [])


def one_answer_less(round_: Round, random: Random) -> tuple[Submission, Round]:
    """A respondent that counts, and the round in which one of its answers to a scored item is blank."""
    slow = Slow(round_)
    candidates = []
    for outcome in round_.outcomes:
        read = outcome.submission
        if read is None or read.file not in slow.answered:
            continue
        asked = round_.facility if read.respondent == "facility" else round_.department
        assert asked is not None
        own = [a.item for a in read.answers if a.state == "answered" and asked.item_by_code[a.item].scored]
        candidates += [(outcome, read, asked, code) for code in own]
    assume(candidates)
    outcome, read, asked, code = random.choice(candidates)
    left = read.model_copy(update={"answers": tuple(a for a in read.answers if a.item != code)})
    assume(heard(asked.model_dump(), list(left.model_dump()["answers"])))
    changed = outcome.model_copy(update={"submission": left})
    return read, again(round_, [changed if o.file == outcome.file else o for o in round_.outcomes])


def key_of(round_: Round, read: Submission) -> str:
    """The province in which it counts."""
    lines = round_.register_.entry_by_code if round_.register_ else {}
    entry = lines.get(read.facts.facility_code or "")
    return entry.province if entry else f"{read.facts.vintage}:{read.facts.province}"


@often
@given(seeds)
def test_a_deleted_answer_leaves_bounds_that_contain_the_old(seed: int) -> None:
    round_ = draw_round(seed, most=4, exclude=())
    read, later = one_answer_less(round_, Random(seed))  # noqa: S311 - no secret
    for before, after in touched(round_, later, read):
        for code, one, other in pairs(before, after):
            assert contains(other, one), (code, one, other)


@often
@given(seeds)
def test_a_deleted_answer_raises_no_score_and_no_level(seed: int) -> None:
    round_ = draw_round(seed, most=4, exclude=(), missing="not_credited")
    read, later = one_answer_less(round_, Random(seed))  # noqa: S311 - no secret
    for before, after in touched(round_, later, read):
        for code, one, other in pairs(before, after):
            if one["low"] is not None:
                assert not (one["score"] is not None and rises(one["score"], other["score"])), code
                assert not rises(one.get("level"), other.get("level")) or one.get("level") is None, code


@often
@given(seeds)
def test_a_deleted_department_raises_no_lower_bound_and_no_level(seed: int) -> None:
    round_ = draw_round(seed, most=3, exclude=(), department=True)
    assume(round_.departments)
    chosen = round_.departments[seed % len(round_.departments)]
    later = without(round_, chosen.file)
    assume(chosen.province in later.provinces)
    old, new = published(round_), published(later)
    before, after = (province_in(found, chosen.province or "") for found in (old, new))
    for code, one, other in pairs(before, after):
        if one["low"] is None:
            continue
        assert other["low"] <= one["low"] + EXACT, (code, one, other)
        if round_.facility.missing == "not_credited" and one.get("level") is not None:
            assert not rises(one["level"], other["level"]), (code, one, other)


@often
@given(seeds)
def test_a_deleted_form_raises_no_floor_and_lowers_no_ceiling(seed: int) -> None:
    round_ = draw_round(seed, most=4, exclude=(), register=True)
    assert round_.register_ is not None
    lines = round_.register_.entry_by_code
    listed = [o.submission for o in round_.outcomes if o.submission and o.submission.file[:-5] in lines]
    assume(listed)
    read = listed[seed % len(listed)]
    old, new = published(round_), published(without(round_, read.file))
    key = key_of(round_, read)
    for code, one, other in pairs(province_in(old, key), province_in(new, key)):
        if one["floor"] is not None:
            assert other["floor"] <= one["floor"] + EXACT, (code, one, other)
            assert other["ceiling"] >= one["ceiling"] - EXACT, (code, one, other)


@often
@given(seeds)
def test_bounds_band_and_floor_hold_the_score(seed: int) -> None:
    """floor ≤ low ≤ score ≤ high ≤ ceiling where nothing is estimated; the band holds the score always."""
    for one in published(draw_round(seed, most=4, exclude=()))["provinces"]:
        for code, node in nodes(one):
            if node["floor"] is not None:
                assert node["floor"] <= node["low"] + EXACT, code
                assert node["ceiling"] >= node["high"] - EXACT, code
            if node["score"] is None:
                continue
            assert node["low"] - EXACT <= node["score"] <= node["high"] + EXACT, code
            for name in ("interval", "band"):
                held = node[name]
                assert held is None or held["low"] - EXACT <= node["score"] <= held["high"] + EXACT, code


def test_why_a_weight_of_items_is_refused_under_a_geometric_mean() -> None:
    """One indicator: an item of weight 3 at 1, a leading one of weight 1 at 0 and its follow-up of weight 4,
    skipped: 0.75 with weight 4; another of weight 4 at 0. Without the leading answer the first is at least
    3/8 with weight 8: √(0.75 · 0.01) = 0.087 would become 0.375^⅔ · 0.01^⅓ = 0.112."""
    assert mean("geometric", [(4, 0.75), (4, 0.0)]) < mean("geometric", [(8, 0.375), (4, 0.0)])
    assert mean("arithmetic", [(4, 0.75), (4, 0.0)]) > mean("arithmetic", [(8, 0.375), (4, 0.0)])
