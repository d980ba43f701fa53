"""`dxassess docs`: the manual, which lies beside the program and needs no network."""

from __future__ import annotations

from typing import Annotated

import typer

from dxassess.cli.options import LANGUAGE, Lang
from dxassess.cli.terminal import tell, terminal_language, texts

DocsLang = Annotated[Lang | None, typer.Option("--lang", parser=LANGUAGE, help="docs_lang")]


def docs(lang: DocsLang = None) -> None:
    """Open the manual in the browser, and say where it lies."""
    import webbrowser

    from dxassess.errors import DxassessError
    from dxassess.files.resources import manual_folder

    language = terminal_language() if lang is None else lang.value
    page = manual_folder() / language / "index.html"
    if not page.is_file():
        raise DxassessError("docs.absent", path=str(page.parent))
    opened = webbrowser.open(page.as_uri())
    tell(texts().text("docs.opened" if opened else "docs.open_yourself", path=str(page)))
