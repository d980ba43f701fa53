"""What stands beside a province's score: who differs, other rules, what the silent could do, soundness."""

from __future__ import annotations

from tests.reference.alpha import Column, complete, ends, pairwise
from tests.reference.compared import Compared
from tests.reference.comparison import Known, Together, beside_the_others, different, tipping
from tests.reference.facility import Data, gates_alone
from tests.reference.province import province
from tests.reference.published import Slow, province_in
from tests.reference.robust import common, kept, places, scenarios
from tests.reference.variance import shares_of_overall, variance

from dxassess.insight.analysis import Analysis
from dxassess.report.data.results import results


def beside_agrees(analysis: Analysis, slow: Slow, compared: Compared) -> None:
    nodes = {place: province(slow.country, place) for place in slow.country.provinces}
    for code in analysis.draws.codes:
        order_agrees(analysis, slow, nodes, code, compared)
    scenarios_agree(analysis, slow, compared)
    soundness_agrees(analysis, slow, compared)
    if not gates_alone(slow.q):
        tipping_agrees(analysis, slow, nodes, compared)


# ---------------------------------------------------------------- order


def order_agrees(
    analysis: Analysis, slow: Slow, nodes: dict[str, dict[str, Data]], code: str, compared: Compared
) -> None:
    """Which pairs differ and who differs from the others. What the choice of weights gives comes from the
    program's draws: those of another hand are compared in `test_bands.py`."""
    told = analysis.rankings[code]
    known: Known = {}
    for place, own in nodes.items():
        if own[code]["score"] is None:
            continue
        shares = shares_of_overall(slow.country, own) if code == "overall" else {code: own[code]["used"]}
        found = variance(slow.country, place, shares)
        if found is not None:
            known[place] = (own[code]["score"], *found)
    compared.same("order: ranked", {p.key for p in told.provinces}, set(known), code)
    choice = together(analysis, code)
    pairs, verdicts = different(known, choice), beside_the_others(known, choice)
    ranks = places({place: score for place, (score, *_) in known.items()})
    for row in told.provinces:
        compared.same("order: rank", row.rank, ranks[row.key], code)
        compared.same("order: beside the mean", row.verdict, verdicts[row.key], f"{row.key} {code}")
        for other, apart in zip(told.provinces, row.apart, strict=True):
            wanted = frozenset((row.key, other.key)) in pairs
            compared.same("order: two differ", apart, wanted, f"{row.key} {other.key} {code}")


def together(analysis: Analysis, code: str) -> Together:
    draws = analysis.draws
    choice, keys = draws.provinces.choice[draws.codes.index(code)], draws.panel.provinces
    return {(one, other): float(choice[n, m]) for n, one in enumerate(keys) for m, other in enumerate(keys)}


# ---------------------------------------------------------------- other rules


def scenarios_agree(analysis: Analysis, slow: Slow, compared: Compared) -> None:
    wanted = scenarios(slow)
    declared = wanted["declared"]
    told = {one.name: one for one in analysis.scenarios}
    for name, scores in wanted.items():
        after = places(common(scores, declared))
        before = places({place: declared[place] for place in after})
        for row in told[name].provinces:
            where = f"{name} {row.key}"
            compared.number("other rules: score", row.score, scores.get(row.key), where)
            old, new = before.get(row.key), after.get(row.key)
            compared.same("other rules: rank", row.rank, new, where)
            moved = None if old is None or new is None else old - new
            compared.same("other rules: places", row.places, moved, where)
        compared.number("other rules: kept order", told[name].kept, kept(declared, scores), name)


# ---------------------------------------------------------------- the silent


def tipping_agrees(
    analysis: Analysis, slow: Slow, nodes: dict[str, dict[str, Data]], compared: Compared
) -> None:
    """Of one province, as it is slow."""
    found = results(analysis)
    shown = {place: own["overall"]["score"] for place, own in nodes.items()}
    place = sorted(shown)[len(slow.answered) % len(shown)]
    score, told = shown[place], province_in(found, place)["if_silent_averaged"]
    others = [s for other, s in shown.items() if other != place and s is not None]
    wanted = dict.fromkeys(told) if score is None else tipping(slow.country, place, others)
    for key, value in told.items():
        compared.number(f"tipping: {key}", value, wanted[key], f"{place} {key}")


# ---------------------------------------------------------------- soundness


def soundness_agrees(analysis: Analysis, slow: Slow, compared: Compared) -> None:
    scores = {file: one[3] for file, one in slow.facilities().items()}
    for told, condition in zip(analysis.soundness, slow.q["conditions"], strict=True):
        codes = [item.code for item in told.of]
        columns = {code: column(scores, code) for code in codes}
        where = condition["code"]
        compared.number("soundness: α pairwise", told.alpha, pairwise(list(columns.values())), where)
        asked = [code for code in codes if all(own[code]["applies"] for own in scores.values())]
        alpha, count = complete([columns[code] for code in asked], set(scores))
        compared.number("soundness: α of complete forms", told.alpha_complete, alpha, where)
        compared.same("soundness: complete forms", told.complete, count, where)
        for item in told.of:
            low, high = ends(columns[item.code])
            compared.number("soundness: at 0", item.floor, low, item.code)
            compared.number("soundness: at 1", item.ceiling, high, item.code)


def column(scores: dict[str, dict[str, Data]], code: str) -> Column:
    return {file: own[code]["score"] for file, own in scores.items() if own[code]["score"] is not None}
