"""Panel: the facilities and departments of a round as arrays, for questions about many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round
from dxassess.scoring.score import Score

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Instrument:
    """The weights of a questionnaire: conditions (K), indicators (I); `of` is the condition of each
    indicator, `geometric` marks the conditions that are geometric means of their indicators, `root` says so
    of the overall score."""

    conditions: tuple[str, ...]
    indicators: tuple[str, ...]
    of: Ints
    condition_weights: Floats
    indicator_weights: Floats
    geometric: Mask
    root: bool = False


@dataclass(frozen=True, eq=False)
class Panel:
    """F facilities of P provinces and H types; D department conditions. Arrays are read-only.

    `values` (F, I): an indicator's part in its condition, NaN where it is no part of it (nothing applies,
    or left out). `scores` (F, K) and `overall` (F): NaN where there is no score. `beds` (F): 1 where the
    round weights all equally; `weights` (F, K) within the stratum, see `weights_within`. `sizes` (P, H):
    registered facilities, NaN without a register. `department_values` (P, I of the department), NaN
    likewise; `department_scores` (P, K) in the order of the facilities' conditions; `lambdas` (K) the
    declared λ, 0 where no department condition belongs. `answered` (P): whether there is a department
    submission.
    """

    provinces: tuple[str, ...]
    types: tuple[str, ...]
    omegas: Floats
    facility: Instrument
    department: Instrument | None
    files: tuple[str, ...]
    province: Ints
    type: Ints
    beds: Floats
    weights: Floats
    values: Floats
    scores: Floats
    overall: Floats
    sizes: Floats
    department_values: Floats
    department_scores: Floats
    department_of: Ints
    lambdas: Floats
    answered: Mask


def panel(round_: Round) -> Panel:
    """The round as arrays. Facilities without a known province or type stay out, as in every score."""
    provinces, types = round_.provinces, tuple(t.code for t in round_.facility.types)
    place = {key: n for n, key in enumerate(provinces)}
    kind = {code: n for n, code in enumerate(types)}
    members = [s for s in round_.facilities if s.province in place and s.type in kind]
    asked = instrument(round_.facility)
    province = np.array([place[s.province or ""] for s in members], dtype=np.intp)
    type_ = np.array([kind[s.type or ""] for s in members], dtype=np.intp)
    scores = _scores(members, len(asked.conditions))
    beds = _beds(round_, members)
    own = {s.province: s for s in reversed(round_.departments)}
    found = Panel(
        provinces=provinces,
        types=types,
        omegas=np.array([t.weight for t in round_.facility.types], dtype=float),
        facility=asked,
        department=None if round_.department is None else instrument(round_.department),
        files=tuple(s.file for s in members),
        province=province,
        type=type_,
        beds=beds,
        weights=weights_within(beds, province * len(types) + type_, counted=~np.isnan(scores)),
        values=_values(members, len(asked.indicators)),
        scores=scores,
        overall=np.array([s.overall.score for s in members], dtype=float),
        sizes=_sizes(round_, provinces, types),
        answered=np.array([key in own for key in provinces], dtype=bool),
        **_departments(round_, [own.get(key) for key in provinces], asked),
    )
    for field in fields(found):
        if isinstance(array := getattr(found, field.name), np.ndarray):
            array.setflags(write=False)
    return found


def instrument(questionnaire: Questionnaire) -> Instrument:
    """The weights that a questionnaire declares."""
    conditions = questionnaire.conditions
    return Instrument(
        conditions=tuple(c.code for c in conditions),
        indicators=tuple(i.code for c in conditions for i in c.indicators),
        of=np.array([n for n, c in enumerate(conditions) for _ in c.indicators], dtype=np.intp),
        condition_weights=np.array([c.weight for c in conditions], dtype=float),
        indicator_weights=np.array([i.weight for c in conditions for i in c.indicators], dtype=float),
        geometric=np.array([c.aggregation == "geometric" for c in conditions], dtype=bool),
        root=questionnaire.aggregation == "geometric",
    )


def _scores(members: Sequence[Score], width: int) -> Floats:
    flat = [c.score for s in members for c in s.overall.children]
    return np.array(flat, dtype=float).reshape(len(members), width)


def _values(members: Sequence[Score], width: int) -> Floats:
    flat = [i.value for s in members for c in s.overall.children for i in c.children]
    return np.array(flat, dtype=float).reshape(len(members), width)


def _beds(round_: Round, members: Sequence[Score]) -> Floats:
    if round_.settings.weights == "equal":
        return np.ones(len(members))
    submissions = round_.submission_by_file
    return np.array([submissions[s.file].facts.beds or 0.0 for s in members], dtype=float)


def weights_within(beds: Floats, stratum: Ints, *, counted: Mask) -> Floats:
    """(F, K) weights in a stratum: `beds` (F), or 1 where nobody who counts (F, K) in the stratum has any."""
    totals = np.zeros((int(stratum.max(initial=0)) + 1, counted.shape[1]))
    np.add.at(totals, stratum, np.where(counted, beds[:, None], 0.0))
    return np.where(totals[stratum] > 0, beds[:, None], 1.0)


def _sizes(round_: Round, provinces: Sequence[str], types: Sequence[str]) -> Floats:
    if round_.register_ is None:
        return np.full((len(provinces), len(types)), np.nan)
    counts = Counter((entry.province, entry.type) for entry in round_.register_.entries)
    flat = [counts[key, type_] for key in provinces for type_ in types]
    return np.array(flat, dtype=float).reshape(len(provinces), len(types))


def _departments(round_: Round, scores: Sequence[Score | None], asked: Instrument) -> dict[str, Any]:
    """The departments' arrays. The first of two department conditions of the same condition counts."""
    questionnaire = round_.department
    of = [] if questionnaire is None else [c.of for c in questionnaire.conditions]
    belongs = np.array([of.index(c) if c in of else -1 for c in asked.conditions], dtype=np.intp)
    if questionnaire is None:
        empty = np.full((len(scores), len(belongs)), np.nan)
        return {
            "department_values": np.empty((len(scores), 0)),
            "department_scores": empty,
            "department_of": belongs,
            "lambdas": np.zeros(len(belongs)),
        }
    shares = [questionnaire.conditions[n].share or 0.0 if n >= 0 else 0.0 for n in belongs]
    width = sum(len(c.indicators) for c in questionnaire.conditions)
    values, own = np.full((len(scores), width), np.nan), np.full((len(scores), len(belongs)), np.nan)
    for row, score in enumerate(scores):
        if score is not None:
            values[row] = _values([score], width)
            nodes = score.overall.children
            own[row] = [nodes[n].score if n >= 0 else None for n in belongs]
    return {
        "department_values": values,
        "department_scores": own,
        "department_of": belongs,
        "lambdas": np.array(shares, dtype=float),
    }
