"""Scores as data for other programs: the published JSON (docs/results.schema.json) and the run's log."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import get_args

from dxassess import __version__
from dxassess.findings.finding import Finding
from dxassess.insight.analysis import Analysis
from dxassess.intake.submission import FileOutcome, status_counts
from dxassess.places.provinces import province_of
from dxassess.report.data.excerpt import Excerpt
from dxassess.report.data.published import (
    AlphaOfCondition,
    CoveredType,
    ProvinceNode,
    Ranks,
    RespondentNode,
    published,
)
from dxassess.report.value.model import Readers
from dxassess.round.coverage import Carriage
from dxassess.round.round import Round, Visited
from dxassess.round.states import state_counts, state_of
from dxassess.round.visits import mean_difference
from dxassess.scoring.score import Score
from dxassess.statistics.confidence import Confidence
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.ranks import RankedProvince

Json = dict[str, object]
SCHEMA_VERSION = 2


def results(analysis: Analysis, *, carried: Carriage | None = None, excerpt: Excerpt | None = None) -> Json:
    """Every facility, department and province, or those of an `excerpt`. Scores unrounded in [0, 1], null
    where there is none. `carried` says that the answers were given to another questionnaire, and which items
    that one lacks."""
    round_ = analysis.round
    return {
        "schema": SCHEMA_VERSION,
        "program": __version__,
        "round": {
            "name": round_.settings.name.model_dump(),
            "date": round_.day or None,
            "simulated": round_.settings.simulated,
            "scored": round_.settings.scored,
            "excluded": [
                {"file": one.file, "province": one.province, "flags": list(one.kinds)}
                for one in round_.excluded
                if excerpt is None or one.file in excerpt.files
            ],
            "visits": _visits(round_.visited),
        },
        "questionnaires": [
            {"id": q.id, "respondent": q.respondent, "version": q.version} for q in round_.questionnaires
        ],
        "files": status_counts(round_.outcomes),
        "facilities": _respondents(round_.facilities, round_, excerpt),
        "departments": _respondents(round_.departments, round_, excerpt),
        "strangers": _respondents(round_.strangers, round_, excerpt),
        "provinces": [
            {
                **_province(province, round_.visited, analysis.confidence[province.key]),
                "ranks": _ranks(analysis.ranks.get(province.key)),
                "facility_ranks": _ranks(analysis.facility_ranks.get(province.key)),
            }
            for province in analysis.provinces
            if excerpt is None or province.key in excerpt.provinces
        ],
        "soundness": {one.code: published(AlphaOfCondition, one) for one in analysis.soundness},
        **({} if carried is None else {"carried_over": _carried_over(carried)}),
        **({} if excerpt is None else {"only": _only(excerpt)}),
    }


def _only(excerpt: Excerpt) -> Json:
    return {"provinces": sorted(excerpt.provinces), "codes": sorted(excerpt.codes)}


def run_log(round_: Round, *, language: str, readers: Readers, written: Sequence[str]) -> str:
    """`run.json`: who the reports are for, the names of the files `written`, and every file found, how it
    ended, its hash and its findings, quoted in `language`. Others than the department see how many ended in
    each state."""
    everything = readers == "department"
    file_facts = (
        files(round_.outcomes, language, round_.memory.returned_hashes)
        if everything
        else {"counts": _counts(round_.outcomes)}
    )
    return to_text({"program": __version__, "readers": readers, "written": list(written), **file_facts})


def reprint_log(*, readers: Readers, source: str, sha256: str, written: Sequence[str]) -> str:
    """`run.json` of reports made again: who they are for, the saved reports that they were made from, by
    name and hash, and the names of the files `written`."""
    made_from = {"file": source, "sha256": sha256}
    return to_text({"program": __version__, "readers": readers, "from": made_from, "written": list(written)})


def part_log(*, readers: Readers, written: Sequence[str]) -> str:
    """`run.json` beside reports of some provinces: who they are for, and the names of the files `written`."""
    return to_text({"program": __version__, "readers": readers, "written": list(written)})


def readers_of(text: str) -> Readers:
    """Whom the reports beside a `run.json` are for; the department where it does not say."""
    try:
        data = json.loads(text)
    except ValueError:
        return "department"
    stated = data.get("readers") if isinstance(data, dict) else None
    return next((readers for readers in get_args(Readers) if readers == stated), "department")


def _counts(outcomes: Sequence[FileOutcome]) -> Json:
    return {"found": len(outcomes), **status_counts(outcomes)}


def files(outcomes: Sequence[FileOutcome], language: str, returned_hashes: Collection[str] = ()) -> Json:
    """The outcome of every file, and how many ended how (`counts`) and are in which state (`states`, null for
    what is no submission; `returned_hashes` as in `round/states.py`). Findings quote the questionnaire in
    `language`, which the data name."""
    return {
        "language": language,
        "counts": _counts(outcomes),
        "states": state_counts(outcomes, returned_hashes),
        "files": [
            {
                "file": outcome.file,
                "status": outcome.status,
                "state": state_of(outcome, returned_hashes),
                "size": outcome.size,
                "sha256": outcome.sha256,
                "findings": [_finding(finding, language) for finding in outcome.findings],
            }
            for outcome in outcomes
        ],
    }


def to_text(data: Json) -> str:
    """JSON with Vietnamese as Vietnamese, the same text for the same data."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _finding(finding: Finding, language: str) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "item": finding.item,
        "found": finding.found_in(language),
        "expected": finding.expected_in(language),
    }


