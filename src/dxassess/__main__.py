"""`python -m dxassess`: the same as the command `dxassess`."""

from __future__ import annotations

from dxassess.cli.main import run

if __name__ == "__main__":
    run()
