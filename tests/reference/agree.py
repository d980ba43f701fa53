"""A round as published beside the same round by the slow reference: respondents, provinces, grades, flags."""

from __future__ import annotations

from typing import get_args

from tests.reference import grade
from tests.reference.agree_beside import beside_agrees
from tests.reference.compared import Compared, Found
from tests.reference.country import Country
from tests.reference.facility import Data
from tests.reference.province import estimated, province
from tests.reference.published import Slow, province_in
from tests.reference.variance import interval, shares_of_overall

from dxassess.insight.analysis import Analysis, analyse
from dxassess.report.data.results import results
from dxassess.round.round import Round
from dxassess.round.settings import FlagKind

FLAGS = ("stratum_estimated", "register_outdated", "beds_estimated", "beds_unknown")


def agrees(round_: Round, compared: Compared) -> None:
    analysis = analyse(round_)
    slow, found = Slow(round_), results(analysis)
    respondents: Found = [found["facilities"], found["departments"]]
    for one in [one for group in respondents for one in group]:
        if one["file"] in slow.scores:
            respondent_in_results_agrees(one, slow.scores[one["file"]], compared)
    for place in slow.country.provinces:
        told = province_in(found, place)
        nodes = province(slow.country, place)
        for code, node in nodes.items():
            where = f"{place} {code}"
            node_agrees(
                told["overall"] if code == "overall" else told["conditions"][code], node, compared, where
            )
        intervals_agree(told, nodes, slow.country, place, compared)
        facts_agree(told, slow, place, compared)
    flags_agree(analysis, slow, compared)
    beside_agrees(analysis, slow, compared)


def flags_agree(analysis: Analysis, slow: Slow, compared: Compared) -> None:
    told = {(flag.file, flag.kind) for flag in analysis.flags}
    for kind in get_args(FlagKind):
        for file in slow.facilities():
            compared.same(f"flag: {kind}", (file, kind) in told, (file, kind) in slow.flags, f"{file} {kind}")


def respondent_in_results_agrees(one: Found, slow: dict[str, Data], compared: Compared) -> None:
    for code, node in {"overall": one["overall"], **one["conditions"]}.items():
        where, wanted = f"{one['file']} {code}", slow[code]
        compared.number("respondent: score", node["score"], wanted["score"], where)
        for key in ("low", "high"):
            compared.number("respondent: bounds", node[key], wanted.get(key), where)
        compared.number("respondent: answered share", node["answered_share"], wanted.get("answered"), where)
        compared.same("respondent: level", node["level"], wanted["level"], where)


def node_agrees(told: Found, slow: Data, compared: Compared, where: str) -> None:
    compared.number("P: score", told["score"], slow["score"], where)
    ends_agree("P", told, slow, compared, where)
    compared.number("P: answered share", told["answered_share"], slow.get("answered"), where)
    compared.same("P: level", told["level"], slow["level"], where)
    part, facility = told["facility"], slow["facility"]
    compared.number("F: score", part["score"], facility["score"], f"F {where}")
    ends_agree("F", part, facility, compared, f"F {where}")
    compared.number("F: answered share", part["answered_share"], facility.get("answered"), f"F {where}")
    for stratum in told["strata"] if "strata" in facility else ():
        strata_agree(stratum, facility["strata"], compared, where)


def ends_agree(what: str, told: Found, slow: Data, compared: Compared, where: str) -> None:
    for keys, name in ((("low", "high"), "bounds"), (("floor", "ceiling"), "floor and ceiling")):
        for key in keys:
            compared.number(f"{what}: {name}", told[key], slow[key + "_told"], f"{where} {key}")


def strata_agree(told: Found, strata: dict[str, Data], compared: Compared, where: str) -> None:
    slow, where = strata.get(told["type"]), f"{where} {told['type']}"
    if slow is None:
        compared.same("strata: mean", told["score"], None, where)
        return
    compared.number("strata: mean", told["score"], slow["value"], where)
    for key in ("low", "high"):
        compared.number("strata: bounds", told[key], slow[key], where)
    compared.same("strata: estimated", told["estimated"], slow["estimated"], where)
    compared.number("strata: estimate", told["estimate"], slow["estimate"], where)


def intervals_agree(
    told: Found, nodes: dict[str, Data], country: Country, place: str, compared: Compared
) -> None:
    for code, node in nodes.items():
        one = told["overall"] if code == "overall" else told["conditions"][code]
        for part, own, found in (("", node, one), ("facility", node["facility"], one["facility"])):
            if own["score"] is None:
                wanted = None
            elif code == "overall":
                wanted = interval(country, place, own["score"], shares_of_overall(country, nodes, part=part))
            else:
                wanted = interval(country, place, own["score"], {code: 1.0 if part else node["used"]})
            compared.ends(f"interval {part}", found["interval"], wanted, f"{place} {code} {part}")


def facts_agree(told: Found, slow: Slow, place: str, compared: Compared) -> None:
    flags = slow.country.flags(place) | ({"stratum_estimated"} if estimated(slow.country, place) else set())
    compared.same("flags", {f for f in told["flags"] if f in FLAGS}, flags, place)
    coverage, stated = slow.country.coverage(place), told["confidence"]
    share = coverage[0] / coverage[1] if coverage and coverage[1] else None
    compared.number("grade: coverage", stated["coverage"], share, place)
    flagged = grade.flagged_share(list(slow.facilities(place)), slow.flags)
    compared.number("grade: flagged", stated["flagged"], flagged, place)
    evidence = grade.evidence_share(slow.respondents(place))
    compared.number("grade: evidence", stated["evidence"], evidence, place)
    compared.same("grade", stated["grade"], grade.grade(share, flagged, evidence), place)
