"""How the provinces of the example round move from version 2026.1 to 2026.2 and why: `python -m
tests.demo.moves [vi|en]` prints the table of docs/instrument.*.md.

The same respondents, each in the same situation, answer both versions; every item has dice of its own, so
that an item of both meets the same noise. No form is damaged on its way, so scores differ a little from those
of `dxassess demo`. Between the two ends one thing after the other becomes what it is in 2026.2, in the order
of `STEPS`; what each changes is told in points, and their sum is the whole change.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from random import Random
from statistics import fmean
from types import MappingProxyType
from typing import NamedTuple

from tests.demo.honest import Asked, answer_of, asked

from dxassess.demo.answers import answer_all
from dxassess.demo.invented import invent_respondent
from dxassess.demo.population import Facility, invent_facilities, region
from dxassess.demo.register_file import COLUMNS, department_line, facility_line
from dxassess.demo.situation import Lead, invent_lead
from dxassess.intake.submission import Facts, FileOutcome, Submission
from dxassess.intake.tables import TableSheet
from dxassess.places.provinces import Province, place_of
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Condition, FacilityType, Questionnaire
from dxassess.round.listing.listing import listing_of
from dxassess.round.narrow import keep_items, with_changes
from dxassess.round.round import build_round
from dxassess.round.settings import Settings
from dxassess.statistics.draws import draw_scores
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.score_provinces import score_provinces
from dxassess.wording.wording import wording

OLD, NEW, SEED = "five-conditions-2026.1", "five-conditions", 2023
POINT, STATION = "health_point", "commune_station"
STEPS = ("dropped", "asked", "weights", "conditions", "caps", "lambda", "omega", "points")
"""Items gone, items new or asked otherwise, weights of items, of conditions, caps (they change levels alone),
λ, ω, and the stratum of the points."""
HEADS = MappingProxyType(
    {
        "vi": "Tỉnh|2026.1|câu bỏ|câu mới, câu sửa|trọng số câu|điều kiện|λ|ω|điểm trạm|2026.2|mức|trần",
        "en": "Province|2026.1|items gone|new, changed|item weights|conditions'|λ|ω|points|2026.2|level|caps",
    }
)
MEAN = MappingProxyType({"vi": "Trung bình", "en": "Mean"})


class Move(NamedTuple):
    """A province: its scores (0-100) and levels at every stage, the first and the last being the versions."""

    name: str
    scores: tuple[float, ...]
    levels: tuple[int, ...]

    @property
    def changes(self) -> tuple[float, ...]:
        """What each of `STEPS` changes, in points."""
        return tuple(after - before for before, after in pairwise(self.scores))


def moves() -> tuple[Move, ...]:
    """Of every province, by code."""
    stages = [_scored(version, questionnaires) for version, questionnaires in _stages()]
    return tuple(
        Move(
            name=place_of(stage[0].key).name,
            scores=tuple(100 * (one.overall.score or 0.0) for one in stage),
            levels=tuple(one.overall.level or 0 for one in stage),
        )
        for stage in zip(*stages, strict=True)
    )


def _stages() -> Iterator[tuple[str, Asked]]:
    """From 2026.1 to 2026.2: whose answers, and what they are scored by."""
    old, new = asked(OLD), asked(NEW)
    yield OLD, old
    yield OLD, {who: _kept(old[who], new[who]) for who in old}
    for n, _ in enumerate(STEPS[1:], start=2):
        yield NEW, {who: between(new[who], old[who], still=STEPS[n:]) for who in new}


def _kept(old: Questionnaire, new: Questionnaire) -> Questionnaire:
    """The old version with those of its items only that the new one has too."""
    kept = keep_items(old, frozenset(old.item_by_code) & frozenset(new.item_by_code))
    assert kept is not None
    return kept


def between(new: Questionnaire, old: Questionnaire, *, still: Collection[str]) -> Questionnaire:
    """The new version with what is `still` as it was in the old one."""
    former = {condition.code: condition for condition in old.conditions}
    return with_changes(
        new,
        types=tuple(_types(new, old, still)),
        conditions=tuple(_condition(c, former[c.code], still) for c in new.conditions),
    )


def _types(new: Questionnaire, old: Questionnaire, still: Collection[str]) -> Iterator[FacilityType]:
    """Where there are no points yet, their stations have their weight too."""
    before = {type_.code: type_.weight for type_ in old.types}
    of_points = sum(type_.weight for type_ in new.types if type_.code == POINT)
    for type_ in new.types:
        if "points" not in still:
            yield type_
        elif type_.code != POINT:
            now = type_.weight + (of_points if type_.code == STATION else 0.0)
            yield with_changes(type_, weight=before[type_.code] if "omega" in still else now)


def _condition(new: Condition, old: Condition, still: Collection[str]) -> Condition:
    changes: dict[str, object] = {}
    if "caps" in still:
        changes["caps"] = old.caps
    if "lambda" in still:
        changes["share"] = old.share
    if "conditions" in still:
        changes |= {"weight": old.weight, "province_weight": old.province_weight}
    if "weights" in still:
        changes["indicators"] = tuple(
            with_changes(indicator, weight=1.0, items=tuple(map(_weighing_one, indicator.items)))
            for indicator in new.indicators
        )
    return with_changes(new, **changes)


def _weighing_one(item: Item) -> Item:
    """As every item and indicator did in 2026.1, which declared no weight below its conditions."""
    return with_changes(item, weight=1.0) if item.scored else item


def _scored(version: str, questionnaires: Asked) -> tuple[ProvinceScore, ...]:
    """The provinces by code, scored from what was answered on `version`."""
    types = {type_.code for type_ in questionnaires["facility"].types} | {DEPARTMENT}
    register = Register(entries=tuple(entry for entry in _register().entries if entry.type in types))
    submissions = [one for one in answered(version) if (one.facts.type or DEPARTMENT) in types]
    outcomes = [
        FileOutcome(file=one.file, size=None, sha256=None, status="accepted", submission=one)
        for one in submissions
    ]
    round_ = build_round(
        outcomes,
        questionnaires=questionnaires.values(),
        settings=Settings(date="2023-10-31", vintage="gso2004"),
        register=register,
    )
    return score_provinces(round_, draw_scores(round_, draws=0))


@cache
def _population() -> Mapping[Province, tuple[Facility, ...]]:
    """As `dxassess demo` invents it."""
    dice = {p: Random(f"{SEED} {p.code}") for p in region()}  # noqa: S311 # example data, not secrets
    return MappingProxyType({p: invent_facilities(p, random) for p, random in dice.items()})


@cache
def _register() -> Register:
    lines = [
        line for p, fs in _population().items() for line in (department_line(p), *map(facility_line, fs))
    ]
    rows = [tuple("" if line.get(name) is None else str(line[name]) for name in COLUMNS) for line in lines]
    sheet = TableSheet(name="register", rows=(COLUMNS, *rows))
    return listing_of([sheet], "register", vintage="gso2004").register_


@cache
def answered(version: str) -> tuple[Submission, ...]:
    """What those who answer say, on the forms of this version."""
    questionnaires = asked(version)
    types = {type_.code for type_ in questionnaires["facility"].types} | {DEPARTMENT}
    silent = {f.code for facilities in _population().values() for f in facilities if not f.answers}
    leads = {p.key: invent_lead(p, _dice(f"{p.code} lead")) for p in _population()}
    return tuple(
        _submission(entry, leads[entry.province], questionnaires)
        for entry in _register().entries
        if entry.type in types and entry.code not in silent
    )


def _submission(entry: Entry, lead: Lead, questionnaires: Asked) -> Submission:
    is_department = entry.type == DEPARTMENT
    q = questionnaires["department" if is_department else "facility"]
    random = _dice(entry.code)
    facts, respondent, situation = invent_respondent(entry, lead, random)
    replies = answer_all(q, respondent, situation, random=random, apart=f"{SEED} {entry.code}")
    vintage, province = entry.province.split(":")
    known = {key: value for key, value in facts.items() if key in Facts.model_fields}
    of_register = {"name": entry.name, "province": province, "vintage": vintage}
    of_facility = {} if is_department else {"facility_code": entry.code, "type": entry.type}
    return Submission(
        file=entry.code,
        sha256="",
        respondent=q.respondent,
        questionnaire=q.id,
        version=q.version,
        facts=Facts.model_validate({**known, **of_register, **of_facility}),
        answers=tuple(map(answer_of, replies)),
    )


def _dice(name: str) -> Random:
    return Random(f"{SEED} {name}")  # noqa: S311 # example data, not secrets


def table(language: str) -> Iterator[str]:
    """The lines of the table in Markdown, the last one the mean of the provinces. The last column is the part
    of the change of level that is due to the caps."""
    everybody = moves()
    caps, words = STEPS.index("caps"), wording("report", language)
    heads = HEADS[language].split("|")
    yield from (_line(heads), _line(["---"] * len(heads)))
    for one in everybody:
        by_caps = one.levels[caps + 1] - one.levels[caps]
        levels = f"{one.levels[0]} → {one.levels[-1]}"
        yield _line([one.name, *_cells(one, language), levels, words.number(by_caps, signed=True)])
    mean = Move(MEAN[language], tuple(map(fmean, zip(*(m.scores for m in everybody), strict=True))), ())
    yield _line([mean.name, *_cells(mean, language), "", ""])


def _cells(move: Move, language: str) -> Iterator[str]:
    """The two scores, and between them what each step changed; caps change levels alone."""
    words = wording("report", language)
    yield words.number(move.scores[0], 1)
    for step, change in zip(STEPS, move.changes, strict=True):
        if step != "caps":
            yield words.number(change, 1, signed=True)
    yield words.number(move.scores[-1], 1)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    for text in table(sys.argv[1] if sys.argv[1:] else "en"):
        sys.stdout.write(f"{text}\n")
