"""A questionnaire may have other levels than 0-5: they are counted, named and shaded as far as they go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.scoring.small import questionnaire, text
from tests.statistics.test_score_provinces import LONG_AN, listing, outcome, register

from dxassess.files.staging import staged
from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import analyse
from dxassess.render.edition import Edition
from dxassess.render.publish import stage_reports
from dxassess.report.page.build import build_reports
from dxassess.report.page.questions import questions
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.sections.facilities import levels_figure
from dxassess.report.value.charts import Stack
from dxassess.report.value.say import count, say
from dxassess.report.view import View
from dxassess.round.round import build_round
from dxassess.round.settings import Settings
from dxassess.wording.wording import wording

AT_LEAST = (0.0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95)
SHARES = (10.0, 80.0, 90.0, 100.0)
"""The percentage of C2, weight 1. C1, weight 2, is 93.75 everywhere: ((0.5 + 3) / 4 + 1) / 2. So the overall
scores are 65.8, 89.2, 92.5 and 95.8: levels 4, 6, 6 and 7. At 10 % C2 is on level 1, and the overall level is
at most one above: 2."""


@pytest.fixture(scope="module")
def view() -> View:
    asked = questionnaire(
        levels=[{"level": n, "at_least": t, "name": text(f"L{n}")} for n, t in enumerate(AT_LEAST)],
        standard_level=5,
    )
    heard = [outcome(f"0000{n}", "a", share) for n, share in enumerate(SHARES)]
    round_ = build_round(
        heard,
        questionnaires=(asked,),
        settings=Settings(vintage="gso2004"),
        register=listing(register(a=4), tuple(heard)),
    )
    return View(analysis=analyse(round_))


@pytest.mark.parametrize("key", [LONG_AN, None])
def test_every_facility_is_counted_at_its_level(view: View, key: str | None) -> None:
    figure = levels_figure(view, key)
    assert isinstance(figure.chart, Stack)
    (row,) = figure.chart.rows
    assert row.counts == (0, 0, 1, 0, 0, 0, 2, 1)
    assert row.unknown == 0
    assert figure.title == say("levels.title", n=count(1), total=count(4), level=count(4))
    assert figure.sub == say("levels.sub", top=count(7))


def test_the_level_is_told_of_the_highest(view: View) -> None:
    (own,) = view.analysis.provinces
    assert own.overall.level is not None
    told = say("stat.level.value", level=count(own.overall.level), top=count(7))
    assert dict(questions(view, own)[0].text.facts)["level"] == told
    best = next(score for score in view.round.facilities if score.overall.level == 7)
    level = next(
        stat for stat in facility_sheet(view.analysis, best).stats if stat.label == say("stat.level")
    )
    assert level.value == say("stat.level.value", level=count(7), top=count(7))
    assert level.note == say("stat.level.note", standard=count(5))


def test_reports_show_levels_above_five(view: View, tmp_path: Path) -> None:
    reports = build_reports(view.analysis)
    edition = Edition(languages=("en",), templates=shipped_templates(), out=tmp_path)
    with staged(tmp_path) as stage:
        stage_reports(stage, edition, reports)
    page = (tmp_path / "80-long-an-annex.en.html").read_text(encoding="utf-8")
    assert "Facilities at each maturity level, 0–7, by type" in page
    assert 'class="lv m7"' in page
    assert re.search(r'class="m7 seg"', page)
    assert re.search(r"\.m7\{fill:", page)
    assert ".lv.m7{background" in page
    assert "–5" not in re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)


def test_conditions_are_counted_and_no_department_is_told_of(view: View) -> None:
    (report,) = (one for one in build_reports(view.analysis) if one.kind == "province")
    section = next(one for one in report.sections if one.id == "conditions")
    assert section.intro is not None
    assert section.title.facts == (("n", count(3)),)
    sentences = {
        language: wording("report", language).text(section.intro.key, n=3) for language in ("vi", "en")
    }
    assert sentences["vi"].startswith("3 điều kiện")
    assert sentences["en"].startswith("The 3 conditions")
    assert "Sở" not in sentences["vi"]
    assert "Department" not in sentences["en"]
