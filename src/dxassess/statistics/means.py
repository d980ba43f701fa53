"""The mean of one condition over the respondents of every stratum, for any weights of its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.panel import Credits, Floats, Instrument, Ints, Mask


@dataclass(frozen=True, eq=False)
class Means:
    """The means of one condition in its strata at three ends: blanks credited, all at 0, all at 1.

    Arithmetic conditions are linear, so respondents of a stratum with the same weights of indicators enter
    as one row of `values` (E, R, I; their mean); of geometric ones everyone is a row (of logarithms). `mask`
    (E, R, I) is an indicator's weight by the declared one, `share` (E, R) a row's part of its stratum,
    `starts` each stratum's first row, `valued` tells strata in which somebody is credited, `nothing` (R)
    marks rows of which nothing is known: they lie between 0 and 1, however their condition is aggregated.
    Ends that are alike, as where nobody left a blank, are worked out once: `ends` (3) says which of the E
    each is.
    """

    indicators: Ints
    values: Floats
    mask: Floats
    share: Floats
    starts: Ints
    strata: Ints
    valued: Mask
    nothing: Mask
    geometric: bool
    ends: Ints

    def of(self, weights: Floats) -> Floats:
        """(3, strata, B) means under `weights` (B, all indicators); 0 where nobody is credited anything."""
        indicator_weights = weights[:, self.indicators].T
        total = self.mask @ indicator_weights
        rows = np.divide(self.values @ indicator_weights, total, out=np.zeros_like(total), where=total > 0)
        if self.geometric:
            rows = np.exp(rows)
            rows[self.ends[1], self.nothing] = 0.0
        return np.asarray(np.add.reduceat(rows * self.share[:, :, None], self.starts, axis=1))[self.ends]


def means(
    instrument: Instrument, k: int, credited: Credits, *, strata: Ints, weights: Floats
) -> Means | None:
    """The means of condition `k` over those to whom it applies, in `strata` (R) with `weights` (R); None if
    it applies to nobody."""
    rows = np.flatnonzero(credited.applies[:, k])
    if not len(rows):
        return None
    columns = np.flatnonzero(instrument.of == k)
    relative = credited.relative[np.ix_(rows, columns)]
    tables = [table[np.ix_(rows, columns)] for table in (credited.values, credited.lows, credited.highs)]
    nothing = credited.answered[rows, k] == 0
    ends = _ends(tables, separate=bool(instrument.geometric[k] and nothing.any()))
    values = np.stack([tables[n] for n in np.unique(ends, return_index=True)[1]])
    mask = np.where(np.isnan(values), 0.0, relative)
    if instrument.geometric[k]:
        values = np.log(np.maximum(values, GEOMETRIC_FLOOR))
    values = np.where(mask > 0, values, 0.0) * mask
    group = np.arange(len(rows)) if instrument.geometric[k] else _alike(mask)
    order = np.lexsort((group, strata[rows]))
    place, group = strata[rows][order], group[order]
    first = np.flatnonzero((np.diff(place, prepend=-1) != 0) | (np.diff(group, prepend=-1) != 0))
    counted_weights = weights[rows] * (mask.sum(axis=2) > 0)
    part = np.add.reduceat(counted_weights[:, order], first, axis=1)
    mean = np.add.reduceat((values * counted_weights[:, :, None])[:, order], first, axis=1)
    mean = np.divide(mean, part[:, :, None], out=np.zeros_like(mean), where=part[:, :, None] > 0)
    starts = np.flatnonzero(np.diff(place[first], prepend=-1))
    totals = np.repeat(np.add.reduceat(part, starts, axis=1), np.diff(starts, append=len(first)), axis=1)
    return Means(
        indicators=columns,
        values=mean,
        mask=mask[:, order][:, first],
        share=np.divide(part, totals, out=np.zeros_like(part), where=totals > 0),
        starts=starts,
        strata=place[first][starts],
        valued=np.add.reduceat(part[0], starts) > 0,
        nothing=nothing[order][first],
        geometric=bool(instrument.geometric[k]),
        ends=ends,
    )


def _ends(tables: Sequence[Floats], *, separate: bool) -> Ints:
    """(3) the same number for ends with the same table, counted from 0 in their order; all `separate` if need
    be."""
    value, low, high = tables
    as_low = not separate and np.array_equal(value, low, equal_nan=True)
    as_high = not separate and np.array_equal(low, high, equal_nan=True)
    first = 0 if as_low else 1
    return np.array([0, first, first if as_high else first + 1], dtype=np.intp)


def _alike(mask: Floats) -> Ints:
    """(R) the same number for rows whose indicators weigh the same, at all ends."""
    rows = np.concatenate(list(mask), axis=1)
    if np.isin(rows, (0.0, 1.0)).all():
        rows = np.packbits(rows.astype(bool), axis=1)
    return np.asarray(np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1), dtype=np.intp)
