"""The decision lists of a round: of a facility, of a province with its Department, of all (method.md §9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from dxassess.insight.decision import COMMON, URGENCIES, Blank, Decision, Decisions, Urgency
from dxassess.insight.decision_order import as_planned, in_order_of_need
from dxassess.insight.open_steps import blanks, open_steps
from dxassess.insight.province_effect import FacilityShares, department_effect
from dxassess.insight.step_rows import StepRows
from dxassess.insight.whatif import Case
from dxassess.places.register import DEPARTMENT
from dxassess.round.round import Round
from dxassess.statistics.province_score import ProvinceScore


def decide_facilities(cases: Iterable[Case], day: str) -> dict[str, Decisions]:
    """The decision list of each facility of a round by its own answers, by file."""
    rows: dict[str, StepRows] = {}
    decisions: dict[str, Decisions] = {}
    for case in cases:
        kind = case.score.type or ""
        if kind not in rows:
            rows[kind] = StepRows(case.questionnaire, kind=kind, day=day)
        decisions[case.score.file] = Decisions(
            entries=in_order_of_need(open_steps(case, rows[kind])), answer_first=blanks(case)
        )
    return decisions


def decide_province(
    round_: Round,
    province: ProvinceScore,
    *,
    department: Case | None,
    facilities: Mapping[str, Decisions],
    models_lag: bool = False,
    eases: Mapping[str, str] | None = None,
) -> Decisions:
    """The decision list of a province: what its Department owes by its own answers, and what stands in the
    lists of its `facilities` (by file), each item once, in the order of its plan. Gains and levels are those
    of the province; `eases` says of items what they ease of what holds it back."""
    shares = FacilityShares(round_, province)
    by_item: dict[str, list[Decision]] = defaultdict(list)
    for score in round_.facilities_of(province.key):
        for entry in facilities[score.file].entries:
            by_item[entry.item].append(shares.scaled(entry, score.type or ""))
    entries = [_joined(same) for same in by_item.values()]
    blank = [
        each for score in round_.facilities_of(province.key) for each in facilities[score.file].answer_first
    ]
    if department is not None:
        entries += _of_department(round_, province, department)
        blank += blanks(department)
    return Decisions(
        entries=_planned(entries, eases or {}, models_lag=models_lag), answer_first=_counted(round_, blank)
    )


def decide_all(
    round_: Round, provinces: Sequence[Decisions], *, eases: Mapping[str, str] | None = None
) -> Decisions:
    """The decision list of all provinces together: what stands in their lists, each item once; gains are
    those of the mean province."""
    by_item: dict[str, list[Decision]] = defaultdict(list)
    for decisions in provinces:
        for entry in decisions.entries:
            by_item[entry.item].append(_scaled(entry, 1 / len(provinces)))
    blank = [each for decisions in provinces for each in decisions.answer_first]
    return Decisions(
        entries=_planned(map(_joined, by_item.values()), eases or {}), answer_first=_counted(round_, blank)
    )


def _planned(
    entries: Iterable[Decision], eases: Mapping[str, str], *, models_lag: bool = False
) -> tuple[Decision, ...]:
    easing = (entry.model_copy(update={"eases": eases.get(entry.item)}) for entry in entries)
    return as_planned(in_order_of_need(easing, models_lag=models_lag))


def _of_department(round_: Round, province: ProvinceScore, case: Case) -> tuple[Decision, ...]:
    """What its own answers leave open; its gates are those that hold a condition of the province."""
    holding = {
        blocker.code: blocker.need or 0.0
        for node in province.conditions
        for blocker in node.blocked_by
        if blocker.kind == "gate" and blocker.code is not None
    }
    rows = StepRows(case.questionnaire, kind=DEPARTMENT, day=round_.day)
    steps = open_steps(case, rows, holding=holding)
    return tuple(department_effect(round_, province, case, step) for step in steps)


def _scaled(entry: Decision, share: float) -> Decision:
    gain = None if entry.gain is None else share * entry.gain
    return entry.model_copy(update={"gain": gain, "rise": share * entry.rise, "worth": share * entry.worth})


def _joined(same: Sequence[Decision]) -> Decision:
    """The same item of several respondents, in the words of the advice to most of them (ties: of the lowest
    state), with the earliest deadline of all and the earliest day by which one of these is to do it."""
    concerned = sum(entry.concerns for entry in same)
    concerned_by_text: Counter[tuple[float | None, int]] = Counter()
    for entry in same:
        first = next(n for n, other in enumerate(same) if other.text == entry.text)
        concerned_by_text[same[first].now, first] += entry.concerns
    usual = same[min(concerned_by_text, key=lambda key: (-concerned_by_text[key], key[0] or 0.0, key[1]))[1]]
    urgent = min(same, key=lambda entry: (entry.deadline is None, entry.deadline or "", entry.due or ""))
    alike = [entry for entry in same if entry.text == usual.text]
    return usual.model_copy(
        update={
            "urgency": _common_urgency(same, concerned),
            "owners": tuple(dict.fromkeys(owner for entry in same for owner in entry.owners)),
            "communes": any(entry.communes for entry in same),
            "duties": tuple(dict.fromkeys(act for entry in same for act in entry.duties)),
            **{name: getattr(urgent, name) for name in ("deadline", "overdue")},
            "due": min((entry.due for entry in alike if entry.due is not None), default=None),
            **{name: sum(getattr(entry, name) for entry in same) for name in _COUNTS},
            **{name: fsum(getattr(entry, name) for entry in same) for name in _AMOUNTS},
            "gain": _sum(entry.gain for entry in same),
            "concerns": concerned,
            "alike": sum(entry.alike for entry in alike),
            "now": same[0].now if len(same) == 1 else None,
        }
    )


_COUNTS = ("holds", "raises", "unlocks")
_AMOUNTS = ("rise", "worth")


def _sum(values: Iterable[float | None]) -> float | None:
    known_values = [value for value in values if value is not None]
    return fsum(known_values) if known_values else None


def _common_urgency(same: Sequence[Decision], concerned: int) -> Urgency:
    """The greatest urgency that the item has for a quarter of those concerned."""
    counts = Counter[Urgency]()
    for entry in same:
        counts[entry.urgency] += entry.concerns
    return next(urgency for urgency in URGENCIES if counts[urgency] and counts[urgency] >= COMMON * concerned)


def _counted(round_: Round, blank: Iterable[Blank]) -> tuple[Blank, ...]:
    """Each blank item once, in the order of the questionnaires, that of the Department first."""
    counts: Counter[str] = Counter()
    for each in blank:
        counts[each.item] += each.respondents
    items = [item.code for questionnaire in reversed(round_.questionnaires) for item in questionnaire.items]
    return tuple(Blank(item=code, respondents=counts[code]) for code in items if counts[code])
