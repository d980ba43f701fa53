"""`dxassess templates copy`: the pieces that reports and letters are made of, to change them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import NAME, PathValue
from dxassess.cli.options import Force
from dxassess.cli.terminal import sum_up, texts
from dxassess.cli.writing import check_outputs, tell_written

TemplatesFolder = Annotated[Path, typer.Argument(parser=PathValue("folder"), help="templates_folder")]
Pieces = Annotated[list[str] | None, typer.Option("--piece", parser=NAME, help="templates_piece")]


def copy(folder: TemplatesFolder, piece: Pieces = None, *, force: Force = False) -> None:
    """Copy the templates, or the pieces named, to FOLDER. A piece that somebody changed there is left."""
    from dxassess.errors import DxassessError
    from dxassess.files.staging import write_outputs
    from dxassess.files.templates import piece_names, shipped_templates

    names = tuple(dict.fromkeys(piece or piece_names()))
    strange = [name for name in names if name not in piece_names()]
    if strange:
        known_pieces = ", ".join(piece_names())
        raise DxassessError("templates.unknown_piece", piece=", ".join(strange), known=known_pieces)
    check_outputs(folders=[folder])
    pieces = {name: (shipped_templates() / name).read_bytes() for name in names}
    written = write_outputs(folder, pieces, force=force)
    sum_up(texts().text("templates.copied", n=len(names), path=str(folder)))
    tell_written(written, folder)
