"""Reading does not grow dearer: a quick form of `python -m benchmarks.intake`, which has the targets."""

from __future__ import annotations

from pathlib import Path

from benchmarks.forms import our_forms, wide_table
from benchmarks.intake import REACHED, TARGETS, line, settings, shipped
from benchmarks.measure import STAGES, least, measure, ratio

FORMS, ROUNDS = 8, 5


def test_our_forms_cost_at_most_twice_what_was_reached(example_round: Path) -> None:
    files = our_forms(example_round, FORMS)
    known = settings()
    costs = least([measure(files, known) for _ in range(1 + ROUNDS)][1:])
    assert len(costs) > FORMS // 2
    assert ratio(costs) < 2 * max(REACHED["ours"], TARGETS["ours"]), line("ours", costs)


def test_every_stage_is_measured(example_round: Path) -> None:
    (cost, *_) = measure(our_forms(example_round, 2), settings())
    assert cost.stages.keys() == STAGES.keys()
    assert 0 < cost.inflate < cost.bare < cost.whole
    assert sum(cost.stages.values()) < cost.whole


def test_a_wide_table_is_read_row_by_row(tmp_path: Path) -> None:
    facility = next(q for q in shipped() if q.respondent == "facility")
    (cost,) = measure([wide_table(facility, 3, tmp_path / "wide.xlsx")], settings())
    assert cost.stages["type"] > 0
