"""The program as a user types it, in this process: a new one takes longer to start than most commands run."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import NamedTuple
from unittest import mock

from dxassess.__main__ import run


class Done(NamedTuple):
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


def dxassess(*arguments: object, language: str = "en") -> Done:
    """Run a command with the terminal in `language`."""
    out, err = io.StringIO(), io.StringIO()
    code: object = None
    with (
        mock.patch.dict(os.environ, {"DXASSESS_LANG": language}),
        mock.patch.object(sys, "argv", ["dxassess", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            run()
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int) or code is None, code
    return Done(code or 0, out.getvalue(), err.getvalue())
