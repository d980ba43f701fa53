"""Scores as a file: the results as one piece, or the tidy tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.render.results_file import wants_tables, write_results, write_tables
from dxassess.report.context import Context
from dxassess.report.data.dataset import dataset
from dxassess.report.data.results import results

if TYPE_CHECKING:
    from dxassess.round.coverage import Carriage
    from dxassess.round.round import Round
    from dxassess.statistics.province_score import ProvinceScore


def write_scores(
    path: Path,
    round_: Round,
    provinces: Sequence[ProvinceScore],
    *,
    language: str,
    carried: Carriage | None = None,
) -> None:
    """Write the scores in the format of `path`; the words in the tables are in `language`."""
    if wants_tables(path):
        write_tables(path, dataset(Context(round=round_, provinces=tuple(provinces)), language))
    else:
        write_results(path, results(round_, provinces, carried=carried))
