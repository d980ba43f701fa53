"""`dxassess demo`: an example round to try everything on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import NumberValue, PathValue
from dxassess.cli.terminal import sum_up, texts

NewFolder = Annotated[Path, typer.Argument(parser=PathValue("folder"), help="demo_folder")]
Seed = Annotated[int, typer.Option("--seed", parser=NumberValue(int), help="seed")]


def demo(folder: NewFolder, seed: Seed = 2023) -> None:
    """Make an example round of the Mekong Delta in FOLDER, from forms issued and filled in."""
    from dxassess.demo.make import make_demo
    from dxassess.files.write import cannot_write

    try:
        summary = make_demo(folder, seed=seed)
    except OSError as problem:
        raise cannot_write(folder, problem) from problem
    sum_up(texts().text("demo.made", path=str(folder), workbooks=summary.workbooks))
