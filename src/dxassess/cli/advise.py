"""`dxassess advise`: what to do next, the shortest plan to a level, what-if."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.options import Folder, Lang, Questionnaires
from dxassess.cli.terminal import help_text

Respondent = Annotated[str | None, typer.Option("--facility", help=help_text("advise_facility"))]
ToLevel = Annotated[int | None, typer.Option("--to-level", min=1, max=5, help=help_text("to_level"))]
Budget = Annotated[float | None, typer.Option("--budget", min=0, help=help_text("budget"))]
Fix = Annotated[list[str] | None, typer.Option("--fix", help=help_text("fix"))]
WorkList = Annotated[Path | None, typer.Option("-o", "--output", dir_okay=False, help=help_text("worklist"))]
ListLang = Annotated[Lang, typer.Option("--lang", help=help_text("worklist_lang"))]


def advise(  # noqa: PLR0917 - typer makes an option of each
    folder: Folder,
    facility: Respondent = None,
    to_level: ToLevel = None,
    budget: Budget = None,
    fix: Fix = None,
    output: WorkList = None,
    lang: ListLang = Lang.vi,
    questionnaires: Questionnaires = None,
) -> None:
    """Say what raises scores and levels most for the least effort."""
    from dxassess.cli.advising import advise_facility, advise_provinces
    from dxassess.cli.reading import read_round
    from dxassess.errors import DxassessError
    from dxassess.files.write import refuse_inside
    from dxassess.insight.analysis import analyse
    from dxassess.render.worklist_file import write_worklist
    from dxassess.report.people.worklist import work_list

    if output is not None:
        if output.suffix.lower() != ".xlsx":
            raise DxassessError("output.only_xlsx", suffix=output.suffix or output.name)
        refuse_inside(output, folder)
    analysis = analyse(read_round(folder, questionnaires))
    if facility is not None:
        advise_facility(analysis, facility, to_level=to_level, fix=tuple(fix or ()))
    else:
        advise_provinces(analysis, budget=budget)
    if output is not None:
        write_worklist(output, work_list(analysis, lang.value), language=lang.value)
