"""Every output is in one batch, in its order; there are few batches however many outputs."""

from __future__ import annotations

import pytest

from dxassess.files.batches import batches


@pytest.mark.parametrize(
    ("n", "sizes"),
    [
        (0, []),
        (1, [1]),
        (40, [40]),
        (41, [40, 1]),
        (800, [40] * 20),
        (801, [41] * 19 + [22]),
        (15_000, [750] * 20),
    ],
)
def test_sizes(n: int, sizes: list[int]) -> None:
    parts = list(batches(range(n)))
    assert [len(part) for _, part in parts] == sizes
    assert [each for _, part in parts for each in part] == list(range(n))
    assert all(part[0] == before for before, part in parts)
