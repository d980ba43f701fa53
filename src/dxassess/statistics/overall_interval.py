"""The 95 % interval of every province's overall score (method.md §6)."""

from __future__ import annotations

import numpy as np

from dxassess.statistics.overall_variance import coefficients, overall_variance
from dxassess.statistics.panel import Panel
from dxassess.statistics.province_score import Interval
from dxassess.statistics.sampling import t_interval
from dxassess.statistics.spread import spread


def overall_intervals(found: Panel, scores: dict[str, float | None]) -> dict[str, Interval | None]:
    """By province key; None without a score, or where the spread of a stratum cannot be known.

    From the same variances as the draws that ranks come from, so that the two never disagree.
    """
    variation = spread(found)
    variances, degrees = overall_variance(found, variation)
    unknown = np.zeros(len(found.provinces), dtype=bool)
    # What the score does not depend on, as where the department is all of it, need not be known.
    counts = (coefficients(found, variation) != 0).any(axis=1)
    unknown[variation.province[variation.unknown & counts]] = True
    intervals: dict[str, Interval | None] = dict.fromkeys(scores)
    for n, key in enumerate(found.provinces):
        score = scores.get(key)
        if score is not None and not unknown[n]:
            intervals[key] = t_interval(score, float(variances[n]), float(degrees[n]))
    return intervals
