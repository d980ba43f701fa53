"""Six barriers on paper: three side by side, and what is not told to the public."""

from __future__ import annotations

import pytest
from tests.report.by_hand import figure, province, table
from tests.report.shipped import FIRST, SECOND, shipped_round

from dxassess.insight.analysis import Analysis, analyse
from dxassess.insight.barriers import BARRIERS, tagged
from dxassess.report.page.regional.barriers import regional_barriers_section
from dxassess.report.sections.barriers import barriers_section
from dxassess.report.value.model import Readers, Table
from dxassess.report.value.say import say
from dxassess.report.view import View

HCMC = "gso2025:79"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(shipped_round(SECOND, "2026-11-27", each=8))


def test_every_barrier_has_its_figures_and_those_who_overcame_it(analysis: Analysis) -> None:
    view = View(analysis=analysis)
    (section,) = barriers_section(view, province(view, HCMC))
    numbers = figure(section, "barriers-figure").table
    assert numbers is not None
    assert [row[0].content for row in numbers.rows] == [say(f"barrier.{tag}") for tag in BARRIERS]
    assert len(table(section, "barriers-by-type").head) == len(BARRIERS) + 2


def test_three_stand_side_by_side(analysis: Analysis) -> None:
    (section,) = regional_barriers_section(View(analysis=analysis))
    found = [block for block in section.blocks if isinstance(block, Table)]
    assert [t.id for t in found if t.id.startswith("barrier-table")] == ["barrier-table", "barrier-table-2"]
    assert [len(t.head) for t in found if t.id.startswith("barrier-table")] == [7, 7]


def test_the_old_version_asks_about_three() -> None:
    view = View(analysis=analyse(shipped_round(FIRST, "2026-06-30")))
    (section,) = regional_barriers_section(view)
    found = [block.id for block in section.blocks if isinstance(block, Table)]
    assert [name for name in found if name.startswith("barrier-table")] == ["barrier-table"]


@pytest.mark.parametrize(("readers", "told"), [("department", True), ("public", False)])
def test_the_public_is_not_told_what_is_insecure(analysis: Analysis, readers: Readers, told: bool) -> None:
    view = View(analysis=analysis, readers=readers)
    (section,) = barriers_section(view, province(view, HCMC))
    codes = {row[1].content for row in table(section, "barriers-items").rows}
    only = set(tagged("security", view.round.facility)) - set(tagged("infrastructure", view.round.facility))
    assert bool(codes & only) is told
