"""The program's door: commands by name, and the one place where an ending becomes an exit code.

0 all accepted · 1 finished, at least one file rejected · 2 wrong usage or configuration · 3 output cannot
be written · 4 another run holds the output folder · 70 a fault of dxassess itself · 130 interrupted.
"""

from __future__ import annotations

import sys
from typing import Any

from dxassess import __version__


def run() -> None:
    """The console script. `--version` answers before anything is imported."""
    if sys.argv[1:] == ["--version"]:
        print(f"dxassess {__version__}")  # noqa: T201 - the answer itself
        return
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack Vietnamese letters: a question mark is better than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _usage_errors() -> Any:  # noqa: ANN401 - which class it is depends on the version of typer
    """The base of all complaints about the command line. typer brings its own copy of click or uses the
    installed one, by its version; this finds the one in use."""
    import typer

    return next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")


def _run() -> int:
    import typer

    from dxassess.cli.app import build_app
    from dxassess.cli.terminal import say_error
    from dxassess.errors import DxassessError

    try:
        code = build_app()(standalone_mode=False)
    except DxassessError as problem:
        say_error(problem.key, problem.facts)
        return problem.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except _usage_errors() as problem:
        from dxassess.cli.usage import say_usage

        say_usage(problem)
        return int(problem.exit_code)
    except Exception:  # noqa: BLE001 - a bug: its traceback is printed, and exit code 70 says so
        import traceback

        traceback.print_exc()
        say_error("error.bug", {"version": __version__})
        return 70
    return code if isinstance(code, int) else 0
