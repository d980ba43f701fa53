"""Every section says of a small round what the hand computes (tests/report/by_hand.py)."""

from __future__ import annotations

from tests.report.by_hand import (
    LONG_AN,
    TIEN_GIANG,
    columns,
    figure,
    province,
    table,
    values,
    view_by_hand,
)

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Place, finding
from dxassess.intake.submission import FileOutcome, Status
from dxassess.report.page.regional.barriers import regional_barriers_section
from dxassess.report.page.regional.robustness import robustness_section
from dxassess.report.sections.actions import actions_section
from dxassess.report.sections.barriers import barriers_section
from dxassess.report.sections.change import change_section, change_sentence, regional_change_section
from dxassess.report.sections.comparison import comparison_section
from dxassess.report.sections.conditions import conditions_heatmap, conditions_section
from dxassess.report.sections.facilities import facilities_section
from dxassess.report.sections.good_models import models_section
from dxassess.report.sections.map import map_figure
from dxassess.report.sections.position import position_section, strip
from dxassess.report.sections.proposals import proposals_section
from dxassess.report.sections.quality import quality_section, regional_quality_section
from dxassess.report.sections.sources import (
    coverage_section,
    files_table,
    findings_table,
    method_section,
    regional_coverage_section,
    rejected_table,
)
from dxassess.report.sections.systems import connection_figure, regional_systems_section, systems_section
from dxassess.report.value.charts import Bullets, Moves, Profile, Shares, Stack, Strip, Swarm, Tiles
from dxassess.report.value.model import Bullet, Paragraph
from dxassess.report.value.say import count, percent, say
from dxassess.report.value.words import Number


def test_position_lists_the_provinces_best_first() -> None:
    view = view_by_hand()
    own = province(view, LONG_AN)
    chart = strip(view, own).chart
    assert isinstance(chart, Strip)
    assert values(chart.marks) == [("Tiền Giang", 0.891667), ("Long An", 0.758333)]
    assert [mark.own for mark in chart.marks] == [False, True]
    assert [round(line.value or 0, 6) for line in chart.references] == [0.825, 0.6]
    found = table(position_section(view, own), "province-table")
    assert columns(found, 0, 1, 5, 8) == [
        ("Tiền Giang", 0.891667, 4.0, say("part_of", part=count(2), whole=count(2))),
        ("Long An", 0.758333, 3.0, say("part_of", part=count(3), whole=count(4))),
    ]
    assert found.own == 1
    assert found.note == say("provinces.dash")
    found = table(position_section(view_by_hand(silent=True), None), "province-table")
    assert columns(found, 0, 1)[1] == ("Tiền Giang", None)
    assert found.note == say("provinces.flags", silent=count(1), n=count(1))


def test_the_map_counts_who_reaches_the_standard() -> None:
    (found,) = map_figure(view_by_hand(), None)
    assert isinstance(found.chart, Tiles)
    asked = {tile.label: (round(tile.value or 0, 6), tile.level) for tile in found.chart.tiles if tile.asked}
    assert asked == {"Long An": (0.758333, 3), "Tiền Giang": (0.891667, 4)}
    assert found.title == say("map.title", n=count(2), total=count(2), level=count(3))
    assert found.chart.levels == 6


def test_conditions_of_a_province_against_region_and_standard() -> None:
    view = view_by_hand()
    section = conditions_section(view, province(view, LONG_AN))
    profile = figure(section, "profile")
    assert profile.title == say("profile.title", province="Long An", n=count(1), total=count(2))
    assert isinstance(profile.chart, Profile)
    second = profile.chart.rows[1]
    assert [round(n or 0, 6) for n in (second.mark.value, second.region, second.low, second.high)] == [
        0.4,
        0.6,
        0.4,
        0.8,
    ]
    scores = columns(table(section, "conditions-table"), 1, 4, 6, 7, 8)
    assert scores[0] == (0.9375, 0.9375, None, 0.9375, 0.0)
    assert scores[1] == (0.4, 0.6, 0.4, 0.4, 0.25)
    assert columns(table(section, "next-level"), 1)[:2] == [(4.0,), (2.0,)]


def test_the_heat_map_has_a_row_for_a_province_and_its_mean_for_a_middle() -> None:
    found = table(conditions_heatmap(view_by_hand()), "condition-table")
    assert columns(found, 0, 1, 2, 4, 5) == [
        ("Tiền Giang", 0.9375, 0.8, 0.891667, 4.0),
        ("Long An", 0.9375, 0.4, 0.758333, 3.0),
    ]
    assert [round(row[2].middle or 0, 6) for row in found.rows] == [0.6, 0.6]


