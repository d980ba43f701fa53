"""`dxassess templates copy`: the pieces that reports and letters are made of, to change them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import NAME, PathValue
from dxassess.cli.terminal import tell, texts

TemplatesFolder = Annotated[Path, typer.Argument(parser=PathValue("folder"), help="templates_folder")]
Pieces = Annotated[list[str] | None, typer.Option("--piece", parser=NAME, help="templates_piece")]


def copy(folder: TemplatesFolder, piece: Pieces = None) -> None:
    """Copy the templates, or the pieces named, to FOLDER. A file that is there already ends the command
    before anything is written: it may be somebody's work."""
    from dxassess.errors import DxassessError, OutputError
    from dxassess.files.templates import piece_names, shipped_templates
    from dxassess.files.write import write_whole

    names = tuple(dict.fromkeys(piece or piece_names()))
    strange = [name for name in names if name not in piece_names()]
    if strange:
        known_pieces = ", ".join(piece_names())
        raise DxassessError("templates.unknown_piece", piece=", ".join(strange), known=known_pieces)
    present = [name for name in names if (folder / name).exists()]
    if present:
        raise OutputError("templates.exists", path=str(folder / present[0]))
    for name in names:
        write_whole(folder / name, (shipped_templates() / name).read_bytes())
    tell(texts().text("templates.copied", n=len(names), path=str(folder)))
