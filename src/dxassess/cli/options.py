"""Options that several commands share, so that they read alike everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from dxassess.cli.kinds import CODE, NAME, PathValue, ValueKind, WordValue, WrongUse
from dxassess.wording.wording import LANGUAGES

if TYPE_CHECKING:
    from dxassess.report.value.model import Readers


# A language of the output. The type checker knows enumerations whose members are written out alone.
Lang = StrEnum("Lang", {language: language for language in LANGUAGES})  # type: ignore[misc]
FIRST_LANGUAGE = Lang(LANGUAGES[0])
LANGUAGE = WordValue(lambda: LANGUAGES, make=Lang)


def _readers() -> tuple[Readers, ...]:
    from dxassess.report.value.model import Readers

    return get_args(Readers)


def around_here() -> Path:
    """The round around the current folder. WrongUse where there is none."""
    from dxassess.round.home import find_home

    home = find_home(Path.cwd())
    if home is None:
        raise WrongUse("usage.no_round")
    return home.root


Folder = Annotated[
    Path,
    typer.Argument(
        parser=PathValue("folder", must_exist=True, resolved=True),
        help="folder",
        default_factory=around_here,
    ),
]
Questionnaires = Annotated[
    Path | None,
    typer.Option("--questionnaires", parser=PathValue("folder", must_exist=True), help="questionnaires"),
]
Cluster = Annotated[str | None, typer.Option("--cluster", parser=ValueKind("address"), help="cluster")]
AsJson = Annotated[bool, typer.Option("--json", help="json")]
Strict = Annotated[bool, typer.Option("--strict", help="strict")]
Languages = Annotated[list[Lang] | None, typer.Option("--lang", parser=LANGUAGE, help="lang")]
Force = Annotated[bool, typer.Option("--force", help="force")]
Out = Annotated[Path | None, typer.Option("-o", "--out", parser=PathValue("folder"), help="out")]
OnlyFacilities = Annotated[list[str] | None, typer.Option("--facility", parser=CODE, help="only_facility")]
OnlyProvinces = Annotated[list[str] | None, typer.Option("--province", parser=NAME, help="only_province")]
ReportsOf = Annotated[list[str] | None, typer.Option("--province", parser=NAME, help="reports_of")]
Templates = Annotated[
    Path | None, typer.Option("--templates", parser=PathValue("folder", must_exist=True), help="templates")
]
ForWhom = Annotated[str | None, typer.Option("--audience", parser=WordValue(_readers), help="audience")]
Word = Annotated[bool, typer.Option("--docx", help="docx")]
Previous = Annotated[
    Path | None,
    typer.Option("--previous", parser=PathValue("folder", must_exist=True, resolved=True), help="previous"),
]
PreviousQuestionnaires = Annotated[
    Path | None,
    typer.Option(
        "--previous-questionnaires",
        parser=PathValue("folder", must_exist=True),
        help="previous_questionnaires",
    ),
]


def out_folder(out: Path | None, folder: Path | None, place: str) -> Path:
    """Where a command writes: `out`, else the folder `place` of the round in `folder`. WrongUse where neither
    is known; a bare folder of workbooks has no places of its own."""
    from dxassess.round.home import home_of

    if out is not None:
        return out
    home = None if folder is None else home_of(folder)
    if home is None or home.ledger is None:
        raise WrongUse("usage.missing", name=repr("--out"))
    return home.root / place


def reports_folder(out: Path | None, folder: Path | None, provinces: Sequence[str]) -> Path:
    """Where reports go: those of all provinces, which belong together, into a place of their own; those of
    some beside the sheets of single facilities. WrongUse as `out_folder`."""
    from dxassess.round.home import REPORTS, RESULTS_FOLDER

    return out_folder(out, folder, RESULTS_FOLDER if provinces else REPORTS)


def chosen_languages(languages: list[Lang] | None) -> tuple[str, ...]:
    """Each language once, in the order given; Vietnamese if none was."""
    return tuple(dict.fromkeys(language.value for language in languages or [FIRST_LANGUAGE]))


def chosen_readers(word: str | None) -> Readers:
    """For whom reports are made; for the department if nobody was named."""
    return next((readers for readers in _readers() if readers == word), "department")
