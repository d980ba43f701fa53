"""The files that the commands on questionnaires read, and what is said of a file that was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dxassess.cli.terminal import console, say_error, sum_up, texts
from dxassess.cli.writing import tell_written
from dxassess.errors import Ending

if TYPE_CHECKING:
    from dxassess.files.journal import Written
    from dxassess.questionnaire.model import Questionnaire


def read(path: Path) -> Questionnaire:
    """The questionnaire in a YAML file or an exported workbook. Raises QuestionnaireError."""
    from dxassess.authoring.workbook_read import read_workbook
    from dxassess.questionnaire.load import load_questionnaire

    return read_workbook(path) if path.suffix.lower() == ".xlsx" else load_questionnaire(path)


def read_or_end(path: Path) -> Questionnaire:
    """The questionnaire in a file; where it is faulty, says every fault and ends the command."""
    from dxassess.authoring.remark import from_faults
    from dxassess.cli.tables.remarks import print_remarks
    from dxassess.questionnaire.load import QuestionnaireError

    try:
        return read(path)
    except QuestionnaireError as problem:
        remarks = from_faults(problem.faults)
        say_error("questionnaire.cannot_use", {"path": path, "n": len(remarks)})
        print_remarks(path, remarks, console(stderr=True))
        raise typer.Exit(Ending.usage) from problem


def files_of(path: Path) -> list[Path]:
    """The file itself, or the YAML files of a folder at any depth; a folder without any ends the command."""
    if path.is_file():
        return [path]
    files = sorted(path.rglob("*.yaml"))
    if not files:
        say_error("questionnaire.none", {"path": path})
        raise typer.Exit(Ending.usage)
    return files


def say_written(written: Written, path: Path) -> None:
    """That a file was written, or what became of it instead. Raises OutputError."""
    if written.new or written.same:
        name = (*written.new, *written.same)[0]
        sum_up(texts().text("questionnaire.written", path=str(path.with_name(name))))
    tell_written(written, path.parent)