def _carried_over(carried: Carriage) -> Json:
    return {
        "from": {"id": carried.source.id, "version": carried.source.version},
        "items": len(carried.coverage.covered) + len(carried.coverage.not_covered),
        "share": carried.coverage.share,
        "weight": carried.coverage.weight,
        "covered": list(carried.coverage.covered),
        "not_covered": list(carried.coverage.not_covered),
    }


def _respondents(scores: Iterable[Score], round_: Round, excerpt: Excerpt | None) -> list[Json]:
    return [
        _respondent(score, round_.visited)
        for score in scores
        if excerpt is None or excerpt.has(score.province, score.code)
    ]


def _respondent(score: Score, visited: Sequence[Visited]) -> Json:
    visit = next((v for v in visited if v.own.file == score.file), None)
    return {
        "code": score.code,
        "name": score.name,
        "type": score.type,
        "province": score.province,
        "file": score.file,
        **_tree(score),
        "visit": None
        if visit is None
        else {"file": visit.visit_file, "self": _tree(visit.own), "verified": _tree(visit.verified)},
    }


def _tree(score: Score) -> Json:
    return {
        "overall": published(RespondentNode, score.overall),
        "conditions": {node.code: published(RespondentNode, node) for node in score.conditions},
    }


def _visits(visited: Iterable[Visited]) -> Json:
    """How many visits have both overall scores, and the mean of self minus verified over them."""
    differences = [visit.difference for visit in visited if visit.difference is not None]
    return {"count": len(differences), "self_minus_verified": mean_difference(differences)}


def _ranks(ranked: RankedProvince | None) -> Json | None:
    return None if ranked is None else published(Ranks, ranked)


def _province(province: ProvinceScore, visited: Iterable[Visited], confidence: Confidence) -> Json:
    place = province_of(province.key)
    return {
        "code": place.code if place else None,
        "vintage": place.vintage if place else None,
        "name": place.name if place else None,
        "overall": published(ProvinceNode, province.overall),
        "conditions": {node.code: published(ProvinceNode, node) for node in province.conditions},
        "coverage": published(CoveredType, province.coverage),
        "strata": [published(CoveredType, coverage) for coverage in province.coverage_by_type],
        "flags": list(province.flags),
        "confidence": confidence.model_dump(mode="json"),
        "if_silent_averaged": province.tipping.model_dump(mode="json"),
        "visits": _visits(v for v in visited if v.own.province == province.key),
    }
