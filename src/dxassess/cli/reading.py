"""Reading a folder with a progress bar, and what an outcome means for the exit code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.cli.options import instrument_folder
from dxassess.cli.remembering import memory_of
from dxassess.cli.terminal import progress

if TYPE_CHECKING:
    from dxassess.intake.submission import FileOutcome
    from dxassess.round.round import Round


def today() -> date:
    """The day where the office is."""
    return date.today()  # noqa: DTZ011 - as the calendar on its wall says


def read_round(folder: Path, questionnaires: Path | None) -> Round:
    """The round in `folder`."""
    from dxassess.assess import read
    from dxassess.round.home import home_of

    with progress("progress.reading") as advance:
        files_read = 0

        def on_file(_: FileOutcome) -> None:
            nonlocal files_read
            files_read += 1
            advance(files_read, None)

        return read(
            folder,
            questionnaires=instrument_folder(questionnaires, folder),
            on_file=on_file,
            today=today(),
            memory=memory_of(home_of(folder)),
        )


def read_previous(folder: Path | None, questionnaires: Path | None) -> Round | None:
    """The earlier round to compare with, if one was named."""
    return None if folder is None else read_round(folder, questionnaires)


def exit_code(outcomes: Iterable[FileOutcome], *, strict: bool) -> int:
    """1 if a file was rejected, under `strict` also if one was accepted with warnings; else 0."""
    bad = {"rejected", "accepted_with_warnings"} if strict else {"rejected"}
    return int(any(outcome.status in bad for outcome in outcomes))
