"""The tables for other programs hold what the hand computes (tests/report/by_hand.py).

Long An in C2: floor and ceiling take 80004, who is silent, at 0 and 1, and 80003's blank with it:
0.25 x 0.4 + 0.75 x (0.4 + 0.8 + 0 + 0) / 4 = 0.325 and 0.1 + 0.75 x (0.4 + 0.8 + 1 + 1) / 4 = 0.7. In C1,
which the Department has no part in: 3 x 0.9375 / 4 = 0.703125 and (3 x 0.9375 + 1) / 4 = 0.953125. Overall,
C1 twice: (2 x 0.703125 + 0.325) / 3 = 0.577083 and (2 x 0.953125 + 0.7) / 3 = 0.86875.
"""

from __future__ import annotations

import pytest
from tests.report.by_hand import LONG_AN, TIEN_GIANG, view_by_hand
from tests.report.workshop import workshop_round

from dxassess.insight.analysis import analyse
from dxassess.report.data.dataset import dataset
from dxassess.report.data.results import results
from dxassess.report.data.scores import SCORE_HEAD, score_rows
from dxassess.report.data.table import DataTable, DataValue
from dxassess.report.view import View


@pytest.fixture(scope="module")
def tables(small: View) -> dict[str, DataTable]:
    return {table.name: table for table in dataset(small.analysis, "vi")}


def rows(of: DataTable, /, *names: str, **where: DataValue) -> list[tuple[DataValue, ...]]:
    """These columns of the rows in which columns hold the values of `where`, to six decimals."""
    chosen = zip(*(of.values(name) for name in names), strict=True)
    held = zip(*(of.values(name) for name in where), strict=True)
    return [
        tuple(round(cell, 6) if isinstance(cell, float) else cell for cell in row)
        for row, own in zip(chosen, held, strict=True)
        if own == tuple(where.values())
    ]


def test_facilities_have_their_score_or_none(tables: dict[str, DataTable]) -> None:
    found = rows(tables["facilities"], "code", "answer", "score", "low", "high", "level", province=LONG_AN)
    assert found == [
        ("80001", "received", 0.758333, 0.758333, 0.758333, 3),
        ("80002", "received", 0.891667, 0.891667, 0.891667, 4),
        ("80003", "received", 0.625, 0.625, 0.958333, 1),
        ("80004", "not_received", None, None, None, None),
    ]


def test_conditions_say_why_there_is_no_score(tables: dict[str, DataTable]) -> None:
    """80003 left C2 blank: bounds 0 to 1. C3 is not for type a: there are no bounds either."""
    found = rows(tables["conditions"], "condition", "state", "score", "low", "high", code="80003")
    assert found == [
        ("C1", "scored", 0.9375, 0.9375, 0.9375),
        ("C2", "missing", None, 0.0, 1.0),
        ("C3", "not_applicable", None, None, None),
    ]


def test_items_keep_what_was_answered(tables: dict[str, DataTable]) -> None:
    """A choice by its code, a percentage as a number too; a blank is empty. 95 of 95 % is full."""
    found = rows(tables["items"], "item", "state", "answer", "number", "score", code="80001")
    assert found == [
        ("C1.1.1", "scored", "1", None, 0.5),
        ("C1.1.2", "scored", "95", 95.0, 1.0),
        ("C1.2.1", "scored", "yes", None, 1.0),
        ("C1.2.2", "scored", "yes", None, 1.0),
        ("C2.1.1", "scored", "40", 40.0, 0.4),
        ("C3.1.1", "not_applicable", None, None, None),
    ]
    (blank,) = rows(tables["items"], "state", "answer", "number", "score", code="80003", item="C2.1.1")
    assert blank == ("missing", None, None, None)


def test_indicators_are_the_means_of_their_items(tables: dict[str, DataTable]) -> None:
    """C1.1: (0.5 + 3 x 1) / 4."""
    found = rows(tables["indicators"], "indicator", "score", code="80001")
    assert found == [("C1.1", 0.875), ("C1.2", 1.0), ("C2.1", 0.4), ("C3.1", None)]


def test_a_province_has_its_score_and_every_end_of_it(tables: dict[str, DataTable]) -> None:
    ends = ("node", "score", "low", "high", "score_floor", "score_ceiling", "level")
    found = rows(tables["provinces"], *ends, province=LONG_AN)
    assert found == [
        ("overall", 0.758333, 0.758333, 0.841667, 0.577083, 0.86875, 3),
        ("C1", 0.9375, 0.9375, 0.9375, 0.703125, 0.953125, 4),
        ("C2", 0.4, 0.4, 0.65, 0.325, 0.7, 2),
        ("C3", None, None, None, None, None, None),
    ]
    who = ("rank", "accepted", "registered", "coverage", "strangers", "confidence", "flags")
    assert rows(tables["provinces"], *who, province=TIEN_GIANG, node="overall") == [
        (1, 2, 2, 1.0, 0, "A", None)
    ]
    parts = ("facility_score", "department_score", "department_share")
    assert rows(tables["provinces"], *parts, province=LONG_AN, node="C2") == [(0.4, 0.4, 0.25)]


