"""How far the answers can be trusted: flags with their facts, a confidence grade, whom to visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dxassess.places.provinces import place_of
from dxassess.places.register import DEPARTMENT
from dxassess.questionnaire.model import Text
from dxassess.report.value.model import Cell, Paragraph, Section, Table
from dxassess.report.value.say import count, number_cell, percent, say, text_cell
from dxassess.report.value.words import Date, Message, Number
from dxassess.report.view import View
from dxassess.round.rulings import Ruling
from dxassess.round.settings import FlagKind
from dxassess.round.visits import mean_difference
from dxassess.statistics.confidence import Grade
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.quality import Flag
from dxassess.statistics.visits import PlannedVisit, visit_plan

VISIT_SHARE = 0.1
FEWEST_VISITS, MOST_VISITS = 3, 10
_KINDS: tuple[FlagKind, ...] = (
    "straight_lining", "twins", "contradiction", "implausible", "stale", "evidence",
)  # fmt: skip


def quality_section(view: View, province: ProvinceScore) -> Section:
    """The grade of a province, what is odd about its submissions, and which facilities to visit."""
    members = {score.file for score in view.round.facilities_of(province.key)}
    flags = [flag for flag in view.analysis.flags if flag.file in members]
    return Section(
        id="quality",
        title=say("section.quality"),
        intro=say("section.quality.intro"),
        blocks=(
            Paragraph(message=_grade_sentence(view, province)),
            *_excluded(view, province.key),
            *_decided(view, province.key),
            *_visited(view, province.key),
            _flag_table(view, flags),
            _visit_table(view, province),
        ),
    )


def regional_quality_section(view: View) -> Section:
    """Every province: coverage, share flagged, grade, and how many flags of each kind."""
    return Section(
        id="quality",
        title=say("section.quality"),
        intro=say("section.quality.intro"),
        blocks=(
            *_excluded(view, None),
            *_decided(view, None),
            *_visited(view, None),
            _grade_table(view),
        ),
    )


def _excluded(view: View, key: str | None) -> tuple[Paragraph, ...]:
    """How many submissions of a province (None: of all) the round left out, by flag; nothing without."""
    out = [one for one in view.round.excluded if key in (None, one.province)]
    if not out:
        return ()
    counts = Counter(kind for one in out for kind in one.kinds)
    kind_messages = [
        say("excluded.kind", kind=say(f"flagged.{kind}"), n=count(counts[kind]))
        for kind in _KINDS
        if counts[kind]
    ]
    return (
        Paragraph(message=say("excluded", n=count(len(out)), kinds=_listed(kind_messages)), role="warning"),
    )


def _decided(view: View, key: str | None) -> tuple[Table, ...]:
    """The decisions in force about a province (None: about all), for the department alone; nothing where
    there are none."""
    rulings = [
        ruling for ruling in view.round.memory.rulings.in_force if key in (None, _province_of(view, ruling))
    ]
    if not rulings or view.readers != "department":
        return ()
    heads = ("about", "decision", "reason", "desk")
    return (
        Table(
            id="decided",
            title=say("decided.title"),
            head=tuple(say(f"head.{head}") for head in heads),
            rows=tuple(_decision(ruling) for ruling in rulings),
        ),
    )


def _decision(ruling: Ruling) -> tuple[Cell, ...]:
    return (
        Cell(content=ruling.file or _code_of(ruling), role="code"),
        text_cell(say(f"decided.{ruling.kind}")),
        text_cell(ruling.because),
        text_cell(ruling.by),
    )


def _province_of(view: View, ruling: Ruling) -> str | None:
    register = view.round.register_
    entry = register.entry_by_code.get(_code_of(ruling)) if register else None
    return entry.province if entry else None


def _code_of(ruling: Ruling) -> str:
    return ruling.whose.removeprefix(f"{DEPARTMENT}:")


def _visited(view: View, key: str | None) -> tuple[Paragraph, ...]:
    """The caveat of the visits in a province (None: in all of them): how far respondents' own answers lie
    above what was found, and which of the two counts; nothing without visits."""
    visits = [v for v in view.round.visited if key in (None, v.own.province)]
    if not visits or len(visits) < view.least:
        return ()
    difference = mean_difference(visit.difference for visit in visits)
    key, n = f"visited.{view.round.settings.scored}", count(len(visits))
    if difference is None:
        caveat = say(f"{key}.unknown", n=n)
    else:
        caveat = say(key, n=n, difference=Number(value=difference, style="signed_score"))
    return (Paragraph(message=caveat, role="warning"),)


def grade_of(view: View, province: ProvinceScore) -> Grade:
    """The confidence grade of a province."""
    return view.analysis.confidence[province.key].grade


def _grade_sentence(view: View, province: ProvinceScore) -> Message:
    """The grade and the three figures that it stands on, or why one of them is not known."""
    confidence = view.analysis.confidence[province.key]
    figures = {
        "coverage": confidence.coverage,
        "flagged": confidence.flagged,
        "evidence": confidence.evidence,
    }
    parts = {
        name: say(f"grade.{name}.unknown") if share is None else say(f"grade.{name}", share=percent(share))
        for name, share in figures.items()
    }
    return say("grade.sentence", grade=confidence.grade, **parts)


def _grade_table(view: View) -> Table:
    rows = []
    for province in view.analysis.ordered:
        members = {score.file for score in view.round.facilities_of(province.key)}
        kinds = Counter(flag.kind for flag in view.analysis.flags if flag.file in members)
        place = place_of(province.key)
        rows.append(
            (
                text_cell(place.name, href=place.stem),
                text_cell(grade_of(view, province), strong=True),
                number_cell(province.coverage.share, "percent"),
                number_cell(view.analysis.confidence[province.key].flagged, "percent"),
                number_cell(view.analysis.confidence[province.key].evidence, "percent"),
                *(number_cell(kinds[kind], "count") for kind in _KINDS),
            )
        )
    heads = ("province", "grade", "coverage", "flagged", "evidence_share")
    return Table(
        id="grades",
        of_groups=True,
        title=say("grade.table"),
        head=(*(say(f"head.{head}") for head in heads), *(say(f"flagged.{kind}") for kind in _KINDS)),
        rows=tuple(rows),
        note=say("grade.note"),
    )


def _flag_table(view: View, flags: list[Flag]) -> Table:
    rows = tuple(
        (
            Cell(content=_code(view, flag.file), role="code"),
            text_cell(_name(view, flag.file)),
            text_cell(say(f"flagged.{flag.kind}")),
            text_cell(_facts(view, flag)),
        )
        for flag in sorted(
            flags, key=lambda flag: (_KINDS.index(flag.kind), _code(view, flag.file) or "", flag.file)
        )
    )
    return Table(
        id="flags",
        title=say("flags.title", n=count(len({flag.file for flag in flags}))),
        head=tuple(say(f"head.{head}") for head in ("code", "facility", "flag", "facts")),
        rows=rows,
        note=say("flags.note"),
    )


def _facts(view: View, flag: Flag) -> Message | Text:
    """The facts behind a flag, in words."""
    match flag.kind, flag.facts:
        case "twins", (str(other), int(same), int(of)):
            name = _name(view, other) or other
            return say("flagged.twins.facts", other=name, same=count(same), of=count(of))
        case "straight_lining", (int(position), int(at_position), int(of)):
            return say(
                "flagged.straight_lining.facts",
                position=count(position),
                there=count(at_position),
                of=count(of),
            )
        case "contradiction", (str(code),):
            return view.round.facility.rule_by_code[code].text
        case "evidence", (int(without), int(of)):
            return say("flagged.evidence.facts", without=count(without), of=count(of))
        case "stale", (str(on), str(opened)):
            return say("flagged.stale.facts", on=Date(iso=on), opened=Date(iso=opened))
        case _, (str(what), value, most):
            return _implausible(what, float(value), float(most))
    raise AssertionError(flag)


def _implausible(subject: str, value: float, most: float) -> Message:
    if subject == "it_staff":
        return say("flagged.it_staff.facts", found=count(round(value)), most=count(round(most)))
    return say("flagged.share.facts", code=subject, found=percent(value / 100))


def _visit_table(view: View, province: ProvinceScore) -> Table:
    members = len(view.round.facilities_of(province.key))
    visits = min(max(round(members * VISIT_SHARE), FEWEST_VISITS), MOST_VISITS)
    plan = visit_plan(
        view.round, view.analysis.flags, visits=visits, province=province.key, previous=_earlier(view)
    )
    rows = tuple(
        (
            number_cell(visit.order, "count"),
            Cell(content=visit.code, role="code"),
            text_cell(_name(view, visit.file)),
            text_cell(_why(visit)),
        )
        for visit in plan
    )
    return Table(
        id="visits",
        title=say("visits.title", n=count(len(rows))),
        head=tuple(say(f"head.{head}") for head in ("order", "code", "facility", "reason")),
        rows=rows,
        note=say("visits.note"),
    )


def _earlier(view: View) -> dict[str, float]:
    """Overall scores of the earlier round by facility code, of what can be compared."""
    if view.analysis.pair is None:
        return {}
    scores = ((score.code, score.overall.score) for score in view.analysis.pair.before.facilities)
    return {code: overall for code, overall in scores if code is not None and overall is not None}


def _why(visit: PlannedVisit) -> Message:
    """Its reasons, one after the other; a visit by chance says so."""
    reasons = [say(f"visit.{reason}") for reason in visit.reasons]
    if visit.chosen == "random":
        reasons.append(say("visit.random"))
    return _listed(reasons)


def _listed(parts: Sequence[Message]) -> Message:
    """One after the other in a sentence."""
    joined = parts[0]
    for part in parts[1:]:
        joined = say("visit.and", first=joined, second=part)
    return joined


def _code(view: View, file: str) -> str | None:
    return view.round.submission_by_file[file].facts.facility_code


def _name(view: View, file: str) -> str | None:
    return view.round.submission_by_file[file].facts.name
