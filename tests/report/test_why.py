"""Why a province stands where it does, by hand (tests/report/by_hand.py and workshop.py).

Long An is 0.758333, the mean 0.825. Only C2 differs, and weighs a third: of it the Department's quarter is
0.25 x (0.4 - 0.6) / 3 = -0.016667, the facilities' part 0.75 x (0.4 - 0.6) / 3 = -0.05.
"""

from __future__ import annotations

import pytest
from tests.report.by_hand import (
    LONG_AN,
    TIEN_GIANG,
    columns,
    figure,
    heard,
    province,
    round_by_hand,
    table,
    values,
    view_by_hand,
)
from tests.report.words import printed, told
from tests.report.workshop import BEN_TRE, TRA_VINH
from tests.scoring.small import questionnaire

from dxassess.insight.analysis import analyse
from dxassess.report.page.regional.robustness import robustness_section
from dxassess.report.sections.comparison import comparison_section
from dxassess.report.sections.facilities import blockers_table, facilities_section, levels_figure
from dxassess.report.sections.position import position_section
from dxassess.report.sections.sources import coverage_section, regional_coverage_section
from dxassess.report.value.charts import Dots, Stack
from dxassess.report.value.model import Paragraph, Section
from dxassess.report.value.say import say
from dxassess.report.view import View
from dxassess.round.round import Round, build_round


def warnings(section: Section) -> list[str]:
    return [b.message.key for b in section.blocks if isinstance(b, Paragraph) and b.role == "warning"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Long An thấp hơn bình quân 6,7 điểm, nhiều nhất ở two (−6,7 điểm)"),
        ("en", "Long An is 6.7 points below the mean, most of all in two (−6.7)"),
    ],
)
def test_the_gap_is_told_with_its_largest_part(small: View, language: str, words: str) -> None:
    found = figure(comparison_section(small, province(small, LONG_AN)), "gap")
    assert told(found.title, language) == words


def test_department_and_facilities_stand_apart_in_the_gap(small: View) -> None:
    found = figure(comparison_section(small, province(small, LONG_AN)), "gap").table
    assert found is not None
    assert printed(found) == [
        ["one", "0.0", "0.0", "0.0"],
        ["two", "−1.7", "−5.0", "−6.7"],
        ["three", "0.0", "0.0", "0.0"],
        ["Together", "−1.7", "−5.0", "−6.7"],
    ]


def test_with_one_type_alone_nothing_is_owed_to_the_mix(small: View) -> None:
    """(0.758333 + 0.891667 + 0.625) / 3 = 0.758333 beside (those + 0.825 + 0.958333) / 5 = 0.811667."""
    mix = table(comparison_section(small, province(small, LONG_AN)), "mix")
    assert columns(mix, 1, 2, 3, 4, 5, 6) == [(1.0, 1.0, 0.758333, 0.811667, 0.0, -0.053333)]
    assert printed(mix, "vi") == [["a", "100%", "100%", "75,8", "81,2", "0,0", "−5,3"]]


def test_the_shares_of_types_are_those_that_answered(workshop: View) -> None:
    """Five of six in Long An are of type a, and nine of eleven in all; 83002 answered too little for a
    score."""
    mix = table(comparison_section(workshop, province(workshop, LONG_AN)), "mix")
    assert [row[:2] for row in printed(mix)] == [["type a", "83%"], ["type b", "17%"]]


def test_a_province_is_shown_beside_those_like_it(small: View) -> None:
    found = figure(comparison_section(small, province(small, LONG_AN)), "peers")
    assert isinstance(found.chart, Dots)
    assert values(found.chart.marks) == [("Tiền Giang", 0.891667), ("Long An", 0.758333)]
    assert [mark.own for mark in found.chart.marks] == [False, True]


def test_where_there_is_no_score_there_is_no_gap(workshop: View) -> None:
    for key in (BEN_TRE, TRA_VINH):
        section = comparison_section(workshop, province(workshop, key))
        assert "gap" not in [getattr(block, "id", "") for block in section.blocks]
    nothing = comparison_section(workshop, province(workshop, TRA_VINH))
    assert "mix" not in [getattr(block, "id", "") for block in nothing.blocks]


def test_alone_a_province_has_neither_others_nor_other_ranks() -> None:
    view = view_by_hand(alone=True)
    (own,) = view.analysis.provinces
    section = comparison_section(view, own)
    assert "peers" not in [getattr(block, "id", "") for block in section.blocks]
    names = [getattr(block, "id", "") for block in robustness_section(view).blocks]
    assert not {"scenarios", "moves"} & set(names)
    assert "alpha" in names


