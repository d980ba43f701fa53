"""Peers, hidden cells, connection."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.small import questionnaire, submission, text
from tests.statistics.invent import invent

from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score_submission import score_submission
from dxassess.statistics.connection import connection, facility_index
from dxassess.statistics.panel import panel
from dxassess.statistics.peers import like_provinces
from dxassess.statistics.suppress import hidden_cells


def test_provinces_of_the_same_make_up_are_nearest() -> None:
    found = panel(invent(6))
    sizes = np.array([[10.0, 5, 5], [100, 1, 1], [10, 5, 6], [1, 30, 90]])
    peers = like_provinces(replace(found, sizes=sizes), count=2)
    assert peers[0].peers[0] == found.provinces[2]
    assert all(p.key not in p.peers and len(p.peers) == 2 for p in peers)


def test_one_small_group_hides_another() -> None:
    assert hidden_cells([[3, 8, 20]]) == ((True, True, False),)
    assert hidden_cells([[2, 2, 8, 20]]) == ((True, True, True, False),)
    assert hidden_cells([[6, 8, 0]]) == ((False, False, False),)
    assert hidden_cells([[3, 0, 0]]) == ((True, False, False),)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=2, max_size=5))
def test_no_hidden_cell_follows_from_the_totals(sizes: list[list[int]]) -> None:
    counts = np.array(sizes)
    hidden = np.array(hidden_cells(sizes))
    assert hidden[(counts > 0) & (counts < 5)].all()
    assert not hidden[counts == 0].any()
    cells = np.argwhere(hidden)
    rows = [[float(c[axis] == n) for c in cells] for axis in (0, 1) for n in range(counts.shape[axis])]
    rank = np.linalg.matrix_rank(np.array(rows)) if len(cells) else 0
    for n, (r, c) in enumerate(cells):
        unit = [float(m == n) for m in range(len(cells))]
        known = np.linalg.matrix_rank(np.array([*rows, unit])) == rank
        shown = ((counts[r] > 0) & ~hidden[r]).any() or ((counts[:, c] > 0) & ~hidden[:, c]).any()
        assert not (known and shown)
    for axis in (0, 1):
        for n in range(counts.shape[axis]):
            line, own = np.take(counts, n, axis), np.take(hidden, n, axis)
            if ((line > 0) & ~own).any():
                assert line[own].sum() == 0 or line[own].sum() >= 5


def connected() -> Questionnaire:
    options = [{"code": str(n), "score": s, "text": text("o")} for n, s in enumerate((0, 0.3, 0.6, 1))]
    items = [
        {"code": "C3.7.1", "type": "choice", "text": text("q"), "options": options, "applies": "B"},
        {"code": "C3.7.2", "type": "choice", "text": text("q"), "options": options, "weight": 2},
        {"code": "C3.7.3", "type": "choice", "text": text("q"), "options": options},
    ]
    base = questionnaire().model_dump()["conditions"][1]
    condition = {**base, "indicators": [{"code": "C3.7", "name": text("i"), "items": items}]}
    return questionnaire(conditions=[condition], min_answered=0)


def test_connection_by_hand() -> None:
    """Type a: pairs 2 (weight 2) and 3; type b: all three. ω = 0.6, 0.4."""
    asked = connected()
    one = score_submission(submission({"C3_7_2": "3", "C3_7_3": None}, "a"), asked)
    two = score_submission(submission({"C3_7_1": "1", "C3_7_2": "2", "C3_7_3": "0"}, "b"), asked)
    assert (facility_index(one).low, facility_index(one).high) == (2 / 3, 1.0)
    found = connection([one, two], asked)
    mean = (0.3 + 2 * 0.6) / 4
    assert found.index.low is not None
    assert abs(found.index.low - (0.6 * 2 / 3 + 0.4 * mean)) < 1e-12
    assert found.index.fragmentation == 1 - found.index.low
    first, second, third = found.links
    assert (first.answers, first.missing, first.not_applicable) == ((0, 1, 0, 0), 0, 1)
    assert (second.answers, second.missing, second.not_applicable) == ((0, 0, 1, 1), 0, 0)
    assert (third.answers, third.missing, third.not_applicable) == ((1, 0, 0, 0), 1, 0)
    assert first.pair.systems == ("his", "lis")


def test_no_pair_no_index() -> None:
    asked = questionnaire()
    found = connection([score_submission(submission({}), asked)], asked)
    assert (found.links, found.index.low, found.index.fragmentation, found.facilities) == ((), None, None, 0)
