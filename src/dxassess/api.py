"""The program for other programs of Python: read a round, score it, compare it, report it.

    round_ = read_round("Survey 2026")
    analysis = score(round_)
    analysis = compare(round_, read_round("Survey 2025"))
    report(analysis, "reports")

These names and what they take stay as they are within a minor version. Readers are processes of their own, so
a script keeps what it does under `if __name__ == "__main__":`. What cannot go on raises DxassessError (the
`key` of its sentence and the `facts` in it); a bad workbook is no error but an outcome of the round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError
from dxassess.intake.submission import FileOutcome

if TYPE_CHECKING:
    from dxassess.files.journal import Written
    from dxassess.insight.analysis import Analysis
    from dxassess.insight.parting import Parting
    from dxassess.intake.batch import ReadBatches
    from dxassess.report.data.scores import ScoreRow
    from dxassess.report.value.model import Readers
    from dxassess.round.round import Round

__all__ = ["DxassessError", "compare", "read_round", "report", "rows", "score"]


def read_round(
    folder: str | Path,
    *,
    questionnaires: str | Path | None = None,
    today: date | None = None,
    on_file: Callable[[FileOutcome], None] | None = None,
    spread: ReadBatches | None = None,
) -> Round:
    """The round in `folder`, which is that of a round or a bare folder of workbooks, read and scored.
    `questionnaires` is another folder of them than the settings of the round name. Answers of a day after
    `today` do not date the round. `on_file` is called with the outcome of every file, in any order; `spread`
    says where files are read, if not here."""
    from dxassess.assess import read
    from dxassess.round.instrument import instrument_folder

    place = Path(folder)
    instrument = instrument_folder(None if questionnaires is None else Path(questionnaires), place)
    return read(place, questionnaires=instrument, on_file=on_file, today=today, spread=spread)


def score(round_: Round, *, parting: Parting | None = None) -> Analysis:
    """What the scores of a round say: provinces, ranks, what holds back, what to do first. Each is worked out
    when it is first asked for. `parting` says where what is worked
    out for every facility is, if not here."""
    from dxassess.insight.analysis import analyse
    from dxassess.insight.parting import here

    return analyse(round_, parting=parting or here)


def compare(now: Round, before: Round, *, parting: Parting | None = None) -> Analysis:
    """The same of the round `now`, with what changed since the round `before`. DxassessError where the two
    have nothing in common."""
    from dxassess.insight.analysis import analyse
    from dxassess.insight.parting import here

    return analyse(now, before, parting=parting or here)


def rows(analysis: Analysis) -> Iterator[ScoreRow]:
    """The scores as a flat table: a head, then a row for every respondent or province and node. Scores are
    unrounded in [0, 1], None where there is none."""
    from dxassess.report.data.scores import SCORE_HEAD, score_rows

    yield SCORE_HEAD
    yield from score_rows(analysis)


def report(
    analysis: Analysis,
    out: str | Path,
    *,
    languages: Sequence[str] = ("vi",),
    audience: Readers = "department",
    word: bool = False,
    templates: str | Path | None = None,
    force: bool = False,
) -> Written:
    """Write the reports of every province and of all of them into the folder `out`, HTML and PDF, with `word`
    for Word too, and tell what became of the files. They are for an `audience`: "department", "facility" or
    "public". What somebody edited there is left unless `force`. DxassessError where nobody answered,
    OutputError where nothing can be written."""
    from dxassess.assess import publish
    from dxassess.files.templates import template_folder
    from dxassess.render.edition import Edition

    if not analysis.round.facilities and not analysis.round.departments:
        raise DxassessError("report.nothing")
    edition = Edition(
        out=Path(out),
        languages=tuple(languages),
        templates=template_folder(None if templates is None else Path(templates)),
        formats=("HTML", "PDF", "DOCX") if word else ("HTML", "PDF"),
        readers=audience,
        force=force,
    )
    return publish(analysis, edition)
