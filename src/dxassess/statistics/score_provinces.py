"""Every province of a round: λ blend, bounds, levels, coverage, intervals (method.md §4-§6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Aggregation, Condition, Questionnaire
from dxassess.round.round import Round
from dxassess.scoring.aggregate import weighted_mean
from dxassess.scoring.levels import GateCheck, cap_level, reach_level
from dxassess.scoring.score import Blocker, Node, Score
from dxassess.statistics.overall_interval import overall_intervals
from dxassess.statistics.panel import Panel, panel
from dxassess.statistics.province_score import Coverage, Interval, NodeScore, Part, ProvinceScore
from dxassess.statistics.sampling import Pool, Sample, sampling_interval
from dxassess.statistics.standardise import UNKNOWN, beds_by_file, facility_part, registered_by_type, strata

_ANYWHERE = Part(score=None, low=0.0, high=1.0)


class _Province(Frozen):
    """What is known of one province before it is scored."""

    key: str
    facilities: tuple[Score, ...]
    department: Score | None
    registered: tuple[tuple[str, int], ...] | None

    @property
    def sizes(self) -> dict[str, int] | None:
        return None if self.registered is None else dict(self.registered)


class _Estimate(Frozen):
    """A node before its interval: the interval needs the pooled variances of all provinces."""

    node: NodeScore
    samples: tuple[Sample, ...]


def score_provinces(round_: Round, arrays: Panel | None = None) -> tuple[ProvinceScore, ...]:
    """The provinces of the round by key; `arrays` is its panel, if it was made before. Overall:
    P = Σ w_c P_c / Σ w_c over conditions with a score, or their geometric mean where the facilities'
    questionnaire declares it."""
    provinces = [_gather(round_, key) for key in round_.provinces]
    beds = beds_by_file(round_)
    estimates = [_estimate(province, round_, beds) for province in provinces]
    pools = {
        code: Pool(s for nodes in estimates for e in nodes if e.node.code == code for s in e.samples)
        for code in (c.code for c in round_.facility.conditions)
    }
    scores = {p.key: nodes[0].node.score for p, nodes in zip(provinces, estimates, strict=True)}
    overall = overall_intervals(arrays or panel(round_), scores)
    return tuple(
        _finish(province, nodes, pools, whole=overall[province.key], top=round_.facility.levels[-1].level)
        for province, nodes in zip(provinces, estimates, strict=True)
    )


def _gather(round_: Round, key: str) -> _Province:
    sizes = registered_by_type(round_.register_, key)
    return _Province(
        key=key,
        facilities=tuple(score for score in round_.facilities if score.province == key),
        department=next((score for score in round_.departments if score.province == key), None),
        registered=None if sizes is None else tuple(sorted(sizes.items())),
    )


def _estimate(province: _Province, round_: Round, beds: Mapping[str, float] | None) -> list[_Estimate]:
    conditions = [_condition(province, c, round_, beds) for c in round_.facility.conditions]
    return [_overall(province, [e.node for e in conditions], round_, beds), *conditions]


def _condition(
    province: _Province, condition: Condition, round_: Round, beds: Mapping[str, float] | None
) -> _Estimate:
    found = strata(
        condition.code, province.facilities, types=round_.facility.types, registered=province.sizes, beds=beds
    )
    facility = facility_part(found)
    node, share = _department_node(province, condition, round_.department)
    department = None if node is None else Part(score=node.score, low=node.low, high=node.high)
    blend = facility if department is None else _blend(facility, department, share)
    level, blocked = _level(
        blend.score,
        round_.facility,
        _gates(round_.department, condition, province.department if node else None),
    )
    scored = NodeScore(
        code=condition.code,
        weight=condition.weight,
        score=blend.score,
        low=blend.low,
        high=blend.high,
        level=level,
        blocked_by=blocked,
        interval=None,
        facility=facility,
        department=department,
        share=share,
        strata=found,
    )
    return _Estimate(node=scored, samples=_samples(scored, province.facilities, beds))


def _department_node(
    province: _Province, condition: Condition, questionnaire: Questionnaire | None
) -> tuple[Node | None, float]:
    """The department's node for a condition and λ; (None, 0) where it has no score."""
    if province.department is None or questionnaire is None:
        return None, 0.0
    for own in questionnaire.conditions:
        if own.of == condition.code:
            node = province.department.node_by_code[own.code]
            return (None, 0.0) if node.score is None else (node, own.share or 0.0)
    return None, 0.0


def _blend(facility: Part, department: Part, share: float) -> Part:
    """P = λD + (1 - λ)F; without a facility component only bounds, with F from 0 to 1."""
    low = share * (department.low or 0.0) + (1 - share) * (facility.low or 0.0)
    high = share * (1.0 if department.high is None else department.high)
    high += (1 - share) * (1.0 if facility.high is None else facility.high)
    if facility.score is None or department.score is None:
        return Part(score=None, low=low, high=high)
    return Part(score=share * department.score + (1 - share) * facility.score, low=low, high=high)


