"""What others than the department may read: nothing of single facilities or small groups, and nothing that
contradicts the department's own copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from tests.statistics.invent import invent

from dxassess.assess import publish
from dxassess.errors import DxassessError
from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import analyse
from dxassess.render.edition import Edition
from dxassess.report.page.build import build_reports
from dxassess.report.page.round_index import index_report
from dxassess.report.sections.actions import QUARTER_TABLES
from dxassess.report.value.model import Cell, Figure, Readers, Report, Table
from dxassess.report.value.say import say
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View
from dxassess.round.round import Round
from dxassess.statistics.gap import like_for_like
from dxassess.statistics.province_score import ProvinceScore

OTHERS: tuple[Readers, ...] = ("facility", "public")
WITH_SMALL_PROVINCES = 4
HIDDEN = say("hidden")
THE_DEPARTMENTS_OWN = {
    "types",
    "needs-help",
    "near-level",
    "can-share",
    "learn",
    "facility-table",
    "replication",
    "flags",
    "visits",
    "rejected",
    "findings",
    "files",
    "movers",
}
"""Single facilities, their files, doubts about their answers, and whom to visit (method.md §7)."""
THE_OTHERS_OWN = {"reached", "patients", "exchange", "open-models", "law"}
"""What is told to others than the department in words of its own."""


def reports_of(round_: Round, readers: Readers) -> tuple[Report, ...]:
    return build_reports(analyse(round_), readers)


def floats(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from floats(part)


def figures_of(province: ProvinceScore) -> Iterator[float]:
    for node in (province.overall, *province.conditions):
        yield from (one for one in (node.score, node.facility.score, node.low, node.high) if one)


def tables(report: Report) -> dict[str, Table]:
    """By name. The plan's steps are numbered in the list that these readers see, and a quarter may hold none
    of them: they are one table, without the numbers."""
    blocks = [block for section in (*report.sections, *report.annex) for block in section.blocks]
    inner = [block.table for block in blocks if isinstance(block, Figure) and block.table]
    found = {table.id: table for table in (*inner, *(b for b in blocks if isinstance(b, Table)))}
    quarters = [found.pop(name) for name in QUARTER_TABLES if name in found]
    if quarters:
        steps = tuple(row[1:] for quarter in quarters for row in quarter.rows)
        found["quarters"] = quarters[0].model_copy(update={"rows": steps})
    return found


def agree(row: tuple[Cell, ...], other: tuple[Cell, ...]) -> bool:
    pairs = zip(row, other, strict=True)
    return all(mine.content in (HIDDEN, theirs.content) for mine, theirs in pairs)


@pytest.mark.parametrize("readers", OTHERS)
@pytest.mark.parametrize("seed", range(6))
def test_no_single_facility_is_named(seed: int, readers: Readers) -> None:
    round_ = invent(seed)
    reports = reports_of(round_, readers)
    for report in (*reports, index_report(reports)):
        said = report.model_dump_json()
        assert not [score.code for score in round_.facilities if f'"{score.code}' in said]
        assert ".xlsx" not in said


@pytest.mark.parametrize("readers", get_args(Readers))
def test_the_printed_index_repeats_what_the_reports_open_with(readers: Readers) -> None:
    reports = reports_of(invent(WITH_SMALL_PROVINCES), readers)
    index = index_report(reports)
    (table,) = tables(index).values()
    told = {
        str(row[-1].content): row[1].content.value for row in table.rows if isinstance(row[1].content, Number)
    }
    assert told == {report.stem: report.summary.score for report in reports}
    assert index.readers == readers


@pytest.mark.parametrize("readers", OTHERS)
def test_the_figures_of_a_small_province_are_in_no_report(readers: Readers) -> None:
    round_ = invent(WITH_SMALL_PROVINCES)
    analysis = analyse(round_)
    view = View(analysis=analysis, readers=readers)
    small = view.small_provinces
    few = {p.key for p in analysis.provinces if p.coverage.accepted < 5}
    assert few < small, "another one goes with it"
    reports = reports_of(round_, readers)
    told = {round(number, 12) for report in reports for number in floats(report.model_dump())} - {0.0, 1.0}
    for province in (p for p in analysis.provinces if p.key in small):
        assert not {round(number, 12) for number in figures_of(province)} & told
    for province in view.analysis.provinces:
        assert {round(number, 12) for number in figures_of(province)} & told
    assert sum(report.headline.key == "headline.withheld" for report in reports) == len(small)


@pytest.mark.parametrize("seed", range(6))
def test_the_means_of_small_types_are_in_no_report(seed: int) -> None:
    round_ = invent(seed)
    view = View(analysis=analyse(round_), readers="public")
    told = {round(n, 12) for report in reports_of(round_, "public") for n in floats(report.model_dump())}
    sizes = {
        (p.key, type_): sum(s.province == p.key and s.type == type_ for s in round_.facilities)
        for p in view.analysis.provinces
        for type_ in view.round.types
    }
    assert {key for key, size in sizes.items() if 0 < size < 5} <= view.small_types
    for province in view.analysis.provinces:
        alike = like_for_like(view.analysis.panel, province.key)
        for type_ in alike.types if alike else ():
            if (province.key, type_.type) in view.small_types and type_.mean not in (None, 0.0, 1.0):
                assert round(type_.mean or 0.0, 12) not in told


@pytest.mark.parametrize("readers", OTHERS)
@pytest.mark.parametrize("seed", [0, WITH_SMALL_PROVINCES])
def test_what_is_shown_is_what_the_department_sees(seed: int, readers: Readers) -> None:
    """What the department sees of the provinces that are told of: the others are in none of these figures."""
    round_ = invent(seed)
    view = View(analysis=analyse(round_), readers=readers)
    own = {report.stem: report for report in reports_of(view.round, "department")}
    compared = 0
    for part in reports_of(round_, readers):
        if part.headline.key == "headline.withheld":
            continue
        whole = tables(own[part.stem])
        shared = {name: table for name, table in tables(part).items() if name not in THE_OTHERS_OWN}
        for name, table in shared.items():
            for row in table.rows:
                hidden = HIDDEN in [cell.content for cell in row] and name == "province-table"
                assert hidden or any(agree(row, theirs) for theirs in whole[name].rows), (name, row)
                compared += len(row)
        assert part.headline == own[part.stem].headline
        if part.kind == "province":
            assert part.summary == own[part.stem].summary
    assert compared > 40


def named_blocks(report: Report) -> dict[str, Table | Figure]:
    blocks = [block for section in (*report.sections, *report.annex) for block in section.blocks]
    return {block.id: block for block in blocks if isinstance(block, Table | Figure)}


@pytest.mark.parametrize("seed", range(6))
def test_every_block_says_for_whom_it_is(seed: int) -> None:
    """What names a single facility, by code, name or file, is the department's alone; a new block that does
    not say it is of groups must be put on the list, or it would vanish from the others' reports unseen."""
    round_ = invent(seed)
    names = {name for score in round_.facilities for name in (score.code, score.file) if name}
    kept = set()
    for report in reports_of(round_, "department"):
        for name, block in named_blocks(report).items():
            said = block.model_dump_json()
            assert not (block.of_groups and [one for one in names if f'"{one}"' in said]), name
            kept |= set() if block.of_groups else {name}
    assert kept <= THE_DEPARTMENTS_OWN


