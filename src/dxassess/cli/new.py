"""`dxassess new`: the folder of a round."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.kinds import PathValue, WordValue
from dxassess.cli.options import FIRST_LANGUAGE, LANGUAGE, Force, Lang
from dxassess.cli.reading import read_round
from dxassess.cli.terminal import sum_up, texts

if TYPE_CHECKING:
    from dxassess.round.founding import RegisterMade
    from dxassess.round.settings_text import NewRound


def _vintages() -> tuple[str, ...]:
    from dxassess.places.provinces import VINTAGES

    return VINTAGES


NewRoundFolder = Annotated[Path, typer.Argument(parser=PathValue("folder", resolved=True), help="new_round")]
FromList = Annotated[
    Path | None,
    typer.Option("--register", parser=PathValue("file", must_exist=True, resolved=True), help="new_register"),
]
FromRound = Annotated[
    Path | None,
    typer.Option("--from", parser=PathValue("folder", must_exist=True, resolved=True), help="new_from"),
]
NewLang = Annotated[Lang, typer.Option("--lang", parser=LANGUAGE, help="new_lang")]
NewVintage = Annotated[str | None, typer.Option("--vintage", parser=WordValue(_vintages), help="new_vintage")]


def new(
    new_round: NewRoundFolder,
    register: FromList = None,
    before: FromRound = None,
    lang: NewLang = FIRST_LANGUAGE,
    vintage: NewVintage = None,
    *,
    force: Force = False,
) -> None:
    """Make the folder of a round, or go on with one that was begun: what is in it already stays. After a
    round `before` its register, contact and ways of counting are taken over, and forms will show what was
    answered."""
    from dxassess.errors import DxassessError
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.round.founding import lay_out, make_register
    from dxassess.round.instrument import instrument_folder
    from dxassess.round.last_time import keep_last
    from dxassess.round.settings import find_register, read_settings

    known_list = register
    if register is None and before is not None:
        known_list = find_register(before, read_settings(before))
        if known_list is None:
            raise DxassessError("register.none", path=str(before))
    if known_list is None:
        raise DxassessError("register:no_list")
    lay_out(new_round, _beginning(new_round, before, vintage), language=lang.value)
    loaded = load_questionnaires(instrument_folder(None, new_round))
    settings = read_settings(new_round)
    made_register = make_register(
        new_round, known_list, settings, questionnaires=loaded, language=lang.value, force=force
    )
    _tell(new_round, made_register)
    if before is not None:
        n = keep_last(new_round, read_round(before, None), made_register.register, loaded)
        sum_up(texts().text("register:last_kept", n=n))
    places = {"settings": new_round / "round.yaml", "root": new_round}
    sum_up(texts().text("register:next", **{name: str(path) for name, path in places.items()}))


def _beginning(root: Path, before: Path | None, vintage: str | None) -> NewRound:
    """What is known of the round that begins."""
    from dxassess.places.provinces import VINTAGES
    from dxassess.questionnaire.versions import known_versions
    from dxassess.round.settings import Settings, read_settings
    from dxassess.round.settings_text import NewRound

    settings = Settings() if before is None else read_settings(before)
    folder = None
    if before is not None and settings.questionnaires not in (None, *known_versions()):
        folder = os.path.relpath(before / (settings.questionnaires or ""), root)
    return NewRound.model_validate(
        {
            "name": root.name,
            "year": datetime.now(UTC).year,
            "vintage": vintage or (VINTAGES[-1] if before is None else settings.vintage),
            "before": settings,
            "before_path": "" if before is None else str(before),
            "questionnaires": folder and Path(folder).as_posix(),
        }
    )


def _tell(root: Path, register: RegisterMade) -> None:
    from dxassess.cli.writing import tell_written
    from dxassess.round.listing.faults_book import FAULTS_FILE

    say, entries = texts(), register.register.entries
    facilities = len(register.register.facilities)
    sum_up(say.text("register:made", path=str(root), n=facilities, departments=len(entries) - facilities))
    notes = [note.code for note in register.listing.notes]
    if {"read_as", "aside"} & set(notes):
        path = str(root / FAULTS_FILE)
        sum_up(
            say.text("register:understood", n=notes.count("read_as"), aside=notes.count("aside"), path=path)
        )
    tell_written(register.written, root)
