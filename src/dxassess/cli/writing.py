"""Outputs of commands: looked at before anything is read, and what became of them told afterwards."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.cli.terminal import sum_up, tell, texts
from dxassess.errors import Notice
from dxassess.files.dry import DRY
from dxassess.files.long_paths import is_cramped

if TYPE_CHECKING:
    from dxassess.files.journal import Written

_MOST_NAMED = 10


def check_outputs(
    *,
    files: Iterable[Path | None] = (),
    folders: Iterable[Path | None] = (),
    read: Iterable[Path | None] = (),
) -> None:
    """Raises, before anything is read, where an output could not be written (OutputError, BusyError) or would
    lie inside a folder that is `read` (DxassessError): the folder of a round, or its inbox. What a run that
    was killed left unfinished at such a place is settled, but not under `DRY`. A Notice where
    another program holds outputs of before, or paths will be longer than Excel opens."""
    from dxassess.files.journal import finish_if_interrupted
    from dxassess.files.targets import check_targets
    from dxassess.round.home import home_of

    file_targets, folder_targets = tuple(filter(None, files)), tuple(filter(None, folders))
    check_targets(
        files=file_targets,
        folders=folder_targets,
        read=[home_of(folder).inbox for folder in filter(None, read)],
    )
    for folder in folder_targets:
        _tell_of_troubles(folder)
    if not DRY.get():
        for folder in dict.fromkeys((*folder_targets, *(path.parent for path in file_targets))):
            finish_if_interrupted(folder)


def _tell_of_troubles(folder: Path) -> None:
    """A Notice of what will keep outputs in a folder from people, though the work can go on."""
    from dxassess.files.targets import held_in

    if is_cramped(folder):
        warnings.warn(Notice("output.cramped", path=str(folder.absolute())), stacklevel=3)
    held = held_in(folder)
    if held:
        warnings.warn(Notice("output.held_now", n=len(held), files=named(held)), stacklevel=3)


def tell_written(written: Written, folder: Path) -> None:
    """What became of the outputs in `folder`, beyond that they were written: how many stood there already,
    and what people edited and was left. Raises OutputError, last, for what another program holds."""
    from dxassess.files.staging import refuse_held

    say = texts()
    if DRY.get():
        sum_up(say.text("outputs.would", n=len(written.new), files=named(written.new)))
    if written.same or written.edited:
        sum_up(say.text("outputs.counts", new=len(written.new), same=len(written.same)))
    if written.beside:
        pairs = [f"{name} → {beside}" for name, beside in written.beside]
        tell(say.text("outputs.beside", n=len(pairs), files=named(pairs)), err=True)
    if written.edited:
        tell(say.text("outputs.edited", n=len(written.edited), files=named(written.edited)), err=True)
    refuse_held(written, folder)


def named(names: Sequence[str]) -> str:
    """The first names of many."""
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
