"""Options that several commands on questionnaires share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue


class QuestionnaireValue(PathValue):
    """The path of questionnaires; those that come with the program go by their name: `five-conditions`,
    `five-conditions/facility.yaml`."""

    def __call__(self, typed: str | Path) -> Path:
        """The path. WrongUse as of any other; what stands in the current folder goes before a name."""
        from dxassess.questionnaire.versions import known_versions, version_folder

        name, *inside = Path(typed).parts or ("",)
        if name in known_versions() and not Path(typed).exists():
            return super().__call__(version_folder(name).joinpath(*inside))
        return super().__call__(typed)


QuestionnairePath = Annotated[
    Path,
    typer.Argument(
        parser=QuestionnaireValue("path", must_exist=True, resolved=True), help="questionnaire_path"
    ),
]
OneSource = Annotated[
    Path,
    typer.Argument(
        parser=QuestionnaireValue("file", must_exist=True, resolved=True), help="questionnaire_file"
    ),
]
XlsxOut = Annotated[Path, typer.Option("-o", "--out", parser=PathValue("file"), help="xlsx_out")]
