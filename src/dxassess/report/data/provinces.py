"""One row per province and condition, per stratum, and per condition for all of them together."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.insight.analysis import Analysis
from dxassess.places.provinces import place_of
from dxassess.report.data.respondents import blockers, least
from dxassess.report.data.table import DataTable, DataValue, table
from dxassess.statistics.province_score import Band, Interval, NodeScore, ProvinceScore
from dxassess.statistics.ranks import RankedProvince

ProvinceRow = tuple[DataValue, ...]
_PROVINCES = (
    "province:code province_name:text node:code score:score:none low:score:none high:score:none "
    "answered_share:share:none score_floor:score:none score_ceiling:score:none "
    "interval_low:score:none interval_high:score:none degrees:number:none "
    "band_low:score:none band_high:score:none level:level:none level_is_least:text:none "
    "blocked_by:text:none rank:count:none rank_low:count:none rank_high:count:none "
    "facility_score:score:none facility_low:score:none facility_high:score:none facility_floor:score:none "
    "facility_ceiling:score:none facility_interval_low:score:none facility_interval_high:score:none "
    "facility_rank:count:none facility_rank_low:count:none facility_rank_high:count:none "
    "department_score:score:none department_share:share "
    "accepted:count registered:count:no_register coverage:share:no_register strangers:count "
    "confidence:text flagged_share:share:none evidence_share:share:none flags:text:none"
)
_STRATA = (
    "province:code node:code type:code weight:number registered:count:no_register accepted:count "
    "counted:count score:score:none low:score:none high:score:none answered_share:share:none "
    "score_floor:score:none score_ceiling:score:none estimate:score:none"
)

_SOUNDNESS = (
    "condition:code alpha_pairwise:number:none items_pairwise:count alpha_complete:number:none "
    "items_complete:count facilities_complete:count"
)


def provinces_table(analysis: Analysis) -> DataTable:
    """Overall and every condition of every province; ranks only with the overall score."""
    return table("provinces", _PROVINCES, _provinces(analysis))


def strata_table(analysis: Analysis) -> DataTable:
    """What a province's facility part is made of: a row per province, condition and facility type."""
    rows = (
        (
            province.key, node.code, stratum.type, stratum.weight, stratum.registered, stratum.accepted,
            stratum.counted, stratum.mean, stratum.low, stratum.high, stratum.answered_share,
            stratum.floor, stratum.ceiling, stratum.estimate,
        )
        for province in analysis.provinces
        for node in province.nodes
        for stratum in node.strata
    )  # fmt: skip
    return table("strata", _STRATA, rows)


def soundness_table(analysis: Analysis) -> DataTable:
    """How well the facilities' questionnaire measures: a row per condition."""
    rows = (
        (one.code, one.alpha, one.items, one.alpha_complete, one.items_complete, one.complete)
        for one in analysis.soundness
    )
    return table("soundness", _SOUNDNESS, rows)


def _provinces(analysis: Analysis) -> Iterator[ProvinceRow]:
    for province in analysis.provinces:
        for node in province.nodes:
            yield _row(analysis, province, node)


def _row(analysis: Analysis, province: ProvinceScore, node: NodeScore) -> ProvinceRow:
    coverage, confidence, facility = province.coverage, analysis.confidence[province.key], node.facility
    degrees = None if node.interval is None else node.interval.degrees
    key = province.key if node.code == "overall" else ""
    ranks, facility_ranks = (_ranks(of.get(key)) for of in (analysis.ranks, analysis.facility_ranks))
    return (
        province.key, place_of(province.key).name, node.code, node.score, node.low, node.high,
        node.answered_share, node.floor, node.ceiling, *_ends(node.interval), degrees, *_ends(node.band),
        node.level, least(node), blockers(node.blocked_by), *ranks,
        facility.score, facility.low, facility.high, facility.floor, facility.ceiling,
        *_ends(facility.interval), *facility_ranks,
        node.department.score if node.department else None, node.share,
        coverage.accepted, coverage.registered, coverage.share, coverage.strangers,
        confidence.grade, confidence.flagged, confidence.evidence, "; ".join(province.flags) or None,
    )  # fmt: skip


def _ranks(ranked: RankedProvince | None) -> tuple[int | None, int | None, int | None]:
    return (None, None, None) if ranked is None else (ranked.rank, ranked.rank_low, ranked.rank_high)


def _ends(span: Interval | Band | None) -> tuple[float | None, float | None]:
    return (None, None) if span is None else (span.low, span.high)
