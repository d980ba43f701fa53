"""`dxassess forms`: the workbooks to send out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue, WordValue
from dxassess.cli.options import FIRST_LANGUAGE, LANGUAGE, Lang, Out, Questionnaires, instrument_folder
from dxassess.cli.terminal import progress, tell, texts


def _vintages() -> tuple[str, ...]:
    from dxassess.places.provinces import VINTAGES

    return VINTAGES


RegisterFile = Annotated[
    Path, typer.Argument(parser=PathValue("path", must_exist=True, resolved=True), help="register")
]
FormLang = Annotated[Lang, typer.Option("--lang", parser=LANGUAGE, help="form_lang")]
VintageOfNames = Annotated[str | None, typer.Option("--vintage", parser=WordValue(_vintages), help="vintage")]


def forms(
    register: RegisterFile,
    out: Out,
    lang: FormLang = FIRST_LANGUAGE,
    vintage: VintageOfNames = None,
    questionnaires: Questionnaires = None,
) -> None:
    """Write a prefilled form for every facility and department of REGISTER, the list itself or the folder of
    the round that holds it; `round.yaml` beside it says whom to ask, and the map unless `vintage` does."""
    from dxassess.errors import DxassessError
    from dxassess.files.write import refuse_inside
    from dxassess.forms.issue import issue_forms
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.round.last_time import read_last
    from dxassess.round.register_file import read_register
    from dxassess.round.settings import find_register, read_settings

    if register.is_dir():
        refuse_inside(out, register)
    folder = register if register.is_dir() else register.parent
    settings = read_settings(folder)
    register_path = find_register(register, settings) if register.is_dir() else register
    if register_path is None:
        raise DxassessError("register.none", path=str(register))
    loaded = load_questionnaires(instrument_folder(questionnaires, folder))
    with progress("progress.forms") as advance:
        written = issue_forms(
            read_register(register_path, vintage=vintage or settings.vintage, questionnaires=loaded),
            loaded,
            out,
            language=lang.value,
            contact=settings.contact,
            day=settings.date or settings.opened,
            round_id=settings.id,
            last_times=read_last(folder, lang.value),
            on_form=advance,
        )
    tell(texts().text("forms.written", n=len(written), path=str(out)))
