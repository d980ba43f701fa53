"""`dxassess questionnaire lint`: errors and doubts, with place and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dxassess.cli.data import tell_data
from dxassess.cli.kinds import DAY
from dxassess.cli.options import AsJson
from dxassess.cli.questionnaire.options import QuestionnairePath, QuestionnaireValue
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
    typer.Option(
        "--former", parser=QuestionnaireValue("path", must_exist=True, resolved=True), help="former"
    ),
]
LawDay = Annotated[str | None, typer.Option("--day", parser=DAY, help="law_day")]
LintStrict = Annotated[bool, typer.Option("--strict", help="lint_strict")]


def lint(
    path: QuestionnairePath,
    former: Former = None,
    day: LawDay = None,
    *,
    json: AsJson = False,
    strict: LintStrict = False,
) -> int:
    """Print the remarks on every file of PATH, by the law of `day`; 2 if one of them cannot be used, as with
    every command, 1 if there is an error, or with `strict` a warning."""
    from dxassess.cli.tables.remarks import print_remarks

    files = files_of(path)
    before: dict[RemarkKey, Questionnaire] = {}
    if former is not None:
        before = {(q.id, q.respondent): q for q in map(read_or_end, files_of(former))}
    say = wording("authoring", terminal_language())
    linted = [Linted(file, *_remarks(file, before, day)) for file in files]
    kinds = Counter(remark.severity for one in linted for remark in one.remarks)
    counts = {"errors": kinds["error"], "warnings": kinds["warning"], "infos": kinds["info"]}
    if json:
        tell_data("lint", {"counts": counts, "files": [one.as_data() for one in linted]})
    for file, remarks, contents in () if json else linted:
        print_remarks(file, remarks, console())
        if contents is not None:
            numbers = contents.model_dump(exclude={"recommendations"})
            tell(say.text("lint.contents", **numbers, **contents.recommendations))
    if not json:
        tell(say.text("lint.summary", files=len(files), **counts))
    if any(one.contents is None for one in linted):
        return Ending.usage
    return Ending.rejected if kinds["error"] or (strict and kinds["warning"]) else Ending.accepted


class Linted(NamedTuple):
    """A file, the remarks on it, and what it holds where it can be read."""

    file: Path
    remarks: Sequence[Remark]
    contents: Contents | None

    def as_data(self) -> Mapping[str, object]:
        """The same for other programs, each remark with its sentence in the language of the terminal."""
        from dxassess.authoring.remark import sentence

        language = terminal_language()
        return {
            "file": str(self.file),
            "usable": self.contents is not None,
            "remarks": [
                {
                    "severity": remark.severity,
                    "code": remark.code,
                    "path": remark.path,
                    "of": remark.of,
                    "text": sentence(remark, language),
                }
                for remark in self.remarks
            ],
            "contents": None if self.contents is None else self.contents.model_dump(mode="json"),
        }


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
