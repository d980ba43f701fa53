"""Options that several commands share, so that they read alike everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.terminal import help_text
from dxassess.files.resources import resource_folder

INSTRUMENT = "five-conditions"


class Lang(StrEnum):
    """A language of the output."""

    vi = "vi"
    en = "en"


class Audience(StrEnum):
    """Who reads the reports."""

    department = "department"
    facility = "facility"
    public = "public"


Folder = Annotated[
    Path, typer.Argument(exists=True, file_okay=False, resolve_path=True, help=help_text("folder"))
]
Questionnaires = Annotated[
    Path | None,
    typer.Option("--questionnaires", exists=True, file_okay=False, help=help_text("questionnaires")),
]
Strict = Annotated[bool, typer.Option("--strict", help=help_text("strict"))]
Languages = Annotated[list[Lang] | None, typer.Option("--lang", help=help_text("lang"))]
Out = Annotated[Path, typer.Option("-o", "--out", file_okay=False, help=help_text("out"))]
Templates = Annotated[
    Path | None, typer.Option("--templates", exists=True, file_okay=False, help=help_text("templates"))
]
ForWhom = Annotated[
    Audience | None,
    typer.Option("--audience", help=help_text("audience"), show_default=Audience.department.value),
]
Word = Annotated[bool, typer.Option("--docx", help=help_text("docx"))]
Previous = Annotated[
    Path | None,
    typer.Option("--previous", exists=True, file_okay=False, resolve_path=True, help=help_text("previous")),
]
PreviousQuestionnaires = Annotated[
    Path | None,
    typer.Option(
        "--previous-questionnaires", exists=True, file_okay=False, help=help_text("previous_questionnaires")
    ),
]


def instrument_folder(chosen: Path | None) -> Path:
    """The questionnaires to use: those named, else the five conditions."""
    return chosen or resource_folder("questionnaires") / INSTRUMENT


def chosen_languages(languages: list[Lang] | None) -> tuple[str, ...]:
    """Each language once, in the order given; Vietnamese if none was."""
    return tuple(dict.fromkeys(language.value for language in languages or [Lang.vi]))
