"""What `dxassess check` does with a round that was read: show it, list it, send it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from dxassess.cli.check_table import Style, print_outcomes, summary
from dxassess.cli.standing_table import print_standing
from dxassess.cli.terminal import progress, texts
from dxassess.errors import OutputError
from dxassess.findings.finding import Severity
from dxassess.intake.submission import FileOutcome, status_counts
from dxassess.questionnaire.model import Questionnaire
from dxassess.report.data.results import files, to_text
from dxassess.returning.choose import Wanted, choose, wanted
from dxassess.returning.give_back import Terms, give_back, to_return
from dxassess.returning.whose import Whose, respondents
from dxassess.returning.worklist import tasks
from dxassess.returning.worklist_file import write_tasks
from dxassess.round.round import Round

_MOST_NAMED = 10


class Checked(NamedTuple):
    """A round, what is wanted of its findings, and the outcomes with those alone."""

    round: Round
    wish: Wanted
    whose: dict[str, Whose]
    shown: tuple[FileOutcome, ...]

    def as_json(self) -> str:
        """The outcomes shown as JSON. Its counts are of all files that were read, whatever the filter."""
        told = files(self.shown)
        if not self.wish.everything:
            told["counts"] = {"found": len(self.round.outcomes), **status_counts(self.round.outcomes)}
            told["filter"] = self.wish.model_dump(mode="json")
        return to_text(told)

    def show(self, style: Style) -> None:
        """The outcomes shown in the terminal, after the counts of all."""
        print_outcomes(self.round.outcomes, self.shown, style, filtered=not self.wish.everything)
        print_standing(self.round, every=style != "short")
        typer.echo("\n" + summary(self.round.outcomes))
        unplaced = sum(self.whose[outcome.file].province is None for outcome in self.round.outcomes)
        if self.wish.province and unplaced:
            typer.echo(texts().text("check.unplaced", n=unplaced))


def checked(
    round_: Round, *, severities: Iterable[Severity], province: str | None, codes: Sequence[str]
) -> Checked:
    """The round as the user wants to see it. DxassessError for a province or a code that there is not."""
    wish = wanted(severities=severities, codes=codes, province=province, vintage=round_.settings.vintage)
    whose = respondents(round_)
    return Checked(round_, wish, whose, choose(round_.outcomes, wish, whose))


def write_list(found: Checked, path: Path, *, language: str) -> None:
    """Write the findings shown as a work list."""
    rows = tasks(found.shown, found.whose, language=language)
    write_tasks(path, rows, language=language)
    typer.echo(texts().text("check.listed", n=len(rows), path=str(path)), err=True)


def return_files(found: Checked, folder: Path, out: Path, *, language: str) -> None:
    """Write the returns of the files shown, each with all its errors and warnings: a letter that names a
    part of them would bring back a form with the rest. Raises OutputError if something was in the way."""
    shown = {outcome.file for outcome in found.shown}
    outcomes = to_return([outcome for outcome in found.round.outcomes if outcome.file in shown])
    terms = Terms(
        language=language,
        round_name=found.round.settings.name[language],
        questions=_questions(found.round, language),
    )
    with progress("progress.returning") as advance:
        done = give_back(outcomes, folder=folder, out=out, whose=found.whose, terms=terms, on_file=advance)
    say = texts()
    told = say.text("check.returned", copies=done.copies, letters=done.letters, path=str(out))
    typer.echo(told, err=True)
    if done.only_text:
        named = _named(done.only_text)
        typer.echo(say.text("check.only_text", n=len(done.only_text), files=named), err=True)
    if done.kept:
        raise OutputError("check.kept", n=len(done.kept), paths=_named(done.kept))


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")


def _questions(round_: Round, language: str) -> dict[str, str]:
    """The wording of every cell of the questionnaires by its code."""
    asked: tuple[Questionnaire | None, ...] = (round_.department, round_.facility)
    told: dict[str, str] = {}
    for questionnaire in filter(None, asked):
        for item in questionnaire.items:
            told[item.code] = item.text[language]
            told |= {code: text[language] for code, text in item.parts}
        told |= {fact.code: fact.text[language] for fact in questionnaire.facts}
    return told
