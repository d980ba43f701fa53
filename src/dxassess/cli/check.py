"""`dxassess check`: what became of every file, before anything is scored for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dxassess.cli.data import tell_data
from dxassess.cli.kinds import CODE, NAME, PathValue, WordValue
from dxassess.cli.naming import full_code
from dxassess.cli.options import (
    FIRST_LANGUAGE,
    LANGUAGE,
    AsJson,
    Cluster,
    Folder,
    Force,
    Lang,
    OnlyFacilities,
    Questionnaires,
    Strict,
)
from dxassess.cli.reading import exit_code, look_at, today
from dxassess.cli.remembering import Happening, note, note_receipts, now
from dxassess.cli.terminal import progress, sum_up, tell, terminal_language, texts
from dxassess.cli.writing import named, tell_written

if TYPE_CHECKING:
    from dxassess.cli.tables.outcomes import RowStyle
    from dxassess.findings.catalogue import Severity
    from dxassess.intake.submission import FileOutcome
    from dxassess.returning.choose import Wanted
    from dxassess.returning.whose import Whose
    from dxassess.round.home import Home
    from dxassess.round.received import Received
    from dxassess.round.standing import RoundStanding


def _known(typed: Iterable[str]) -> list[Severity]:
    """The severities named, in the order in which they were."""
    return [severity for name in typed for severity in _severities() if severity == name]


def _severities() -> tuple[Severity, ...]:
    from dxassess.findings.catalogue import SEVERITIES

    return SEVERITIES


All = Annotated[bool, typer.Option("--all", help="all")]
Details = Annotated[bool, typer.Option("--details", help="details")]
Severities = Annotated[
    list[str] | None, typer.Option("--severity", parser=WordValue(_severities), help="severity")
]
FindingCodes = Annotated[list[str] | None, typer.Option("--code", parser=CODE, help="check_code")]
InProvince = Annotated[str | None, typer.Option("--province", parser=NAME, help="province")]
FindingsFile = Annotated[
    Path | None, typer.Option("-o", "--out", parser=PathValue("file"), help="check_file")
]
Return = Annotated[Path | None, typer.Option("--return", parser=PathValue("folder"), help="return")]
Shown = Annotated[list[Path] | None, typer.Option("--show", parser=PathValue("file"), help="show")]
Pages = Annotated[Path | None, typer.Option("--pages", parser=PathValue("folder"), help="pages")]
ReturnLang = Annotated[Lang, typer.Option("--lang", parser=LANGUAGE, help="check_lang")]


def check(
    folder: Folder,
    *,
    out: FindingsFile = None,
    back: Return = None,
    show: Shown = None,
    pages: Pages = None,
    lang: ReturnLang = FIRST_LANGUAGE,
    severity: Severities = None,
    province: InProvince = None,
    facility: OnlyFacilities = None,
    code: FindingCodes = None,
    questionnaires: Questionnaires = None,
    cluster: Cluster = None,
    every: All = False,
    details: Details = False,
    force: Force = False,
    json: AsJson = False,
    strict: Strict = False,
) -> int:
    """Read every file of FOLDER and say which are accepted, which are not, and why."""
    from dxassess.returning.choose import choose
    from dxassess.returning.whose import respondents
    from dxassess.round.home import home_of

    target, home = pages or (Path() if show else None), home_of(folder)
    _check_targets(home.inbox, out, back, target)
    standing = look_at(folder, questionnaires, answers=bool(back or target), cluster=cluster)
    round_, whose = standing.received, respondents(standing.received)
    note_receipts(home, round_, when=now())
    wish = _wish(round_, severity, code, province=province, facilities=facility)
    checked = Checked(standing, wish, whose, choose(round_.outcomes, wish, whose), force)
    if json:
        tell_data("check", checked.as_data())
    else:
        checked.show("details" if details else "all" if every else "short", home.inbox)
    checked.write_list(out, language=lang.value)
    checked.write_copies(home, back, target, show or (), language=lang.value)
    note(home, checked.given_back() if back else (), when=now())
    return exit_code(round_.outcomes, strict=strict)


def _wish(
    round_: Received,
    severities: Sequence[str] | None,
    codes: Sequence[str] | None,
    *,
    province: str | None,
    facilities: Sequence[str] | None,
) -> Wanted:
    from dxassess.returning.choose import wanted

    return wanted(
        severities=_known(severities or ()),
        codes=codes or (),
        province=province,
        vintage=round_.settings.vintage,
        facilities=tuple(map(full_code, facilities or ())),
    )


def _check_targets(folder: Path, out: Path | None, *others: Path | None) -> None:
    from dxassess.cli.writing import check_outputs

    if out is not None:
        from dxassess.returning.worklist_file import check_suffix

        check_suffix(out)
    check_outputs(files=[out], folders=others, read=[folder])


class Checked(NamedTuple):
    """A round, what is wanted of its findings, and the outcomes with those alone."""

    standing: RoundStanding
    wish: Wanted
    whose: dict[str, Whose]
    shown: tuple[FileOutcome, ...]
    force: bool = False

    @property
    def round(self) -> Received:
        """What was received."""
        return self.standing.received

    def as_data(self) -> Mapping[str, object]:
        """The outcomes shown, for other programs. The counts are of all files that were read, whatever the
        filter."""
        from dxassess.intake.submission import status_counts
        from dxassess.report.data.results import files
        from dxassess.round.states import state_counts

        hashes = self.round.memory.returned_hashes
        as_data = files(self.shown, terminal_language(), hashes)
        if not self.wish.everything:
            as_data["counts"] = {"found": len(self.round.outcomes), **status_counts(self.round.outcomes)}
            as_data["states"] = state_counts(self.round.outcomes, hashes)
            as_data["filter"] = self.wish.model_dump(mode="json")
        return as_data

    def show(self, style: RowStyle, folder: Path) -> None:
        """The outcomes shown in the terminal, after the counts of all; or that there is nothing in `folder`,
        in which they were looked for."""
        from dxassess.cli.tables.outcomes import print_outcomes, summary
        from dxassess.cli.tables.standing import print_standing

        if not self.round.outcomes:
            tell(texts().text("check.empty_folder", path=str(folder)))
            print_standing(self.standing, every=style != "short")
            return
        print_outcomes(
            self.round.outcomes,
            self.shown,
            style,
            filtered=not self.wish.everything,
            returned_hashes=self.round.memory.returned_hashes,
        )
        print_standing(self.standing, every=style != "short")
        sum_up("\n" + summary(self.round.outcomes, self.round.memory.returned_hashes))
        unplaced = sum(self.whose[outcome.file].province is None for outcome in self.round.outcomes)
        if self.wish.province and unplaced:
            tell(texts().text("check.unplaced", n=unplaced))

    def write_list(self, path: Path | None, *, language: str) -> None:
        """Write the findings shown as a work list, where a file is given for it."""
        if path is None:
            return
        from dxassess.returning.worklist import tasks
        from dxassess.returning.worklist_file import write_tasks

        hashes = self.round.memory.returned_hashes
        rows, every = (
            tasks(outcomes, self.whose, language=language, returned_hashes=hashes)
            for outcomes in (self.shown, self.round.outcomes)
        )
        listed = set(rows)
        hidden = [task for task in every if task not in listed]
        written = write_tasks(path, rows, language=language, hidden=hidden, force=self.force)
        sum_up(texts().text("check.listed", n=len(rows), path=str(path)))
        tell_written(written, path.parent)

    def write_copies(
        self, home: Home, back: Path | None, pages: Path | None, files: Sequence[Path], *, language: str
    ) -> None:
        """Write the returns and the pages of forms, where folders are given for them."""
        if back is not None:
            self.give_back(home, back, language=language)
        if pages is not None:
            self.write_pages(home.inbox, pages, files=files, language=language)

    def given_back(self) -> list[Happening]:
        """That the files shown were given back, those that are not known to have been."""
        from dxassess.findings.persons import without_persons
        from dxassess.returning.give_back import to_return
        from dxassess.round.receipts import whose_file

        shown_files = {outcome.file for outcome in self.shown}
        returned = to_return([outcome for outcome in self.round.outcomes if outcome.file in shown_files])
        return [
            Happening(
                "returned",
                whose_file(self.round, o.file),
                {"sha256": o.sha256, "file": without_persons(o.file)},
            )
            for o in returned
            if o.sha256 not in self.round.memory.returned_hashes
        ]

    def write_pages(self, folder: Path, out: Path, *, files: Sequence[Path], language: str) -> None:
        """Write a page for each of the files named, else of those shown, with all their findings."""
        from dxassess.cli.showing import named_outcomes, write_pages

        all_outcomes = self.round.outcomes
        shown_files = {outcome.file for outcome in self.shown}
        outcomes = (
            named_outcomes(all_outcomes, folder, files)
            if files
            else tuple(o for o in all_outcomes if o.file in shown_files and o.status != "ignored")
        )
        written = write_pages(
            self.round,
            outcomes,
            folder=folder,
            out=out,
            whose=self.whose,
            language=language,
            force=self.force,
        )
        tell_written(written, out)

    def give_back(self, home: Home, out: Path, *, language: str) -> None:
        """Write the returns of the files shown, each with all its errors and warnings: a letter that names a
        part of them would bring back a form with the rest. OutputError if another program holds some."""
        from dxassess.returning.give_back import give_back, to_return
        from dxassess.returning.terms import terms_of
        from dxassess.round.last_time import read_last

        shown_files = {outcome.file for outcome in self.shown}
        outcomes = to_return([outcome for outcome in self.round.outcomes if outcome.file in shown_files])
        terms = terms_of(self.round, language, today=today(), last_times=read_last(home.root, language))
        with progress("progress.returning") as advance:
            returned = give_back(
                outcomes,
                folder=home.inbox,
                out=out,
                whose=self.whose,
                terms=terms,
                force=self.force,
                on_file=advance,
            )
        say = texts()
        summary = say.text("check.returned", copies=returned.copies, letters=returned.letters, path=str(out))
        sum_up(summary)
        if returned.nobodys:
            tell(say.text("check.nobodys", n=len(returned.nobodys), files=named(returned.nobodys)), err=True)
            if any(name.lower().endswith(".csv") for name in returned.nobodys):
                tell(say.text("check.nobodys_csv"), err=True)
        if returned.only_text:
            file_names = named(returned.only_text)
            tell(say.text("check.only_text", n=len(returned.only_text), files=file_names), err=True)
        tell_written(returned.written, out)
