"""Writing a round's reports under a lock, with a progress bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dxassess.cli.options import Lang, chosen_languages
from dxassess.cli.terminal import progress, terminal_language, texts
from dxassess.errors import BusyError, DxassessError
from dxassess.files.templates import template_folder

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.report.value.model import Readers
    from dxassess.round.round import Round


def publish_round(
    analysis: Analysis,
    out: Path,
    *,
    languages: Sequence[Lang] | None,
    templates: Path | None,
    readers: Readers = "department",
    word: bool = False,
) -> None:
    """Write the reports and say where they are. One run at a time writes to a folder."""
    from dxassess.assess import publish

    home = template_folder(templates)
    round_ = analysis.round
    if round_.facility.gates_alone:
        title = round_.facility.title[terminal_language()]
        raise DxassessError("report.levels_only", title=title)
    if not round_.facilities and not round_.departments:
        raise DxassessError("report.nothing")
    with _writing(out) as advance:
        publish(
            analysis,
            out,
            languages=chosen_languages(list(languages) if languages else None),
            templates=home,
            readers=readers,
            word=word,
            on_report=advance,
        )
    typer.echo(texts().text("report.written", path=str(out / "index.html")))


def publish_sheets(
    round_: Round,
    out: Path,
    *,
    codes: Sequence[str],
    languages: Sequence[Lang] | None,
    templates: Path | None,
) -> None:
    """Write the sheets of the facilities with these codes, or of all. DxassessError if a code is unknown."""
    from dxassess.insight.analysis import analyse
    from dxassess.render.publish import publish_pages
    from dxassess.report.people.facility_sheet import facility_sheet

    home = template_folder(templates)
    _check_known(round_, codes)
    if not round_.facilities:
        raise DxassessError("report.nothing")
    analysis = analyse(round_)
    chosen = [score for score in round_.facilities if not codes or score.code in codes]
    with _writing(out) as advance:
        publish_pages(
            [facility_sheet(analysis, score) for score in chosen],
            out,
            languages=chosen_languages(list(languages) if languages else None),
            templates=home,
            on_report=advance,
        )
    typer.echo(texts().text("sheets.written", n=len(chosen), path=str(out)))


def publish_letters(
    round_: Round,
    out: Path,
    *,
    codes: Sequence[str],
    languages: Sequence[Lang] | None,
    templates: Path | None,
) -> None:
    """Write the letters to the facilities with these codes, or to all with the circulars of their provinces.
    Nothing is written where a template is broken. DxassessError if a code is unknown."""
    from dxassess.files.write import write_whole
    from dxassess.insight.analysis import analyse
    from dxassess.render.letter_file import letter_file
    from dxassess.report.people.letters import letters

    _check_known(round_, codes)
    written = letters(analyse(round_), codes)
    if not written:
        raise DxassessError("report.nothing")
    chosen = chosen_languages(list(languages) if languages else None)
    jobs = [(letter, language) for language in chosen for letter in written]
    home = template_folder(templates)
    with _writing(out) as advance:
        for done, (letter, language) in enumerate(jobs, start=1):
            made = letter_file(letter, language=language, template_folder=home)
            write_whole(out / f"{letter.stem}.{language}.docx", made)
            advance(done, len(jobs))
    typer.echo(texts().text("letters.written", n=len(jobs), path=str(out)))


def _check_known(round_: Round, codes: Sequence[str]) -> None:
    known = {score.code for score in round_.facilities}
    strange = [code for code in codes if code not in known]
    if strange:
        raise DxassessError("respondent.unknown", code=", ".join(strange))


@contextmanager
def _writing(out: Path) -> Iterator[Callable[[int, int | None], None]]:
    """The output folder for this run alone, with a progress bar; its failures as the errors they mean."""
    from filelock import FileLock, Timeout

    from dxassess.files.write import cannot_write

    try:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / ".dxassess.lock", timeout=0), progress("progress.writing") as advance:
            yield advance
    except Timeout as problem:
        raise BusyError("output.busy", path=str(out)) from problem
    except OSError as problem:
        raise cannot_write(out, problem) from problem
