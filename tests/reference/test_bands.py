"""The published total band beside one from draws of its own. Draws differ, so bands agree only roughly: to a
sixth of the width."""

from __future__ import annotations

from random import Random

import pytest
from tests.reference.band import bands
from tests.reference.published import Slow, province_in, published
from tests.reference.rounds import draw_round

DRAWS = 400


@pytest.mark.parametrize("seed", range(4))
def test_bands_agree_with_draws_of_another_hand(seed: int) -> None:
    round_ = draw_round(seed, root="arithmetic", register=True, least=0.0, most=6)
    slow, found = Slow(round_), published(round_)
    place = slow.country.provinces[0]
    told = province_in(found, place)
    for code, (low, high) in bands(slow.country, place, DRAWS, Random(seed)).items():  # noqa: S311 - no secret
        band = told["overall" if code == "overall" else "conditions"]
        band = (band if code == "overall" else band[code])["band"]
        near = (high - low) / 6
        assert (band["low"], band["high"]) == pytest.approx((low, high), abs=near), code
