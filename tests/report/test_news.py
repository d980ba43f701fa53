"""What is new since the last publication: from the lines that both opened with, and kept while nothing is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.report.by_hand import view_by_hand
from tests.report.words import told

from dxassess.questionnaire.model import Text
from dxassess.report.page.build import build_reports
from dxassess.report.page.news import with_news
from dxassess.report.value.model import Report


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return build_reports(view_by_hand().analysis)


def changed(reports: Sequence[Report], stem: str, **changes: object) -> tuple[Report, ...]:
    """`reports` with another line of one of them."""
    return tuple(
        report.model_copy(update={"summary": report.summary.model_copy(update=changes)})
        if report.stem == stem
        else report
        for report in reports
    )


def news(reports: Sequence[Report], before: Sequence[Report], language: str = "en") -> list[str]:
    region = with_news(reports, before)[0]
    assert region.kind == "region"
    return [told(message, language) for message in region.news]


def test_in_the_first_publication_nothing_is_new(reports: tuple[Report, ...]) -> None:
    assert with_news(reports, ()) == reports


def test_another_round_is_no_last_publication(reports: tuple[Report, ...]) -> None:
    other = Text(vi="Vòng khác", en="Another round")
    before = [report.model_copy(update={"round": other}) for report in reports]
    assert with_news(reports, before) == reports


def test_what_moved_is_told_as_it_is_printed(reports: tuple[Report, ...]) -> None:
    before = changed(reports, "80-long-an", score=0.7, level=2, answered=1)
    (line,) = news(reports, before)
    assert line.startswith("Long An: answers 1 → ")
    assert "overall score 70.0 → 75.8" in line
    assert line.endswith("level 2 → 3.")
    assert news(reports, before, "vi")[0].startswith("Long An: phiếu 1 → ")


def test_less_than_a_tenth_of_a_point_did_not_move(reports: tuple[Report, ...]) -> None:
    before = changed(reports, "80-long-an", score=0.75832)
    assert news(reports, before) == ["Answers, scores and levels of the provinces are unchanged."]


def test_the_unknown_is_not_told_as_a_figure(reports: tuple[Report, ...]) -> None:
    unknown = changed(reports, "80-long-an", score=None, level=None)
    assert news(reports, unknown) == ["Long An: now has an overall score: 75.8."]
    assert news(unknown, reports) == ["Long An: no longer has enough data for an overall score."]


def test_who_joined_or_left_is_named(reports: tuple[Report, ...]) -> None:
    fewer = reports[:-1]
    name = str(reports[-1].subject)
    assert news(reports, fewer) == [f"Reported for the first time: {name}."]
    assert news(fewer, reports) == [f"No longer in this publication: {name}."]


def test_what_was_new_stays_while_nothing_changes(reports: tuple[Report, ...]) -> None:
    first = with_news(reports, changed(reports, "80-long-an", answered=1))
    assert first[0].news
    assert with_news(reports, first) == first
