"""Commands by name, and the one place where an ending becomes an exit code."""

from __future__ import annotations

import gc
import signal
import sys
import warnings
from pathlib import Path
from types import FrameType

from dxassess import __version__
from dxassess.errors import DxassessError, Ending, Notice, UnlimitedReaders


def run() -> None:
    """What was typed, to its end."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack Vietnamese letters: a question mark is better than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # Values are trees without circles: to look for circles as often as usual took an eighth of the time.
    gc.set_threshold(100_000, 20, 20)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        code = _run()
    finally:
        signal.signal(signal.SIGTERM, before)
    sys.exit(code)


def _end(_number: int, _frame: FrameType | None) -> None:
    """Whoever asks the program to end (a service, a shutdown) gets what Ctrl+C gets: every file that is being
    written is whole or absent, and no reader stays behind."""
    sys.exit(Ending.terminated)


def _at_home() -> list[str]:
    """What the program does where nothing is typed: within a round it tells where that stands."""
    from dxassess.round.home import find_home

    return [] if find_home(Path.cwd()) is None else ["status"]


def _run() -> int:
    import typer

    from dxassess.cli.app import build_app
    from dxassess.cli.kinds import USAGE_ERROR
    from dxassess.cli.terminal import say_error, telling_of_readers

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("default", UnlimitedReaders)
            warnings.simplefilter("always", Notice)
            warnings.showwarning = telling_of_readers(warnings.showwarning)
            code = build_app()(sys.argv[1:] or _at_home(), prog_name="dxassess", standalone_mode=False)
    except DxassessError as problem:
        say_error(problem.key, problem.facts)
        return problem.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return Ending.interrupted
    except USAGE_ERROR as problem:
        from dxassess.cli.usage import say_usage

        say_usage(problem)
        return Ending.usage
    except Exception:  # noqa: BLE001 - a bug: its traceback is printed, and the exit code says so
        import traceback

        traceback.print_exc()
        say_error("error.bug", {"version": __version__})
        return Ending.bug
    return code if isinstance(code, int) else 0
