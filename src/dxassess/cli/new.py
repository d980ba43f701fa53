"""`dxassess new`: the folder of a round."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.kinds import PathValue, WordValue
from dxassess.cli.options import FIRST_LANGUAGE, LANGUAGE, Lang, instrument_folder
from dxassess.cli.terminal import tell, texts

if TYPE_CHECKING:
    from dxassess.round.founding import RegisterMade


def _vintages() -> tuple[str, ...]:
    from dxassess.places.provinces import VINTAGES

    return VINTAGES


NewRoundFolder = Annotated[Path, typer.Argument(parser=PathValue("folder", resolved=True), help="new_round")]
FromList = Annotated[
    Path | None,
    typer.Option("--register", parser=PathValue("file", must_exist=True, resolved=True), help="new_register"),
]
NewLang = Annotated[Lang, typer.Option("--lang", parser=LANGUAGE, help="new_lang")]
NewVintage = Annotated[str | None, typer.Option("--vintage", parser=WordValue(_vintages), help="new_vintage")]


def new(
    new_round: NewRoundFolder,
    register: FromList = None,
    lang: NewLang = FIRST_LANGUAGE,
    vintage: NewVintage = None,
) -> None:
    """Make the folder of a round, or go on with one that was begun: what is in it already stays."""
    from dxassess.errors import DxassessError
    from dxassess.places.provinces import VINTAGES
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.round.founding import lay_out, make_register
    from dxassess.round.settings import read_settings
    from dxassess.round.settings_text import NewRound

    if register is None:
        raise DxassessError("register:no_list")
    beginning = NewRound.model_validate(
        {"name": new_round.name, "year": datetime.now(UTC).year, "vintage": vintage or VINTAGES[-1]}
    )
    lay_out(new_round, beginning, language=lang.value)
    made_register = make_register(
        new_round,
        register,
        read_settings(new_round),
        questionnaires=load_questionnaires(instrument_folder(None, new_round)),
        language=lang.value,
    )
    _tell(new_round, made_register)


def _tell(root: Path, register: RegisterMade) -> None:
    from dxassess.round.listing.faults_book import FAULTS_FILE
    from dxassess.round.settings import SETTINGS_FILE

    say, entries = texts(), register.register.entries
    facilities = len(register.register.facilities)
    tell(say.text("register:made", path=str(root), n=facilities, departments=len(entries) - facilities))
    notes = [note.code for note in register.listing.notes]
    if {"read_as", "aside"} & set(notes):
        path = str(root / FAULTS_FILE)
        tell(say.text("register:understood", n=notes.count("read_as"), aside=notes.count("aside"), path=path))
    tell(say.text("register:next", settings=str(root / SETTINGS_FILE), root=str(root)))
