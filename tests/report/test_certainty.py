"""The total band on page one, floor and ceiling and the tipping point behind it, in words."""

from __future__ import annotations

from tests.report.by_hand import LONG_AN, province, view_by_hand
from tests.report.words import told

from dxassess.report.page.headline import lead, stats
from dxassess.report.sections.sources import coverage_section
from dxassess.report.value.model import Paragraph


def test_page_one_prints_the_total_band_in_whole_points_and_no_interval() -> None:
    view = view_by_hand()
    own = province(view, LONG_AN)
    assert own.overall.band is not None
    (note,) = [told(stat.note, "vi") for stat in stats(view, own) if stat.label.key == "stat.score"]
    low, high = note.removeprefix("dải tổng: ").replace("\u2060", "").split("–")
    assert int(low) <= 100 * own.overall.band.low < int(low) + 1
    assert int(high) - 1 < 100 * own.overall.band.high <= int(high)
    sentences = [told(sentence, "en") for sentence in lead(view, own)]
    assert any("self-reported and have not been checked" in sentence for sentence in sentences)


def test_floor_ceiling_and_tipping_point_are_told() -> None:
    """Long An: 80004 is silent, of C1 (weight 2) and C2 (weight 1). C1 is 3/4 x 0.9375 at the least, so the
    floor is (2 x 0.703125 + 0.1 + 0.75 x 0.3) / 3 = 0.577083; at the most C1 is 0.953125 and C2 0.1 +
    0.75 x (0.4 + 0.8 + 1 + 1) / 4 = 0.7: 0.86875."""
    view = view_by_hand()
    section = coverage_section(view, province(view, LONG_AN))
    said = [told(block.message, "en") for block in section.blocks if isinstance(block, Paragraph)]
    assert any("57.7" in one and "86.9" in one for one in said), said
    assert any(one.startswith(("The level would be", "Whatever the silent")) for one in said)
