"""Words instead of counts: no word, and no two beside each other, tell a count."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.report.words import told

from dxassess.report.value.roughly import by_extent, roughly
from dxassess.report.value.say import percent, say

FACILITIES = 400


@pytest.mark.parametrize(
    ("part", "whole", "word"),
    [(0, 5, "few"), (1, 5, "few"), (2, 5, "some"), (3, 5, "some"), (4, 5, "most"), (5, 5, "most"),
     (2, 6, "some"), (4, 6, "most"), (3, 9, "some"), (6, 9, "most"), (133, 400, "few"), (134, 400, "some")],
)  # fmt: skip
def test_thirds_count_their_lower_end_in(part: int, whole: int, word: str) -> None:
    assert roughly(part / whole, whole) == word


def test_of_fewer_than_five_nothing_is_said() -> None:
    assert [roughly(1.0, n) for n in range(5)] == [None] * 5
    assert roughly(None, 40) is None


def test_no_word_stands_for_one_count_alone() -> None:
    for whole in range(5, FACILITIES + 1):
        words = Counter(roughly(part / whole, whole) for part in range(whole + 1))
        assert set(words) == {"few", "some", "most"}
        assert min(words.values()) > 1, whole


def test_a_word_of_two_groups_together_would_tell_a_count() -> None:
    """Of five and five: some, few, and some of all ten leave 3 and 1. No copy has all three."""
    left = [
        (one, other)
        for one in (2, 3)
        for other in (0, 1)
        if (roughly(one / 5, 5), roughly(other / 5, 5), roughly((one + other) / 10, 10))
        == ("some", "few", "some")
    ]
    assert left == [(3, 1)]


def test_names_stand_under_what_is_said_of_them() -> None:
    stated = by_extent(
        [
            ("Long An", say("places.few")),
            ("Tiền Giang", percent(0.4)),
            ("Bến Tre", say("places.few")),
        ]
    )
    assert told(stated) == "Few places: Long An, Bến Tre; 40%: Tiền Giang"
