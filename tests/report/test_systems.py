"""Where systems stand and how they are connected, of the round in tests/report/workshop.py.

                  Long An                                     Tiền Giang      Bến Tre  mean      target
D3.6 warehouse    100 %                                       50 %            -        0.75      1
C3.7.6 warehouse  (1 + 0.25 + 0 + 0) / 4 = 0.3125             1.25 / 2        -        0.46875
D1.6 EHR          60 %                                        100 %           -        0.8       1 (2026)
C3.5.1 EHR        (3 x 90 + 50 + 10 + 100) / 6 = 71.667 %     120 / 2 = 60 %  -        0.658333  1
C3.4.1 EMR        0.7 reached by 80001, 80004, 80006: 3 of 5  1 of 2          -        0.55

Health records weigh by people: 80005 said nothing of them and 80004 left a blank.
"""

from __future__ import annotations

from tests.report.by_hand import columns, figure, province, table
from tests.report.words import printed, told
from tests.report.workshop import BEN_TRE, LONG_AN, TIEN_GIANG, TRA_VINH, workshop_view

from dxassess.report.sections.systems import connection_figure, regional_systems_section, systems_section
from dxassess.report.value.charts import Bullets, Stack
from dxassess.report.value.model import Figure, Table
from dxassess.report.value.say import count, percent, say
from dxassess.report.view import View


def connections(view: View, key: str | None) -> tuple[Figure, Table]:
    (found,) = connection_figure(view, key)
    assert found.table is not None
    return found, found.table


def systems_table(view: View, key: str) -> Table:
    return table(systems_section(view, province(view, key)), "systems-table")


def test_every_measure_stands_beside_the_mean_and_its_target(workshop: View) -> None:
    assert columns(systems_table(workshop, LONG_AN), 0, 1, 2, 3, 5) == [
        (say("measure.D3.6"), 1.0, 0.75, 1.0, 1.0),
        (say("measure.C3.7.6"), 0.3125, 0.46875, None, 4.0),
        (say("measure.D1.6"), 0.6, 0.8, 1.0, 1.0),
        (say("measure.C3.5.1"), 0.716667, 0.658333, 1.0, 4.0),
        (say("measure.C3.4.1"), 0.6, 0.55, None, 5.0),
    ]


def test_the_title_counts_the_targets_that_are_met(workshop: View) -> None:
    """Three measures have a target: Long An meets the warehouse's, Tiền Giang the health record's."""
    for key in (LONG_AN, TIEN_GIANG):
        found = figure(systems_section(workshop, province(workshop, key)), "systems")
        assert found.title == say("systems.title", n=count(1), total=count(3))
        assert told(found.title, "vi") == "Đạt 1 trong 3 mục tiêu đã định lượng"
        assert isinstance(found.chart, Bullets)
        assert len(found.chart.rows) == 3


def test_targets_stand_by_how_far_they_are_and_by_when(workshop: View) -> None:
    """Long An is 40 points below in D1.6, 28.3 in C3.5.1, and there in the warehouse, which has no date."""
    found = figure(systems_section(workshop, province(workshop, LONG_AN)), "systems").chart
    assert isinstance(found, Bullets)
    assert [(row.label, row.until and told(row.until, "vi")) for row in found.rows] == [
        (say("measure.D1.6"), "hết 2026"),
        (say("measure.C3.5.1"), "hết 2026"),
        (say("measure.D3.6"), None),
    ]


def test_the_target_is_that_of_the_rounds_own_year() -> None:
    """95 % by the end of 2025, 100 % by that of 2026 (data/targets.csv)."""
    of_2025 = workshop_view(day="2025-06-30")
    assert columns(systems_table(of_2025, LONG_AN), 3)[2:4] == [(0.95,), (0.95,)]
    found = figure(systems_section(of_2025, province(of_2025, TIEN_GIANG)), "systems")
    assert found.title == say("systems.title", n=count(1), total=count(3))


def test_what_was_not_answered_is_a_dash_and_meets_no_target(workshop: View) -> None:
    rows = printed(systems_table(workshop, TRA_VINH), "vi")
    assert [row[1] for row in rows] == ["–"] * 5
    assert [row[5] for row in rows] == ["0"] * 5
    silent = figure(systems_section(workshop, province(workshop, TRA_VINH)), "systems")
    assert silent.title == say("tally.nothing")


