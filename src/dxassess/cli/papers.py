"""What is written to single respondents: one way from options to sheets, and to letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxassess.cli.naming import codes_of
from dxassess.cli.options import Lang, out_folder
from dxassess.cli.publishing import drawn_on, edition_of
from dxassess.cli.reading import compared, read_round, refuse_idle
from dxassess.cli.writing import check_outputs

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.render.edition import Edition

Publish = Callable[["Analysis", "Edition", Sequence[str]], None]
"""Writes for the respondents with these codes, for all where there are none."""


class PaperOptions(NamedTuple):
    """The options of such a command, as they were typed."""

    folder: Path
    out: Path | None
    facility: list[str] | None
    province: list[str] | None
    lang: list[Lang] | None
    questionnaires: Path | None
    templates: Path | None
    previous: Path | None
    previous_questionnaires: Path | None
    force: bool
    cluster: str | None = None


def write_papers(options: PaperOptions, place: str, publish: Publish) -> None:
    """Write what `publish` makes of the round, into the folder `place` of it unless another is named."""
    refuse_idle(options.previous, options.previous_questionnaires)
    out = out_folder(options.out, options.folder, place)
    check_outputs(folders=[out], read=[options.folder, options.previous])
    edition = edition_of(out, languages=options.lang, templates=options.templates, force=options.force)
    round_ = read_round(options.folder, options.questionnaires, cluster=options.cluster)
    earlier_questionnaires = options.previous_questionnaires or options.questionnaires
    analysis = compared(round_, options.previous, earlier_questionnaires, cluster=options.cluster)
    codes = codes_of(round_, options.facility or (), options.province or ())
    publish(analysis, drawn_on(options.cluster, edition), codes)
