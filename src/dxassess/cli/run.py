"""`dxassess run`: check, score and report in one go."""

from __future__ import annotations

from dxassess.cli.options import (
    Cluster,
    Folder,
    Force,
    ForWhom,
    Languages,
    Out,
    Previous,
    PreviousQuestionnaires,
    Questionnaires,
    ReportsOf,
    Strict,
    Templates,
    Word,
    chosen_readers,
    reports_folder,
)
from dxassess.files.outputs import RESULTS


def run(
    folder: Folder,
    out: Out = None,
    lang: Languages = None,
    *,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    previous: Previous = None,
    previous_questionnaires: PreviousQuestionnaires = None,
    province: ReportsOf = None,
    cluster: Cluster = None,
    audience: ForWhom = None,
    docx: Word = False,
    force: Force = False,
    strict: Strict = False,
) -> int:
    """Check, score and report the round in FOLDER; results.xlsx and results.json lie beside the reports,
    unless those are of some provinces alone or for others than the department."""
    from dxassess.cli.publishing import drawn_on, edition_of, publish_round
    from dxassess.cli.reading import compared, exit_code, read_round, refuse_idle
    from dxassess.cli.tables.outcomes import print_troubles
    from dxassess.cli.writing import check_outputs

    refuse_idle(previous, previous_questionnaires)
    out = reports_folder(out, folder, province or ())
    check_outputs(folders=[out], read=[folder, previous])
    readers = chosen_readers(audience)
    edition = edition_of(out, languages=lang, templates=templates, readers=readers, word=docx, force=force)
    round_ = read_round(folder, questionnaires, cluster=cluster)
    print_troubles(round_.outcomes)
    analysis = compared(round_, previous, previous_questionnaires or questionnaires, cluster=cluster)
    results = RESULTS if readers == "department" else ()
    publish_round(analysis, drawn_on(cluster, edition), folder, provinces=province or (), results=results)
    return exit_code(round_.outcomes, strict=strict)