@pytest.mark.parametrize("readers", OTHERS)
@pytest.mark.parametrize("seed", range(6))
def test_others_see_the_blocks_of_groups_and_the_sentences(seed: int, readers: Readers) -> None:
    for report in reports_of(invent(seed), readers):
        assert all(block.of_groups for block in named_blocks(report).values())
        assert not THE_DEPARTMENTS_OWN & named_blocks(report).keys()
        assert all(section.blocks for section in (*report.sections, *report.annex))


def test_the_department_sees_everything() -> None:
    for report in reports_of(invent(WITH_SMALL_PROVINCES), "department"):
        cells = [cell for table in tables(report).values() for row in table.rows for cell in row]
        assert HIDDEN not in [cell.content for cell in cells]
        assert {"files", "facility-table", "flags"} & tables(report).keys()


@pytest.mark.parametrize("readers", get_args(Readers))
def test_what_a_point_leads_to_is_there(readers: Readers) -> None:
    for report in reports_of(invent(0), readers):
        sections = {section.id for section in report.sections}
        assert {point.section for point in (*report.points, *report.actions)} <= sections
        assert {question.section for question in report.questions} <= sections
        assert all(isinstance(section.title, Message) for section in report.sections)


def test_reports_for_others_do_not_join_those_of_the_department(tmp_path: Path) -> None:
    analysis = analyse(invent(WITH_SMALL_PROVINCES))
    own = Edition(out=tmp_path / "own", languages=("vi",), templates=shipped_templates())
    publish(analysis, own)
    public = own.model_copy(update={"out": tmp_path / "open", "readers": "public"})
    publish(analysis, public)
    (form, *_) = [score.file for score in analysis.round.facilities]
    assert form in (tmp_path / "own" / "run.json").read_text(encoding="utf-8")
    assert form not in (tmp_path / "open" / "run.json").read_text(encoding="utf-8")
    page = (tmp_path / "open" / "region.vi.html").read_text(encoding="utf-8")
    assert "Bản công khai" in page
    with pytest.raises(DxassessError) as problem:
        publish(analysis, own.model_copy(update={"readers": "public"}))
    assert problem.value.key == "report.other_readers"
    publish(analysis, public)
