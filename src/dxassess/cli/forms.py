"""`dxassess forms`: the workbooks to send out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.kinds import CODE, NAME, PathValue, WordValue
from dxassess.cli.naming import place_keys
from dxassess.cli.options import (
    FIRST_LANGUAGE,
    LANGUAGE,
    Force,
    Lang,
    Out,
    Questionnaires,
    around_here,
    out_folder,
)
from dxassess.cli.remembering import note_issued, now
from dxassess.cli.terminal import progress, sum_up, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxassess.forms.issue import IssuedForms
    from dxassess.places.register import Register
    from dxassess.questionnaire.model import Questionnaire
    from dxassess.round.settings import Settings


def _vintages() -> tuple[str, ...]:
    from dxassess.places.provinces import VINTAGES

    return VINTAGES


RegisterFile = Annotated[
    Path,
    typer.Argument(
        parser=PathValue("path", must_exist=True, resolved=True), help="register", default_factory=around_here
    ),
]
FormLang = Annotated[Lang, typer.Option("--lang", parser=LANGUAGE, help="form_lang")]
FormCodes = Annotated[list[str] | None, typer.Option("--facility", parser=CODE, help="forms_facility")]
FormProvinces = Annotated[list[str] | None, typer.Option("--province", parser=NAME, help="forms_province")]
VintageOfNames = Annotated[str | None, typer.Option("--vintage", parser=WordValue(_vintages), help="vintage")]


def forms(  # noqa: PLR0917 - typer makes an option of each
    register: RegisterFile,
    out: Out = None,
    lang: FormLang = FIRST_LANGUAGE,
    vintage: VintageOfNames = None,
    questionnaires: Questionnaires = None,
    facility: FormCodes = None,
    province: FormProvinces = None,
    *,
    force: Force = False,
) -> None:
    """Write a prefilled form for everybody in REGISTER, a list or the folder of a round that holds it."""
    from dxassess.forms.issue import issue_forms
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.round.home import home_of
    from dxassess.round.instrument import instrument_folder
    from dxassess.round.last_time import read_last
    from dxassess.round.settings import read_settings

    folder = register if register.is_dir() else register.parent
    out = _place(out, register, folder)
    settings = read_settings(folder)
    loaded = load_questionnaires(instrument_folder(questionnaires, folder))
    vintage = vintage or settings.vintage
    listed = _register(register, settings, vintage, loaded)
    with progress("progress.forms") as advance:
        issued = issue_forms(
            _chosen(listed, facility or (), province or (), vintage=vintage),
            loaded,
            out,
            language=lang.value,
            contact=settings.contact,
            day=settings.date or settings.opened,
            round_id=settings.id,
            last_times=read_last(folder, lang.value),
            force=force,
            on_form=advance,
        )
    note_issued(home_of(folder), issued.paths, listed, when=now())
    _tell(issued, out)


def _tell(issued: IssuedForms, out: Path) -> None:
    from dxassess.cli.writing import tell_written

    sum_up(texts().text("forms.written", n=len(issued.paths), path=str(out)))
    tell_written(issued.written, out)


def _place(out: Path | None, register: Path, folder: Path) -> Path:
    """Where the forms go, looked at before anything is read."""
    from dxassess.cli.writing import check_outputs
    from dxassess.round.home import FORMS

    place = out_folder(out, folder, FORMS)
    check_outputs(folders=[place], read=[register] if register.is_dir() else [])
    return place


def _register(
    path: Path, settings: Settings, vintage: str, questionnaires: Sequence[Questionnaire]
) -> Register:
    """The register at `path`, which may be the folder that holds it."""
    from dxassess.errors import DxassessError
    from dxassess.round.register_file import read_register
    from dxassess.round.settings import find_register

    register_path = find_register(path, settings) if path.is_dir() else path
    if register_path is None:
        raise DxassessError("register.none", path=str(path))
    return read_register(register_path, vintage=vintage, questionnaires=questionnaires)


def _chosen(register: Register, codes: Sequence[str], provinces: Sequence[str], *, vintage: str) -> Register:
    """The lines with these codes and in these provinces; all where none are named. DxassessError for a code
    that the register does not have, or a province that there is not."""
    from dxassess.errors import DxassessError

    wanted_codes = {code.zfill(5) for code in codes}
    strange = sorted(wanted_codes - register.entry_by_code.keys())
    if strange:
        raise DxassessError("forms.no_code", codes=", ".join(strange))
    keys = place_keys(provinces, vintage)
    entries = (
        entry
        for entry in register.entries
        if (not codes or entry.code in wanted_codes) and (not keys or entry.province in keys)
    )
    return register.model_copy(update={"entries": tuple(entries)})
