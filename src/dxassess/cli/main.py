"""The program's door: commands by name, and the one place where an ending becomes an exit code.

0 all accepted · 1 finished, at least one file rejected · 2 wrong usage or configuration · 3 output cannot
be written · 4 another run holds the output folder · 70 a fault of dxassess itself · 130 interrupted.
"""

from __future__ import annotations

import sys

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


def _run() -> int:
    import click

    from dxassess.cli.app import build_app
    from dxassess.cli.terminal import say_error
    from dxassess.errors import DxassessError

    try:
        code = build_app()(standalone_mode=False)
    except DxassessError as problem:
        say_error(problem.key, problem.facts)
        return problem.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except Exception:  # noqa: BLE001 - a bug: its traceback is printed, and exit code 70 says so
        import traceback

        traceback.print_exc()
        say_error("error.bug", {"version": __version__})
        return 70
    return code if isinstance(code, int) else 0
