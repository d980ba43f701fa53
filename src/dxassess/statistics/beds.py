"""How much a facility of the register weighs in its stratum (method.md §5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from dxassess.frozen import Frozen
from dxassess.places.register import Entry
from dxassess.round.round import Round

StratumKey = tuple[str, str]
"""A province and a type of facility."""


class StratumWeights(Frozen):
    """The weights of a stratum's lines of the register by code; `other` is that of a facility without a line.

    `estimated`: some lines have no beds and take the median of their type; `unknown`: too many have none, so
    that all weigh the same, though the round weights by beds."""

    lines: tuple[tuple[str, float], ...]
    other: float = 1.0
    estimated: bool = False
    unknown: bool = False


def stratum_weights(round_: Round) -> Mapping[StratumKey, StratumWeights]:
    """The weights of every stratum with a registered facility or a submission that counts: 1 for all, or,
    where the round says so, the beds of the register, so that nobody sets its own weight by its answers.

    A line without beds takes the median of those of its type that have some; a stratum in which these are
    more than a third of the lines, or any without a register, is weighed equally.
    """
    lines: defaultdict[StratumKey, list[Entry]] = defaultdict(list)
    for entry in round_.register_.facilities if round_.register_ else ():
        lines[entry.province, entry.type].append(entry)
    for score in round_.facilities:
        lines.setdefault((score.province or "", score.type or ""), [])
    by_beds = round_.settings.weights == "beds"
    usual = _medians(entry for entries in lines.values() for entry in entries) if by_beds else {}
    return {cell: _weigh(entries, usual.get(cell[1]), by_beds=by_beds) for cell, entries in lines.items()}


def _medians(entries: Iterable[Entry]) -> dict[str, float]:
    stated: defaultdict[str, list[float]] = defaultdict(list)
    for entry in entries:
        if entry.beds:
            stated[entry.type].append(entry.beds)
    return {type_: median(beds) for type_, beds in stated.items()}


def _weigh(lines: Sequence[Entry], usual: float | None, *, by_beds: bool) -> StratumWeights:
    blank = sum(not entry.beds for entry in lines)
    if not by_beds or usual is None or not lines or 3 * blank > len(lines):
        return StratumWeights(lines=tuple((entry.code, 1.0) for entry in lines), unknown=by_beds)
    weights = tuple((entry.code, entry.beds or usual) for entry in lines)
    return StratumWeights(lines=weights, other=usual, estimated=blank > 0)