def test_without_a_department_the_score_is_empty_and_its_rank_too() -> None:
    found = {table.name: table for table in dataset(view_by_hand(silent=True).analysis, "vi")}
    wanted = ("score", "rank", "department_score", "facility_score")
    (row,) = rows(found["provinces"], *wanted, province=TIEN_GIANG, node="C2")
    assert row == (None, None, None, 0.8)
    (low, high) = rows(found["provinces"], "low", "high", province=TIEN_GIANG, node="C2")[0]
    assert (low, high) == (0.6, 0.85), "0.75 x 0.8, and a quarter more"


def test_a_stratum_counts_who_answered_and_who_is_credited(tables: dict[str, DataTable]) -> None:
    """C2 of type a in Long An: (0.4 + 0.8 + 0) / 3, at most (0.4 + 0.8 + 1) / 3; 2 of 3 said something."""
    names = ("type", "registered", "accepted", "score", "low", "high", "answered_share", "estimate")
    assert rows(tables["strata"], *names, province=LONG_AN, node="C2", type="a") == [
        ("a", 4, 3, 0.4, 0.4, 0.733333, 0.666667, None)
    ]


def test_every_file_is_listed_with_who_sent_it(tables: dict[str, DataTable]) -> None:
    found = rows(tables["files"], "file", "respondent", "code", "errors", "warnings", status="accepted")
    assert found[0] == ("80001.xlsx", "facility", "80001", 0, 0)
    assert [row[0] for row in found if row[1] == "department"] == ["d.xlsx", "d82.xlsx"]
    assert len(found) == 7
    assert tables["findings"].rows == ()
    assert tables["visits"].rows == ()


def test_the_questions_say_what_an_answer_earns(tables: dict[str, DataTable]) -> None:
    names = ("type", "weight", "condition_weight", "floor", "target", "gates")
    assert rows(tables["questions"], *names, item="C1.1.2") == [("percent", 3.0, 2.0, None, 95.0, None)]
    assert rows(tables["questions"], *names, item="D2.1") == [("percent", 1.0, 1.0, None, 100.0, "3:0.5")]
    assert rows(tables["options"], "option", "score", item="C1.1.1") == [("0", 0.0), ("1", 0.5)]
    tagged = {table.name: table for table in dataset(analyse(workshop_round()), "vi")}
    assert rows(tagged["questions"], "tags", item="C1.3.3") == [("leadership",)]


@pytest.mark.parametrize(("language", "empty"), [("vi", "không phải 0"), ("en", "not 0")])
def test_the_codebook_says_in_which_range_a_score_lies_and_that_a_gap_is_not_0(
    small: View, language: str, empty: str
) -> None:
    book = next(table for table in dataset(small.analysis, language) if table.name == "codebook")
    (score,) = rows(book, "meaning", "range", "empty", table="provinces", column="score")
    assert all(isinstance(cell, str) and cell for cell in score)
    assert score[1] == "0–1"
    assert empty in str(score[2])
    (table,) = rows(book, "meaning", "range", table="provinces", column=None)
    assert table[0]
    assert table[1] is None


def test_the_flat_table_has_a_row_a_respondent_and_node(small: View) -> None:
    found = [dict(zip(SCORE_HEAD, row, strict=True)) for row in score_rows(small.analysis)]
    units = [row["unit"] for row in found]
    # Five facilities with three conditions, two departments with one, two provinces with three.
    assert [units.count(unit) for unit in ("facilities", "departments", "provinces")] == [20, 4, 8]
    (blank,) = [row for row in found if row["code"] == "80003" and row["node"] == "C2"]
    assert (blank["score"], blank["low"], blank["high"], blank["level"]) == (None, 0.0, 1.0, 0)
    (silent,) = [row for row in found if row["name"] == "Long An" and row["node"] == "C3"]
    assert (silent["score"], silent["level"], silent["file"]) == (None, None, None)


def test_published_results_hold_the_same(small: View) -> None:
    data = results(small.analysis)
    provinces = data["provinces"]
    assert isinstance(provinces, list)
    own = provinces[0]
    assert (own["name"], own["coverage"]["accepted"], own["coverage"]["registered"]) == ("Long An", 3, 4)
    assert round(own["overall"]["score"], 6) == 0.758333
    assert round(own["overall"]["floor"], 6) == 0.577083
    assert round(own["conditions"]["C2"]["high"], 6) == 0.65
    assert own["conditions"]["C3"]["score"] is None
    assert own["confidence"] == {"grade": "B", "coverage": 0.75, "flagged": 0.0, "evidence": None}
