"""Commands by name, and the one place where an ending becomes an exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from dxassess import __version__
from dxassess.errors import DxassessError, Ending, Notice, UnlimitedReaders


def run() -> None:
    """What was typed, to its end."""
    for stream in (sys.stdout, sys.stderr):
        # What another program reads is UTF-8, whatever the code page of the machine. A console may lack
        # Vietnamese letters: there a question mark is better than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    # What other packages plug into the checks of values is none of ours, and to look for it takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Values are trees without circles: to look for circles as often as usual took an eighth of the time.
    gc.set_threshold(100_000, 20, 20)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        code = _begin(sys.argv[1:])
    except KeyboardInterrupt:  # at a question of the menu; a command ends itself
        code = Ending.interrupted
    finally:
        signal.signal(signal.SIGTERM, before)
    # The process ends: to look through all that it loaded for circles once more took an eighth of `check`.
    gc.freeze()
    sys.exit(code)


def _end(_number: int, _frame: FrameType | None) -> None:
    """Whoever asks the program to end (a service, a shutdown) gets what Ctrl+C gets: every file that is being
    written is whole or absent, and no reader stays behind."""
    sys.exit(Ending.terminated)


def _begin(typed: Sequence[str]) -> int:
    """What was typed; where nothing was, the menu if somebody can be asked, else where the round around here
    stands. A path alone is what somebody dropped on the program: no command is called like one."""
    if len(typed) == 1 and Path(typed[0]).is_absolute() and Path(typed[0]).exists():
        from dxassess.cli.menu import check_dropped

        return check_dropped(Path(typed[0]), _run)
    if typed[:1] == ["--complete"]:
        from dxassess.cli.completing import complete
        from dxassess.cli.terminal import tell

        for word in complete(typed[1:]):
            tell(word)
        return Ending.accepted
    if typed:
        return _run(typed)
    from dxassess.cli.menu import is_watched, offer
    from dxassess.round.home import find_home

    home = find_home(Path.cwd())
    return offer(_run, home) if is_watched() else _run([] if home is None else ["status"])


def _run(typed: Sequence[str]) -> int:
    """A command as it is typed, in the language and the manner that it asks for."""
    from dxassess.cli.shared_options import typed_language
    from dxassess.cli.terminal import talking
    from dxassess.files.dry import DRY

    token = DRY.set(False)
    try:
        with talking(typed_language(typed)):
            return _end_of(typed)
    finally:
        DRY.reset(token)


def _end_of(typed: Sequence[str]) -> int:
    import typer

    from dxassess.cli.app import build_app
    from dxassess.cli.defaults import defaults
    from dxassess.cli.kinds import USAGE_ERROR
    from dxassess.cli.terminal import say_error, telling_of_readers

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("default", UnlimitedReaders)
            warnings.simplefilter("always", Notice)
            warnings.showwarning = telling_of_readers(warnings.showwarning)
            code = build_app()(
                list(typed), prog_name="dxassess", standalone_mode=False, default_map=defaults(typed)
            )
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
