"""Scores as a file: the results as one piece, or the tidy tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.render.results_file import wants_tables, write_results, write_tables
from dxassess.report.data.dataset import dataset
from dxassess.report.data.results import results

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.round.coverage import Carriage


def write_scores(path: Path, analysis: Analysis, *, language: str, carried: Carriage | None = None) -> None:
    """Write the scores in the format of `path`; the words in the tables are in `language`."""
    if wants_tables(path):
        write_tables(path, dataset(analysis, language))
    else:
        write_results(path, results(analysis, carried=carried))
