"""What changed since an earlier round: the facilities that are in both, apart from those that joined or left
(method.md §7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import exp, fsum, log
from typing import NamedTuple

import numpy as np

from dxassess.frozen import Frozen
from dxassess.round.compare import Pair
from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.scoring.score import Score
from dxassess.statistics.beds import StratumKey, StratumWeights, stratum_weights
from dxassess.statistics.decompose import log_mean
from dxassess.statistics.province_score import Interval, NodeScore, ProvinceScore
from dxassess.statistics.sampling import Pool, Sample, sampling_interval
from dxassess.statistics.score_provinces import score_provinces


class NodeChange(Frozen):
    """One condition, or "overall": `now` - `before` = within + department + merged + composition, to
    1e-9.

    `within`: the facilities in both rounds scoring otherwise, with its 95 % interval for those that were not
    heard; `department`: the Department doing so; `merged`: another Department in the place of several that
    were merged, which is nobody's doing; `composition`: other facilities, other types, or a Department in one
    round alone. None where the province has no score in both rounds, `within` also where no facility is in
    both, `department` where Departments were merged and `merged` where none were.
    """

    code: str
    before: float | None
    now: float | None
    within: float | None = None
    interval: Interval | None = None
    department: float | None = None
    merged: float | None = None
    composition: float | None = None

    @property
    def change(self) -> float | None:
        return None if self.now is None or self.before is None else self.now - self.before


class ProvinceChange(Frozen):
    """A province in two rounds. Facilities are matched by code and type; `newcomers` and `leavers` are the
    names (else codes, else files) of those in one round alone."""

    key: str
    matched: int
    joined: int
    left: int
    newcomers: tuple[str, ...] = ()
    leavers: tuple[str, ...] = ()
    overall: NodeChange
    conditions: tuple[NodeChange, ...]


class _Side(NamedTuple):
    """A condition of a province in one round: D, λ as used, P; None where there is none."""

    department: float | None
    share: float
    score: float | None


class _FoundChange(NamedTuple):
    """A province in both rounds, before the intervals, which pool the spread over provinces."""

    change: ProvinceChange
    samples: Mapping[str, tuple[Sample, ...]]


class _Panel(NamedTuple):
    """The facilities in both rounds, credited something in one condition in both: by type, the changes by
    file; the standardised change; the shares of the types; the weights of the facilities in theirs."""

    code: str
    changes: Mapping[str, Mapping[str, float]]
    within: float | None
    weights: Mapping[str, float]
    counts: Mapping[str, float]


class _Part(NamedTuple):
    """One condition of a province in both rounds."""

    now: _Side
    before: _Side
    panel: _Panel

    def facilities(self, u: float, v: float) -> float:
        """The mean coefficient of F, where the condition weighs `u` now and `v` before."""
        return (u * (1 - self.now.share) + v * (1 - self.before.share)) / 2


_Row = Sequence[tuple[_Part, float, float]]


def changes(pair: Pair) -> tuple[ProvinceChange, ...]:
    """The change of every province that is in the later round, by key.

    P = Σ u_c (λ_c D_c + (1 - λ_c) F_c). The facilities' part moves with the mean of its coefficient in both
    rounds times the standardised change of the matched ones, the department's likewise; what is left is
    composition. A Department of before that is now part of a larger one counts by the mean of those merged.
    """
    later, earlier = ({p.key: p for p in score_provinces(r)} for r in (pair.now, pair.before))
    weights = stratum_weights(pair.now)
    found_changes = [_province(pair, later[key], earlier.get(key), weights) for key in pair.now.provinces]
    codes = ("overall", *(condition.code for condition in pair.now.facility.conditions))
    pools = {
        code: Pool(sample for one in found_changes for sample in one.samples.get(code, ())) for code in codes
    }
    return tuple(_finish(one, pools) for one in found_changes)


def _province(
    pair: Pair,
    later: ProvinceScore,
    earlier: ProvinceScore | None,
    weights: Mapping[StratumKey, StratumWeights],
) -> _FoundChange:
    key = later.key
    now, before = ([s for s in r.facilities if s.province == key] for r in (pair.now, pair.before))
    old = {(score.code, score.type): score for score in before if score.code is not None}
    matched = [
        (score, earlier_score) for score in now if (earlier_score := old.get((score.code or "", score.type)))
    ]
    sizes = None if pair.now.register_ is None else pair.now.register_.sizes(key)
    conditions = pair.now.facility.conditions
    panels = [_panel(condition.code, matched, pair, weights) for condition in conditions]
    olds = earlier.conditions if earlier else [None] * len(conditions)
    triples = zip(later.conditions, olds, panels, strict=True)
    parts = [_Part(_side(new), _side(old_), panel) for new, old_, panel in triples]
    rows: dict[str, _Row] = {part.panel.code: [(part, 1.0, 1.0)] for part in parts}
    u, v = _weights(later.conditions), _weights(earlier.conditions if earlier else ())
    rows["overall"] = [(p, u.get(p.panel.code, 0.0), v.get(p.panel.code, 0.0)) for p in parts]
    earlier_scores = {node.code: node.score for node in earlier.nodes} if earlier else {}
    ends = {node.code: (node.score, earlier_scores.get(node.code)) for node in later.nodes}
    if pair.now.facility.aggregation == "geometric":
        rows["overall"] = _geometric(rows["overall"])
    is_merged = any(merger.key == key for merger in pair.mergers)
    nodes = {code: _node(code, row, *ends[code], is_merged=is_merged) for code, row in rows.items()}
    staying = {score.file for score, _ in matched}, {score.file for _, score in matched}
    change = ProvinceChange(
        key=key,
        matched=len(matched),
        joined=len(now) - len(matched),
        left=len(before) - len(matched),
        newcomers=_names(now, staying[0]),
        leavers=_names(before, staying[1]),
        overall=nodes.pop("overall"),
        conditions=tuple(nodes.values()),
    )
    return _FoundChange(change, {code: _samples(row, sizes) for code, row in rows.items()})


def _names(scores: Sequence[Score], staying: Collection[str]) -> tuple[str, ...]:
    """Of those whose file is not among the `staying`, in their order."""
    return tuple(score.name or score.code or score.file for score in scores if score.file not in staying)


def _side(node: NodeScore | None) -> _Side:
    """A condition of a province in one round."""
    if node is None:
        return _Side(None, 0.0, None)
    return _Side(node.department.value if node.department else None, node.share, node.value)


def _panel(
    code: str,
    matched: Sequence[tuple[Score, Score]],
    pair: Pair,
    weights: Mapping[StratumKey, StratumWeights],
) -> _Panel:
    """The standardised change of the facilities in both rounds, weighted as the later round says."""
    changed: dict[str, dict[str, float]] = {}
    counts: dict[str, float] = {}
    for new, old in matched:
        after, before = new.node_by_code[code].value, old.node_by_code[code].value
        if after is not None and before is not None:
            changed.setdefault(new.type or "", {})[new.file] = after - before
            of_stratum = weights[new.province or "", new.type or ""]
            counts[new.file] = dict(of_stratum.lines).get(new.code or "", of_stratum.other)
    omegas = {t.code: t.weight for t in pair.now.facility.types if t.code in changed}
    total = fsum(omegas.values())
    shares = {type_: omega / total for type_, omega in omegas.items()}
    means = {
        type_: fsum(counts[file] * move for file, move in moves.items())
        / fsum(counts[file] for file in moves)
        for type_, moves in changed.items()
        if type_ in shares
    }
    within = fsum(shares[type_] * mean for type_, mean in means.items()) if means else None
    return _Panel(code, changed, within, shares, counts)


def _geometric(row: _Row) -> _Row:
    """The row of a geometric root: the weights are what a unit of change in a condition adds, by the
    logarithmic mean (LMDI); conditions with a value in one round alone are composition."""
    logs = [
        [(log(max(side.score, GEOMETRIC_FLOOR)), weight) for side, weight in sides if side.score is not None]
        for sides in ([(p.now, u) for p, u, _ in row], [(p.before, v) for p, _, v in row])
    ]
    now, before = (
        exp(fsum(log_score * weight for log_score, weight in scored)) if scored else None for scored in logs
    )
    if now is None or before is None:
        return row
    steep = []
    for part, u, v in row:
        slope = 0.0
        if part.now.score is not None and part.before.score is not None:
            slope = _log_mean(now, before) * (u + v) / 2 / _log_mean(part.now.score, part.before.score)
        steep.append((part, slope, slope))
    return steep


def _log_mean(a: float, b: float) -> float:
    return float(log_mean(np.array([max(a, GEOMETRIC_FLOOR)]), np.array([max(b, GEOMETRIC_FLOOR)]))[0])


def _node(code: str, row: _Row, now: float | None, before: float | None, *, is_merged: bool) -> NodeChange:
    """The change of a node from `before` to `now` whose conditions have these weights now and before."""
    if now is None or before is None:
        return NodeChange(code=code, before=before, now=now)
    within = fsum(part.facilities(u, v) * (part.panel.within or 0.0) for part, u, v in row)
    department = fsum(
        (u * part.now.share + v * part.before.share) / 2 * (part.now.department - part.before.department)
        for part, u, v in row
        if part.now.department is not None and part.before.department is not None
    )
    return NodeChange(
        code=code,
        before=before,
        now=now,
        within=within if any(part.panel.within is not None for part, _, _ in row) else None,
        department=None if is_merged else department,
        merged=department if is_merged else None,
        composition=now - before - within - department,
    )


def _weights(nodes: Sequence[NodeScore]) -> dict[str, float]:
    """The part of each condition that applies in the overall score of the province."""
    applicable = {node.code: node.weight for node in nodes if node.low is not None}
    total = fsum(applicable.values())
    return {code: weight / total for code, weight in applicable.items()}


def _samples(row: _Row, sizes: Mapping[str, int] | None) -> tuple[Sample, ...]:
    """What each matched facility adds to the change within, by type: its conditions' changes times their
    coefficients, so that their covariances are in the spread."""
    files: dict[str, set[str]] = {}
    for part, _, _ in row:
        for type_, moves in part.panel.changes.items():
            files.setdefault(type_, set()).update(moves)
    added = {type_: dict.fromkeys(sorted(type_files), 0.0) for type_, type_files in files.items()}
    counts = {file: weight for part, _, _ in row for file, weight in part.panel.counts.items()}
    for part, u, v in row:
        for type_, moves in part.panel.changes.items():
            # Facilities to which the condition does not apply add nothing; the mean is over those it does.
            share = len(files[type_]) / len(moves)
            for file, change in moves.items():
                added[type_][file] += part.facilities(u, v) * part.panel.weights[type_] * share * change
    return tuple(
        Sample(
            type=type_,
            coefficient=1.0,
            size=None if sizes is None else sizes.get(type_, 0),
            values=tuple(values.values()),
            weights=tuple(counts[file] for file in values),
        )
        for type_, values in added.items()
    )


def _finish(province: _FoundChange, pools: Mapping[str, Pool]) -> ProvinceChange:
    def sure(node: NodeChange) -> NodeChange:
        if node.within is None:
            return node
        interval, _ = sampling_interval(
            node.within, province.samples[node.code], pools[node.code], least=-1.0
        )
        return node.model_copy(update={"interval": interval})

    change = province.change
    return change.model_copy(
        update={"overall": sure(change.overall), "conditions": tuple(map(sure, change.conditions))}
    )
