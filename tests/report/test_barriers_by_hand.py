"""What a report says of the three barriers (tests/report/workshop.py).

Severity = 1 - mean score of the barrier's answered items, by facility, then 0.6 a + 0.4 b over the types
heard.

leadership      Long An    a (0 + 0 + 1 + 1 + 1) / 5 = 0.6, b 1             0.36 + 0.4 = 0.76
                Tiền Giang a (0 + 1) / 2                                    0.5
                Bến Tre    a 1, b 0                                         0.6
infrastructure  Long An    a (0 + 0.2 + 0.8 + 0.6 + 1) / 5 = 0.52, b 0.4    0.312 + 0.16 = 0.472
                Tiền Giang a (0.2 + 0.8) / 2                                0.5
                Bến Tre    a 0.5 (82 left a blank), b 0.3                   0.3 + 0.12 = 0.42
fragmentation   Long An    a (0 + 0.375 + 1 + 0.5 + 0.875) / 5              0.55 (b: blank, not asked)
                Tiền Giang a (0 + 0.875) / 2                                0.4375
                Bến Tre    nothing but blanks                               not known
"""

from __future__ import annotations

import pytest
from tests.report.by_hand import columns, figure, province, table, values
from tests.report.words import printed, told
from tests.report.workshop import BEN_TRE, LONG_AN, TIEN_GIANG, TRA_VINH, workshop_round

from dxassess.insight.analysis import analyse
from dxassess.report.page.build import build_reports
from dxassess.report.page.regional.barriers import regional_barriers_section
from dxassess.report.sections.barriers import barriers_section, regional_severity, worst_barrier
from dxassess.report.value.charts import Dots
from dxassess.report.value.model import Figure, Section
from dxassess.report.value.say import say
from dxassess.report.view import View


def section_of(view: View, key: str) -> Section:
    (found,) = barriers_section(view, province(view, key))
    return found


def regional_section(view: View) -> Section:
    (found,) = regional_barriers_section(view)
    return found


def drawn(found: Figure) -> list[tuple[object, float | None]]:
    assert isinstance(found.chart, Dots)
    return values(found.chart.marks)


def test_each_barrier_stands_beside_the_mean_of_the_other_provinces(workshop: View) -> None:
    """The others' means: (0.5 + 0.6) / 2 = 0.55, (0.5 + 0.42) / 2 = 0.46, 0.4375; the heaviest first."""
    found = figure(section_of(workshop, LONG_AN), "barriers-figure")
    rows = [(told(label, "en"), value) for label, value in drawn(found)]  # type: ignore[arg-type] # messages
    assert rows == [
        ("Leadership lags behind (76.0; elsewhere 55.0)", 0.21),
        ("Systems fragmented, not connected (55.0; elsewhere 43.8)", 0.1125),
        ("Infrastructure and equipment not assured (47.2; elsewhere 46.0)", 0.012),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Nặng hơn các tỉnh khác: Lãnh đạo chưa theo kịp yêu cầu chuyển đổi số"),
        ("en", "Heavier here than elsewhere: Leadership lags behind"),
    ],
)
def test_the_title_names_what_is_clearly_heavier(workshop: View, language: str, words: str) -> None:
    found = figure(section_of(workshop, LONG_AN), "barriers-figure")
    assert told(found.title, language) == words


def test_what_facilities_say_is_a_statement_with_what_comes_next(workshop: View) -> None:
    """Leasing: 4 of 6 do not. Posts: 5 of 6 are short of all. Warehouse: 2 of 4 have option 0."""
    rows = printed(table(section_of(workshop, LONG_AN), "barriers-said"), "vi")
    assert [row[1] for row in rows] == [
        "4 trong 6 cơ sở chưa đạt mức đề ra: question C1.3.3",
        "5 trong 6 cơ sở chưa đạt mức đề ra: question C2.2.2",
        "2 trong 4 cơ sở: 0",
        "1 trong 5 cơ sở: 0",
    ]


def test_of_two_that_are_as_severe_the_first_is_named(workshop: View) -> None:
    """Tiền Giang: leadership and infrastructure are both 0.5."""
    worst = worst_barrier(workshop, TIEN_GIANG)
    assert worst is not None
    assert (worst.tag, worst.facilities) == ("leadership", 2)
    assert round(worst.severity or 0.0, 6) == 0.5


def test_what_nobody_answered_is_a_dash_and_no_barrier(workshop: View) -> None:
    numbers = figure(section_of(workshop, BEN_TRE), "barriers-figure").table
    assert numbers is not None
    assert columns(numbers, 0, 1)[2] == (say("barrier.fragmentation"), None)
    assert len(drawn(figure(section_of(workshop, BEN_TRE), "barriers-figure"))) == 2
    silent = section_of(workshop, TRA_VINH)
    assert [value for _, value in drawn(figure(silent, "barriers-figure"))] == [None] * 3
    assert figure(silent, "barriers-figure").title == say("barriers.title.none")
    assert table(silent, "barriers-by-type").rows == ()
    assert table(silent, "barriers-items").rows == ()


def test_by_type_with_how_many_answered(workshop: View) -> None:
    by_type = table(section_of(workshop, LONG_AN), "barriers-by-type")
    assert printed(by_type, "vi") == [
        ["type a", "60,0", "52,0", "55,0", "5"],
        ["type b", "100,0", "40,0", "–", "1"],
    ]


