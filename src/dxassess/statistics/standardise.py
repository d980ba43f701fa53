"""The standardised facility component: stratum means under the same weights everywhere (method.md §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dxassess.places.register import Register
from dxassess.questionnaire.model import FacilityType
from dxassess.round.round import Round
from dxassess.scoring.score import Score
from dxassess.statistics.province_score import Part, Stratum

UNKNOWN = Part(score=None, low=None, high=None)


def strata(
    code: str,
    scores: Sequence[Score],
    *,
    types: Sequence[FacilityType],
    registered: Mapping[str, int] | None,
    beds: Mapping[str, float] | None,
) -> tuple[Stratum, ...]:
    """The strata that the province has, in the order of the questionnaire's types.

    `beds` (by file) weights facilities within a stratum; None, or a stratum in which nobody has
    beds, weights them equally. A facility
    without a score here (nothing applies, or too little data) is accepted but not counted.
    """
    found = []
    for type_ in types:
        members = [score for score in scores if score.type == type_.code]
        size = None if registered is None else registered.get(type_.code, 0)
        if not members and not size:
            continue
        every = [(s.file, s.node_by_code[code]) for s in members]
        nodes = [(file, node) for file, node in every if node.score is not None]
        weights = stratum_weights([file for file, _ in nodes], beds)
        found.append(
            Stratum(
                type=type_.code,
                weight=type_.weight,
                registered=size,
                accepted=len(members),
                counted=len(nodes),
                mean=_mean([node.score for _, node in nodes], weights),
                low=_mean([node.low for _, node in nodes], weights),
                high=_mean([node.high for _, node in nodes], weights),
                applies=not members or any(node.state != "not_applicable" for _, node in every),
            )
        )
    return tuple(found)


def beds_by_file(round_: Round) -> Mapping[str, float] | None:
    """What the round weights facilities by; None where it weights them equally."""
    if round_.settings.weights == "equal":
        return None
    return {file: s.facts.beds or 0.0 for file, s in round_.submission_by_file.items()}


def stratum_weights(files: Sequence[str], beds: Mapping[str, float] | None) -> list[float]:
    """The weights of the facilities that count in a stratum: equal without `beds`, or where none has any."""
    weights = [1.0 if beds is None else beds.get(file, 0.0) for file in files]
    return weights if sum(weights) > 0 else [1.0] * len(files)


def facility_part(found: Sequence[Stratum]) -> Part:
    """F = Σ ω mean / Σ ω over strata with a mean; those from which nobody answered, or nobody enough for a
    score, span 0 to 1 in the bounds.

    A stratum that answered and to whose type the condition does not apply is no part of either.
    """
    heard = [s for s in found if s.mean is not None]
    unheard = [s for s in found if s.mean is None and s.applies]
    if not heard:
        return UNKNOWN
    omega = sum(s.weight for s in heard)
    span = omega + sum(s.weight for s in unheard)
    return Part(
        score=sum(s.weight * (s.mean or 0.0) for s in heard) / omega,
        low=sum(s.weight * (s.low or 0.0) for s in heard) / span,
        high=(sum(s.weight * (s.high or 0.0) for s in heard) + span - omega) / span,
    )


def registered_by_type(register: Register | None, province: str) -> dict[str, int] | None:
    """How many facilities of each type the register has in `province`; None without a register."""
    if register is None:
        return None
    counts: dict[str, int] = {}
    for entry in register.facilities:
        if entry.province == province:
            counts[entry.type] = counts.get(entry.type, 0) + 1
    return counts


def _mean(values: Sequence[float | None], weights: Sequence[float]) -> float | None:
    if not values:
        return None
    return sum(w * (v or 0.0) for v, w in zip(values, weights, strict=True)) / sum(weights)
