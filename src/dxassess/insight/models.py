"""Good models: who does an indicator well enough to learn from, and who could (method.md §10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, inf, log

import numpy as np

from dxassess.frozen import Frozen
from dxassess.insight.whatif import Case
from dxassess.questionnaire.items import Note
from dxassess.questionnaire.model import Text
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.round.verdicts import Verdict

LEAST_SCORE = 0.8
_PERCENTILE = 90.0
_FEWEST_PEERS = 5
_EVIDENCE_SHARE = 0.5
_WEAK = 0.6
_WEAKEST = 3


class Model(Frozen):
    """A facility proposed as a model for an indicator, with what it named as evidence. The program proposes;
    a department confirms or rejects. `peers` is the size of the group that it leads."""

    facility: str
    name: str
    type: str
    province: str
    indicator: str
    score: float
    peers: int
    evidence: tuple[tuple[str, str], ...]
    story: str | None = None
    confirmed: bool = False
    note: Text | None = None


class Match(Frozen):
    """A facility, one of its weakest indicators, and the nearest model to learn from."""

    facility: str
    indicator: str
    score: float
    model: Model


def find_models(cases: Sequence[Case], serious: Iterable[str] = ()) -> tuple[Model, ...]:
    """The models among `cases`, by indicator, best first. `serious` names files whose submission was not
    accepted without serious warnings: they are no models.

    A model scores at least 0.8 and at or above the 90th percentile of the facilities of its type (at least 5
    of them), and gave evidence for the items that carry half of what it answered in the indicator.
    """
    excluded = set(serious)
    groups: dict[tuple[str, str], list[tuple[Case, float]]] = defaultdict(list)
    for case in cases:
        for indicator, score in _indicator_scores(case).items():
            groups[indicator, case.score.type or ""].append((case, score))
    models = []
    for (indicator, _), members in groups.items():
        if len(members) < _FEWEST_PEERS:
            continue
        bar = max(LEAST_SCORE, float(np.percentile([score for _, score in members], _PERCENTILE)))
        for case, score in members:
            evidence = _evidence(case, indicator)
            if score >= bar - TOLERANCE and evidence is not None and case.score.file not in excluded:
                models.append(_model(case, indicator, score, len(members), evidence))
    return tuple(sorted(models, key=lambda m: (m.indicator, -m.score, m.facility)))


def judge_models(models: Sequence[Model], verdicts: Sequence[Verdict]) -> tuple[Model, ...]:
    """The models after the department's word: rejected ones are gone, confirmed ones marked, notes added.
    The last verdict on a model counts."""
    judged = []
    for model in models:
        verdicts_said = [
            v for v in verdicts if v.facility == model.facility and v.indicator in (None, model.indicator)
        ]
        last = verdicts_said[-1] if verdicts_said else None
        if last is None:
            judged.append(model)
        elif last.verdict != "rejected":
            update = {"confirmed": last.verdict == "confirmed", "note": last.note}
            judged.append(model.model_copy(update=update))
    return tuple(judged)


def match_models(
    cases: Sequence[Case], models: Sequence[Model], *, region: Mapping[str, str | None]
) -> tuple[Match, ...]:
    """The nearest model of its type for the up to three weakest indicators (below 0.6) of every facility:
    in the same province first, then the same region, then anywhere; then the nearest in beds on a log scale,
    the better score, the code. `region` is by province key. No model of the type: no match."""
    beds = {case.score.code: case.submission.facts.beds for case in cases}
    by_kind: dict[tuple[str, str], list[Model]] = defaultdict(list)
    for model in models:
        by_kind[model.indicator, model.type].append(model)
    matches = []
    for case in cases:
        weak = sorted((s, i) for i, s in _indicator_scores(case).items() if s < _WEAK)[:_WEAKEST]
        for score, indicator in weak:
            offered = by_kind[indicator, case.score.type or ""]
            if offered:
                home = case.score.province or ""
                nearest = min(offered, key=lambda m: _distance(m, home, region, beds, case))
                matches.append(Match(facility=_code(case), indicator=indicator, score=score, model=nearest))
    return tuple(matches)


def _distance(
    model: Model,
    home: str,
    region: Mapping[str, str | None],
    beds: Mapping[str | None, float | None],
    case: Case,
) -> tuple[int, float, float, str]:
    nearness = 0 if model.province == home else 1 if region.get(model.province) == region.get(home) else 2
    own_beds, theirs = case.submission.facts.beds, beds.get(model.facility)
    log_ratio = abs(log(own_beds / theirs)) if own_beds and theirs else 0.0 if own_beds == theirs else inf
    return nearness, log_ratio, -model.score, model.facility


def _indicator_scores(case: Case) -> dict[str, float]:
    return {
        indicator.code: indicator.score
        for condition in case.score.conditions
        for indicator in condition.children
        if indicator.score is not None
    }


def _evidence(case: Case, indicator: str) -> tuple[tuple[str, str], ...] | None:
    """The evidence by item; None if it covers too little of what was answered."""
    answers = case.submission.answer_by_item
    node = case.score.node_by_code[indicator]
    scored = [item for item in node.children if item.state == "scored"]
    evidence = tuple(
        (item.code, text)
        for item in scored
        if (answer := answers.get(item.code)) is not None and (text := answer.evidence)
    )
    proven = {code for code, _ in evidence}
    total = fsum(item.weight for item in scored)
    covered = fsum(item.weight for item in scored if item.code in proven)
    return evidence if total and covered / total >= _EVIDENCE_SHARE - TOLERANCE else None


def _model(
    case: Case, indicator: str, score: float, peers: int, evidence: tuple[tuple[str, str], ...]
) -> Model:
    return Model(
        facility=_code(case),
        name=case.score.name or _code(case),
        type=case.score.type or "",
        province=case.score.province or "",
        indicator=indicator,
        score=score,
        peers=peers,
        evidence=evidence,
        story=_story(case),
    )


def _story(case: Case) -> str | None:
    """What the facility wrote about its best model, if the questionnaire asks for it in words."""
    words = [i.code for i in case.questionnaire.items if isinstance(i, Note) and not i.dated]
    written_answers = (case.submission.answer_by_item.get(code) for code in words)
    return next((str(a.value) for a in written_answers if a is not None and a.value), None)


def _code(case: Case) -> str:
    return case.score.code or case.score.file