def test_facilities_by_level_by_type_and_one_by_one() -> None:
    section = facilities_section(view_by_hand(), LONG_AN)
    levels = figure(section, "levels")
    assert isinstance(levels.chart, Stack)
    assert [(row.counts, row.unknown) for row in levels.chart.rows] == [((0, 0, 0, 1, 1, 0), 1)]
    sure = say("levels.title", n=count(0), total=count(2), level=count(2))
    assert levels.title == say("tally.unknown", text=sure, n=count(1)), "80003 is at least at 1"
    assert columns(table(section, "facility-table"), 0, 4, 5)[:2] == [
        ("Facility 80002", 0.9375, 0.8),
        ("Facility 80001", 0.9375, 0.4),
    ]
    types = figure(facilities_section(view_by_hand(), TIEN_GIANG), "types")
    assert isinstance(types.chart, Swarm)
    assert [round(row.median or 0, 6) for row in types.chart.rows] == [0.825], (
        "of all five of the type, not of its own two"
    )


def test_where_nobody_answered_the_facilities_say_so_alone() -> None:
    section = facilities_section(view_by_hand(), "gso2004:83")
    assert section.blocks == (Paragraph(message=say("facilities.none")),)
    assert section.intro is None


def test_change_is_the_department_and_the_same_facilities_apart() -> None:
    """Before, the facilities' C2 was (0.3 + 0.7 + 0) / 3: the province's 0.1 + 0.25 = 0.35 and its overall
    score 2.225 / 3. Two of three facilities rose by 0.1: 3/4 of 0.2 / 3 = 0.05."""
    view = view_by_hand(earlier=True)
    own = province(view, LONG_AN)
    (section,) = change_section(view, own)
    moves = figure(section, "moves-figure").chart
    assert isinstance(moves, Moves)
    assert (round(moves.rows[0].before or 0, 6), round(moves.rows[0].now or 0, 6)) == (0.741667, 0.758333)
    rows = columns(table(section, "change-table"), 1, 2, 3, 4)
    assert rows[0] == (0.741667, 0.758333, 0.016667, 0.016667)
    assert (0.35, 0.4, 0.05, 0.05) in rows
    (regional,) = regional_change_section(view)
    assert columns(table(regional, "change-table"), 0, 1, 2) == [
        ("Tiền Giang", 0.866667, 0.891667),
        ("Long An", 0.741667, 0.758333),
    ]


def test_without_an_earlier_round_nothing_is_said_of_change() -> None:
    view = view_by_hand()
    own = province(view, LONG_AN)
    assert (change_section(view, own), regional_change_section(view), change_sentence(view, own)) == (
        (),
        (),
        (),
    )


def test_coverage_counts_who_answered_of_those_registered() -> None:
    view = view_by_hand()
    section = coverage_section(view, province(view, LONG_AN))
    answers = figure(section, "answers")
    assert answers.title == say("coverage.title", part=count(3), whole=count(4), share=percent(0.75))
    assert isinstance(answers.chart, Shares)
    assert [(row.part, row.whole) for row in answers.chart.rows] == [(3, 4)]
    regional = figure(regional_coverage_section(view), "answers")
    assert regional.title == say("coverage.title", part=count(5), whole=count(6), share=percent(5 / 6))
    view = view_by_hand(silent=True)
    silent = coverage_section(view, province(view, TIEN_GIANG))
    warned = [block.message for block in silent.blocks if isinstance(block, Paragraph)]
    assert say("flag.no_department") in warned


def test_findings_are_counted_and_the_rejected_named() -> None:
    def told(file: str, *codes: FindingCode) -> FileOutcome:
        found = tuple(finding(code, Place(file=file)) for code in codes)
        status: Status = "rejected" if "PASSWORD" in codes else "accepted_with_warnings"
        return FileOutcome(file=file, size=1, sha256=file * 8, status=status, findings=found)

    outcomes = (told("a", "READ_AS", "READ_AS"), told("b", "READ_AS", "MACROS"), told("c", "PASSWORD"))
    counted = findings_table(outcomes)
    assert columns(counted, 1, 2) == [(3.0, 2.0), (1.0, 1.0), (1.0, 1.0)]
    assert counted.title == say("findings.title", n=count(5))
    rejected = rejected_table(outcomes)
    assert columns(rejected, 0) == [("c",)]
    assert rejected.title == say("rejected.title", n=count(1))
    assert columns(files_table(outcomes, {"c" * 8}), 0, 1, 2, 3) == [
        ("a", say("cli:state.none"), 2.0, "a" * 8),
        ("b", say("cli:state.none"), 2.0, "b" * 8),
        ("c", say("cli:state.unusable", state=say("cli:state.returned")), 1.0, "c" * 8),
    ]


