"""What was made of a text is remembered: the forms of a round hold the same ones again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_MOST, _LONGEST = 8_192, 500
_Made = TypeVar("_Made")


class Memo(dict[str, _Made], Generic[_Made]):
    """`memo[text]` is what `make` makes of a text. A dict, since a text that is known then costs one look-up
    and no call. Of longer texts, which hardly come twice, nothing is kept; a full memo is emptied."""

    def __init__(self, make: Callable[[str], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> _Made:
        value = self._make(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = value
        return value


def as_key(cell: object) -> tuple[type, object]:
    """What tells a cell from all that say something else, though Python takes some of them for equal: 1, 1.0
    and True; 0.0 and -0.0."""
    return type(cell), cell or repr(cell)