def test_the_weakest_items_behind_each_barrier(workshop: View) -> None:
    """Leasing: 2 of 6. Posts: (1 + 0.8 + 0.2 + 0.4 + 0 + 0.6) / 6 = 0.5. Warehouse: (1 + 0.25 + 0 + 0) / 4 =
    0.3125, below HIS-LIS: (1 + 1 + 0 + 0.5 + 0.25) / 5 = 0.55. Whoever left a blank is not among them."""
    found = table(section_of(workshop, LONG_AN), "barriers-items")
    assert columns(found, 0, 1, 3, 4) == [
        (say("barrier.leadership"), "C1.3.3", 0.333333, 6.0),
        (say("barrier.infrastructure"), "C2.2.2", 0.5, 6.0),
        (say("barrier.fragmentation"), "C3.7.6", 0.3125, 4.0),
        (say("barrier.fragmentation"), "C3.7.1", 0.55, 5.0),
    ]


def test_what_those_who_overcame_leadership_have_in_place(workshop: View) -> None:
    """80001, 80002, 82001, 83003 lease; 7 do not. In place is a score of 0.8. HIS-LIS: 3 of 3 against 0 of 4
    of the others (80003, 80004, 80005, 82002 answered). Posts: 3 of 4 (83003 has 70 %) against 0 of 6.
    Warehouse: 2 of 3 against 0 of 3. Health records would be 2 of 3 against 1 of 4: the fourth."""
    found = table(section_of(workshop, LONG_AN), "practices")
    mine = [row for row in columns(found, 0, 1, 3, 4, 5, 6) if row[0] == say("barrier.leadership")]
    assert [row[1:] for row in mine] == [
        ("C3.7.1", 1.0, 3.0, 0.0, 4.0),
        ("C2.2.2", 0.75, 4.0, 0.0, 6.0),
        ("C3.7.6", 0.666667, 3.0, 0.0, 3.0),
    ]


def test_every_province_in_the_order_of_the_scores(workshop: View) -> None:
    found = table(regional_section(workshop), "barrier-table")
    severities = {row[0]: row[1:] for row in columns(found, 0, 1, 3, 5)}
    assert severities == {
        "Long An": (0.76, 0.472, 0.55),
        "Tiền Giang": (0.5, 0.5, 0.4375),
        "Bến Tre": (0.6, 0.42, None),
        "Trà Vinh": (None, None, None),
    }
    assert printed(found)[-1] == ["Trà Vinh", *["–"] * 6]


def test_the_public_sees_no_severity_of_few(open_workshop: View) -> None:
    """Tiền Giang and Bến Tre are hidden; in Long An type b is one facility, and type a alone would give it
    away. Of the warehouse 4 answered; 80001 and 80002 overcame leadership, 4 did not."""
    regional = table(regional_section(open_workshop), "barrier-table")
    assert {row[0]: row[1] for row in printed(regional, "vi")} == {
        "Long An": "76,0",
        "Trà Vinh": "–",
    }
    section = section_of(open_workshop, LONG_AN)
    assert printed(table(section, "barriers-by-type")) == [
        ["type a", "left out", "left out", "left out", "5"],
        ["type b", "left out", "left out", "left out", "1"],
    ]
    assert [row[3:] for row in printed(table(section, "barriers-items"))] == [
        ["33.3", "6"],
        ["50.0", "6"],
        ["left out", "4"],
        ["55.0", "5"],
    ]
    practices = [row[3:] for row in printed(table(section, "practices")) if row[1] == "C2.2.2"]
    assert practices[0] == ["left out", "2", "left out", "4"], "of Long An alone"


def test_the_region_names_the_barrier_with_the_highest_mean(workshop: View) -> None:
    assert round(regional_severity(workshop, "leadership") or 0.0, 6) == 0.62
    region = build_reports(workshop.analysis)[0]
    barrier = told(say("barrier.leadership"), "vi")
    assert told(region.questions[2].text, "vi").endswith(f"Rào cản nặng nhất: {barrier} (62 trên thang 100).")


def test_where_no_barrier_is_asked_the_region_names_none(small: View) -> None:
    region = build_reports(small.analysis)[0]
    assert region.questions[2].mark != say("plain", text="–")
    assert "barrier" not in told(region.questions[2].text)


def test_where_nobody_answered_the_region_names_no_barrier_and_no_weakest_condition() -> None:
    """The barriers are asked about; nothing has come yet."""
    nothing = workshop_round().model_copy(update={"facilities": (), "departments": ()})
    region = build_reports(analyse(nothing))[0]
    assert told(region.questions[0].text) == told(say("question.unknown"))
    assert told(region.questions[2].text) == told(say("question.unknown"))
    assert told(region.headline, "vi").endswith(": chưa đủ số liệu để kết luận")
    assert told(region.headline, "en").endswith(": too little data for a conclusion")


def test_a_table_of_the_region_is_called_by_its_barriers(workshop: View) -> None:
    """Six barriers stand in two tables: whoever hears their names must be able to tell them apart."""
    found = table(regional_section(workshop), "barrier-table")
    assert found.title is not None
    for language in ("vi", "en"):
        title = told(found.title, language)
        for tag in ("leadership", "infrastructure", "fragmentation"):
            assert told(say(f"barrier.{tag}"), language) in title
