"""Change between rounds: exact, of matched facilities apart, on one map."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statistics.invent import invent

from dxassess.errors import DxassessError
from dxassess.places.provinces import successor
from dxassess.round.compare import Pair, pair_rounds
from dxassess.round.round import Round, build_round
from dxassess.statistics.change import NodeChange, changes
from dxassess.statistics.score_provinces import score_provinces

seeds = st.integers(0, 10_000)


def asked_again(seed: int, root: str) -> Pair:
    """Two rounds of the same questionnaires: the answers of another seed under the same codes."""
    now = invent(seed, root=root)
    other = invent(seed, root=root, most=5)
    questionnaires = (now.facility, now.department) if now.department else (now.facility,)
    before = build_round(
        other.outcomes, questionnaires=questionnaires, settings=now.settings, register=other.register_
    )
    return pair_rounds(now, before)


def parts(node: NodeChange) -> float:
    return sum(part or 0.0 for part in (node.within, node.department, node.merged, node.composition))


@settings(max_examples=20, deadline=None)
@given(seeds, st.sampled_from(("arithmetic", "geometric")))
def test_the_parts_sum_to_the_change_of_the_printed_scores(seed: int, root: str) -> None:
    pair = asked_again(seed, root)
    now, before = ({p.key: p for p in score_provinces(r)} for r in (pair.now, pair.before))
    for province in changes(pair):
        for node in (province.overall, *province.conditions):
            new = next(n.score for n in now[province.key].nodes if n.code == node.code)
            old = next((n.score for n in before[province.key].nodes if n.code == node.code), None)
            assert node.now == (None if new is None else pytest.approx(new, abs=1e-12))
            assert node.before == (None if old is None else pytest.approx(old, abs=1e-12))
            if node.change is not None:
                assert parts(node) == pytest.approx(node.change, abs=1e-9)
            if node.interval is not None and node.within is not None:
                assert node.interval.low <= node.within <= node.interval.high


def test_nothing_changes_between_a_round_and_itself() -> None:
    round_ = invent(11)
    for province in changes(pair_rounds(round_, round_)):
        assert province.joined == province.left == 0
        for node in (province.overall, *province.conditions):
            assert node.change in (None, 0.0)
            assert all(abs(part or 0.0) < 1e-12 for part in (node.within, node.department, node.composition))


def test_who_joined_is_composition_and_not_change() -> None:
    """The same answers, but a third of the facilities had not been heard before."""
    now = invent(21)
    files = {score.file for n, score in enumerate(now.facilities) if n % 3 == 0}
    before = Round(
        **{n: getattr(now, n) for n in Round.model_fields}
        | {"facilities": tuple(s for s in now.facilities if s.file not in files)}
    )
    found = changes(Pair(now=now, before=before, share=1.0))
    assert sum(province.joined for province in found) == len(files)
    assert all(abs(p.overall.within or 0.0) < 1e-12 for p in found)
    assert any(abs(p.overall.composition or 0.0) > 1e-6 for p in found)


def test_provinces_merged_in_2025_are_compared_on_the_new_map() -> None:
    before = invent(4)
    later = before.settings.model_copy(update={"vintage": "gso2025"})
    now = Round(**{n: getattr(before, n) for n in Round.model_fields} | {"settings": later})
    moved = pair_rounds(now, before).before
    assert {s.province for s in moved.facilities} == {successor(s.province or "") for s in before.facilities}
    assert moved.register_ is not None
    assert before.register_ is not None
    assert len(moved.register_.entries) == len(before.register_.entries)
    with pytest.raises(DxassessError) as refused:
        pair_rounds(before, now)
    assert refused.value.key == "previous.later_map"


def test_what_moves_as_departments_are_merged_is_a_part_of_its_own() -> None:
    """Every province of 2025 in this round was several before: no Department's doing is told."""
    before = invent(4)
    later = before.settings.model_copy(update={"vintage": "gso2025"})
    moved = {key: successor(key) for key in before.provinces}
    scores = {
        name: tuple(
            score.model_copy(update={"province": moved[score.province or ""]})
            for score in getattr(before, name)
        )
        for name in ("facilities", "departments")
    }
    now = Round(**{n: getattr(before, n) for n in Round.model_fields} | scores | {"settings": later})
    pair = pair_rounds(now, before)
    merged = {merger.key: merger for merger in pair.mergers}
    assert merged
    for merger in merged.values():
        assert set(merger.heard) == {old for old, new in moved.items() if new == merger.key}
        assert {successor(old) for old in merger.unheard} <= {merger.key}
        assert not set(merger.unheard) & set(moved)
    for change in changes(pair):
        for node in (change.overall, *change.conditions):
            if change.key in merged:
                assert node.department is None
            else:
                assert node.merged is None
            if node.change is not None:
                assert parts(node) == pytest.approx(node.change, abs=1e-9)


def test_who_is_in_one_round_alone_is_named() -> None:
    now, before = invent(4), invent(4)
    gone, new = before.facilities[0], now.facilities[-1]
    left = now.model_copy(update={"facilities": now.facilities[1:]})
    fewer = before.model_copy(update={"facilities": before.facilities[:-1]})
    found = {change.key: change for change in changes(pair_rounds(left, fewer))}
    assert found[gone.province or ""].leavers == (gone.name or gone.code or gone.file,)
    assert found[new.province or ""].newcomers == (new.name or new.code or new.file,)


def test_rounds_are_compared_by_what_both_asked() -> None:
    now = invent(8)
    facility = now.facility
    first = facility.conditions[0].indicators[0].items[0].code
    data = facility.model_dump()
    data["conditions"][0]["indicators"][0]["items"][0]["code"] = "C9.9.9"
    older = type(facility).model_validate(data)
    before = Round(**{n: getattr(now, n) for n in Round.model_fields} | {"facility": older})
    pair = pair_rounds(now, before)
    assert first not in pair.now.facility.item_by_code
    assert pair.now.facility == pair.before.facility
    assert 0.5 < pair.share < 1
