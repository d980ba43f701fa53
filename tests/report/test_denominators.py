"""Every "k of n" counts in n those of whom the thing is known and shown: what once contradicted itself where
provinces are silent, hidden or without their Department's form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reference.by_hand import facility, line, made

from dxassess.frozen import Frozen
from dxassess.insight.analysis import analyse
from dxassess.report.page.build import build_reports
from dxassess.report.sections.position import province_table
from dxassess.report.value.charts import Dots, Strip
from dxassess.report.value.model import Figure, Readers, Report
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View
from dxassess.round.round import Round
from dxassess.wording.languages import catalogue

SOURCE = Path(__file__).parents[2] / "src"
REGISTERED = ("80", "82", "83", "84", "86", "87", "89", "91", "92", "93", "94", "95", "96")
HEARD = {
    "80": (100, 90, 95, 85, 100, 90),
    "82": (70, 80, 60, 75, 65),
    "83": (10,),
    "84": (30, 20, 25, 35),
}
"""The second condition of the facilities that answered; the others' provinces have one that is silent."""
AUDIENCES: tuple[Readers, ...] = ("department", "public")


def country(*, departments: bool = False) -> Round:
    """Thirteen provinces, four of which answered; with `departments` Long An's alone sent a form."""
    files = [
        facility(f"{place}{n:03}", "a", score, place)
        for place, scores in HEARD.items()
        for n, score in enumerate(scores)
    ]
    lines = [
        line(f"{place}{n:03}", "a", place) for place in REGISTERED for n in range(len(HEARD.get(place, (0,))))
    ]
    return made(files, lines, with_department=departments)


def region(readers: Readers, *, departments: bool = False) -> Report:
    return build_reports(analyse(country(departments=departments)), readers)[0]


def messages(value: object) -> Iterator[Message]:
    """All messages in a report, those within others too."""
    if isinstance(value, Message):
        yield value
    if isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from messages(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from messages(part)


def facts(report: Report, key: str) -> dict[str, object]:
    """The numbers of the one message of this key."""
    (found,) = {message for message in messages(report) if message.key == key}
    return {name: fact.value for name, fact in found.facts if isinstance(fact, Number)}


def shown(readers: Readers) -> int:
    return 4 if readers == "department" else 2


@pytest.mark.parametrize("readers", AUDIENCES)
def test_who_did_not_answer_is_not_told_as_not_distinguishable(readers: Readers) -> None:
    report = region(readers)
    lead = next(one for one in messages(report) if one.key in ("lead.region", "lead.region.clear"))
    told = {name: fact.value for name, fact in lead.facts if isinstance(fact, Number)}
    assert sum(value or 0 for name, value in told.items()) == shown(readers)
    assert facts(report, "lead.region.unknown")["n"] == len(REGISTERED) - 4


@pytest.mark.parametrize("readers", AUDIENCES)
def test_a_mean_is_of_so_many_provinces_as_have_a_score(readers: Readers) -> None:
    assert facts(region(readers), "headline.region")["n"] == shown(readers)
    assert facts(region(readers), "stat.mean.note")["n"] == shown(readers)


@pytest.mark.parametrize("readers", AUDIENCES)
def test_page_one_and_the_map_count_the_same_provinces_at_a_level(readers: Readers) -> None:
    """Long An is at level 4 or above, Tiền Giang at 3; of the nine nobody knows."""
    report = region(readers)
    lead, title = facts(report, "lead.levels"), facts(report, "map.title")
    assert (lead["n"], lead["total"]) == (title["n"], title["total"]) == (2, shown(readers))


@pytest.mark.parametrize("readers", AUDIENCES)
def test_who_differs_is_counted_among_those_that_are_drawn(readers: Readers) -> None:
    report = region(readers)
    told = facts(report, "provinces.title")
    drawn = next(
        block.chart
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Figure) and block.id == "provinces"
    )
    assert isinstance(drawn, Dots)
    assert told["total"] == sum(mark.value is not None for mark in drawn.marks) == shown(readers)


@pytest.mark.parametrize("readers", AUDIENCES)
def test_each_dot_is_one_of_the_dots_that_there_are(readers: Readers) -> None:
    report = region(readers)
    assert report.position is not None
    assert isinstance(report.position.chart, Strip)
    dots = sum(mark.value is not None for mark in report.position.chart.marks)
    assert facts(report, "strip.sub")["n"] == dots == shown(readers)


@pytest.mark.parametrize("readers", AUDIENCES)
def test_the_facilities_part_stands_for_as_many_provinces_as_have_one(readers: Readers) -> None:
    """Twelve Departments are silent, in nine provinces so is everybody else."""
    view = View(analysis=analyse(country(departments=True)), readers=readers)
    note = province_table(view, None).note
    assert note is not None
    told = {name: fact.value for name, fact in note.facts if isinstance(fact, Number)}
    assert (told["silent"], told["n"]) == (shown(readers) - 1 + 9, shown(readers) - 1)


def test_a_public_copy_says_how_many_are_left_out() -> None:
    assert facts(region("public"), "lead.hidden")["n"] == 2
    assert "lead.hidden" not in [one.key for one in region("department").lead]


@pytest.mark.parametrize("readers", AUDIENCES)
def test_nothing_counts_more_than_there_are(readers: Readers) -> None:
    for report in build_reports(analyse(country()), readers):
        for message in messages(report):
            told = {name: fact.value for name, fact in message.facts if isinstance(fact, Number)}
            for part, whole in (("n", "total"), ("part", "whole")):
                assert (told.get(part) or 0) <= (told.get(whole, told.get(part)) or 0), message


def test_every_sentence_of_k_of_n_is_counted_in_one_place() -> None:
    """Messages that name `total` are said by a Tally alone."""
    said = catalogue("report", "en")
    pattern = re.compile(r'\bsay\(\s*"([a-z_.]+)"')
    source = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
    keys = {key for text in source for key in pattern.findall(text) if said.gettext(key) != key}
    assert len(keys) > 200
    assert not {key for key in keys if " of {total}" in said.ngettext(key, key + "#", 2)}
