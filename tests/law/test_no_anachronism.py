"""Rounds of 2023 to 2027, on the first version and on the newest: nothing in forms, reports, the index,
copies for others, sheets, letters and lists is told before it was issued, nor after it was over, no draft of
an act, and no province of another map."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import pytest
from pydantic import BaseModel
from tests.report.shipped import FIRST, SECOND, shipped, shipped_round
from tests.report.words import voice

from dxassess.files.resources import resource_folder
from dxassess.forms.arrange import form_for
from dxassess.insight.analysis import Analysis, analyse
from dxassess.law.acts import acts
from dxassess.places.provinces import provinces, vintage_on
from dxassess.questionnaire.model import Text
from dxassess.render.voice import Voice
from dxassess.report.page.build import build_reports, overview_report
from dxassess.report.page.round_index import index_report
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.people.letters import letters
from dxassess.report.people.worklist import work_list
from dxassess.report.value.model import Cell, Readers
from dxassess.report.value.words import Message
from dxassess.wording.languages import LANGUAGES

READERS: tuple[Readers, ...] = ("department", "facility", "public")
DAYS = ("2023-10-31", "2024-10-31", "2025-06-10", "2025-08-31", "2026-03-31", "2026-11-27", "2027-06-30")
COMING = {"vi": "có hiệu lực từ", "en": "in force from"}
NUMBER = re.compile(r"\b\d+/(20\d\d)/")
"""The number of an act with its year: 13/2025/TT-BYT."""
BARE = re.compile(
    r"(?:Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Công văn|sửa đổi bởi|thay thế"
    r"|Law|Decree|Resolution|Circular|Decision|Directive|amended by|amending|repealed by)s?"
    r"((?:,| và| and|;)? \d+(?![\d/.,]\d)\S*)+"
)
"""Acts called by their numbers alone, one or several: Quyết định 4750, 3176."""
DRAFT = re.compile(
    r"dự thảo (?:\(|năm|luật|nghị|thông|quyết định|sửa)"
    r"|\ba draft \(|draft (?:of 20|law|decree|circular|decision|amend)",
    re.IGNORECASE,
)
"""A draft of an act; drafts of plans and directives are what a Department writes."""
TOLD_DAY = re.compile(r"\b(\d\d?)/(\d\d?)/(20\d\d)\b|\b(20\d\d-\d\d-\d\d)\b")

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
    reports = [build_reports(analysis, readers) for readers in READERS]
    for report in (*chain(*reports), *map(index_report, reports), overview_report(analysis)):
        yield from said(report, voice(language))
    for letter in letters(analysis, [])[::5]:
        yield from said(letter, voice(language))
    for score in analysis.round.facilities[::5]:
        yield from said(facility_sheet(analysis, score), voice(language))
    for row in work_list(analysis, language).tasks:
        yield from (cell for cell in row if isinstance(cell, str))


def clauses(text: str) -> Iterator[str]:
    """A text may name several acts: each with what is said of it."""
    return iter(re.split(r"; |\. (?=[A-ZĐ])", text))


def number_of(act: dict[str, str]) -> str:
    """Its number as acts are quoted, 13/2025/TT-BYT; "" where it has none."""
    found = re.search(r"\d+[/-][\w/-]*[A-ZĐ]\w*", act["title_vi"])
    return found[0] if found else ""


def issued(act: dict[str, str]) -> str:
    return act["issued"] or act["in_force_from"]


def days_in(text: str) -> list[str]:
    """The days that a text names, as ISO days."""
    named = TOLD_DAY.findall(text)
    return [iso or f"{year}-{int(month):02}-{int(day):02}" for day, month, year, iso in named]


def told_too_early(text: str, day: str) -> list[str]:
    """What nobody could tell on a day: drafts of acts, and acts called by a number that none bore yet."""
    numbers = {number for told in BARE.finditer(text) for number in re.findall(r"\d+", told[0])}
    since = {n: [issued(act) for act in LAW if number_of(act).split("/")[0] == n] for n in numbers}
    return [
        *(draft[0] for draft in DRAFT.finditer(text)),
        *(number for number, days in since.items() if days and min(days) > day),
    ]


def check_law(text: str, day: str, language: str) -> None:
    for clause in clauses(text):
        for year in NUMBER.findall(clause):
            assert int(year) <= int(day[:4]), clause
        assert not told_too_early(clause, day), clause
        for act in LAW:
            if not (number := number_of(act)) or number not in clause:
                continue
            assert day >= issued(act), clause
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


@pytest.mark.parametrize("act", LAW, ids=lambda act: act["id"])
def test_what_is_told_of_an_act_was_known_then(act: dict[str, str]) -> None:
    """As worded at its issue, and anew from the day of each change: no draft, no later act by its number
    alone, no day after its own end before that has come."""
    told = acts()[act["id"]]
    ends = told.until or "9999-12-30"
    over_from = (date.fromisoformat(ends) + timedelta(days=1)).isoformat()
    for day in (issued(act), *(wording.since for wording in told.later)):
        for language in LANGUAGES:
            text = told.what_on(day)[language]
            assert not told_too_early(text, day)
            assert day > ends or not [when for when in days_in(text) if when > over_from], text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thông tư 48/2017/TT-BYT, dự thảo (đến ngày 07/10/2026) yêu cầu trong 3 giờ", "2026-11-27"),
        ("Quyết định 130/QĐ-BYT, định dạng XML (sửa đổi bởi 4750, 3176, 1931)", "2023-10-31"),
        ("Decision 130/QĐ-BYT, insurance XML (amended by Decision 4750)", "2023-10-31"),
        ("Nghị định 331/2026/NĐ-CP", "2023-10-31"),
    ],
)
def test_what_was_told_too_early_is_found(text: str, day: str) -> None:
    with pytest.raises(AssertionError):
        check_law(text, day, "en" if text.startswith("Decision") else "vi")


def test_what_is_told_of_an_act_changes_from_the_day_of_the_change() -> None:
    format_ = acts()["QD-130-2023-BYT"]
    told = [format_.what_on(day)["vi"] for day in ("2023-10-31", "2024-07-01", "2026-06-30", "2026-11-27")]
    assert ["4750" in text for text in told] == [False, True, True, True]
    assert ["1931" in text for text in told] == [False, False, False, True]


def test_regions_are_named_from_the_day_on_which_they_were_known() -> None:
    before, after = (
        build_reports(analyse(shipped_round(SECOND, day, each=1, provinces=("75", "79", "80"))))[0].subject
        for day in ("2025-09-30", "2025-10-31")
    )
    assert isinstance(before, Message)
    assert isinstance(after, Message)
    assert (before.key, after.key) == ("region.round", "region.southeast")
