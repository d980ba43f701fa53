"""One row per respondent or province and node: the scores as one flat table."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.insight.analysis import Analysis
from dxassess.places.provinces import place_of
from dxassess.report.data.respondents import blockers, least, scores
from dxassess.scoring.score import Node
from dxassess.statistics.province_score import NodeScore

SCORE_HEAD = (
    "unit", "code", "name", "type", "province", "node", "score", "low", "high", "level", "level_is_least",
    "blocked_by", "file",
)  # fmt: skip
_UNITS = {"facility": "facilities", "department": "departments"}
ScoreRow = tuple[str | float | int | None, ...]


def score_rows(analysis: Analysis) -> Iterator[ScoreRow]:
    """Facilities, departments, then provinces, under `SCORE_HEAD`: overall, then each condition. Scores are
    unrounded in [0, 1], None where there is none."""
    for score in scores(analysis.round):
        identity = (_UNITS[score.respondent], score.code, score.name, score.type, score.province)
        for node in (score.overall, *score.conditions):
            yield (*identity, *_numbers(node), score.file)
    for province in analysis.provinces:
        place = place_of(province.key)
        for node_ in province.nodes:
            yield ("provinces", place.code, place.name, None, province.key, *_numbers(node_), None)


def _numbers(node: Node | NodeScore) -> ScoreRow:
    return (
        node.code,
        node.score,
        node.low,
        node.high,
        node.level,
        least(node),
        blockers(node.blocked_by) or "",
    )
