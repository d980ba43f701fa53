"""A folder of files to one outcome for every path in it. Start reading intake here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.gathering.files import Workbook, find_files
from dxassess.intake.gathering.pages import put_together
from dxassess.intake.memory import Memory, NoMemory, Outcomes
from dxassess.intake.submission import FileOutcome
from dxassess.questionnaire.model import Questionnaire

if TYPE_CHECKING:
    from dxassess.intake.batch import BatchRead, ReadBatches
    from dxassess.intake.read_file import ReaderSettings

OnFile = Callable[[FileOutcome], None]
_NONE_KNOWN: Mapping[str, FindingCode] = MappingProxyType({})
_NO_MEMORY = NoMemory()


class Gathered(NamedTuple):
    """What lies in a folder: the workbooks to read, and the outcomes of all other paths."""

    workbooks: tuple[Workbook, ...]
    outcomes: tuple[FileOutcome, ...]


def gather(
    folder: Path, *, codes: Collection[str], known_files: Mapping[str, FindingCode] = _NONE_KNOWN
) -> Gathered:
    """Find every path under `folder`; `codes` are those of the conditions that are asked about. `known_files`
    names files of the round itself (relative, forward slashes) with the finding code that says what they are
    (REGISTER_FILE, ROUND_FILE)."""
    entries = find_files(folder, known_files=known_files)
    workbooks, pages = put_together([each for each in entries if isinstance(each, Workbook)], codes)
    return Gathered(workbooks, (*pages, *(each for each in entries if isinstance(each, FileOutcome))))


def take_in(
    folder: Path,
    *,
    questionnaires: tuple[Questionnaire, ...],
    known_files: Mapping[str, FindingCode] = _NONE_KNOWN,
    vintage: str | None = None,
    on_file: OnFile | None = None,
    memory: Memory = _NO_MEMORY,
    spread: ReadBatches | None = None,
) -> tuple[FileOutcome, ...]:
    """Find and read everything under `folder`, as `gather` and `read_gathered` do."""
    codes = {condition.code for q in questionnaires for condition in q.conditions}
    gathered = gather(folder, codes=codes, known_files=known_files)
    return read_gathered(
        gathered,
        questionnaires=questionnaires,
        vintage=vintage,
        on_file=on_file,
        memory=memory,
        spread=spread,
    )


def read_gathered(
    gathered: Gathered,
    *,
    questionnaires: tuple[Questionnaire, ...],
    vintage: str | None = None,
    on_file: OnFile | None = None,
    memory: Memory = _NO_MEMORY,
    spread: ReadBatches | None = None,
) -> tuple[FileOutcome, ...]:
    """Read every workbook: one outcome per path found, sorted by name. What an archive holds, and what
    several respondents sent in one workbook, has outcomes of its own: `round.zip/a.xlsx`, `b.xlsx#Sheet2`.

    `vintage` is the map of provinces in use. `on_file` hears of every outcome as soon as it is ready. What
    `memory` recalls is not read again. `spread` reads batches elsewhere; without one they are read by
    processes of this machine.

    Reading is done by spawned processes: call this from a module that can be imported, not from a script
    without a `__main__` guard.
    """
    outcomes = list(gathered.outcomes)
    remembered = memory.recall(gathered.workbooks)
    outcomes += [outcome for known_outcomes in remembered.values() for outcome in known_outcomes]
    if on_file is not None:
        for outcome in outcomes:
            on_file(outcome)
    if len(remembered) < len(gathered.workbooks):
        read = _Reading(gathered.workbooks, remembered, on_file, memory)
        settings = _settings(questionnaires, vintage)
        outcomes += read.here(settings) if spread is None else read.elsewhere(settings, spread)
    return tuple(sorted(outcomes, key=lambda outcome: outcome.file))


class _Reading(NamedTuple):
    """The workbooks of a round, those of them that are remembered, and who hears of the others."""

    workbooks: Sequence[Workbook]
    remembered: Mapping[str, Outcomes]
    on_file: OnFile | None
    memory: Memory

    def here(self, settings: ReaderSettings) -> Outcomes:
        from dxassess.intake.pool import read_all
        from dxassess.intake.read_file import take_file

        unread = [workbook for workbook in self.workbooks if workbook.file not in self.remembered]
        take = partial(take_file, settings=settings)
        return read_all(unread, take, on_file=self.on_file, on_whole=self.memory.keep)

    def elsewhere(self, settings: ReaderSettings, spread: ReadBatches) -> Outcomes:
        from dxassess.intake.batch import cut

        batches = [
            batch
            for batch in cut(self.workbooks)
            if any(workbook.file not in self.remembered for workbook in batch.workbooks)
        ]
        return tuple(outcome for read in spread(settings, batches) for outcome in self._taken(read))

    def _taken(self, read: BatchRead) -> Iterator[FileOutcome]:
        for workbook, outcomes in zip(read.workbooks, read.outcomes, strict=True):
            if workbook.file in self.remembered:
                continue
            self.memory.keep(workbook, outcomes)
            for outcome in outcomes:
                if self.on_file is not None:
                    self.on_file(outcome)
                yield outcome


def _settings(questionnaires: tuple[Questionnaire, ...], vintage: str | None) -> ReaderSettings:
    # Readers are imported where something is to be read: a round that was read before needs none.
    from dxassess.intake.matching.identify import prepare_instruments
    from dxassess.intake.read_file import ReaderSettings
    from dxassess.intake.workers import allow_respondents

    return ReaderSettings(
        instruments=prepare_instruments(questionnaires), vintage=vintage, allow=allow_respondents
    )
