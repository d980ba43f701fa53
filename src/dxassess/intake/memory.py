"""What is remembered of files that were read before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from dxassess.intake.gathering.files import Workbook
from dxassess.intake.submission import FileOutcome

Outcomes = tuple[FileOutcome, ...]
_NOTHING: Mapping[str, Outcomes] = MappingProxyType({})


class Memory(Protocol):
    """Remembers what came of files, by their bytes."""

    def recall(self, workbooks: Sequence[Workbook]) -> Mapping[str, Outcomes]:
        """The outcomes of those of these workbooks that were read before, by their names: of each its own,
        then those of what is inside."""
        ...

    def keep(self, workbook: Workbook, outcomes: Outcomes) -> None:
        """Remember what came of a workbook."""
        ...


class NoMemory:
    """Remembers nothing: every file is read."""

    def recall(self, workbooks: Sequence[Workbook]) -> Mapping[str, Outcomes]:  # noqa: ARG002 - of any files
        """Nothing."""
        return _NOTHING

    def keep(self, workbook: Workbook, outcomes: Outcomes) -> None:
        """Nothing is kept."""
