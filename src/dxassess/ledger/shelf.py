"""What was worked out once, under a key of all that it comes from.

So nothing here is ever out of date, and to lose it costs time alone."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError

from dxassess.errors import Notice, OutputError
from dxassess.files.dry import DRY
from dxassess.files.marks import digest_of, program_mark
from dxassess.frozen import Frozen
from dxassess.ledger.store import open_ledger

_SECONDS_BETWEEN = 3.0
"""How long something may wait for the disk: a program that is killed loses no more work than this."""
_NOTHING: Mapping[str, bytes] = MappingProxyType({})

Kept = TypeVar("Kept", bound=Frozen)


class Shelf:
    """Keeps contents in the ledger at `path`; without one it keeps nothing. Where the disk does not let it,
    that is said once, and everything is worked out anew."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._waiting: dict[str, bytes] = {}
        self._last_flush = time.monotonic()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept here."""
        return self._path is not None

    def recall(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """What is kept under these keys."""
        wanted_keys = tuple(keys)
        if self._path is not None and wanted_keys:
            with self._at_the_cost_of_time(), open_ledger(self._path) as ledger:
                return ledger.readings(wanted_keys)
        return _NOTHING

    def keep(self, contents: Mapping[str, bytes]) -> None:
        """Keep these contents under their keys, soon; nothing under `DRY`."""
        if self._path is not None and not DRY.get():
            self._waiting |= contents
            if time.monotonic() - self._last_flush > _SECONDS_BETWEEN:
                self.flush()

    def flush(self) -> None:
        """Keep now what waits."""
        if self._path is not None and self._waiting:
            with self._at_the_cost_of_time(), open_ledger(self._path) as ledger:
                ledger.keep_readings(self._waiting)
        self._waiting = {}
        self._last_flush = time.monotonic()

    @contextmanager
    def _at_the_cost_of_time(self) -> Iterator[None]:
        try:
            yield
        except OutputError as problem:
            self._path = None
            warnings.warn(
                Notice("ledger.not_kept", path=problem.facts["path"], reason=problem.facts["reason"]),
                stacklevel=2,
            )


@contextmanager
def open_shelf(path: Path | None) -> Iterator[Shelf]:
    """The shelf in the ledger at `path`. What waits is kept at the end, also where that comes early."""
    shelf = Shelf(path)
    try:
        yield shelf
    finally:
        shelf.flush()


def recalled(shelf: Shelf, key: str, model: type[Kept], make: Callable[[], Kept]) -> Kept:
    """The value under a key; where there is none, what `make` makes, which is kept."""
    content = shelf.recall([key]).get(key)
    if content is not None:
        try:
            return model.model_validate_json(content)
        except ValidationError:  # a damaged one is as good as none
            pass
    value = make()
    shelf.keep({key: value.model_dump_json().encode()})
    return value


def key_of(kind: str, *parts: str) -> str:
    """The key of something that this program works out from `parts`."""
    return f"{kind}:{digest_of(program_mark(), *parts)}"
