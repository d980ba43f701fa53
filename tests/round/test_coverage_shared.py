"""How much of a framework is asked, and the framework with only that."""

from __future__ import annotations

import pytest
from tests.round.small_mapping import framework, instrument, item, survey

from dxassess.round.coverage import coverage
from dxassess.round.narrow import narrow


def test_coverage_counts_scored_items_and_their_part_of_the_score() -> None:
    found = coverage(survey(), framework())
    assert found.covered == ("B.1", "B.2", "B.3", "B.4", "B.5", "B.6", "B.7")
    assert found.not_covered == ("B.8", "B.10")
    assert found.share == pytest.approx(7 / 9)
    # Conditions weigh 1, 2, 3: all of the first, two of three scored items of the second, none of the third.
    assert found.weight == pytest.approx(1 / 6 + 2 / 6 * 2 / 3)


def test_covered_by_itself_is_nothing() -> None:
    assert coverage(framework(), framework()).share == 0.0
    assert coverage(survey(), instrument("texts", [item("T.1", "text")])).share == 0.0


def test_narrow_keeps_what_is_asked_and_no_skip_into_the_void() -> None:
    target = framework()
    assert set(target.item_by_code) > {"B.8"}  # remembered before: the copy must forget it
    found = narrow(survey(), target)
    assert found is not None
    assert [c.code for c in found.conditions] == ["C1", "C2"]
    assert tuple(found.item_by_code) == coverage(survey(), target).covered
    assert found.item_by_code["B.7"].asked_if is None
    assert found.missing == "left_out"


def test_nothing_shared_is_no_questionnaire() -> None:
    assert narrow(framework(), survey()) is None
