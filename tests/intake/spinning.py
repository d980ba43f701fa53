"""`python -m tests.intake.spinning FOLDER`: `dxassess check` whose readers never end by themselves."""

from __future__ import annotations

import os
import signal
import sys
from unittest import mock

from dxassess.cli.main import run
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.read_file import ReaderSettings, Taken


def spin(workbook: Workbook, settings: ReaderSettings) -> Taken:
    """Tell that a reader is at work, then work for ever."""
    os.write(1, b"reading\n")
    while True:
        pass


if __name__ == "__main__":
    from tests.intake import spinning

    # A shell that starts the tests in the background has them ignore Ctrl+C, and so what they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["dxassess", "check", *sys.argv[1:]]
    with mock.patch("dxassess.intake.read_file.take_file", spinning.spin):
        run()
