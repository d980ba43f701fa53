"""A form says the law of the day of its round under the questions that rest on it."""

from __future__ import annotations

import pytest
from tests.report.shipped import FIRST, SECOND, shipped

from dxassess.forms.arrange import form_for
from dxassess.intake.matching.issued import index_issued


def under(code: str, kind: str, day: str | None, language: str = "en", version: str = SECOND) -> str:
    asked = next(q for q in shipped(version) if q.respondent == "facility")
    form = form_for(asked, language, {"type": kind}, day=day)
    (line,) = (line for sheet in form.sheets for line in sheet.lines if line.code == code)
    return line.law.partition(": ")[2]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-10-31", "Circular 46/2018/TT-BYT on electronic medical records."),
        ("2025-06-05", "Circular 46/2018/TT-BYT on electronic medical records."),
        ("2025-06-06", "Circular 13/2025/TT-BYT on electronic medical records, in force from 21 Jul 2025."),
        ("2025-09-30", "Circular 13/2025/TT-BYT on electronic medical records, due by 30 Sep 2025."),
        (
            "2025-10-01",
            "Circular 13/2025/TT-BYT on electronic medical records, due by 30 Sep 2025, which has passed.",
        ),
    ],
)
def test_a_hospitals_electronic_records(day: str, said: str) -> None:
    assert under("C3.4.1", "general_hospital", day) == said


def test_a_station_has_its_own_deadline_and_a_gap_has_no_law() -> None:
    said = "Thông tư 13/2025/TT-BYT, Điều 4 khoản 2b, hạn 31/12/2026."
    assert under("C3.4.5", "commune_station", "2026-11-27", "vi") == said
    assert under("C3.4.5", "commune_station", "2025-06-01", "vi") == ""
    assert under("C3.9.1", "general_hospital", "2026-07-15") == ""  # one decree over, the next not issued


def test_the_day_of_the_version_where_the_round_has_none() -> None:
    assert under("C3.4.5", "commune_station", None) == under("C3.4.5", "commune_station", "2026-11-27")


def test_the_old_version_names_no_law() -> None:
    assert under("C3.4.1", "general_hospital", "2026-11-27", version=FIRST) == ""


@pytest.mark.parametrize("day", ["2024-10-31", "2025-06-10", "2026-11-27", "2027-06-30"])
@pytest.mark.parametrize("kind", ["general_hospital", "health_centre", "commune_station"])
def test_what_a_form_of_any_day_says_of_the_law_is_no_mark_beside_an_answer(kind: str, day: str) -> None:
    asked = next(q for q in shipped(SECOND) if q.respondent == "facility")
    index = index_issued(asked)
    lines = [
        line
        for language in ("vi", "en")
        for sheet in form_for(asked, language, {"type": kind}, day=day).sheets[1:]
        for line in sheet.lines
        if line.law
    ]
    assert lines
    for line in lines:
        assert index.judge(line.code, f"{line.text}\n{line.small}").standing == "same"
        assert index.judge(line.code, f"{line.text}\n{line.small} X").standing == "longer"
