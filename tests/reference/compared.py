"""What the program says beside what the slow reference says: alike to 1e-9, and counted."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

Found = Any
Differences = dict[str, list[float]]
"""By quantity, how far the two are from each other, one entry a comparison."""


class Compared:
    """Compares and keeps count."""

    def __init__(self) -> None:
        self.by: Differences = defaultdict(list)

    def number(self, what: str, told: float | None, wanted: float | None, where: str) -> None:
        if told is None or wanted is None:
            assert told is wanted, (where, what, told, wanted)
            self.by[what].append(0.0)
            return
        self.by[what].append(abs(told - wanted))
        assert told == pytest.approx(wanted, abs=1e-9), (where, what, told, wanted)

    def same(self, what: str, told: object, wanted: object, where: str) -> None:
        assert told == wanted, (where, what, told, wanted)
        self.by[what].append(0.0)

    def ends(self, what: str, told: Found, wanted: tuple[float, float] | None, where: str) -> None:
        assert (told is None) == (wanted is None), (where, what, told, wanted)
        if wanted is not None:
            for end, value in zip(("low", "high"), wanted, strict=True):
                self.number(what, told[end], value, where)
