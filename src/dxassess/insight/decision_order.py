"""The order of a decision list, and what enters it once (method.md §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dxassess.insight.decision import Decision

MODELS = "C5"
"""The condition of good models: what is learnt from others comes after what is lacking."""
FIRST, PLANNED = 3, 10
"""How many decisions page one and the plan tell."""
_AMONG = 5


def in_order_of_need(entries: Iterable[Decision], *, models_lag: bool = False) -> tuple[Decision, ...]:
    """Duties by their deadline; gates whose opening alone raises a level, those of the Department first, then
    by how many would rise; duties that had to be met from their first day on, and the other gates; the rest
    by priority. Ties by priority, then by item.

    An indicator enters once, but for each duty that another act lays down and for each gate: these are causes
    of their own. Of good models there is at most one among the first five, unless the gap lies there
    (`models_lag`). What the Department and what facilities owe both stand among the first three.
    """
    ranked = sorted(entries, key=_rank)
    once = _one_a_cause(ranked)
    spaced = once if models_lag else _later(once, lambda entry: entry.condition == MODELS)
    return tuple(_both_owners(spaced))


def _rank(entry: Decision) -> tuple[int, str, bool, int, float, str]:
    deadline = entry.deadline or ""
    last = (-round(entry.priority, 9), entry.item)
    if entry.urgency == "duty" and deadline:
        return 0, deadline, False, -entry.concerns, *last
    if entry.is_gate and (entry.raises or entry.by_department):
        return 1, "", not entry.by_department, -entry.raises, *last
    if entry.urgency != "gain":
        return 2, "", False, -entry.raises, *last
    return 3, "", False, 0, *last


def _one_a_cause(ranked: Sequence[Decision]) -> list[Decision]:
    entered: list[Decision] = []
    for entry in ranked:
        same = [other for other in entered if other.indicator == entry.indicator]
        acts = {act for other in same for act in other.duties}
        if not same or entry.is_gate or not acts.issuperset(entry.duties):
            entered.append(entry)
    return entered


def _later(entries: Sequence[Decision], is_rare: Callable[[Decision], bool]) -> list[Decision]:
    """The entries, of the rare ones all but the first behind the fifth."""
    places = list(range(len(entries)))
    late = [n for n in places if is_rare(entries[n])][1:]
    others = [n for n in places if n not in late]
    behind = sorted((*others[_AMONG:], *late))
    return [entries[n] for n in (*others[:_AMONG], *behind)]


def _both_owners(entries: Sequence[Decision]) -> list[Decision]:
    """The entries, the first of an owner that is not among the first three moved to the third place."""
    first = entries[:FIRST]
    missing = next(
        (e for e in entries[FIRST:] if all(e.by_department != other.by_department for other in first)), None
    )
    if missing is None or len(first) < FIRST:
        return list(entries)
    others = [entry for entry in entries if entry is not missing]
    return [*others[: FIRST - 1], missing, *others[FIRST - 1 :]]


def as_planned(entries: Sequence[Decision]) -> tuple[Decision, ...]:
    """The list of a province, or of all, in the order of its plan: what holds the province back most is
    treated among the first three, and everything that is named as holding it back among the first ten; of
    these, those behind the third stand in the order of the quarters in which they fall due, without a day
    last. Elsewhere the order stays."""
    treating = _treated(entries)
    later = sorted(treating[FIRST:PLANNED], key=quarter_of)
    return (*treating[:FIRST], *later, *treating[PLANNED:])


def quarter_of(entry: Decision) -> tuple[bool, str, int]:
    """What orders quarters: year and number; whatever has no day comes last."""
    return (True, "", 0) if entry.due is None else (False, entry.due[:4], (int(entry.due[5:7]) - 1) // 3)


def _treated(entries: Sequence[Decision]) -> list[Decision]:
    """The entries with one that eases what holds back among the first three, where it leaves both owners."""
    placed = _each_planned(entries)
    first = placed[:FIRST]
    easing = next((entry for entry in placed if entry.eases is not None), None)
    if easing is None or easing in first:
        return placed
    owners = {entry.by_department for entry in first}
    pairs = [[*first[:n], *first[n + 1 :]] for n in (FIRST - 1, FIRST - 2) if n < len(first)]
    chosen = next((two for two in pairs if {e.by_department for e in (*two, easing)} == owners), first[:-1])
    return [*chosen, easing, *(entry for entry in placed if entry not in chosen and entry is not easing)]


def _each_planned(entries: Sequence[Decision]) -> list[Decision]:
    """The entries with the first that eases each named thing among those planned, instead of the last that
    ease nothing named for the first time."""
    names = dict.fromkeys(entry.eases for entry in entries if entry.eases is not None)
    needed = [next(entry for entry in entries if entry.eases == name) for name in names]
    top = list(entries[:PLANNED])
    for entry in needed:
        if entry not in top:
            spare = [other for other in top if other not in needed]
            top = [other for other in top if not spare or other is not spare[-1]] + [entry]
    return [*top, *(entry for entry in entries if entry not in top)]
