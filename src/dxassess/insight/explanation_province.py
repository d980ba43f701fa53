"""A province's score back to its conditions, department, strata and their facilities (method.md §5)."""

from __future__ import annotations

from math import fsum

from dxassess.insight.analysis import Analysis
from dxassess.insight.explanation import Explained, ExplainedKind, explain_respondent, parts_of
from dxassess.places.provinces import place_of
from dxassess.questionnaire.kinds import Text, catalogued
from dxassess.scoring.score import Score
from dxassess.statistics.beds import StratumWeights, stratum_weights
from dxassess.statistics.panel import department_condition
from dxassess.statistics.province_score import NodeScore, Part, ProvinceScore, Stratum


def explain_province(analysis: Analysis, province: ProvinceScore) -> Explained:
    """The tree of a province: conditions; in each the department's part by λ, down to its answers, and the
    facilities' by 1 - λ; in that the strata by their standard weights, and in those the facilities."""
    total = fsum(node.weight for node in province.conditions if node.low is not None)
    children = tuple(
        _condition(
            analysis,
            province,
            node,
            parts_of(
                None if node.low is None else node.weight / total,
                node.value,
                analysis.round.facility.aggregation,
            ),
        )
        for node in province.conditions
    )
    name = place_of(province.key).name
    return _node("province", Text.same(name), province.overall, {}, children)


def _condition(
    analysis: Analysis, province: ProvinceScore, node: NodeScore, parts: dict[str, float | None]
) -> Explained:
    condition = next(c for c in analysis.round.conditions if c.code == node.code)
    parts_found = []
    if node.department is not None:
        department_children = _department(analysis, province.key, node.code)
        parts_found.append(_part("department", node, node.department, node.share, department_children))
    strata = _strata(analysis, province, node)
    parts_found.append(_part("facilities", node, node.facility, 1 - node.share, strata))
    return _node("province_condition", condition.name, node, parts, tuple(parts_found))


def _department(analysis: Analysis, key: str, code: str) -> tuple[Explained, ...]:
    """The department's own condition, taken apart."""
    questionnaire, score = analysis.round.department, analysis.round.department_of(key)
    if questionnaire is None or score is None:
        return ()
    department_part = department_condition(questionnaire, code)
    explained = (
        None
        if department_part is None
        else explain_respondent(analysis.round, score, code=department_part.code)
    )
    return () if explained is None else explained.children


def _part(
    kind: ExplainedKind, node: NodeScore, part: Part, share: float, children: tuple[Explained, ...]
) -> Explained:
    explained = Explained(
        code=f"{node.code}.{kind}",
        kind=kind,
        name=catalogued("explain", f"name.{kind}"),
        score=part.score,
        low=part.low,
        high=part.high,
        state="scored" if part.score is not None else "missing",
        children=children,
    )
    return explained.model_copy(update=parts_of(share, part.value, "arithmetic"))


def _strata(analysis: Analysis, province: ProvinceScore, node: NodeScore) -> tuple[Explained, ...]:
    total = fsum(stratum.weight for stratum in node.strata if stratum.applies)
    weights = stratum_weights(analysis.round)
    members = [score for score in analysis.round.facilities if score.province == province.key]
    return tuple(
        _stratum(
            analysis,
            stratum,
            stratum.weight / total if stratum.applies else None,
            _facilities(
                [s for s in members if s.type == stratum.type],
                node.code,
                weights.get((province.key, stratum.type), StratumWeights(lines=())),
            ),
        )
        for stratum in node.strata
    )


def _stratum(
    analysis: Analysis, stratum: Stratum, share: float | None, children: tuple[Explained, ...]
) -> Explained:
    explained = Explained(
        code=stratum.type,
        kind="stratum",
        name=analysis.round.types[stratum.type].name,
        score=stratum.mean,
        low=stratum.low,
        high=stratum.high,
        state="scored" if stratum.mean is not None else "missing",
        counts=(stratum.counted, stratum.accepted, stratum.registered),
        children=children,
    )
    return explained.model_copy(
        update=parts_of(share, stratum.estimate if stratum.mean is None else stratum.mean, "arithmetic")
    )


def _facilities(members: list[Score], code: str, within: StratumWeights) -> tuple[Explained, ...]:
    """The facilities of a stratum; those that are credited nothing here have no share."""
    lines = dict(within.lines)
    weights = {
        score.file: lines.get(score.code or "", within.other)
        for score in members
        if score.node_by_code[code].value is not None
    }
    total = fsum(weights.values())
    return tuple(
        _facility(score, code, weights[score.file] / total if score.file in weights else None)
        for score in members
    )


def _facility(score: Score, code: str, share: float | None) -> Explained:
    node, name = score.node_by_code[code], score.name or score.code or score.file
    explained = Explained(
        code=score.code or score.file,
        kind="facility",
        name=Text.same(name),
        score=node.score,
        low=node.low,
        high=node.high,
        level=node.level,
        level_is_least=node.level_is_least,
        state=node.state if node.score is None else "scored",
    )
    return explained.model_copy(update=parts_of(share, node.value, "arithmetic"))


def _node(
    kind: ExplainedKind,
    name: Text,
    node: NodeScore,
    parts: dict[str, float | None],
    children: tuple[Explained, ...],
) -> Explained:
    explained = Explained(
        code=node.code,
        kind=kind,
        name=name,
        score=node.score,
        low=node.low,
        high=node.high,
        interval=None if node.interval is None else (node.interval.low, node.interval.high),
        band=None if node.band is None else (node.band.low, node.band.high),
        level=node.level,
        level_is_least=node.level_is_least,
        state="scored" if node.score is not None else "missing",
        children=children,
    )
    return explained.model_copy(update=parts)
