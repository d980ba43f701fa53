"""A folder in which the tables of many rounds stand side by side, each round in folders called after it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from dxassess.errors import DxassessError, OutputError
from dxassess.files.journal import Written
from dxassess.files.outputs import noted_in
from dxassess.files.placing import Premises
from dxassess.files.staging import staged

_PATIENCE = 60.0
"""Seconds that a round waits for others that are written to the same store."""


class StoredRound(NamedTuple):
    """A round in a store: the `key` that its folders bear, and the folder that is its `source`."""

    key: str
    source: Path

    @property
    def mark(self) -> str:
        """What the source is known by again."""
        return hashlib.sha256(os.fsencode(self.source.resolve())).hexdigest()[:16]


def write_round(
    store: Path, contents: Mapping[str, str | bytes], stored: StoredRound, *, force: bool = False
) -> Written:
    """Write the tables of a round by their names in the `store`, whole or not at all. What the round had
    there before and has no more goes, other rounds stay.

    Without `force` DxassessError where the store has a round of that key from another source, which would be
    lost, and OutputError where a file of the round was changed there: a second one beside it would be counted
    twice."""
    with staged(store, force=force, patience=_PATIENCE) as stage:
        premises = Premises(store, noted_in(store))
        before = {name for name in premises.noted.written if f"/round={stored.key}/" in name}
        if not force:
            _refuse_other(premises, before, stored)
            _refuse_changed(premises, before | contents.keys())
        for name, content in contents.items():
            stage.add(name, content, key=stored.mark)
        stage.drop(sorted(before - contents.keys()))
    return stage.written


def _refuse_other(premises: Premises, before: Iterable[str], stored: StoredRound) -> None:
    if any(premises.noted.keys.get(name) != stored.mark for name in before):
        raise DxassessError("store.other_source", path=str(premises.folder), round=stored.key)


def _refuse_changed(premises: Premises, names: Iterable[str]) -> None:
    for name in sorted(names):
        if premises.present(name) not in (None, premises.noted.written.get(name)):
            raise OutputError("store.changed", path=str(premises.folder / name))
