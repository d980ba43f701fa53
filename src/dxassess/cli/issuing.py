"""A form for every line of the register."""

from __future__ import annotations

from pathlib import Path

import typer

from dxassess.cli.options import instrument_folder
from dxassess.cli.terminal import progress, texts


def issue_all(register: Path, out: Path, *, language: str, vintage: str, questionnaires: Path | None) -> None:
    """Write the forms to a folder per province and say how many. Whom to ask stands in `round.yaml` beside
    the register."""
    from dxassess.forms.issue import issue_forms
    from dxassess.places.provinces import VINTAGES
    from dxassess.places.register import read_register
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.round.settings import read_settings

    if vintage not in VINTAGES:
        raise typer.BadParameter(", ".join(VINTAGES), param_hint="--vintage")
    asked = load_questionnaires(instrument_folder(questionnaires))
    with progress("progress.forms") as advance:
        written = issue_forms(
            read_register(register, vintage=vintage),
            asked,
            out,
            language=language,
            contact=read_settings(register.parent).contact,
            on_form=advance,
        )
    typer.echo(texts().text("forms.written", n=len(written), path=str(out)))
