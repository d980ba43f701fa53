"""The tile map and page one of everybody else: what hidden provinces show (tests/report/workshop.py).

Scores of Long An and Tiền Giang only: Bến Tre and Trà Vinh have no Department's form.
"""

from __future__ import annotations

import pytest
from tests.report.by_hand import figure, province, table, values, view_by_hand
from tests.report.words import printed, told
from tests.report.workshop import BEN_TRE, LONG_AN, TIEN_GIANG, TRA_VINH

from dxassess.report.page.build import build_reports
from dxassess.report.sections.map import map_figure
from dxassess.report.sections.position import position_section, strip
from dxassess.report.value.charts import Strip, Tile, Tiles
from dxassess.report.value.say import count, say
from dxassess.report.view import View


def tiles(view: View, key: str | None = None) -> dict[str, Tile]:
    (found,) = map_figure(view, None if key is None else province(view, key))
    assert isinstance(found.chart, Tiles)
    return {told(tile.label): tile for tile in found.chart.tiles}


def test_a_province_without_a_score_is_asked_and_has_none(workshop: View) -> None:
    shown = tiles(workshop)
    assert {name for name, tile in shown.items() if tile.asked} == {
        "Long An",
        "Tiền Giang",
        "Bến Tre",
        "Trà Vinh",
    }
    assert shown["Trà Vinh"].value is None
    assert shown["Long An"].value is not None


def test_those_around_are_on_the_map_and_not_in_the_round(workshop: View) -> None:
    shown = tiles(workshop, LONG_AN)
    around = [tile for tile in shown.values() if not tile.asked]
    assert around
    assert {(tile.value, tile.level, tile.own) for tile in around} == {(None, None, False)}
    assert [name for name, tile in shown.items() if tile.own] == ["Long An"]
    places = [(tile.column, tile.row) for tile in shown.values()]
    assert len(set(places)) == len(places)
    assert (min(c for c, _ in places), min(r for _, r in places)) == (0, 0)


def test_the_public_sees_neither_tone_nor_count_of_a_hidden_province(open_workshop: View) -> None:
    """Of Long An and Trà Vinh, which are shown, Long An does not reach level 3 and of Trà Vinh nobody knows:
    what the two hidden ones do is not told."""
    shown = tiles(open_workshop)
    assert {name for name, tile in shown.items() if tile.value is not None} == {"Long An"}
    assert shown["Tiền Giang (left out)"].level is None
    (found,) = map_figure(open_workshop, None)
    assert found.title == say("tally.one"), "of one that is known nothing is counted"


def test_the_map_of_a_round_counts_who_reaches_the_standard(small: View) -> None:
    (found,) = map_figure(small, None)
    assert told(found.title, "vi") == "2 trong 2 tỉnh, thành phố đạt mức 3 trở lên"


def test_the_public_reads_no_number_of_a_hidden_province_in_the_position(open_workshop: View) -> None:
    section = position_section(open_workshop, province(open_workshop, LONG_AN))
    rows = {row[0]: row[1:] for row in printed(table(section, "province-table"), "vi")}
    assert rows["Tiền Giang"] == [*["ẩn"] * 7, "2/2"]
    assert rows["Bến Tre"] == [*["ẩn"] * 7, "3/3"]
    assert rows["Trà Vinh"][0] == "–"
    chart = strip(open_workshop, province(open_workshop, LONG_AN)).chart
    assert isinstance(chart, Strip)
    assert [name for name, value in values(chart.marks) if value is not None] == ["Long An"]


@pytest.mark.parametrize("key", [TIEN_GIANG, BEN_TRE])
def test_a_hidden_province_gets_a_page_that_says_why(workshop: View, key: str) -> None:
    name = {TIEN_GIANG: "Tiền Giang", BEN_TRE: "Bến Tre"}[key]
    (page,) = [report for report in build_reports(workshop.analysis, "public") if report.subject == name]
    why = "số liệu không được công bố, để không lộ kết quả của một nhóm nhỏ cơ sở"
    assert told(page.headline, "vi") == f"{name}: {why}"
    assert told(page.headline, "en").startswith(f"{name}: ")
    assert [section.id for section in page.sections] == ["trust"]
    assert (page.summary.score, page.summary.level) == (None, None)
    assert (page.points, page.actions) == ((), ())


def test_the_lowest_and_highest_score_are_of_the_provinces_shown(open_workshop: View) -> None:
    region = build_reports(open_workshop.analysis, "public")[0]
    (spread,) = [stat for stat in region.stats if stat.label.key == "stat.spread"]
    assert (told(spread.value, "vi"), told(spread.value, "en")) == ("–", "–"), "Long An's alone is no spread"


def test_the_province_table_reads_as_it_is_printed(small: View) -> None:
    """0.891667 and 0.758333, of 2 of 2 and 3 of 4; Departments 0.8 and 0.4."""
    rows = printed(table(position_section(small, None), "province-table"), "vi")
    assert [(row[0], row[1], row[5], row[6], row[8]) for row in rows] == [
        ("Tiền Giang", "89,2", "4", "80,0", "2/2"),
        ("Long An", "75,8", "3", "40,0", "3/4"),
    ]


def test_one_without_a_department_has_no_score_no_rank_and_bounds(workshop: View) -> None:
    rows = {row[0]: row[1:] for row in printed(table(position_section(workshop, None), "province-table"))}
    assert (rows["Bến Tre"][0], rows["Bến Tre"][3], rows["Bến Tre"][5]) == ("–", "–", "–")
    assert rows["Bến Tre"][1] != "–"
    assert rows["Trà Vinh"][1] == "0.0–100.0"
    found = figure(position_section(workshop, province(workshop, TRA_VINH)), "provinces")
    title = dict(found.title.facts)
    assert (dict(title["text"].facts)["total"], title["n"]) == (count(2), count(2))  # type: ignore[union-attr] # a message


def test_one_province_alone_has_no_map_and_no_rank() -> None:
    view = view_by_hand(alone=True)
    assert map_figure(view, None) == ()
    (own,) = view.analysis.provinces
    section = position_section(view, own)
    assert [block.id for block in section.blocks] == ["provinces", "province-table"]  # type: ignore[union-attr] # no sentence
    assert [row[4] for row in printed(table(section, "province-table"))] == ["–"]
