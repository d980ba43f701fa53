"""A country of invented facilities as arrays; `python -m tests.statistics.country` times the statistics."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import numpy as np

from dxassess.statistics.draws import BLOCK, draw_panel
from dxassess.statistics.panel import Credits, Instrument, Panel
from dxassess.statistics.ranks import rank_provinces
from dxassess.statistics.spread import spread
from dxassess.statistics.strata import find_strata

INDICATORS = (4, 4, 10, 5, 4)


def instrument(letter: str, widths: tuple[int, ...]) -> Instrument:
    names = [f"{letter}{c}.{i}" for c, width in enumerate(widths, 1) for i in range(1, width + 1)]
    return Instrument(
        conditions=tuple(f"{letter}{c}" for c in range(1, len(widths) + 1)),
        indicators=tuple(names),
        of=np.repeat(np.arange(len(widths)), widths),
        condition_weights=np.arange(1.0, len(widths) + 1),
        indicator_weights=np.ones(len(names)),
        geometric=np.zeros(len(widths), dtype=bool),
    )


def country(*, provinces: int = 34, facilities: int = 15_000, seed: int = 1) -> Panel:
    """Six types, most of them commune stations; skewed scores; two indicators that some types do not have."""
    random = np.random.default_rng(seed)
    mix = np.array([0.03, 0.02, 0.04, 0.08, 0.82, 0.01])
    asked, own = instrument("C", INDICATORS), instrument("D", (3, 3, 3))
    province = np.sort(random.integers(0, provinces, facilities))
    type_ = random.choice(6, size=facilities, p=mix)
    centre = random.uniform(0.2, 0.7, provinces)[province] * (1 - 0.08 * type_)
    values = random.beta(4 * centre, 4 * (1 - centre), size=(len(asked.indicators), facilities)).T
    values[type_ == 4, 5] = np.nan
    values[random.random(facilities) < 0.1, 8] = np.nan
    sizes = np.zeros((provinces, 6))
    np.add.at(sizes, (province, type_), 1.0)
    everywhere = np.arange(provinces)
    department = random.uniform(0.2, 0.9, size=(provinces, 9))
    registered = np.ceil(sizes * 1.4)
    return Panel(
        provinces=tuple(f"p{n:02}" for n in range(provinces)),
        types=tuple("abcdef"),
        omegas=np.array([0.3, 0.15, 0.25, 0.05, 0.2, 0.05]),
        facility=asked,
        department=own,
        files=tuple(str(n) for n in range(facilities)),
        type=type_,
        weights=np.ones(facilities),
        facilities=answers(asked, values, province),
        whole=np.stack([np.nanmean(values, axis=1)] * 3 + [np.ones(facilities)], axis=1),
        departments=answers(own, department, everywhere),
        sizes=registered,
        accepted=sizes,
        strangers=np.zeros(sizes.shape),
        uncounted=np.zeros(sizes.shape),
        silent=registered - sizes,
        beds_estimated=np.zeros(sizes.shape, dtype=bool),
        beds_unknown=np.zeros(sizes.shape, dtype=bool),
        concerns=np.ones((6, 5), dtype=bool),
        department_of=np.array([-1, 0, -1, 1, 2]),
        lambdas=np.array([0.0, 0.3, 0.0, 0.6, 0.5]),
        province_weights=asked.condition_weights,
        min_answered=0.65,
    )


def answers(asked: Instrument, values: np.ndarray, province: np.ndarray) -> Credits:
    """Everything answered but for what does not apply (NaN)."""
    scores = np.full((len(values), len(asked.conditions)), np.nan)
    for k in range(scores.shape[1]):
        own = values[:, asked.of == k]
        known = ~np.isnan(own)
        weights = known * asked.indicator_weights[asked.of == k]
        total = weights.sum(axis=1)
        earned = (weights * np.nan_to_num(own)).sum(axis=1)
        scores[:, k] = np.divide(earned, total, out=scores[:, k].copy(), where=total > 0)
    return Credits(
        province=province,
        values=values,
        lows=values,
        highs=values,
        relative=(~np.isnan(values)).astype(float),
        scores=scores,
        low=scores,
        high=scores,
        answered=np.where(np.isnan(scores), np.nan, 1.0),
    )


def numbers_only(found: Panel, *, draws: int = 4000) -> None:
    """The random numbers of the draws and nothing else: the floor that the draws are measured against."""
    variation = spread(found, find_strata(found))
    moved = int(variation.factors.any(axis=(1, 2)).sum())
    for block in range(-(-draws // BLOCK)):
        random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([1, block])))
        for width in (5, 27, 9, 6, 5):
            random.uniform(0.75, 1.25, size=(BLOCK, width))
        random.chisquare(np.full((len(found.provinces), 1), 30.0), size=(len(found.provinces), BLOCK))
        random.standard_normal((moved, BLOCK, 5))


def best(run: Callable[[], object], times: int = 7) -> float:
    """The least seconds of a processor."""
    found = []
    for _ in range(times):
        start = process_time()
        run()
        found.append(process_time() - start)
    return min(found)


def main() -> None:
    one = country()
    floor = best(lambda: numbers_only(one))
    draws = best(lambda: draw_panel(one))
    drawn = draw_panel(one)
    ranks = best(lambda: rank_provinces(drawn))
    print(f"random numbers {floor:.3f} s, spread + draws {draws:.3f} s, ranks {ranks:.3f} s")  # noqa: T201 # its job
    print(f"ratio to the floor {(draws + ranks) / floor:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
