"""`dxassess questionnaire lint`: errors and doubts, with place and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.kinds import DAY, PathValue
from dxassess.cli.questionnaire.options import QuestionnairePath
from dxassess.cli.questionnaire.sources import files_of, read, read_or_end
from dxassess.cli.terminal import console, tell, terminal_language
from dxassess.errors import Ending
from dxassess.wording.wording import wording

if TYPE_CHECKING:
    from dxassess.authoring.contents import Contents
    from dxassess.authoring.remark import Remark
    from dxassess.questionnaire.model import Questionnaire

RemarkKey = tuple[str, str]
Former = Annotated[
    Path | None,
    typer.Option("--former", parser=PathValue("path", must_exist=True, resolved=True), help="former"),
]
LawDay = Annotated[str | None, typer.Option("--day", parser=DAY, help="law_day")]
LintStrict = Annotated[bool, typer.Option("--strict", help="lint_strict")]


def lint(
    path: QuestionnairePath, former: Former = None, day: LawDay = None, *, strict: LintStrict = False
) -> int:
    """Print the remarks on every file of PATH, by the law of `day`; 2 if one of them cannot be used, as with
    every command, 1 if there is an error, or with `strict` a warning."""
    from dxassess.cli.tables.remarks import print_remarks

    files = files_of(path)
    before: dict[RemarkKey, Questionnaire] = {}
    if former is not None:
        before = {(q.id, q.respondent): q for q in map(read_or_end, files_of(former))}
    say = wording("authoring", terminal_language())
    kinds: Counter[str] = Counter()
    usable = True
    for file in files:
        remarks, contents = _remarks(file, before, day)
        print_remarks(file, remarks, console())
        if contents is not None:
            numbers = contents.model_dump(exclude={"recommendations"})
            tell(say.text("lint.contents", **numbers, **contents.recommendations))
        usable = usable and contents is not None
        kinds.update(remark.severity for remark in remarks)
    counts = {"errors": kinds["error"], "warnings": kinds["warning"], "infos": kinds["info"]}
    tell(say.text("lint.summary", files=len(files), **counts))
    if not usable:
        return Ending.usage
    return Ending.rejected if kinds["error"] or (strict and kinds["warning"]) else Ending.accepted


def _remarks(
    file: Path, former: Mapping[RemarkKey, Questionnaire], day: str | None
) -> tuple[Sequence[Remark], Contents | None]:
    """The remarks on a file, and what it holds where it can be read."""
    from dxassess.authoring.contents import contents_of
    from dxassess.authoring.lint import lint
    from dxassess.authoring.remark import from_faults
    from dxassess.questionnaire.load import QuestionnaireError

    try:
        questionnaire = read(file)
    except QuestionnaireError as problem:
        return from_faults(problem.faults), None
    remarks = lint(questionnaire, former.get((questionnaire.id, questionnaire.respondent)), day=day)
    return remarks, contents_of(questionnaire)
