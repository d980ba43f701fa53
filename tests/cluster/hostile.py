"""A reader that hangs over one file and dies of another; imported by the machines of a cluster."""

from __future__ import annotations

import os
from unittest import mock

from dxassess.intake.gathering.files import Workbook
from dxassess.intake.pool import read_all
from dxassess.intake.read_file import ReaderSettings, Taken, take_file


def take(workbook: Workbook, settings: ReaderSettings) -> Taken:
    """Runs in a reader of a machine."""
    while workbook.file == "spin.xlsx":
        pass
    if workbook.file == "die.xlsx":
        os._exit(9)
    return take_file(workbook, settings)


def turn_hostile() -> None:
    """Have this machine read so from now on, with little time for a file."""
    mock.patch("dxassess.intake.batch.take_file", take).start()
    mock.patch("dxassess.intake.batch.read_all", _read_all).start()


def turn_back() -> None:
    """Have it read as usual."""
    mock.patch.stopall()


def _read_all(*arguments: object, **options: object) -> object:
    return read_all(*arguments, deadline=1.0, **options)  # type: ignore[arg-type] # whatever it is called with
