"""What one respondent's step brings its province (method.md §5, §9)."""

from __future__ import annotations

from collections import Counter
from math import fsum

from dxassess.insight.decision import Decision
from dxassess.insight.whatif import Case
from dxassess.round.round import Round
from dxassess.scoring.levels import Cap, cap_level, reach_level
from dxassess.statistics.province_score import NodeScore, ProvinceScore
from dxassess.statistics.region import node_at


class FacilityShares:
    """The part of one facility of a type in its province's score of a condition, and in the overall score:
    (1 - λ) ω / Σω / n, with n the facilities of the type that answered."""

    def __init__(self, round_: Round, province: ProvinceScore) -> None:
        self._province = province
        self._sizes = Counter(score.type or "" for score in round_.facilities_of(province.key))
        self._weights = fsum(node.weight for node in province.conditions if node.low is not None)
        self._nodes = {node.code: node for node in province.nodes}
        self._shares: dict[tuple[str, str], float] = {}

    def scaled(self, entry: Decision, type_: str) -> Decision:
        """A facility's entry with the gain and the worth that it has for the province."""
        node, overall = self._nodes[entry.condition], self._province.overall
        rise = self._share(node, type_) * entry.rise
        gain = None if overall.score is None else rise * node.weight / self._weights
        worth = self._share(overall, type_) * entry.worth
        return entry.model_copy(update={"rise": rise, "gain": gain, "worth": worth})

    def _share(self, node: NodeScore, type_: str) -> float:
        """Worked out once for every type and node."""
        key = (node.code, type_)
        if key not in self._shares:
            self._shares[key] = self._worked_out(node, type_)
        return self._shares[key]

    def _worked_out(self, node: NodeScore, type_: str) -> float:
        weights = {stratum.type: stratum.weight for stratum in node.strata if stratum.applies}
        if type_ not in weights:
            return 0.0
        return (1 - node.share) * weights[type_] / fsum(weights.values()) / self._sizes[type_]


def department_effect(round_: Round, province: ProvinceScore, case: Case, entry: Decision) -> Decision:
    """A Department's entry with its gain for the province, and the levels of the province that it opens."""
    node = node_at(province, entry.condition)
    total = fsum(each.weight for each in province.conditions if each.low is not None)
    rise = node.share * entry.rise
    gain = None if province.overall.score is None else rise * node.weight / total
    unlocks = worth = 0.0
    if node.level is not None and node.score is not None:
        opened = max(0, _level_after(round_, node, case, entry, rise=rise) - node.level)
        overall = _overall_opened(round_, province, entry.condition, opened=opened, gain=gain or 0.0)
        unlocks, worth = opened + overall, opened * node.weight / total + overall
    return entry.model_copy(
        update={
            "rise": rise, "gain": gain, "unlocks": int(unlocks), "worth": worth, "raises": int(unlocks > 0)
        }
    )  # fmt: skip


def _level_after(round_: Round, node: NodeScore, case: Case, entry: Decision, *, rise: float) -> int:
    """The level of the province's condition once the Department's item is at `then`."""
    assert node.score is not None
    condition_code = next(c.code for c in case.questionnaire.conditions if c.of == node.code)
    gates = [
        check.model_copy(update={"score": entry.then}) if check.item == entry.item else check
        for check in case.gates[condition_code]
    ]
    return reach_level(node.score + rise, levels=round_.facility.levels, gates=gates)[0]


def _overall_opened(
    round_: Round, province: ProvinceScore, condition: str, *, opened: int, gain: float
) -> int:
    """By how many levels the province rises overall."""
    overall = province.overall
    if overall.score is None or overall.level is None:
        return 0
    levels = {
        node.code: (node.level or 0) + opened * (node.code == condition) for node in province.conditions
    }
    applying = {node.code for node in province.conditions if node.level is not None}
    caps = [Cap(c.code, levels[c.code], c.caps) for c in round_.conditions if c.code in applying]
    reached = reach_level(overall.score + gain, levels=round_.facility.levels)
    return max(0, cap_level(reached, caps, top=round_.facility.top_level)[0] - overall.level)
