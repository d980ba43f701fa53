"""Where a province stands that has no score, as its Department is silent: on the facilities' part alone,
beside that of all others, and called so.

Facilities' parts of the round by hand (tests/report/by_hand.py): Long An (2 x 0.9375 + 0.4) / 3 = 0.758333,
Tiền Giang 0.891667. All of Tiền Giang answered. Of Long An 3 of 4 did; the variance of the type is (2 x
0.017778 + 0.008889) / 3 = 0.014815 with 3 degrees of freedom, so V = 0.014815 / 3 x (1 - 3/4) = 0.001235 and
t = 0.133333 / 0.035136 = 3.79, p = 0.032 two-sided, 0.016 one-sided: below 2.5 % each way, so ranks hold.
"""

from __future__ import annotations

import json

import pytest
from tests.report.by_hand import LONG_AN, TIEN_GIANG, columns, province, round_by_hand, table, view_by_hand
from tests.report.words import told

from dxassess.cli.tables.scores import print_scores
from dxassess.insight.analysis import analyse
from dxassess.report.data.provinces import provinces_table
from dxassess.report.data.results import results, to_text
from dxassess.report.page.headline import lead
from dxassess.report.sections.position import position_section
from dxassess.report.value.model import Table


def test_without_a_score_the_facilities_parts_are_ranked_among_themselves() -> None:
    view = view_by_hand(silent=True)
    compared = table(position_section(view, province(view, TIEN_GIANG)), "facilities-part")
    assert columns(compared, 0, 1, 3, 5) == [
        ("Tiền Giang", 0.891667, (1, 1), None),
        ("Long An", 0.758333, (2, 2), 0.758333),
    ]
    assert compared.own == 0
    assert "facilities’ part" in told(compared.title, "en")


def test_page_one_says_that_the_rank_is_of_the_facilities_part() -> None:
    view = view_by_hand(silent=True)
    said = [told(sentence, "en") for sentence in lead(view, province(view, TIEN_GIANG))]
    assert any("its facilities’ part alone ranks 1 of 2 provinces" in one for one in said), said
    others = [told(sentence, "en") for sentence in lead(view, province(view, LONG_AN))]
    assert not any("facilities’ part" in one for one in others)


def test_where_all_have_scores_there_is_no_such_table() -> None:
    view = view_by_hand()
    blocks = position_section(view, None).blocks
    assert "facilities-part" not in [block.id for block in blocks if isinstance(block, Table)]


def test_data_hold_both_ranks() -> None:
    analysis = analyse(round_by_hand(silent=True))
    data = json.loads(to_text(results(analysis)))["provinces"]
    assert [(one["ranks"], one["facility_ranks"]) for one in data] == [
        (None, {"rank": 2, "low": 2, "high": 2}),
        (None, {"rank": 1, "low": 1, "high": 1}),
    ]
    tidy = provinces_table(analysis)
    names = [column.name for column in tidy.columns]
    at = [names.index(name) for name in ("province", "node", "rank", "facility_rank", "facility_rank_low")]
    overall = [tuple(row[n] for n in at) for row in tidy.rows if row[at[1]] == "overall"]
    assert overall == [(LONG_AN, "overall", None, 2, 2), (TIEN_GIANG, "overall", None, 1, 1)]


def test_score_prints_the_part_and_its_ranks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXASSESS_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    print_scores(analyse(round_by_hand(silent=True)))
    rows = [line for line in capsys.readouterr().out.splitlines() if "Tiền Giang" in line]
    cells = [cell.strip() for cell in rows[0].replace("┃", "│").split("│")]
    assert cells[cells.index("2/2") + 1 :][:2] == ["89.2", "1"]
