"""`dxassess forms`: the workbooks to send out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.options import Lang, Out, Questionnaires
from dxassess.cli.terminal import help_text

RegisterFile = Annotated[Path, typer.Argument(exists=True, resolve_path=True, help=help_text("register"))]
FormLang = Annotated[Lang, typer.Option("--lang", help=help_text("form_lang"))]
Vintage = Annotated[str | None, typer.Option("--vintage", help=help_text("vintage"))]


def forms(
    register: RegisterFile,
    out: Out,
    lang: FormLang = Lang.vi,
    vintage: Vintage = None,
    questionnaires: Questionnaires = None,
) -> None:
    """Write a prefilled form for every facility and department of REGISTER."""
    from dxassess.cli.issuing import issue_all

    issue_all(register, out, language=lang.value, vintage=vintage, questionnaires=questionnaires)
