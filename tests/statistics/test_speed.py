"""The joint draws of a country cost at most twelve times their random numbers: each draw gives scores, scores
without sampling errors and both ends, of facilities and of provinces."""

from __future__ import annotations

from tests.statistics.country import best, country, numbers_only

from dxassess.statistics.draws import draw_panel
from dxassess.statistics.ranks import rank_provinces


def test_country_against_its_random_numbers() -> None:
    found = country()
    # Pairs, and the best of them: another program on the machine then slows both sides or neither.
    ratios = [
        best(lambda: rank_provinces(draw_panel(found)), 2) / best(lambda: numbers_only(found), 2)
        for _ in range(4)
    ]
    assert min(ratios) <= 12, ratios
