"""Work on many cases: here, or parted among other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

One = TypeVar("One")
Each = TypeVar("Each")

Parting = Callable[[Callable[[Sequence[Any]], Any], Sequence[Any]], Iterable[Any]]
"""Calls a function with parts of many values, each value in one part, and gives the results, the parts in
order. Both may travel: what is found of a value does not hang on the others of its part."""


def here(function: Callable[[Sequence[One]], Each], values: Sequence[One]) -> Iterable[Each]:
    """All values as one part, in this process."""
    yield function(values)


def of_all_parts(
    parting: Parting, function: Callable[[Sequence[One]], Mapping[str, Each]], values: Sequence[One]
) -> dict[str, Each]:
    """What a function finds of values, by the names that it gives them, of all parts together."""
    by_name: dict[str, Each] = {}
    for part in parting(function, values):
        by_name.update(part)
    return by_name
