"""Every province of a round, written up: its account, levels, coverage, flags (method.md §4-§6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dxassess.questionnaire.model import Condition
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.round.round import Round
from dxassess.scoring.levels import Cap, GateCheck, cap_level, check_gates, is_least, reach_level
from dxassess.scoring.score import Blocker, Score
from dxassess.statistics.accounts import Account
from dxassess.statistics.draws import Drawn, Draws, draw_scores
from dxassess.statistics.panel import department_condition
from dxassess.statistics.precision import Precision
from dxassess.statistics.province_score import Band, Coverage, NodeScore, Part, ProvinceScore, Stratum
from dxassess.statistics.tipping import if_silent, tipping_of
from dxassess.statistics.verified import Shift, verified_shifts


def score_provinces(round_: Round, draws: Draws | None = None) -> tuple[ProvinceScore, ...]:
    """The provinces of the round by key. `draws` are those of the round, where they are known already."""
    drawn_scores = draw_scores(round_) if draws is None else draws
    desk = _Desk(round_, drawn_scores, verified_shifts(round_, drawn_scores.codes))
    provinces = [desk.province(p) for p in range(len(drawn_scores.panel.provinces))]
    silence, point_scores = (
        if_silent(drawn_scores.blend, drawn_scores.accounts),
        [province.overall.score for province in provinces],
    )
    return tuple(
        province.model_copy(
            update={
                "tipping": tipping_of(
                    silence,
                    p,
                    province,
                    questionnaire=round_.facility,
                    gates=[desk.gates(p, condition) for condition in round_.facility.conditions],
                    others=np.array(
                        [s for n, s in enumerate(point_scores) if n != p and s is not None], dtype=float
                    ),
                )
            }
        )
        for p, province in enumerate(provinces)
    )


@dataclass(frozen=True, eq=False)
class _Desk:
    """What every province is written up from."""

    round: Round
    drawn: Draws
    shifts: tuple[Shift, ...]

    def province(self, p: int) -> ProvinceScore:
        conditions = [self._condition(p, k, c) for k, c in enumerate(self.round.facility.conditions)]
        overall = self._overall(p, conditions)
        types = self.drawn.panel.types
        return ProvinceScore(
            key=self.drawn.panel.provinces[p],
            overall=overall,
            conditions=tuple(conditions),
            coverage=self._coverage(p, range(len(types)), None),
            coverage_by_type=tuple(
                self._coverage(p, [h], type_) for h, type_ in enumerate(types) if self._exists(p, h)
            ),
            flags=self._flags(p),
        )

    def gates(self, p: int, condition: Condition) -> tuple[GateCheck, ...]:
        """The department's own gates: what only the province's department can open. Of one that sent no form
        none is met; those of items that do not apply to it are not asked for."""
        questionnaire = self.round.department
        department_part = department_condition(questionnaire, condition.code)
        if questionnaire is None or department_part is None:
            return ()
        score = self._department(p)
        if score is not None:
            facts = self.round.submission_by_file[score.file].facts
            return check_gates(
                questionnaire, department_part, score.node_by_code[department_part.code], facts
            )
        return tuple(
            GateCheck(item=item.code, level=gate.level, at_least=gate.at_least, score=None)
            for item in department_part.items
            for gate in item.gates
        )

    def _department(self, p: int) -> Score | None:
        key = self.drawn.panel.provinces[p]
        return next((score for score in self.round.departments if score.province == key), None)

    def _condition(self, p: int, k: int, condition: Condition) -> NodeScore:
        node, questionnaire = self._node(p, 1 + k), self.round.facility
        if node.low is None or questionnaire.gates_alone:
            return node
        level, blocked = reach_level(
            _rated(node), levels=questionnaire.levels, gates=self.gates(p, condition)
        )
        return self._with_level(node, level, blocked, least=node.score is None)

    def _overall(self, p: int, conditions: Sequence[NodeScore]) -> NodeScore:
        """The overall node, with a level unless gates alone decide: such a level is a facility's."""
        node, questionnaire = self._node(p, 0), self.round.facility
        if node.low is None or questionnaire.gates_alone:
            return node
        levels = zip(questionnaire.conditions, (node_.level for node_ in conditions), strict=True)
        caps = [Cap(c.code, level, c.caps) for c, level in levels if level is not None]
        reached = reach_level(_rated(node), levels=questionnaire.levels)
        level, blocked = cap_level(reached, caps, top=questionnaire.levels[-1].level)
        open_ = {node_.code for node_ in conditions if node_.level_is_least}
        return self._with_level(node, level, blocked, least=is_least(node.score, blocked, open_))

    def _with_level(
        self, node: NodeScore, level: int, blocked: tuple[Blocker, ...], *, least: bool
    ) -> NodeScore:
        if node.score is None and blocked:
            need, have = self.drawn.panel.min_answered, node.answered_share
            first = Blocker(kind="too_little_data", level=level + 1, code=node.code, need=need, have=have)
            blocked = (first, *blocked)
        return node.model_copy(update={"level": level, "blocked_by": blocked, "level_is_least": least})

    def _node(self, p: int, n: int) -> NodeScore:
        drawn, accounts, sure = self.drawn, self.drawn.accounts, self.drawn.precisions
        part = self._part(accounts.provinces, p, n, drawn=drawn.provinces, sure=sure.provinces)
        department = self._part(accounts.departments, p, n)
        return NodeScore(
            **{name: getattr(part, name) for name in Part.model_fields},
            code=drawn.codes[n],
            weight=1.0 if n == 0 else float(drawn.panel.province_weights[n - 1]),
            level=None,
            blocked_by=(),
            facility=self._part(accounts.facilities, p, n, drawn=drawn.facilities, sure=sure.facilities),
            department=None if department.low is None else department,
            share=self._share(p, n),
            strata=tuple(self._stratum(p, h, n) for h in range(len(drawn.panel.types)) if self._exists(p, h)),
        )

    def _part(
        self, account: Account, p: int, n: int, *, drawn: Drawn | None = None, sure: Precision | None = None
    ) -> Part:
        value, low, high, floor, ceiling, answered = (_known(table[p, n]) for table in account)
        least = self.drawn.panel.min_answered - TOLERANCE
        score = value if answered is not None and answered >= least else None
        shift, band = self.shifts[n], None
        if drawn is not None and sure is not None and low is not None and not sure.unknown[p, n]:
            band = Band(
                low=max(0.0, float(drawn.low[p, n]) - shift.down),
                high=min(1.0, float(drawn.high[p, n]) + shift.up),
            )
        return Part(
            score=score,
            value=value,
            low=low,
            high=high,
            answered_share=answered,
            floor=floor,
            ceiling=ceiling,
            interval=None if score is None or sure is None else sure.interval(p, n, score),
            band=band,
        )

    def _share(self, p: int, n: int) -> float:
        """λ as used; overall the mean of the conditions' that apply."""
        strata, weights = self.drawn.blend.strata, self.drawn.panel.province_weights
        if n > 0:
            return float(strata.share[p, n - 1])
        weights = np.where(strata.applies[p], weights, 0.0)
        return float(weights @ strata.share[p] / weights.sum()) if weights.any() else 0.0

    def _exists(self, p: int, h: int) -> bool:
        panel = self.drawn.panel
        return bool(panel.sizes[p, h] > 0 or panel.accepted[p, h] + panel.strangers[p, h] > 0)

    def _stratum(self, p: int, h: int, n: int) -> Stratum:
        panel, accounts = self.drawn.panel, self.drawn.accounts
        value, low, high, floor, ceiling, answered = (_known(table[p, h, n]) for table in accounts.strata)
        return Stratum(
            type=panel.types[h],
            weight=float(panel.omegas[h]),
            registered=_count(panel.sizes[p, h]),
            accepted=int(panel.accepted[p, h] + panel.strangers[p, h]),
            counted=int(accounts.counted[p, h, n]),
            mean=value,
            low=low,
            high=high,
            answered_share=answered,
            floor=floor,
            ceiling=ceiling,
            estimate=_known(accounts.estimates[p, h, n]),
            applies=low is not None,
        )

    def _coverage(self, p: int, types: Sequence[int], type_: str | None) -> Coverage:
        panel, columns = self.drawn.panel, list(types)
        strangers = panel.strangers[p, columns] + panel.uncounted[p, columns]
        return Coverage(
            type=type_,
            accepted=int(panel.accepted[p, columns].sum()),
            registered=_count(panel.sizes[p, columns].sum()),
            strangers=int(strangers.sum()),
        )

    def _flags(self, p: int) -> tuple[str, ...]:
        panel, department = self.drawn.panel, self._department(p)
        sure, strata = self.drawn.precisions.provinces, self.drawn.blend.strata
        exists = [h for h in range(len(panel.types)) if self._exists(p, h)]
        received = panel.accepted[p] + panel.strangers[p]
        facts = {
            "no_department": self.round.department is not None and department is None,
            "no_register": self.round.register_ is None,
            "register_outdated": bool(panel.outdated[p].any()),
            "no_facility": not received.any(),
            "stratum_unheard": any(received[h] == 0 for h in exists),
            "stratum_estimated": bool(strata.estimated[p].any()),
            "department_incomplete": department is not None
            and any(c.state != "not_applicable" and c.score is None for c in department.conditions),
            "beds_estimated": bool(panel.beds_estimated[p].any()),
            "beds_unknown": bool(panel.beds_unknown[p].any()),
            "pooled_variance": bool(sure.pooled[p].any()),
        }
        return tuple(name for name, holds in facts.items() if holds)


def _rated(node: NodeScore) -> float:
    """What a level is read from: the score, or the lower bound where none is shown."""
    assert node.low is not None
    return node.low if node.score is None else node.score


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _count(number: float) -> int | None:
    return None if np.isnan(number) else int(number)
