"""The total band on page one, floor and ceiling and the tipping point behind it, in words."""

from __future__ import annotations

import pytest
from tests.report.by_hand import LONG_AN, TIEN_GIANG, figure, province, table, view_by_hand
from tests.report.words import WORD_JOINER, printed, told, voice

from dxassess.cli.tables.explanation import print_explanation
from dxassess.files.templates import shipped_templates
from dxassess.insight.explanation_province import explain_province
from dxassess.render.charts.axis import range_of
from dxassess.render.letter_file import letter_file
from dxassess.report.page.build import build_reports
from dxassess.report.page.headline import lead
from dxassess.report.page.questions import questions
from dxassess.report.page.regional.robustness import robustness_section
from dxassess.report.people.letters import circular
from dxassess.report.sections.conditions import conditions_section
from dxassess.report.sections.position import position_section, strip
from dxassess.report.sections.sources import coverage_section
from dxassess.report.value.charts import Dots, Mark, Profile, Strip
from dxassess.report.value.model import Paragraph, Report


def test_page_one_prints_the_total_band_in_whole_points_and_no_interval() -> None:
    view = view_by_hand()
    own = province(view, LONG_AN)
    assert own.overall.band is not None
    low, high = told(questions(view, own)[0].mark, "vi").replace("\u2060", "").split("–")
    assert int(low) <= 100 * own.overall.band.low < int(low) + 1
    assert int(high) - 1 < 100 * own.overall.band.high <= int(high)
    sentences = [told(sentence, "en") for sentence in lead(view, own)]
    assert any("self-reported and have not been verified" in sentence for sentence in sentences)


def test_floor_ceiling_and_tipping_point_are_told() -> None:
    """Long An: 80004 is silent, of C1 (weight 2) and C2 (weight 1). C1 is 3/4 x 0.9375 at the least, so the
    floor is (2 x 0.703125 + 0.1 + 0.75 x 0.3) / 3 = 0.577083; at the most C1 is 0.953125 and C2 0.1 +
    0.75 x (0.4 + 0.8 + 1 + 1) / 4 = 0.7: 0.86875."""
    view = view_by_hand()
    section = coverage_section(view, province(view, LONG_AN))
    said = [told(block.message, "en") for block in section.blocks if isinstance(block, Paragraph)]
    assert any("57.7" in one and "86.9" in one for one in said), said
    assert any(one.startswith(("The level would be", "Whatever the silent")) for one in said)


def test_charts_draw_the_total_band_that_is_printed() -> None:
    """Page one has one range of the score, in the same whole points in its numbers and its picture."""
    view = view_by_hand()
    own = province(view, LONG_AN)
    assert own.overall.band is not None
    ends = (own.overall.band.low, own.overall.band.high)
    one, all_, profile = (
        found.chart
        for found in (
            strip(view, own),
            figure(position_section(view, own), "provinces"),
            figure(conditions_section(view, own), "profile"),
        )
    )
    assert isinstance(one, Strip)
    assert isinstance(all_, Dots)
    assert isinstance(profile, Profile)
    assert (one.ends, all_.ends, profile.ends) == ("band", "band", "band")
    for chart in (one, all_):
        (mark,) = [mark for mark in chart.marks if mark.own]
        assert (mark.low, mark.high) == ends
    bands = [node.band for node in own.conditions]
    assert [(row.mark.low, row.mark.high) for row in profile.rows] == [
        (band.low, band.high) if band else (None, None) for band in bands
    ]


def test_a_band_is_drawn_outwards_to_whole_points() -> None:
    mark = Mark(label="", value=0.5, low=0.4321, high=0.5678)
    assert range_of(mark, "band") == (0.43, 0.57)
    assert range_of(mark, "interval") == (0.4321, 0.5678)
    assert range_of(mark.model_copy(update={"high": None}), "band") is None


def test_a_level_that_may_be_higher_is_at_least_that_in_tables_and_the_index() -> None:
    """Tiền Giang's Department is silent: no score, and the level is that of the lower bound."""
    view = view_by_hand(silent=True)
    rows = {row[0]: row for row in printed(table(position_section(view, None), "province-table"))}
    assert province(view, TIEN_GIANG).overall.level_is_least
    assert rows["Tiền Giang"][5].startswith("at least ")
    (report,) = [one for one in build_reports(view.analysis) if one.subject == "Tiền Giang"]
    assert isinstance(report, Report)
    assert (report.summary.ends, report.summary.level_is_least) == ("band", True)


def test_the_circular_prints_the_total_band() -> None:
    view = view_by_hand()
    own = province(view, LONG_AN)
    written = circular(view.analysis, own)
    assert own.overall.band is not None
    assert (written.low, written.high) == (own.overall.band.low, own.overall.band.high)
    assert letter_file(written, language="vi", template_folder=shipped_templates())


def test_explain_names_both_ranges(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXASSESS_LANG", "en")
    monkeypatch.setenv("COLUMNS", "300")
    view = view_by_hand()
    print_explanation(explain_province(view.analysis, province(view, LONG_AN)))
    first = capsys.readouterr().out.splitlines()[0]
    assert "total band: " in first
    assert "95% interval: " in first


def test_the_annex_of_the_region_tells_what_the_silent_could_change() -> None:
    """Long An's floor and ceiling are worked out above; everybody of Tiền Giang answered and so nothing can
    change, and no level or place either."""
    view = view_by_hand()
    rows = {row[0]: row for row in printed(table(robustness_section(view), "silent"))}
    assert rows["Long An"][3] == "57.7–86.9"
    assert rows["Tiền Giang"][3] == "89.2"
    assert rows["Tiền Giang"][4:6] == ["–", "–"]
    tipping = province(view, LONG_AN).tipping
    means = (tipping.level_up, tipping.level_down, tipping.place_up, tipping.place_down)
    assert rows["Long An"][4:] == [
        voice("en").quantity(mean, "score").replace(WORD_JOINER, "") for mean in means
    ]
