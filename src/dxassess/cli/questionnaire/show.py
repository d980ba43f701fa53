"""`dxassess questionnaire show`: as tables, as a booklet, or what everything weighs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue
from dxassess.cli.options import LANGUAGE, Force, Lang, Templates
from dxassess.cli.questionnaire.options import QuestionnairePath
from dxassess.cli.questionnaire.sources import files_of, read_or_end, say_written
from dxassess.cli.terminal import terminal_language
from dxassess.cli.writing import check_outputs

Html = Annotated[Path | None, typer.Option("--html", parser=PathValue("file"), help="booklet")]
ShowLang = Annotated[Lang | None, typer.Option("--lang", parser=LANGUAGE, help="show_lang")]
ShowWeights = Annotated[bool, typer.Option("--weights", help="show_weights")]


def show(
    path: QuestionnairePath,
    html: Html = None,
    lang: ShowLang = None,
    templates: Templates = None,
    *,
    weights: ShowWeights = False,
    force: Force = False,
) -> None:
    """Print each questionnaire of PATH as tables, or with `weights` what everything weighs; or write the
    booklet of the one in it to `html`."""
    from dxassess.authoring.booklet import booklet, to_html
    from dxassess.cli.tables.questions import print_booklet
    from dxassess.cli.tables.weights import print_weights
    from dxassess.errors import DxassessError
    from dxassess.files.staging import write_output
    from dxassess.files.templates import template_folder

    language = lang.value if lang is not None else terminal_language()
    home, files = template_folder(templates), files_of(path)
    if html is None:
        for file in files:
            q = read_or_end(file)
            if weights:
                print_weights(q, language)
            else:
                print_booklet(booklet(q, language))
        return
    if len(files) > 1:
        raise DxassessError("questionnaire.one_only", path=str(path), files=", ".join(f.name for f in files))
    check_outputs(files=[html])
    page = to_html(booklet(read_or_end(files[0]), language), templates=home)
    say_written(write_output(html, page, force=force), html)