def test_the_region_has_a_row_a_province_and_a_legend(workshop: View) -> None:
    section = regional_systems_section(workshop)
    rows = {row[0]: row[1:] for row in printed(table(section, "systems-table"))}
    assert rows == {
        "Long An": ["100%", "31%", "60%", "72%", "60%"],
        "Tiền Giang": ["50%", "63%", "100%", "60%", "50%"],
        "Bến Tre": ["–"] * 5,
        "Trà Vinh": ["–"] * 5,
    }
    legend = table(section, "systems-legend")
    assert columns(legend, 0, 2) == [
        ("D3.6", 1.0),
        ("C3.7.6", None),
        ("D1.6", 1.0),
        ("C3.5.1", 1.0),
        ("C3.4.1", None),
    ]


def test_the_public_sees_no_measure_of_few_and_no_mean_that_would_tell_it(open_workshop: View) -> None:
    """Four answered of the warehouse and of health records: left out. Without the hidden provinces
    Long An is alone: it is beside no mean of itself."""
    rows = [row[1:] for row in printed(systems_table(open_workshop, LONG_AN))]
    assert rows == [
        ["100%", "–", "100%", "–", "1"],
        ["left out", "–", "–", "–", "4"],
        ["60%", "–", "100%", "end of 2026", "1"],
        ["left out", "–", "100%", "end of 2026", "4"],
        ["60%", "–", "–", "–", "5"],
    ]


def test_connections_are_counted_by_pair_with_who_gave_no_answer(workshop: View) -> None:
    """HIS-LIS: none 80003, by hand 80005, one way 80004, two ways 80001 and 80002; 80006 left a blank.
    Warehouse: 80006 was not asked. The index of a facility counts a blank as nothing: a (1 + 0.625 + 0 + 0.25
    + 0.125) / 5 = 0.4, b 0: 0.24. Both ways: 2 of 5 and 1 of 4, on average 0.325."""
    found, numbers = connections(workshop, LONG_AN)
    assert found.title == say("connections.title", index=percent(0.24), both=percent(0.325))
    assert columns(numbers, *range(7)) == [
        (say("pair.C3.7.1"), 1.0, 1.0, 1.0, 2.0, 1.0, 0.0),
        (say("pair.C3.7.6"), 2.0, 1.0, 0.0, 1.0, 1.0, 1.0),
    ]
    assert isinstance(found.chart, Stack)
    assert [(row.counts, row.unknown) for row in found.chart.rows] == [((1, 1, 1, 2), 1), ((2, 1, 0, 1), 1)]
    assert found.sub == say("connections.sub", n=count(6))


def test_connections_of_all_provinces_are_the_sum_of_theirs(workshop: View) -> None:
    """HIS-LIS: 82002 none, 82001 two ways, 83001 to 83003 blank. Warehouse: 82002 by hand, 82001 two ways,
    83001 and 83002 blank, 83003 not asked."""
    _, numbers = connections(workshop, None)
    assert [row[1:] for row in columns(numbers, *range(7))] == [
        (2.0, 1.0, 1.0, 3.0, 4.0, 0.0),
        (2.0, 2.0, 0.0, 2.0, 3.0, 2.0),
    ]


def test_where_all_are_blank_no_share_of_pairs_is_linked(workshop: View) -> None:
    """The index is what is shown (method.md §8), which is nothing; of which pairs are linked nothing is
    known."""
    found, numbers = connections(workshop, BEN_TRE)
    assert found.title == say("connections.title.unknown")
    assert [row[1:] for row in columns(numbers, *range(7))] == [
        (0.0, 0.0, 0.0, 0.0, 3.0, 0.0),
        (0.0, 0.0, 0.0, 0.0, 2.0, 1.0),
    ]
    assert connection_figure(workshop, TRA_VINH) == ()


def test_the_public_sees_the_pairs_of_the_provinces_shown(open_workshop: View) -> None:
    """HIS-LIS is asked of 6 in Long An, the warehouse of 5. The two hidden provinces are in no sum from which
    theirs could be taken: what all together have is what Long An has."""
    _, numbers = connections(open_workshop, LONG_AN)
    first, second = printed(numbers)
    assert (first[1:], second[1:]) == (["1", "1", "1", "2", "1", "0"], ["2", "1", "0", "1", "1", "1"])
    (whole,) = connection_figure(open_workshop, None)
    assert whole.table is not None
    assert printed(whole.table) == [first, second]
