"""Rounds of 2023 to 2027, on the first version and on the newest: nothing in forms, reports, sheets and work
lists is told before it was issued, nor after it was over, and no province of another map."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel
from tests.report.shipped import FIRST, SECOND, shipped, shipped_round
from tests.report.words import voice

from dxassess.files.resources import resource_folder
from dxassess.forms.arrange import form_for
from dxassess.insight.analysis import Analysis, analyse
from dxassess.places.provinces import provinces, vintage_on
from dxassess.questionnaire.model import Text
from dxassess.render.voice import Voice
from dxassess.report.page.build import build_reports
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.people.worklist import work_list
from dxassess.report.value.model import Cell
from dxassess.report.value.words import Message

DAYS = ("2023-10-31", "2024-10-31", "2025-06-10", "2025-08-31", "2026-03-31", "2026-11-27", "2027-06-30")
COMING = {"vi": "có hiệu lực từ", "en": "in force from"}
NUMBER = re.compile(r"\b\d+/(20\d\d)/")
"""The number of an act with its year: 13/2025/TT-BYT."""

with (resource_folder("data") / "law.csv").open(encoding="utf-8", newline="") as stream:
    LAW = tuple(csv.DictReader(stream))


def said(value: object, voice_: Voice) -> Iterator[str]:
    """Every sentence, row and label of a report, one by one."""
    if isinstance(value, (Message, Text)):
        yield voice_.say(value)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from said(getattr(value, name), voice_)
    elif isinstance(value, tuple) and value and all(isinstance(cell, Cell) for cell in value):
        yield ", ".join(voice_.say(cell.content) for cell in value).replace("; ", ", ")
    elif isinstance(value, tuple):
        for part in value:
            yield from said(part, voice_)


def of_forms(version: str, day: str, language: str) -> Iterator[str]:
    for questionnaire in shipped(version):
        for kind in ("general_hospital", "commune_station")[: len(questionnaire.types) or 1]:
            prefill = {"type": kind} if questionnaire.types else {}
            form = form_for(questionnaire, language, prefill, day=day)
            for sheet in form.sheets:
                for line in sheet.lines:
                    yield from (line.text, line.help, line.proof, line.law, *line.options)


def of_reports(analysis: Analysis, language: str) -> Iterator[str]:
    for report in build_reports(analysis):
        yield from said(report, voice(language))
    for score in analysis.round.facilities[::5]:
        yield from said(facility_sheet(analysis, score), voice(language))
    for row in work_list(analysis, language).tasks:
        yield from (cell for cell in row if isinstance(cell, str))


def clauses(text: str) -> Iterator[str]:
    """A text may name several acts: each with what is said of it."""
    return iter(re.split(r"; |\. (?=[A-ZĐ])", text))


def check_law(text: str, day: str, language: str) -> None:
    for clause in clauses(text):
        for year in NUMBER.findall(clause):
            assert int(year) <= int(day[:4]), clause
        for act in LAW:
            number = re.search(r"\d+[/-][\w/-]*[A-ZĐ]\w*", act["title_vi"])
            if number is None or number[0] not in clause:
                continue
            assert day >= (act["issued"] or act["in_force_from"]), clause
            if day < act["in_force_from"]:
                assert COMING[language] in clause.lower(), clause
            assert not act["in_force_until"] or day <= act["in_force_until"], clause


def other_map(day: str) -> re.Pattern[str]:
    """The names that only the other map has."""
    own = {p.name for p in provinces() if p.vintage == vintage_on(day)}
    strange = {p.name for p in provinces()} - own
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(strange)))


@pytest.fixture(
    scope="module", params=[*((day, SECOND) for day in DAYS), (DAYS[0], FIRST), (DAYS[-1], FIRST)], ids=str
)
def told(request: pytest.FixtureRequest) -> tuple[str, dict[str, set[str]]]:
    day, version = request.param
    analysis = analyse(shipped_round(version, day, vintage=vintage_on(day), each=1))
    return day, {
        language: {*of_forms(version, day, language), *of_reports(analysis, language)}
        for language in ("vi", "en")
    }


def test_no_act_before_its_time_nor_after_it(told: tuple[str, dict[str, set[str]]]) -> None:
    day, texts = told
    for language, of_language in texts.items():
        for text in of_language:
            check_law(text, day, language)


def test_no_province_of_another_map(told: tuple[str, dict[str, set[str]]]) -> None:
    day, texts = told
    strange = other_map(day)
    for text in texts["vi"]:
        assert not strange.search(text), text


def test_something_was_said_of_the_law(told: tuple[str, dict[str, set[str]]]) -> None:
    """The tests above would pass on silence. The newest version names acts on every day."""
    _, texts = told
    assert any("54/2017/TT-BYT" in text for text in texts["vi"])


def test_regions_are_named_from_the_day_on_which_they_were_known() -> None:
    before, after = (
        build_reports(analyse(shipped_round(SECOND, day, each=1, provinces=("75", "79", "80"))))[0].subject
        for day in ("2025-09-30", "2025-10-31")
    )
    assert isinstance(before, Message)
    assert isinstance(after, Message)
    assert (before.key, after.key) == ("region.round", "region.southeast")
