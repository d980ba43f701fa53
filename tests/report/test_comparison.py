"""What a report says of differences, of trust and of other rules is what the statistics found."""

from __future__ import annotations

from itertools import chain

import pytest
from tests.statistics.invent import invent

from dxassess.insight.analysis import analyse
from dxassess.report.page.regional.robustness import robustness_section
from dxassess.report.sections.comparison import comparison_section
from dxassess.report.sections.quality import quality_section, regional_quality_section
from dxassess.report.value.charts import Waterfall
from dxassess.report.value.model import Figure, Section, Table
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View
from dxassess.round.round import Round
from dxassess.statistics.quality import Flag
from dxassess.wording.wording import wording


def view_of(round_: Round) -> View:
    return View(analysis=analyse(round_))


def table(section: Section, name: str) -> Table:
    figures = [block.table for block in section.blocks if isinstance(block, Figure) and block.table]
    tables = chain((block for block in section.blocks if isinstance(block, Table)), figures)
    return next(found for found in tables if found.id == name)


def numbers(found: Table, column: int) -> list[float | None]:
    contents = [row[column].content for row in found.rows]
    return [content.value for content in contents if isinstance(content, Number)]


@pytest.mark.parametrize("seed", [1, 4, 7])
def test_the_parts_printed_sum_to_the_gap_printed(seed: int) -> None:
    view = view_of(invent(seed))
    for own in view.analysis.provinces:
        section = comparison_section(view, own)
        figures = [block for block in section.blocks if isinstance(block, Figure) and block.id == "gap"]
        if own.overall.score is None:
            assert not figures
            continue
        (figure,) = figures
        chart = figure.chart
        assert isinstance(chart, Waterfall)
        gap = own.overall.score - (view.analysis.region_mean("overall") or 0.0)
        assert (chart.end.value or 0.0) - (chart.start.value or 0.0) == pytest.approx(gap, abs=1e-9)
        # What would be printed as nothing in a condition is no step.
        assert sum(row.value for row in chart.rows) == pytest.approx(gap, abs=0.0005 * len(own.conditions))
        assert all(chart.low <= end <= chart.high for end in (chart.start.value, chart.end.value) if end)
        *parts, total = (sum(n or 0.0 for n in row) for row in _rows(table(section, "gap-table")))
        assert sum(parts) == pytest.approx(total, abs=1e-9)


def _rows(found: Table) -> list[list[float | None]]:
    return [[cell.content.value for cell in row if isinstance(cell.content, Number)] for row in found.rows]


def test_mix_and_performance_are_split_by_the_types_that_there_are() -> None:
    view = view_of(invent(3))
    found = table(comparison_section(view, view.analysis.provinces[0]), "mix")
    assert sum(share or 0.0 for share in numbers(found, 1)) == pytest.approx(1.0)
    assert sum(share or 0.0 for share in numbers(found, 2)) == pytest.approx(1.0)


def test_a_type_that_exists_and_sent_nothing_has_no_share() -> None:
    view = view_of(invent(3))
    province = view.analysis.provinces[0]
    coverage = tuple(each.model_copy(update={"accepted": 0}) for each in province.coverage_by_type[:1])
    silent = province.model_copy(update={"coverage_by_type": (*coverage, *province.coverage_by_type[1:])})
    shares = numbers(table(comparison_section(view, silent), "mix"), 1)
    assert silent.unheard
    assert shares.count(None) == len(silent.unheard)


def test_every_flag_is_printed_with_its_facts_and_the_grade_follows_them() -> None:
    round_ = invent(5)
    view = view_of(round_)
    key = view.analysis.provinces[0].key
    file, other = (score.file for score in view.round.facilities_of(key)[:2])
    flags = (
        Flag(kind="twins", file=file, facts=(other, 40, 40)),
        Flag(kind="straight_lining", file=file, facts=(1, 30, 30)),
        Flag(kind="implausible", file=file, facts=("C1.1.1", 140.0, 100.0)),
        Flag(kind="implausible", file=file, facts=("it_staff", 9.0, 3.0)),
        Flag(kind="evidence", file=file, facts=(9, 9)),
        Flag(kind="stale", file=file, facts=("2023-01-01", "2023-09-01")),
    )
    view.analysis.__dict__["flags"] = flags
    section = quality_section(view, view.analysis.provinces[0])
    assert len(table(section, "flags").rows) == len(flags)
    said = [wording("report", "en"), wording("report", "vi")]
    for message in (row[3].content for row in table(section, "flags").rows):
        assert isinstance(message, Message)
        assert all(words.text(message.key, **dict.fromkeys(dict(message.facts), "?")) for words in said)
    grades = table(regional_quality_section(view), "grades")
    assert len(grades.rows) == len(view.analysis.provinces)


def test_visits_are_reasoned_and_a_fifth_is_chance() -> None:
    view = view_of(invent(6))
    found = table(quality_section(view, view.analysis.provinces[0]), "visits")
    reasons = [row[3].content for row in found.rows]
    assert len(reasons) >= 3
    assert any(isinstance(reason, Message) and reason.key == "visit.random" for reason in reasons)


def test_other_rules_name_every_province_once() -> None:
    view = view_of(invent(2))
    section = robustness_section(view)
    moves = table(section, "moves")
    assert len(moves.rows) == len(view.analysis.provinces)
    # Declared, equal weights, geometric, the other policy, departments out and alone, and each of three
    # conditions dropped.
    assert len(moves.head) == 1 + 6 + 3
    scored = sum(own.overall.score is not None for own in view.analysis.provinces)
    ranks = [rank for rank in numbers(moves, 1) if rank is not None]
    assert sorted(ranks) == [float(n) for n in range(1, scored + 1)]
