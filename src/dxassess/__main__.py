"""The program's door: the command `dxassess`, and `python -m dxassess`."""

from __future__ import annotations

import os
import sys

from dxassess import __version__


def run() -> None:
    """The console script. `--version` answers before anything is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"dxassess {__version__}")  # noqa: T201 - the answer itself
        return
    # Sums must not hang on how many processors part them, and threads that wait for work cost a laptop.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from dxassess.cli.main import run as run_command

    run_command()


if __name__ == "__main__":
    run()