def _overall(
    province: _Province, conditions: Sequence[NodeScore], round_: Round, beds: Mapping[str, float] | None
) -> _Estimate:
    scored = [node for node in conditions if node.score is not None]
    total = sum(node.weight for node in scored)
    way = round_.facility.aggregation
    part = _weighted(scored, [Part(score=n.score, low=n.low, high=n.high) for n in scored], way)
    if scored:
        # What applies but has no score may lie anywhere; leaving it out of the bounds would hide that.
        open_ = [n for n in conditions if n.score is None and any(s.applies for s in n.strata)]
        ends = [Part(score=None, low=n.low, high=n.high) for n in scored]
        bounds = _weighted([*scored, *open_], [*ends, *(_ANYWHERE for _ in open_)], way)
        part = part.model_copy(update={"low": bounds.low, "high": bounds.high})
    departments = [node for node in scored if node.department is not None]
    level, blocked = _level(part.score, round_.facility, ())
    found = strata(
        "overall", province.facilities, types=round_.facility.types, registered=province.sizes, beds=beds
    )
    node = NodeScore(
        code="overall",
        weight=1.0,
        score=part.score,
        low=part.low,
        high=part.high,
        level=level,
        blocked_by=blocked,
        interval=None,
        facility=_weighted(scored, [n.facility for n in scored], way),
        department=_weighted(departments, [n.department or UNKNOWN for n in departments], way)
        if departments
        else None,
        share=sum(n.weight * n.share for n in scored) / total if scored else 0.0,
        strata=found,
    )
    return _Estimate(node=node, samples=())


def _weighted(nodes: Sequence[NodeScore], parts: Sequence[Part], aggregation: Aggregation) -> Part:
    if not nodes:
        return UNKNOWN

    def mean(values: Sequence[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        complete = len(known) == len(values)
        return weighted_mean(known, [n.weight for n in nodes], aggregation) if complete else None

    return Part(
        score=mean([p.score for p in parts]),
        low=mean([p.low for p in parts]),
        high=mean([p.high for p in parts]),
    )


def _samples(
    node: NodeScore, facilities: Sequence[Score], beds: Mapping[str, float] | None
) -> tuple[Sample, ...]:
    heard = [s for s in node.strata if s.mean is not None]
    omega = sum(s.weight for s in heard)
    found = []
    for stratum in heard:
        members = [(f.file, f.node_by_code[node.code].score) for f in facilities if f.type == stratum.type]
        counted = [(file, score) for file, score in members if score is not None]
        found.append(
            Sample(
                type=stratum.type,
                coefficient=(1 - node.share) * stratum.weight / omega,
                size=stratum.registered,
                values=tuple(score for _, score in counted),
                weights=() if beds is None else tuple(beds.get(file, 0.0) for file, _ in counted),
            )
        )
    return tuple(found)


def _gates(
    questionnaire: Questionnaire | None, condition: Condition, department: Score | None
) -> list[GateCheck]:
    """The department's own gates: what only the province's department can open. Those of items that do not
    apply to it are not asked for."""
    if questionnaire is None or department is None:
        return []
    own = next(c for c in questionnaire.conditions if c.of == condition.code)
    return [
        GateCheck(
            item=item.code,
            level=gate.level,
            at_least=gate.at_least,
            score=department.node_by_code[item.code].score,
        )
        for item in own.items
        for gate in item.gates
        if department.node_by_code[item.code].state in ("scored", "missing")
    ]


def _level(
    score: float | None, questionnaire: Questionnaire, gates: Sequence[GateCheck]
) -> tuple[int | None, tuple[Blocker, ...]]:
    """Where gates alone decide, a level belongs to a facility: a province has none."""
    if score is None or questionnaire.gates_alone:
        return None, ()
    return reach_level(score, levels=questionnaire.levels, gates=gates)


def _finish(
    province: _Province,
    nodes: Sequence[_Estimate],
    pools: Mapping[str, Pool],
    *,
    whole: Interval | None,
    top: int,
) -> ProvinceScore:
    finished, pooled = [nodes[0].node.model_copy(update={"interval": whole})], False
    for estimate in nodes[1:]:
        interval: Interval | None = None
        if estimate.node.score is not None:
            interval, borrowed = sampling_interval(
                estimate.node.score, estimate.samples, pools[estimate.node.code]
            )
            pooled = pooled or borrowed
        finished.append(estimate.node.model_copy(update={"interval": interval}))
    overall, *conditions = _cap(finished, top=top)
    return ProvinceScore(
        key=province.key,
        overall=overall,
        conditions=tuple(conditions),
        coverage=_coverage(province, None),
        coverage_by_type=tuple(_coverage(province, s.type) for s in overall.strata),
        flags=_flags(province, overall, pooled=pooled),
    )


def _cap(nodes: Sequence[NodeScore], *, top: int) -> list[NodeScore]:
    """The overall level capped by the lowest condition, as for a facility."""
    overall, *conditions = nodes
    if overall.level is None:
        return list(nodes)
    levels = [(node.code, node.level) for node in conditions if node.level is not None]
    level, blocked = cap_level((overall.level, overall.blocked_by), levels, top=top)
    return [overall.model_copy(update={"level": level, "blocked_by": blocked}), *conditions]


def _coverage(province: _Province, type_: str | None) -> Coverage:
    members = [f for f in province.facilities if type_ is None or f.type == type_]
    sizes = province.sizes
    registered = None if sizes is None else sum(n for t, n in sizes.items() if type_ is None or t == type_)
    return Coverage(type=type_, accepted=len(members), registered=registered)


def _flags(province: _Province, overall: NodeScore, *, pooled: bool) -> tuple[str, ...]:
    facts = {
        "no_department": province.department is None,
        "no_register": province.registered is None,
        "no_facility": not province.facilities,
        "stratum_unheard": any(s.accepted == 0 for s in overall.strata),
        "department_incomplete": province.department is not None
        and any(c.state != "not_applicable" and c.score is None for c in province.department.conditions),
        "pooled_variance": pooled,
    }
    return tuple(name for name, holds in facts.items() if holds)
