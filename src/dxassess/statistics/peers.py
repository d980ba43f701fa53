"""A facility among its peers, a province among those like it (method.md §7)."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.round.round import Round
from dxassess.statistics.panel import Panel

MIN_GROUP = 5


class Standing(Frozen):
    """Where a facility stands among `size` peers (itself one of them) of its type, and of its class where
    `facility_class` is set. `percentile`: the share of the others that score lower, equal ones counting
    half, in [0, 1]. None, with the size, where the group has fewer than 5 members or the facility no
    score."""

    file: str
    type: str
    facility_class: str | None
    size: int
    percentile: float | None
    median: float | None


class LikeProvince(Frozen):
    """A province and those most like it, nearest first."""

    key: str
    peers: tuple[str, ...]


def facility_standings(round_: Round, code: str = "overall") -> tuple[Standing, ...]:
    """The standing of every facility in one node, in the order of the round.

    Peers share type and class; where the class is not known or has fewer than 5 members with a score, the
    whole type is the group, and the standing says so by having no class. Peers are of all provinces.
    """
    classes = {file: s.facts.facility_class for file, s in round_.submission_by_file.items()}
    groups: dict[tuple[str, str | None], list[float]] = defaultdict(list)
    values = {s.file: s.node_by_code[code].score for s in round_.facilities}
    for score in round_.facilities:
        value, class_ = values[score.file], classes.get(score.file)
        if value is not None and score.type is not None:
            groups[score.type, None].append(value)
            if class_ is not None:
                groups[score.type, class_].append(value)
    arrays = {key: np.sort(np.array(group)) for key, group in groups.items()}
    standings = []
    for score in round_.facilities:
        if score.type is None:
            continue
        class_ = classes.get(score.file)
        key = (
            score.type,
            class_ if class_ and len(groups.get((score.type, class_), ())) >= MIN_GROUP else None,
        )
        group, value = arrays.get(key, np.empty(0)), values[score.file]
        usable = len(group) >= MIN_GROUP
        standings.append(
            Standing(
                file=score.file,
                type=score.type,
                facility_class=key[1],
                size=len(group),
                percentile=None if value is None or not usable else _percentile(group, value),
                median=float(np.median(group)) if usable else None,
            )
        )
    return tuple(standings)


def _percentile(group: np.ndarray[tuple[int], np.dtype[np.float64]], value: float) -> float:
    below = int(np.searchsorted(group, value - TOLERANCE, side="left"))
    equal = int(np.searchsorted(group, value + TOLERANCE, side="right")) - below - 1
    return (below + equal / 2) / (len(group) - 1)


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
