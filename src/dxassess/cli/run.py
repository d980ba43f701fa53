"""`dxassess run`: check, score and report in one go."""

from __future__ import annotations

from dxassess.cli.options import (
    Cluster,
    Folder,
    Force,
    Languages,
    Out,
    Previous,
    PreviousQuestionnaires,
    Questionnaires,
    Strict,
    Templates,
    Word,
    out_folder,
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
    cluster: Cluster = None,
    docx: Word = False,
    force: Force = False,
    strict: Strict = False,
) -> int:
    """Check, score and report the round in FOLDER; results.xlsx and results.json lie beside the reports."""
    from dxassess.cli.publishing import edition_of, publish_round
    from dxassess.cli.reading import exit_code, read_previous, read_round, refuse_idle
    from dxassess.cli.remembering import note_published
    from dxassess.cli.tables.outcomes import print_troubles
    from dxassess.cli.writing import check_outputs
    from dxassess.insight.analysis import analyse
    from dxassess.round.home import REPORTS

    refuse_idle(previous, previous_questionnaires)
    out = out_folder(out, folder, REPORTS)
    check_outputs(folders=[out], read=[folder, previous])
    edition = edition_of(out, languages=lang, templates=templates, word=docx, force=force)
    round_ = read_round(folder, questionnaires, cluster=cluster)
    print_troubles(round_.outcomes)
    earlier = read_previous(previous, previous_questionnaires or questionnaires)
    publish_round(analyse(round_, earlier), edition, results=RESULTS)
    note_published(folder, out, edition.readers)
    return exit_code(round_.outcomes, strict=strict)
