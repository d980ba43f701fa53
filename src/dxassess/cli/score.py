"""`dxassess score`: scores of facilities and provinces, on screen or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.kinds import NAME, PathValue
from dxassess.cli.options import (
    FIRST_LANGUAGE,
    LANGUAGE,
    AsJson,
    Cluster,
    Folder,
    Force,
    Lang,
    OnlyFacilities,
    OnlyProvinces,
    Questionnaires,
    Strict,
)
from dxassess.cli.reading import exit_code, read_round
from dxassess.cli.terminal import sum_up, tell_json

if TYPE_CHECKING:
    from dxassess.files.journal import Written
    from dxassess.insight.analysis import Analysis
    from dxassess.report.data.excerpt import Excerpt
    from dxassess.round.coverage import Carriage
    from dxassess.round.round import Round

ResultsFile = Annotated[
    Path | None, typer.Option("-o", "--out", parser=PathValue("path"), help="results_file")
]
Framework = Annotated[str | None, typer.Option("--as", parser=NAME, help="framework")]
TablesLang = Annotated[Lang, typer.Option("--lang", parser=LANGUAGE, help="results_lang")]


def score(
    folder: Folder,
    out: ResultsFile = None,
    questionnaires: Questionnaires = None,
    framework: Framework = None,
    *,
    province: OnlyProvinces = None,
    facility: OnlyFacilities = None,
    cluster: Cluster = None,
    force: Force = False,
    lang: TablesLang = FIRST_LANGUAGE,
    json: AsJson = False,
    strict: Strict = False,
) -> int:
    """Score every accepted workbook of FOLDER; with `--as` by another framework, as far as it was asked."""
    from dxassess import api
    from dxassess.cli.naming import excerpt_of
    from dxassess.cli.tables.coverage import print_coverage
    from dxassess.cli.tables.outcomes import summary
    from dxassess.cli.writing import tell_written
    from dxassess.files.journal import Written
    from dxassess.render.results_file import wants_store

    if out is not None:
        _check_target(out, folder, whole=not province and not facility)
    round_ = read_round(folder, questionnaires, cluster=cluster)
    scored, carried = (round_, None) if framework is None else _carried(round_, framework)
    analysis = api.score(scored)
    excerpt = excerpt_of(scored, facility or (), province or ())
    written = Written()
    if json or out is None:
        _show(analysis, carried, excerpt, json=json)
    if out is not None:
        written = _write(out, analysis, (carried, excerpt), folder=folder, language=lang.value, force=force)
    if carried is not None:
        print_coverage(carried, err=json or out is not None)
    sum_up(summary(round_.outcomes, round_.memory.returned_hashes))
    if out is not None:
        tell_written(written, out if wants_store(out) else out.parent)
    return exit_code(round_.outcomes, strict=strict)


def _show(analysis: Analysis, carried: Carriage | None, excerpt: Excerpt | None, *, json: bool) -> None:
    from dxassess.cli.tables.scores import print_scores
    from dxassess.report.data.results import results, to_text

    if json:
        tell_json(to_text(results(analysis, carried=carried, excerpt=excerpt)))
    else:
        print_scores(analysis, excerpt)


def _write(
    path: Path,
    analysis: Analysis,
    extent: tuple[Carriage | None, Excerpt | None],
    *,
    folder: Path,
    language: str,
    force: bool,
) -> Written:
    from dxassess.assess import score_files
    from dxassess.files.staging import write_outputs
    from dxassess.files.store import StoredRound, write_round
    from dxassess.render.results_file import wants_store
    from dxassess.report.data.partitions import round_key

    carried, excerpt = extent
    contents = score_files(path.name, analysis, carried=carried, excerpt=excerpt, language=language)
    if not wants_store(path):
        return write_outputs(path.parent, contents, force=force)
    return write_round(path, contents, StoredRound(round_key(analysis.round), source=folder), force=force)


def _check_target(path: Path, folder: Path, *, whole: bool) -> None:
    """Raises where nothing can be written to `path`, or only a `whole` round: whoever reads a store takes
    what lies there for all of it."""
    from dxassess.cli.writing import check_outputs
    from dxassess.errors import DxassessError
    from dxassess.render.results_file import check_suffix, wants_store

    check_suffix(path)
    is_folder = wants_store(path)
    if is_folder and not whole:
        raise DxassessError("store.whole")
    check_outputs(files=[] if is_folder else [path], folders=[path] if is_folder else [], read=[folder])


def _carried(round_: Round, framework: str) -> tuple[Round, Carriage]:
    """The round scored by `framework` (the name of one that comes with the program, or a folder), and what of
    it the answers cover."""
    from dxassess.errors import DxassessError
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.questionnaire.versions import version_folder
    from dxassess.round.carry import carry_round
    from dxassess.round.coverage import Carriage, coverage

    target = next(
        (q for q in load_questionnaires(version_folder(framework)) if q.respondent == "facility"), None
    )
    if target is None:
        raise DxassessError("questionnaire.no_facility", path=framework)
    carried = Carriage(source=round_.facility, target=target, coverage=coverage(round_.facility, target))
    return carry_round(round_, target), carried
