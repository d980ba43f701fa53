"""Panel: the facilities and departments of a round as arrays, for questions about many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dxassess.questionnaire.model import Condition, Questionnaire
from dxassess.round.round import Round
from dxassess.scoring.score import Node, Score
from dxassess.statistics.beds import StratumKey, StratumWeights, stratum_weights

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Instrument:
    """The weights of a questionnaire: conditions (K), indicators (I; 1 where an indicator weighs what its
    items do); `of` is the condition of each indicator, `geometric` marks the conditions that are geometric
    means of their indicators, `root` says so of the overall score."""

    conditions: tuple[str, ...]
    indicators: tuple[str, ...]
    of: Ints
    condition_weights: Floats
    indicator_weights: Floats
    geometric: Mask
    root: bool = False


@dataclass(frozen=True, eq=False)
class Credits:
    """What R respondents to one instrument are credited. `province` (R) is a position.

    `values`, `lows`, `highs` (R, I): an indicator's part in its condition, blanks credited, at 0 and at 1;
    `relative` (R, I) its weight by those of the instrument, 0 where it does not apply. `scores`, `low`,
    `high`, `answered` (R, K): the same of conditions, with their answered shares. NaN where nothing applies,
    in `values` and `scores` also where a blank leaves the sum.
    """

    province: Ints
    values: Floats
    lows: Floats
    highs: Floats
    relative: Floats
    scores: Floats
    low: Floats
    high: Floats
    answered: Floats

    @property
    def applies(self) -> Mask:
        """(R, K): whether a condition applies."""
        return ~np.isnan(self.low)


@dataclass(frozen=True, eq=False)
class Panel:
    """F facilities of P provinces and H types, and the departments. Arrays are read-only.

    `type` (F); `weights` (F) of the facilities in their strata; `whole` (F, 4) of each the overall value,
    low, high, answered share. `sizes` (P, H): registered facilities, NaN without a register; `accepted` (P,
    H) those of them with a submission, `strangers` (P, H) submissions that count and have no line in it,
    `uncounted` (P, H) those that count nowhere; `silent` (P, H): the weights of the registered that are
    silent, NaN without a register. `beds_estimated`, `beds_unknown` (P, H): how their weights were found.
    `concerns` (H, K): the condition has an item for the type. `department_of` (K): the department's
    condition of each, -1 where it is asked nothing; `lambdas` (K) the declared λ, 0 there.
    `province_weights` (K): those of conditions in a province. `min_answered`: the least answered share of
    what is printed.
    """

    provinces: tuple[str, ...]
    types: tuple[str, ...]
    omegas: Floats
    facility: Instrument
    department: Instrument | None
    files: tuple[str, ...]
    type: Ints
    weights: Floats
    facilities: Credits
    whole: Floats
    departments: Credits
    sizes: Floats
    accepted: Floats
    strangers: Floats
    uncounted: Floats
    silent: Floats
    beds_estimated: Mask
    beds_unknown: Mask
    concerns: Mask
    department_of: Ints
    lambdas: Floats
    province_weights: Floats
    min_answered: float

    @property
    def province(self) -> Ints:
        """(F) the provinces of the facilities."""
        return self.facilities.province

    @property
    def overall(self) -> Floats:
        """(F) what each facility is credited as a whole; NaN where that is nothing."""
        return self.whole[:, 0]

    @property
    def outdated(self) -> Mask:
        """(P, H): more submissions than the register has lines, or one that counts without a line."""
        received = self.accepted + self.strangers + self.uncounted
        return (received > self.sizes) | (~np.isnan(self.sizes) & (self.strangers > 0))


def panel(round_: Round) -> Panel:
    """The round as arrays. Facilities without a known province or type stay out, as in every score."""
    provinces, types = round_.provinces, tuple(t.code for t in round_.facility.types)
    place = {key: n for n, key in enumerate(provinces)}
    members = [s for s in round_.facilities if s.province in place and s.type in set(types)]
    departments = [s for s in round_.departments if s.province in place]
    within = stratum_weights(round_)
    facility, department = round_.facility, round_.department
    arrays = Panel(
        provinces=provinces,
        types=types,
        omegas=np.array([t.weight for t in facility.types], dtype=float),
        facility=instrument(facility),
        department=None if department is None else instrument(department),
        files=tuple(s.file for s in members),
        type=np.array([types.index(s.type or "") for s in members], dtype=np.intp),
        weights=_weights(members, within),
        facilities=_answers(members, facility, place),
        whole=_wholes(members),
        departments=_answers(departments, department, place),
        concerns=_concerns(facility),
        **_belonging(facility, department),
        province_weights=np.array([c.province_weight or c.weight for c in facility.conditions], dtype=float),
        min_answered=facility.min_answered,
        **_strata(round_, members, within, types),
    )
    _protect(arrays, arrays.facilities, arrays.departments)
    return arrays


def _protect(*parts: Panel | Credits) -> None:
    """Nobody may write into the arrays of a value."""
    for part in parts:
        for field in fields(part):
            if isinstance(array := getattr(part, field.name), np.ndarray):
                array.setflags(write=False)


def _weights(members: Sequence[Score], within: Mapping[StratumKey, StratumWeights]) -> Floats:
    """(F) the weights of facilities in their strata: by their line in the register, or that of strangers."""
    lines = {cell: dict(stratum.lines) for cell, stratum in within.items()}
    cells = [(s.province or "", s.type or "") for s in members]
    weights = [
        lines[cell].get(s.code or "", within[cell].other) for cell, s in zip(cells, members, strict=True)
    ]
    return np.array(weights, dtype=float)


def _belonging(facility: Questionnaire, department: Questionnaire | None) -> dict[str, Any]:
    """What the department is asked of each condition of the facilities, and with which λ."""
    parts = [department_condition(department, c.code) for c in facility.conditions]
    places = [-1 if c is None or department is None else department.conditions.index(c) for c in parts]
    return {
        "department_of": np.array(places, dtype=np.intp),
        "lambdas": np.array([0.0 if c is None else c.share or 0.0 for c in parts], dtype=float),
    }


def department_condition(questionnaire: Questionnaire | None, code: str) -> Condition | None:
    """What the department is asked of the facilities' condition `code`; None where that is nothing."""
    conditions = questionnaire.conditions if questionnaire is not None else ()
    return next((condition for condition in conditions if condition.of == code), None)


