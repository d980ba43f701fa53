"""The published total band beside one from draws of its own. Draws differ, so bands agree only roughly: to a
sixth of the width."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from tests.reference.band import bands, spread_by_weights
from tests.reference.published import Slow, province_in, published
from tests.reference.rounds import draw_round

from dxassess.insight.analysis import analyse

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


@pytest.mark.parametrize("seed", range(2))
def test_what_the_choice_of_weights_gives_agrees_with_draws_of_another_hand(seed: int) -> None:
    """A variance of so many draws is known to about a seventh; its half is far from that."""
    told = {"root": "arithmetic", "register": True, "least": 0.0, "most": 4, "department": False}
    round_ = draw_round(seed, **told)
    draws = analyse(round_).draws
    keys, choice = draws.panel.provinces, draws.provinces.choice[0]
    valued = np.flatnonzero(~np.isnan(draws.accounts.provinces.value[:, 0]))
    here, there = valued[:2]
    wanted = choice[here, here] + choice[there, there] - 2 * choice[here, there]
    pair = (keys[here], keys[there])
    found = spread_by_weights(Slow(round_).country, pair, DRAWS // 2, Random(seed))  # noqa: S311 - no secret
    assert found == pytest.approx(wanted, rel=0.4)
