"""Like for like: a province beside the region, and how much of the gap is its mix (method.md §5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dxassess.frozen import Frozen
from dxassess.statistics.panel import Floats, Mask, Panel


class TypeGap(Frozen):
    """One type of facility in the gap. Shares are of the facilities with a score; a mean is None where there
    are none. `mix` + `performance` summed over types is the gap of the raw scores."""

    type: str
    share: float
    region_share: float
    mean: float | None
    region_mean: float | None
    mix: float
    performance: float


class LikeForLike(Frozen):
    """The facilities' score of one node in a province and in the region, raw (plain mean over facilities) and
    standardised (the same ω for all), all in [0, 1].

    raw - region_raw = mix + performance, to 1e-9: `mix` is what the province owes to having other types of
    facilities, `performance` what it owes to facilities that score unlike those of the same type elsewhere.
    """

    key: str
    code: str
    raw: float
    region_raw: float
    standardised: float
    region_standardised: float
    mix: float
    performance: float
    types: tuple[TypeGap, ...]


def like_for_like(
    panel: Panel, key: str, *, code: str = "overall", region: Iterable[str] | None = None
) -> LikeForLike | None:
    """The gap between province `key` and the region (the provinces named, or all; it may hold `key`), for
    the facilities' "overall" score or a condition. None where either has no score. KeyError: no such
    province.

    Kitagawa's split, Σ (π - ρ)((m + r)/2 - c) and Σ (m - r)(π + ρ)/2, with shares π, ρ and means m, r of the
    types. The centre c, the mean of both raw scores, leaves the sum as it is, for shares differ by nothing in
    all; with it having more of a type that scores high tells for the province, and of one that scores low
    against it. A type that one side lacks can show no difference of performance: its mean is taken from the
    other side. Means within a type are weighted as the round says; shares count facilities.
    """
    place = {name: n for n, name in enumerate(panel.provinces)}
    scores = _scores(panel, code)
    in_province = panel.province == place[key]
    all_of = [place[name] for name in (panel.provinces if region is None else region)]
    share, mean = _types(panel, scores, in_province)
    region_share, region_mean = _types(panel, scores, np.isin(panel.province, all_of))
    if np.isnan(mean).all() or np.isnan(region_mean).all():
        return None
    m = np.nan_to_num(np.where(np.isnan(mean), region_mean, mean))
    r = np.nan_to_num(np.where(np.isnan(region_mean), mean, region_mean))
    raw, region_raw = float(share @ m), float(region_share @ r)
    mix = (share - region_share) * ((m + r) / 2 - (raw + region_raw) / 2)
    performance = (m - r) * (share + region_share) / 2
    return LikeForLike(
        key=key,
        code=code,
        raw=raw,
        region_raw=region_raw,
        standardised=_standardised(panel.omegas, mean),
        region_standardised=_standardised(panel.omegas, region_mean),
        mix=float(mix.sum()),
        performance=float(performance.sum()),
        types=_type_gaps(panel.types, (share, region_share, mean, region_mean, mix, performance)),
    )


def _type_gaps(types: Sequence[str], columns: Sequence[Floats]) -> tuple[TypeGap, ...]:
    """The types with their values in `columns`, in the order of the fields."""
    return tuple(
        TypeGap(
            type=type_,
            share=float(share),
            region_share=float(region_share),
            mean=_known(mean),
            region_mean=_known(region_mean),
            mix=float(mix),
            performance=float(performance),
        )
        for type_, share, region_share, mean, region_mean, mix, performance in zip(
            types, *columns, strict=True
        )
    )


def _scores(panel: Panel, code: str) -> Floats:
    """(F) the scores of the facilities in one node."""
    if code == "overall":
        return panel.overall
    return panel.facilities.scores[:, panel.facility.conditions.index(code)]


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _types(panel: Panel, scores: Floats, members: Mask) -> tuple[Floats, Floats]:
    """Shares and means of the types among `members` with a score; mean NaN where there are none."""
    share, mean = np.zeros(len(panel.types)), np.full(len(panel.types), np.nan)
    rows = np.flatnonzero(members & ~np.isnan(scores))
    for n in range(len(panel.types)):
        type_rows = rows[panel.type[rows] == n]
        if len(type_rows):
            share[n] = len(type_rows) / len(rows)
            mean[n] = float(np.average(scores[type_rows], weights=panel.weights[type_rows]))
    return share, mean


def _standardised(omegas: Floats, means: Floats) -> float:
    has_mean = ~np.isnan(means)
    return float(omegas[has_mean] @ means[has_mean] / omegas[has_mean].sum())