def geometric() -> Round:
    """The round where the overall score is a geometric mean, and 80002 has nothing at all in C2."""
    before = round_by_hand()
    zero = heard("80002", 0.0)
    department = before.department
    assert department is not None
    return build_round(
        [zero if outcome.file == zero.file else outcome for outcome in before.outcomes],
        questionnaires=(questionnaire(aggregation="geometric"), department),
        settings=before.settings,
        register=before.register_,
    )


def test_a_geometric_mean_takes_nothing_as_a_hundredth() -> None:
    """Of C1 twice and C2 the cube root: 80001 (0.9375² x 0.4) = 0.351563, root 0.705780. 80002 has 0 in C2,
    taken as 0.01: 0.008789, root 0.206370. 80003 left a blank, credited the same."""
    view = View(analysis=analyse(geometric()))
    found = table(facilities_section(view, LONG_AN), "facility-table")
    assert [round(score, 4) for (score,) in columns(found, 1) if isinstance(score, float)] == [
        0.7058,
        0.2064,
        0.2064,
    ]


def test_in_a_geometric_round_the_province_is_the_root_of_its_conditions() -> None:
    """C2 of Long An: 0.25 x 0.4 + 0.75 x (0.4 + 0 + 0) / 3 = 0.2: (0.9375² x 0.2) = 0.175781, root 0.560185.
    Tiền Giang: (0.9375² x 0.8) = 0.703125, root 0.889211. The parts of the gap still sum to it: (0.560185 -
    0.889211) / 2."""
    view = View(analysis=analyse(geometric()))
    rows = columns(table(position_section(view, None), "province-table"), 0, 1)
    assert [(name, round(float(str(score)), 4)) for name, score in rows] == [
        ("Tiền Giang", 0.8892),
        ("Long An", 0.5602),
    ]
    gap = figure(comparison_section(view, province(view, LONG_AN)), "gap").table
    assert gap is not None
    *parts, whole = (float(str(row[0])) for row in columns(gap, 3))
    assert round(sum(parts), 5) == round(whole, 5)
    assert round(whole, 4) == -0.1645


def test_equal_facilities_stand_in_the_order_of_their_codes() -> None:
    before = round_by_hand()
    same = {code: heard(code, 60.0) for code in ("80002", "80001")}
    round_ = build_round(
        [*same.values(), *(o for o in before.outcomes if o.file.removesuffix(".xlsx") not in same)],
        questionnaires=before.questionnaires,
        settings=before.settings,
        register=before.register_,
    )
    found = table(facilities_section(View(analysis=analyse(round_)), LONG_AN), "facility-table")
    assert [name for (name,) in columns(found, 0)][:2] == ["Facility 80001", "Facility 80002"]


def test_the_public_sees_types_of_few_in_one_row(open_workshop: View) -> None:
    chart = levels_figure(open_workshop, LONG_AN).chart
    assert isinstance(chart, Stack)
    (row,) = chart.rows
    assert (told(row.label, "vi"), sum(row.counts) + row.unknown) == (told(say("types.other"), "vi"), 6)


def test_where_no_gate_holds_anybody_nothing_is_listed(small: View) -> None:
    assert blockers_table(small, None).rows == ()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (LONG_AN, "6 of 7 facilities sent an accepted answer (86%)"),
        (TIEN_GIANG, "2 of 2 facilities sent an accepted answer (100%)"),
        (TRA_VINH, "0 of 1 facilities sent an accepted answer (0%)"),
    ],
)
def test_who_answered_is_told_with_its_share(workshop: View, key: str, words: str) -> None:
    found = figure(coverage_section(workshop, province(workshop, key)), "answers")
    assert told(found.title) == words


def test_all_that_answered_are_the_sum_of_the_provinces(workshop: View) -> None:
    """6 of 7, 2 of 2, 3 of 3 and 0 of 1."""
    found = figure(regional_coverage_section(workshop), "answers")
    assert told(found.title) == "11 of 13 facilities sent an accepted answer (85%)"


def test_a_silent_department_and_a_silent_province_are_warned_of(workshop: View) -> None:
    assert "flag.no_department" not in warnings(coverage_section(workshop, province(workshop, LONG_AN)))
    assert "flag.no_department" in warnings(coverage_section(workshop, province(workshop, BEN_TRE)))
    assert "flag.no_facility" in warnings(coverage_section(workshop, province(workshop, TRA_VINH)))


def test_without_a_register_the_share_is_not_known() -> None:
    before = round_by_hand()
    round_ = build_round(
        before.outcomes, questionnaires=before.questionnaires, settings=before.settings, register=None
    )
    view = View(analysis=analyse(round_))
    found = figure(coverage_section(view, province(view, LONG_AN)), "answers")
    assert found.title.key == "coverage.title.unknown"
    assert "0%" not in told(found.title, "vi")
    answers = [row[8] for row in printed(table(position_section(view, None), "province-table"))]
    assert answers == ["2", "3"]
