"""Outputs by the thousand, put in place a batch at a time: who is killed has one batch to make again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_LEAST, _MOST_BATCHES = 40, 20
"""Each batch looks at all that stands in the folder, so that there are not many however many outputs."""

Made = TypeVar("Made")


def batches(of: Sequence[Made]) -> Iterator[tuple[int, Sequence[Made]]]:
    """The parts of what is to be made, in its order, each with the number of those before it: at most twenty
    of the same size, at least forty each."""
    size = max(_LEAST, -(-len(of) // _MOST_BATCHES))
    for start in range(0, len(of), size):
        yield start, of[start : start + size]
