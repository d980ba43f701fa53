"""A province among those like it (method.md §7)."""

from __future__ import annotations

import numpy as np

from dxassess.frozen import Frozen
from dxassess.statistics.panel import Panel


class LikeProvince(Frozen):
    """A province and those most like it, nearest first."""

    key: str
    peers: tuple[str, ...]


def like_provinces(panel: Panel, *, count: int = 5) -> tuple[LikeProvince, ...]:
    """For each province the `count` others most like it in what there is to assess, not in how it scores.

    method.md names no peers of a province. Here: the least Hellinger distance between the shares of
    facility types plus a tenth of the difference of the logarithms of the numbers of facilities
    (registered, else those that answered); ties by key. Provinces without any facility are nobody's peers
    and have none.
    """
    counts = np.zeros((len(panel.provinces), len(panel.types)))
    np.add.at(counts, (panel.province, panel.type), 1.0)
    counts = np.where(np.isnan(panel.sizes), counts, np.maximum(counts, panel.sizes))
    totals = counts.sum(axis=1)
    nonempty = np.flatnonzero(totals > 0)
    root, size = np.sqrt(counts[nonempty] / totals[nonempty, None]), np.log(totals[nonempty])
    far = np.sqrt(np.maximum(0.0, ((root[:, None] - root[None]) ** 2).sum(axis=2)) / 2)
    far += 0.1 * np.abs(size[:, None] - size[None])
    keys = [panel.provinces[n] for n in nonempty]
    peers = {}
    for n, key in enumerate(keys):
        # Rounded, so that provinces of the same make-up tie and the key decides.
        others = sorted((round(float(far[n, m]), 9), keys[m]) for m in range(len(keys)) if m != n)
        peers[key] = tuple(other for _, other in others[:count])
    return tuple(LikeProvince(key=key, peers=peers.get(key, ())) for key in panel.provinces)
