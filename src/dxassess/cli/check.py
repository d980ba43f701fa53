"""`dxassess check`: what became of every file, before anything is scored for good."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.options import Folder, Lang, Questionnaires, Strict
from dxassess.cli.reading import exit_code, read_round
from dxassess.cli.terminal import help_text

if TYPE_CHECKING:
    from dxassess.cli.check_table import Style


class Severity(StrEnum):
    """How bad a finding is."""

    error = "error"
    warning = "warning"
    info = "info"


AsJson = Annotated[bool, typer.Option("--json", help=help_text("json"))]
All = Annotated[bool, typer.Option("--all", help=help_text("all"))]
Details = Annotated[bool, typer.Option("--details", help=help_text("details"))]
Severities = Annotated[list[Severity] | None, typer.Option("--severity", help=help_text("severity"))]
Codes = Annotated[list[str] | None, typer.Option("--code", help=help_text("check_code"))]
InProvince = Annotated[str | None, typer.Option("--province", help=help_text("province"))]
WorkList = Annotated[
    Path | None, typer.Option("-o", "--output", dir_okay=False, help=help_text("check_file"))
]
Return = Annotated[Path | None, typer.Option("--return", file_okay=False, help=help_text("return"))]
ReturnLang = Annotated[Lang, typer.Option("--lang", help=help_text("check_lang"))]


def check(
    folder: Folder,
    *,
    output: WorkList = None,
    back: Return = None,
    lang: ReturnLang = Lang.vi,
    severity: Severities = None,
    province: InProvince = None,
    code: Codes = None,
    questionnaires: Questionnaires = None,
    every: All = False,
    details: Details = False,
    json: AsJson = False,
    strict: Strict = False,
) -> int:
    """Read every file of FOLDER and say which are accepted, which are not, and why."""
    from dxassess.cli.checking import checked, return_files, write_list
    from dxassess.returning.worklist_file import check_target

    if output is not None:
        check_target(output, folder)
    found = checked(
        read_round(folder, questionnaires),
        severities=[chosen.value for chosen in severity or ()],
        province=province,
        codes=code or (),
    )
    if json:
        typer.echo(found.as_json(), nl=False)
    else:
        found.show(_style(every=every, details=details))
    if output is not None:
        write_list(found, output, language=lang.value)
    if back is not None:
        return_files(found, folder, back, language=lang.value)
    return exit_code(found.round.outcomes, strict=strict)


def _style(*, every: bool, details: bool) -> Style:
    if details:
        return "details"
    return "all" if every else "short"
