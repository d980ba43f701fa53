"""The title of a chart says what the chart shows: every figure in it is counted again from what is drawn, in
all reports of the example, and worked out by hand where the round is small enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import fmean, median

import pytest
from tests.report.by_hand import LONG_AN, province
from tests.report.words import told

from dxassess.files.outputs import SAVED_FILE
from dxassess.report.data.saved import load_reports
from dxassess.report.sections.comparison import comparison_section
from dxassess.report.sections.conditions import conditions_section
from dxassess.report.sections.position import position_section, strip
from dxassess.report.value.charts import (
    Bullets,
    Dots,
    Ladder,
    Mark,
    Profile,
    Shares,
    Stack,
    Strip,
    Swarm,
    Tiles,
    Waterfall,
)
from dxassess.report.value.model import Figure, Report, Section
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View

NEAR = 1e-9
TOO_FEW = ("tally.one", "tally.nothing")


def facts(title: Message) -> dict[str, float]:
    """The figures of a title, also of one that adds how many are not known."""
    found = {name: fact.value for name, fact in title.facts if isinstance(fact, Number)}
    inner = [fact for name, fact in title.facts if name == "text" and isinstance(fact, Message)]
    return {**{name: value or 0.0 for name, value in found.items()}, **(facts(inner[0]) if inner else {})}


def counted(states: list[bool | None]) -> dict[str, float]:
    known = [state for state in states if state is not None]
    return {"n": sum(known), "total": len(known)}


def below_standard(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Profile)
    line = figure.chart.standard.value or 0.0
    values = [row.mark.value for row in figure.chart.rows]
    return counted([None if value is None else value < line - NEAR for value in values])


def at_the_level(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Ladder)
    standard = figure.chart.standard
    levels = [(row.level, row.least) for row in figure.chart.rows]
    return counted([None if n is None or (least and n < standard) else n >= standard for n, least in levels])


def met(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Bullets)
    pairs = [(row.value, row.target) for row in figure.chart.rows]
    return counted([None if v is None or t is None else v >= t - NEAR for v, t in pairs])


def both_ways(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Stack)
    return {"both": fmean(row.counts[-1] / sum(row.counts) for row in figure.chart.rows if sum(row.counts))}


def low_levels(figure: Figure) -> dict[str, float]:
    """Of a facility that may be at a higher level than is known, it may be known that it is not lower."""
    assert isinstance(figure.chart, Stack)
    said, rows = facts(figure.title), figure.chart.rows
    known, unknown = sum(sum(row.counts) for row in rows), sum(row.unknown for row in rows)
    assert known <= said["total"] <= known + unknown
    return {"n": sum(sum(row.counts[: int(said["level"])]) for row in rows)}


def answered(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Shares)
    part, whole = (sum(getattr(row, name) for row in figure.chart.rows) for name in ("part", "whole"))
    return {"part": part, "whole": whole, "share": part / whole}


def reached(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Tiles)
    standard = facts(figure.title)["level"]
    asked = [tile.level for tile in figure.chart.tiles if tile.asked]
    return counted([None if level is None else level >= standard for level in asked])


def higher_peers(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Dots)
    (own,) = (mark.value for mark in figure.chart.marks if mark.own)
    others = [mark.value for mark in figure.chart.marks if not mark.own]
    return counted([None if v is None or own is None else v > own for v in others])


def lowest_and_highest(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Strip)
    values = [mark.value for mark in figure.chart.marks if mark.value is not None]
    return {"low": min(values), "high": max(values)}


def mean_of_all(figure: Figure) -> dict[str, float]:
    assert isinstance(figure.chart, Dots)
    return {"mean": fmean(mark.value for mark in figure.chart.marks if mark.value is not None)}


def largest_part(figure: Figure) -> dict[str, float]:
    """The steps of each condition added up: what is printed as nothing is no step."""
    assert isinstance(figure.chart, Waterfall)
    parts: list[float] = []
    for row in figure.chart.rows:
        parts = [*parts, row.value] if row.group is not None else [*parts[:-1], parts[-1] + row.value]
    gap = (figure.chart.end.value or 0.0) - (figure.chart.start.value or 0.0)
    assert figure.title.key.startswith("gap.title.higher" if gap > 0 else "gap.title.lower")
    return {"gap": abs(gap), "part": max(parts) if gap > 0 else min(parts)}


COUNTED: dict[str, tuple[Callable[[Figure], dict[str, float]], float]] = {
    "profile": (below_standard, NEAR),
    "summary": (below_standard, NEAR),
    "ladder": (at_the_level, NEAR),
    "systems": (met, NEAR),
    "connections": (both_ways, NEAR),
    "levels": (low_levels, NEAR),
    "answers": (answered, NEAR),
    "map": (reached, NEAR),
    "peers": (higher_peers, NEAR),
    "strip": (lowest_and_highest, NEAR),
    "gap": (largest_part, 0.0011),
    **{f"condition-c{n}": (mean_of_all, NEAR) for n in range(1, 6)},
}
ELSEWHERE = {"types", "provinces", "barriers-figure"}


def figures(report: Report) -> Iterator[Figure]:
    blocks = [block for section in (*report.sections, *report.annex) for block in section.blocks]
    yield from (block for block in (report.position, *blocks) if isinstance(block, Figure))


@pytest.fixture(scope="module")
def reports(example_reports: Path) -> tuple[Report, ...]:
    return load_reports((example_reports / SAVED_FILE).read_bytes(), path=SAVED_FILE).reports


@pytest.fixture(scope="module")
def told_figures(reports: tuple[Report, ...]) -> list[tuple[str, Figure]]:
    return [(report.stem, figure) for report in reports for figure in figures(report)]


def test_every_title_is_checked(told_figures: list[tuple[str, Figure]]) -> None:
    assert {figure.id for _, figure in told_figures} == COUNTED.keys() | ELSEWHERE


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_a_title_counts_what_is_drawn(name: str, told_figures: list[tuple[str, Figure]]) -> None:
    count_again, near = COUNTED[name]
    found = [(stem, figure) for stem, figure in told_figures if figure.id == name]
    assert found
    for stem, figure in found:
        drawn, said = count_again(figure), facts(figure.title)
        if figure.title.key in TOO_FEW:
            assert drawn["total"] < 2, stem
        else:
            assert {fact: said[fact] for fact in drawn} == pytest.approx(drawn, abs=near), stem


def test_facilities_below_the_median_of_their_type_are_below_it(
    told_figures: list[tuple[str, Figure]],
) -> None:
    swarms = [figure.chart for _, figure in told_figures if figure.id == "types"]
    scores: dict[object, list[float]] = {}
    for row in (row for swarm in swarms if isinstance(swarm, Swarm) for row in swarm.rows):
        scores.setdefault(row.label, []).extend(mark.value for mark in row.marks if mark.value is not None)
    for stem, figure in told_figures:
        if figure.id == "types" and isinstance(figure.chart, Swarm):
            states = [
                None if mark.value is None else mark.value < median(scores[row.label])
                for row in figure.chart.rows
                for mark in row.marks
                if len(scores[row.label]) >= 5
            ]
            said = facts(figure.title)
            assert {name: said[name] for name in ("n", "total")} == counted(states), stem


def test_provinces_clearly_apart_are_those_in_the_groups_apart(
    told_figures: list[tuple[str, Figure]],
) -> None:
    for stem, figure in told_figures:
        if figure.id != "provinces" or not isinstance(figure.chart, Dots) or not figure.chart.headings:
            continue
        labels = [heading.label for heading in figure.chart.headings]
        sizes = {label.key: facts(label)["n"] for label in labels if isinstance(label, Message)}
        apart = sizes.get("group.higher", 0) + sizes.get("group.lower", 0)
        said = facts(figure.title)
        assert (said["n"], said["total"]) == (apart, apart + sizes.get("group.similar", 0)), stem


def test_barriers_of_the_title_lie_above_the_others(told_figures: list[tuple[str, Figure]]) -> None:
    for stem, figure in told_figures:
        if figure.id != "barriers-figure" or not isinstance(figure.chart, Dots):
            continue
        named = [mark for mark in figure.chart.marks if mark.own]
        assert (figure.title.key == "barriers.title.beside") == bool(named), stem
        assert all((mark.low or 0.0) > 0 for mark in named), stem
        assert all(name_of(mark) in told(figure.title) for mark in named), stem


def name_of(mark: Mark) -> str:
    assert isinstance(mark.label, Message)
    (barrier,) = (fact for name, fact in mark.label.facts if name == "barrier")
    assert isinstance(barrier, Message)
    return told(barrier)


def titles(*parts: Section | Figure) -> dict[str, str]:
    blocks = [block for part in parts for block in (part.blocks if isinstance(part, Section) else (part,))]
    return {block.id: told(block.title) for block in blocks if isinstance(block, Figure)}


def test_of_a_round_computed_by_hand(small: View) -> None:
    """Long An: C1 0.9375, level 4, and C2 0.4, level 2; overall 0.758333 of a mean of 0.825, all of it by C2,
    (0.4 - 0.6) / 3 = -0.0667. Tiền Giang: 0.891667. The standard is 0.6 and level 3."""
    own = province(small, LONG_AN)
    said = titles(
        strip(small, None),
        position_section(small, own),
        conditions_section(small, own),
        comparison_section(small, own),
    )
    assert said["strip"] == "Scores from 75.8 (Long An) to 89.2 (Tiền Giang)"
    assert said["profile"] == "Long An: one of 2 conditions is below the standard"
    assert said["ladder"] == "1 of 2 conditions has reached level 3 or more"
    assert said["gap"] == "Long An is 6.7 points below the mean, most of all in two (−6.7)"
