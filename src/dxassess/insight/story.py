"""What a province's report says first: where it lags behind like provinces, which barrier is its own, and how
sure that is (method.md §6-§8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Literal

from dxassess.frozen import Frozen
from dxassess.insight.barriers import Barrier
from dxassess.insight.relative_barriers import RelativeBarrier, relative_barriers
from dxassess.statistics.draws import Draws
from dxassess.statistics.lags import Lag, alike, lags, weakest_alike
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.ranks import MeanVerdict

Standing = Literal["alone", "unknown", "higher", "lower", "similar"]


class Story(Frozen):
    """The message about a province. `standing`: its score beside the mean of the other provinces ("alone":
    there is no other with a score; "unknown": it has none itself, or nothing shows how sure it is).

    `like` are the like provinces that it is compared with, `gap` its score minus their mean, `lags` the parts
    of the conditions in that, the largest shortfall first; nothing where it is compared with nobody.
    `behind` are the conditions to name: the largest shortfall and those that cannot be told apart from it,
    where it holds at 95 % for all conditions together; `ahead` likewise. `weakest` are the conditions with
    the lowest score and those not distinguishable from it; nothing while a condition that applies has none,
    or where no condition stands out.
    `barriers` are those known here and elsewhere, the farthest above the others first; `hindered` those to
    name: surely above the others' mean, and the farthest above it or not to be told apart from that one.
    """

    key: str
    standing: Standing
    like: tuple[str, ...] = ()
    gap: float | None = None
    lags: tuple[Lag, ...] = ()
    behind: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    weakest: tuple[str, ...] = ()
    barriers: tuple[RelativeBarrier, ...] = ()
    hindered: tuple[str, ...] = ()


def tell_story(
    province: ProvinceScore,
    *,
    draws: Draws,
    like: Sequence[str],
    verdict: MeanVerdict,
    scored: int,
    barriers: Mapping[str, Sequence[Barrier]],
) -> Story:
    """The story of a province beside the provinces `like` it; `scored` counts the provinces with a score."""
    lags_found = lags(draws, province.key, like)
    behind = [lag for lag in lags_found if lag.apart and lag.gap < 0]
    ahead = [lag for lag in reversed(lags_found) if lag.apart and lag.gap > 0]
    relative = relative_barriers(province.key, barriers)
    return Story(
        key=province.key,
        standing=_standing(province, verdict, scored),
        like=lags_found[0].like if lags_found else (),
        gap=fsum(lag.gap for lag in lags_found) if lags_found else None,
        lags=lags_found,
        behind=alike(draws, province.key, behind),
        ahead=alike(draws, province.key, ahead),
        weakest=weakest_alike(draws, province),
        barriers=relative,
        hindered=tuple(each.tag for each in relative if each.named),
    )


def _standing(province: ProvinceScore, verdict: MeanVerdict, scored: int) -> Standing:
    if province.overall.score is not None and scored == 1:
        return "alone"
    return verdict