def test_the_method_names_the_rules_of_the_questionnaire() -> None:
    (said,) = (block for block in method_section(view_by_hand()).blocks if isinstance(block, Bullet))
    assert say("method.levels", top=count(5)) in said.messages
    assert say("method.missing.not_credited", least=percent(0.65)) in said.messages
    assert say("method.hidden", least=count(5)) not in said.messages
    (said,) = (b for b in method_section(view_by_hand(readers="public")).blocks if isinstance(b, Bullet))
    assert say("method.hidden", least=count(5)) in said.messages


def test_quality_grades_by_coverage_and_flags() -> None:
    """Nothing is flagged: 3 of 4 answers are a B (from 70 %), 2 of 2 an A (from 90 %)."""
    view = view_by_hand()
    grades = columns(table(regional_quality_section(view), "grades"), 0, 1, 2, 3)
    assert grades == [("Tiền Giang", "A", 1.0, 0.0), ("Long An", "B", 0.75, 0.0)]
    section = quality_section(view, province(view, LONG_AN))
    assert {block.id for block in section.blocks if not isinstance(block, Paragraph | Bullet)} == {
        "flags",
        "visits",
    }


def test_a_grade_says_which_of_its_parts_is_not_known() -> None:
    """No gate asks for evidence here; where nobody answered there is no form to look odd."""
    view = view_by_hand()
    told = quality_section(view, province(view, LONG_AN)).blocks[0]
    assert isinstance(told, Paragraph)
    assert told.message == say(
        "grade.sentence",
        grade="B",
        coverage=say("grade.coverage", share=percent(0.75)),
        flagged=say("grade.flagged", share=percent(0.0)),
        evidence=say("grade.evidence.unknown"),
    )


def test_robustness_ranks_the_provinces_under_every_rule() -> None:
    """Tiền Giang is ahead in C2 and nowhere behind, so no rule makes it second. Items that tell nobody apart
    give no alpha."""
    section = robustness_section(view_by_hand())
    moves = table(section, "moves")
    assert {rank for row in columns(moves, *range(1, len(moves.head)))[:1] for rank in row} == {1.0}
    assert columns(moves, 0, 1) == [("Tiền Giang", 1.0), ("Long An", 2.0)]
    scenarios = table(section, "scenarios")
    assert {most for (most,) in columns(scenarios, 1)} <= {0.0, 1.0}
    assert columns(table(section, "alpha"), 1, 3) == [(None, None)] * 3


def test_what_is_not_asked_is_unknown_in_every_province() -> None:
    view = view_by_hand()
    own = province(view, LONG_AN)
    proposed = table(proposals_section(view), "proposals")
    assert columns(proposed, 1, 2, 3, 4) == [(0.0, 0.0, 0.0, 2.0)] * 3
    systems = figure(systems_section(view, own), "systems")
    assert isinstance(systems.chart, Bullets)
    assert systems.chart.rows == ()
    assert systems.title == say("tally.nothing")
    assert columns(table(regional_systems_section(view), "systems-table"), 0) == [
        ("Tiền Giang",),
        ("Long An",),
    ]
    assert connection_figure(view, LONG_AN) == ()
    assert models_section(view, LONG_AN).blocks == (Paragraph(message=say("models.none")),)
    assert barriers_section(view, own) == ()
    assert regional_barriers_section(view) == ()


def test_the_plan_tells_what_facilities_and_the_department_owe() -> None:
    """A percentage goes up by quarters: C2.1.1 of 80001 and 80002, D2.1 from 0.4 to 0.5. A Department that is
    silent owes nothing that is known."""
    plan = table(actions_section(view_by_hand(), LONG_AN), "plan")
    assert {row[0].content for row in plan.rows} >= {"C2.1.1", "D2.1"}
    silent = table(actions_section(view_by_hand(silent=True), TIEN_GIANG), "plan")
    assert "D2.1" not in {row[0].content for row in silent.rows}


def test_the_gap_to_the_region_is_the_sum_of_its_conditions() -> None:
    """Long An is 0.758333, the mean 0.825: C2 alone is behind, by (0.6 - 0.4) / 3 = 0.066667."""
    view = view_by_hand()
    section = comparison_section(view, province(view, LONG_AN))
    gap = figure(section, "gap")
    assert gap.table is not None
    numbers = [
        round(cell.content.value, 6)
        for row in gap.table.rows
        for cell in row
        if isinstance(cell.content, Number) and cell.content.value is not None
    ]
    assert -0.066667 in numbers
