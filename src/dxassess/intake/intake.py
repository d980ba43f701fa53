"""A folder of files to one outcome for every path in it. Start reading intake here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.gathering.files import Workbook, find_files
from dxassess.intake.gathering.pages import put_together
from dxassess.intake.memory import Memory, NoMemory, Outcomes
from dxassess.intake.submission import FileOutcome
from dxassess.questionnaire.model import Questionnaire

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
) -> tuple[FileOutcome, ...]:
    """Find and read everything under `folder`, as `gather` and `read_gathered` do."""
    codes = {condition.code for q in questionnaires for condition in q.conditions}
    gathered = gather(folder, codes=codes, known_files=known_files)
    return read_gathered(
        gathered, questionnaires=questionnaires, vintage=vintage, on_file=on_file, memory=memory
    )


def read_gathered(
    gathered: Gathered,
    *,
    questionnaires: tuple[Questionnaire, ...],
    vintage: str | None = None,
    on_file: OnFile | None = None,
    memory: Memory = _NO_MEMORY,
) -> tuple[FileOutcome, ...]:
    """Read every workbook: one outcome per path found, sorted by name. What an archive holds, and what
    several respondents sent in one workbook, has outcomes of its own: `round.zip/a.xlsx`, `b.xlsx#Sheet2`.

    `vintage` is the map of provinces in use. `on_file` hears of every outcome as soon as it is ready. What
    `memory` recalls is not read again.

    Reading is done by spawned processes: call this from a module that can be imported, not from a script
    without a `__main__` guard.
    """
    outcomes = list(gathered.outcomes)
    remembered = memory.recall(gathered.workbooks)
    outcomes += [outcome for known_outcomes in remembered.values() for outcome in known_outcomes]
    if on_file is not None:
        for outcome in outcomes:
            on_file(outcome)
    unread = [workbook for workbook in gathered.workbooks if workbook.file not in remembered]
    read = _read(unread, questionnaires, vintage, on_file=on_file, memory=memory) if unread else ()
    return tuple(sorted((*outcomes, *read), key=lambda outcome: outcome.file))


def _read(
    workbooks: Sequence[Workbook],
    questionnaires: tuple[Questionnaire, ...],
    vintage: str | None,
    *,
    on_file: OnFile | None,
    memory: Memory,
) -> Outcomes:
    # Readers are imported where something is to be read: a round that was read before needs none.
    from dxassess.intake.matching.identify import prepare_instruments
    from dxassess.intake.pool import read_all
    from dxassess.intake.read_file import ReaderSettings, take_file
    from dxassess.intake.workers import allow_respondents

    settings = ReaderSettings(
        instruments=prepare_instruments(questionnaires), vintage=vintage, allow=allow_respondents
    )
    return read_all(workbooks, partial(take_file, settings=settings), on_file=on_file, on_whole=memory.keep)