def instrument(questionnaire: Questionnaire) -> Instrument:
    """The weights that a questionnaire declares."""
    conditions = questionnaire.conditions
    weights = [1.0 if i.weight == "items" else i.weight for c in conditions for i in c.indicators]
    return Instrument(
        conditions=tuple(c.code for c in conditions),
        indicators=tuple(i.code for c in conditions for i in c.indicators),
        of=np.array([n for n, c in enumerate(conditions) for _ in c.indicators], dtype=np.intp),
        condition_weights=np.array([c.weight for c in conditions], dtype=float),
        indicator_weights=np.array(weights, dtype=float),
        geometric=np.array([c.aggregation == "geometric" for c in conditions], dtype=bool),
        root=questionnaire.aggregation == "geometric",
    )


def _answers(
    scores: Sequence[Score], questionnaire: Questionnaire | None, place: Mapping[str, int]
) -> Credits:
    conditions = questionnaire.conditions if questionnaire else ()
    fixed = np.array([i.weight != "items" for c in conditions for i in c.indicators], dtype=bool)
    nodes = [s.overall.children for s in scores]
    parts = [i for children in nodes for c in children for i in c.children]
    wholes = [c for children in nodes for c in children]
    indicators, shape = (len(scores), len(fixed)), (len(scores), len(conditions))
    lows = _column(parts, "low", indicators)
    weights = np.where(fixed, 1.0, _column(parts, "weight", indicators))
    return Credits(
        province=np.array([place[s.province or ""] for s in scores], dtype=np.intp),
        values=_column(parts, "value", indicators),
        lows=lows,
        highs=_column(parts, "high", indicators),
        relative=np.where(np.isnan(lows), 0.0, weights),
        scores=_column(wholes, "value", shape),
        low=_column(wholes, "low", shape),
        high=_column(wholes, "high", shape),
        answered=_column(wholes, "answered_share", shape),
    )


def _wholes(members: Sequence[Score]) -> Floats:
    nodes = [score.overall for score in members]
    flat = [(node.value, node.low, node.high, node.answered_share) for node in nodes]
    return np.array(flat, dtype=float).reshape(len(members), 4)


def _column(nodes: Iterable[Node], name: str, shape: tuple[int, int]) -> Floats:
    return _floats([getattr(node, name) for node in nodes]).reshape(shape)


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array(values, dtype=float)


def _concerns(questionnaire: Questionnaire) -> Mask:
    """(H, K) whether a condition may apply to a type: to those of it with beds or to those without."""
    return np.array(
        [
            [
                any(
                    item.scored and questionnaire.applies(item.applies, type_.code, beds)
                    for item in c.items
                    for beds in (None, 0.0)
                )
                for c in questionnaire.conditions
            ]
            for type_ in questionnaire.types
        ],
        dtype=bool,
    ).reshape(len(questionnaire.types), len(questionnaire.conditions))


def _strata(
    round_: Round, members: Sequence[Score], within: Mapping[StratumKey, StratumWeights], types: Sequence[str]
) -> dict[str, Any]:
    """Counts and weights of the strata (P, H)."""
    codes = {cell: {code for code, _ in stratum.lines} for cell, stratum in within.items()}
    received_codes: dict[StratumKey, set[str]] = {cell: set() for cell in within}
    counts = {name: dict.fromkeys(within, 0) for name in ("accepted", "strangers", "uncounted")}
    for score in members:
        cell = (score.province or "", score.type or "")
        is_registered = round_.register_ is None or score.code in codes[cell]
        counts["accepted" if is_registered else "strangers"][cell] += 1
        received_codes[cell].add(score.code or "")
    for score in round_.strangers:
        cell = (score.province or "", score.type or "")
        counts["uncounted"][cell] = counts["uncounted"].get(cell, 0) + 1
    silent = {
        cell: fsum(weight for code, weight in stratum.lines if code not in received_codes[cell])
        for cell, stratum in within.items()
    }
    has_register = round_.register_ is not None
    blank = 0.0 if has_register else np.nan

    def table(by_stratum: Mapping[StratumKey, float], empty: float = 0.0) -> NDArray[np.float64]:
        flat = [by_stratum.get((key, type_), empty) for key in round_.provinces for type_ in types]
        return np.array(flat, dtype=float).reshape(len(round_.provinces), len(types))

    return {
        **{name: table(by_stratum) for name, by_stratum in counts.items()},
        "sizes": table(
            {c: len(stratum.lines) if has_register else np.nan for c, stratum in within.items()}, blank
        ),
        "silent": table({c: w if has_register else np.nan for c, w in silent.items()}, blank),
        "beds_estimated": table({c: stratum.estimated for c, stratum in within.items()}) > 0,
        "beds_unknown": table({c: stratum.unknown for c, stratum in within.items()}) > 0,
    }
