"""What changed since an earlier round: the facilities that are in both, apart from those that joined or left
(method.md §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import NamedTuple

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Condition
from dxassess.round.compare import Pair
from dxassess.round.round import Round
from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.scoring.score import Score
from dxassess.statistics.decompose import log_mean
from dxassess.statistics.province_score import Interval
from dxassess.statistics.sampling import Pool, Sample, sampling_interval
from dxassess.statistics.standardise import facility_part, registered_by_type, strata


class NodeChange(Frozen):
    """One condition, or "overall": `now` - `before` = within + department + composition, to 1e-9.

    `within`: the facilities in both rounds scoring otherwise, with its 95 % interval for those that were not
    heard; `department`: the Department doing so; `composition`: other facilities, other types, or a
    Department in one round alone. None where the province has no score in both rounds.
    """

    code: str
    before: float | None
    now: float | None
    within: float | None = None
    interval: Interval | None = None
    department: float | None = None
    composition: float | None = None

    @property
    def change(self) -> float | None:
        return None if self.now is None or self.before is None else self.now - self.before


class ProvinceChange(Frozen):
    """A province in two rounds. Facilities are matched by code and type."""

    key: str
    matched: int
    joined: int
    left: int
    overall: NodeChange
    conditions: tuple[NodeChange, ...]


class _Side(NamedTuple):
    """A condition of a province in one round: F, D, λ as used, P; None where there is none."""

    facility: float | None
    department: float | None
    share: float
    score: float | None


class _Found(NamedTuple):
    """A province in both rounds, before the intervals, which pool the spread over provinces."""

    change: ProvinceChange
    samples: Mapping[str, tuple[Sample, ...]]


class _Panel(NamedTuple):
    """The facilities in both rounds, with a score of one condition in both: by type, the changes by code."""

    code: str
    changes: Mapping[str, Mapping[str, float]]
    within: float | None
    weights: Mapping[str, float]


class _Part(NamedTuple):
    """One condition of a province in both rounds."""

    condition: Condition
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
    found = [_province(key, pair) for key in pair.now.provinces]
    codes = ("overall", *(condition.code for condition in pair.now.facility.conditions))
    pools = {code: Pool(sample for one in found for sample in one.samples.get(code, ())) for code in codes}
    return tuple(_finish(one, pools) for one in found)


def _province(key: str, pair: Pair) -> _Found:
    now, before = ([s for s in r.facilities if s.province == key] for r in (pair.now, pair.before))
    old = {(score.code, score.type): score for score in before if score.code is not None}
    matched = [(score, earlier) for score in now if (earlier := old.get((score.code or "", score.type)))]
    sizes = registered_by_type(pair.now.register_, key)
    parts = []
    for condition in pair.now.facility.conditions:
        sides = (_side(condition, pair.now, key), _side(condition, pair.before, key))
        parts.append(_Part(condition, *sides, _panel(condition.code, matched, pair)))
    rows: dict[str, _Row] = {part.condition.code: [(part, 1.0, 1.0)] for part in parts}
    u, v = _weights([(p.condition, p.now) for p in parts]), _weights([(p.condition, p.before) for p in parts])
    rows["overall"] = [(p, u.get(p.condition.code, 0.0), v.get(p.condition.code, 0.0)) for p in parts]
    ends = {
        code: (_score((p.now, a) for p, a, _ in row), _score((p.before, b) for p, _, b in row))
        for code, row in rows.items()
    }
    if pair.now.facility.aggregation == "geometric":
        rows["overall"], ends["overall"] = _geometric(rows["overall"])
    nodes = {code: _node(code, row, *ends[code]) for code, row in rows.items()}
    change = ProvinceChange(
        key=key,
        matched=len(matched),
        joined=len(now) - len(matched),
        left=len(before) - len(matched),
        overall=nodes.pop("overall"),
        conditions=tuple(nodes.values()),
    )
    return _Found(change, {code: _samples(row, sizes) for code, row in rows.items()})


def _side(condition: Condition, round_: Round, key: str) -> _Side:
    members = [score for score in round_.facilities if score.province == key]
    beds = _beds(round_)
    sizes = registered_by_type(round_.register_, key)
    found = strata(condition.code, members, types=round_.facility.types, registered=sizes, beds=beds)
    facility = facility_part(found).score
    share, department = _department(condition, round_, key)
    score = facility
    if department is not None:
        score = None if facility is None else share * department + (1 - share) * facility
    return _Side(facility, department, share if department is not None else 0.0, score)


def _department(condition: Condition, round_: Round, key: str) -> tuple[float, float | None]:
    asked = round_.department
    own = None if asked is None else next((c for c in asked.conditions if c.of == condition.code), None)
    if own is None:
        return 0.0, None
    nodes = [score.node_by_code[own.code].score for score in round_.departments if score.province == key]
    known = [node for node in nodes if node is not None]
    return own.share or 0.0, sum(known) / len(known) if known else None


def _panel(code: str, matched: Sequence[tuple[Score, Score]], pair: Pair) -> _Panel:
    """The standardised change of the facilities in both rounds, weighted as the later round says."""
    both = [both_ for both_ in matched if all(s.node_by_code[code].score is not None for s in both_)]
    means = []
    for scores, round_ in (([new for new, _ in both], pair.now), ([old for _, old in both], pair.before)):
        found = strata(code, scores, types=round_.facility.types, registered=None, beds=_beds(round_))
        means.append(facility_part(found).score)
    changed: dict[str, dict[str, float]] = {}
    for new, old in both:
        moved = (new.node_by_code[code].score or 0.0) - (old.node_by_code[code].score or 0.0)
        changed.setdefault(new.type or "", {})[new.file] = moved
    omegas = {t.code: t.weight for t in pair.now.facility.types if t.code in changed}
    total = sum(omegas.values())
    within = None if means[0] is None or means[1] is None else means[0] - means[1]
    return _Panel(code, changed, within, {type_: omega / total for type_, omega in omegas.items()})


def _geometric(row: _Row) -> tuple[_Row, tuple[float | None, float | None]]:
    """The row of a geometric root, and its ends: the weights are what a unit of change in a condition adds,
    by the logarithmic mean (LMDI); conditions with a score in one round alone are composition."""
    logs = [
        [(log(max(side.score, GEOMETRIC_FLOOR)), weight) for side, weight in sides if side.score is not None]
        for sides in ([(p.now, u) for p, u, _ in row], [(p.before, v) for p, _, v in row])
    ]
    now, before = (exp(sum(own * weight for own, weight in known)) if known else None for known in logs)
    if now is None or before is None:
        return row, (now, before)
    steep = []
    for part, u, v in row:
        own = 0.0
        if part.now.score is not None and part.before.score is not None:
            own = _log_mean(now, before) * (u + v) / 2 / _log_mean(part.now.score, part.before.score)
        steep.append((part, own, own))
    return steep, (now, before)


def _log_mean(a: float, b: float) -> float:
    return float(log_mean(np.array([max(a, GEOMETRIC_FLOOR)]), np.array([max(b, GEOMETRIC_FLOOR)]))[0])


def _node(code: str, row: _Row, now: float | None, before: float | None) -> NodeChange:
    """The change of a node from `before` to `now` whose conditions have these weights now and before."""
    if now is None or before is None:
        return NodeChange(code=code, before=before, now=now)
    within = sum(part.facilities(u, v) * (part.panel.within or 0.0) for part, u, v in row)
    department = sum(
        (u * part.now.share + v * part.before.share) / 2 * (part.now.department - part.before.department)
        for part, u, v in row
        if part.now.department is not None and part.before.department is not None
    )
    return NodeChange(
        code=code,
        before=before,
        now=now,
        within=within if any(part.panel.within is not None for part, _, _ in row) else None,
        department=department,
        composition=now - before - within - department,
    )


def _score(sides: Iterable[tuple[_Side, float]]) -> float | None:
    known = [(side.score, weight) for side, weight in sides if side.score is not None and weight > 0]
    return sum(score * weight for score, weight in known) if known else None


def _weights(sides: Sequence[tuple[Condition, _Side]]) -> dict[str, float]:
    known = [(condition.code, condition.weight) for condition, side in sides if side.score is not None]
    total = sum(weight for _, weight in known)
    return {code: weight / total for code, weight in known}


def _samples(row: _Row, sizes: Mapping[str, int] | None) -> tuple[Sample, ...]:
    """By type, what each matched facility adds to the change within: its conditions' changes times their
    coefficients, so that their covariances are in the spread."""
    files: dict[str, set[str]] = {}
    for part, _, _ in row:
        for type_, moved in part.panel.changes.items():
            files.setdefault(type_, set()).update(moved)
    added = {type_: dict.fromkeys(sorted(own), 0.0) for type_, own in files.items()}
    for part, u, v in row:
        for type_, moved in part.panel.changes.items():
            # Facilities to which the condition does not apply add nothing; the mean is over those it does.
            share = len(files[type_]) / len(moved)
            for file, change in moved.items():
                added[type_][file] += part.facilities(u, v) * part.panel.weights[type_] * share * change
    return tuple(
        Sample(
            type=type_,
            coefficient=1.0,
            size=None if sizes is None else sizes.get(type_, 0),
            values=tuple(values.values()),
        )
        for type_, values in added.items()
    )


def _beds(round_: Round) -> Mapping[str, float] | None:
    if round_.settings.weights == "equal":
        return None
    return {file: submission.facts.beds or 0.0 for file, submission in round_.submission_by_file.items()}


def _finish(found: _Found, pools: Mapping[str, Pool]) -> ProvinceChange:
    def sure(node: NodeChange) -> NodeChange:
        if node.within is None:
            return node
        interval, _ = sampling_interval(node.within, found.samples[node.code], pools[node.code], least=-1.0)
        return node.model_copy(update={"interval": interval})

    change = found.change
    return change.model_copy(
        update={"overall": sure(change.overall), "conditions": tuple(map(sure, change.conditions))}
    )
