"""Reading a folder with a progress bar, and what an outcome means for the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.cli.terminal import progress

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.insight.parting import Parting
    from dxassess.intake.batch import ReadBatches
    from dxassess.intake.submission import FileOutcome
    from dxassess.round.round import Round
    from dxassess.round.standing import RoundStanding


def today() -> date:
    """The day where the office is."""
    return date.today()  # noqa: DTZ011 - as the calendar on its wall says


def read_round(folder: Path, questionnaires: Path | None, *, cluster: str | None = None) -> Round:
    """The round in `folder`, scored; read by the `cluster` at an address where one is named."""
    from dxassess import api

    with _counting() as on_file:
        return api.read_round(
            folder,
            questionnaires=questionnaires,
            on_file=on_file,
            today=today(),
            spread=None if cluster is None else _spread(folder, cluster),
        )


def look_at(
    folder: Path, questionnaires: Path | None, *, answers: bool = False, cluster: str | None = None
) -> RoundStanding:
    """How the round in `folder` stands, with the `answers` of its submissions or without; read by the
    `cluster` at an address where one is named."""
    from dxassess.assess import look
    from dxassess.round.instrument import instrument_folder

    with _counting() as on_file:
        return look(
            folder,
            questionnaires=instrument_folder(questionnaires, folder),
            on_file=on_file,
            today=today(),
            answers=answers,
            spread=None if cluster is None else _spread(folder, cluster),
        )


def _spread(folder: Path, address: str) -> ReadBatches:
    """What reads on a cluster; within a round the parts are kept beside its ledger, but not under `DRY`."""
    from dxassess.cluster.dask import on_dask
    from dxassess.files.dry import DRY
    from dxassess.round.home import home_of

    ledger = None if DRY.get() else home_of(folder).ledger
    return on_dask(address, store=None if ledger is None else ledger.parent / "parts")


@contextmanager
def _counting() -> Iterator[Callable[[FileOutcome], None]]:
    """A progress bar that counts files."""
    with progress("progress.reading") as advance:
        files_read = 0

        def on_file(_: FileOutcome) -> None:
            nonlocal files_read
            files_read += 1
            advance(files_read, None)

        yield on_file


def compared(
    round_: Round, previous: Path | None, questionnaires: Path | None, *, cluster: str | None = None
) -> Analysis:
    """What a round says, compared with the earlier one if one was named; worked out by the `cluster` at an
    address where one is."""
    from dxassess import api

    parting = None if cluster is None else _parting(cluster)
    if previous is None:
        return api.score(round_, parting=parting)
    return api.compare(round_, read_round(previous, questionnaires, cluster=cluster), parting=parting)


def _parting(address: str) -> Parting:
    from dxassess.cluster.parting import parting_on

    return parting_on(address)


def refuse_idle(previous: Path | None, questionnaires: Path | None) -> None:
    """DxassessError for `questionnaires` of an earlier round where none was named: they would do nothing."""
    from dxassess.errors import DxassessError

    if previous is None and questionnaires is not None:
        raise DxassessError("previous.not_named")


def exit_code(outcomes: Iterable[FileOutcome], *, strict: bool) -> int:
    """1 if a file was rejected, under `strict` also if one was accepted with warnings; else 0."""
    bad = {"rejected", "accepted_with_warnings"} if strict else {"rejected"}
    return int(any(outcome.status in bad for outcome in outcomes))
