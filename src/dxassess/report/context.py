"""What every section may look at: the round, its provinces, and what they are compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, get_args

from dxassess.frozen import Frozen
from dxassess.insight.barriers import Barrier, find_barriers
from dxassess.insight.models import Match, Model, find_models, judge_models, match_models
from dxassess.insight.plan import Plan
from dxassess.insight.unlock import Unlock, next_plans, unlock_table
from dxassess.insight.whatif import Case
from dxassess.intake.submission import FileOutcome, Status, Submission
from dxassess.places.provinces import Province, province_of
from dxassess.questionnaire.model import Condition, FacilityType, Text
from dxassess.report.value.model import Readers
from dxassess.report.value.say import say
from dxassess.report.value.small_groups import MIN_GROUP, small_among, small_in_table
from dxassess.report.value.words import Message
from dxassess.round.compare import Pair, pair_rounds
from dxassess.round.round import Round
from dxassess.scoring.score import Score
from dxassess.statistics.change import ProvinceChange, changes
from dxassess.statistics.draws import draw_panel
from dxassess.statistics.panel import Panel, panel
from dxassess.statistics.province_score import NodeScore, ProvinceScore
from dxassess.statistics.quality import Flag, quality_flags
from dxassess.statistics.ranks import RankedProvince, rank_provinces

Verdict = Literal["higher", "lower", "similar", "unknown"]


class Context(Frozen):
    """One round, ready to be reported to `readers`, and an earlier one if there was one. `provinces` are in
    the order of their keys."""

    round: Round
    provinces: tuple[ProvinceScore, ...]
    previous: Round | None = None
    readers: Readers = "department"

    @cached_property
    def ordered(self) -> tuple[ProvinceScore, ...]:
        """Provinces by overall score, best first, those without a score last. An order to read in,
        not a ranking: neighbours may well not be distinguishable."""
        return tuple(sorted(self.provinces, key=lambda p: (-(p.overall.score or -1.0), p.key)))

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        return self.round.facility.conditions

    @cached_property
    def types(self) -> dict[str, FacilityType]:
        return {type_.code: type_ for type_ in self.round.facility.types}

    @property
    def standard(self) -> float:
        """The score of the questionnaire's standard level."""
        return self.round.facility.levels[self.round.facility.standard_level].at_least

    def place(self, key: str) -> Province:
        """The province of a key that the intake or the register found."""
        found = province_of(key)
        if found is None:
            raise KeyError(key)
        return found

    def condition_name(self, code: str) -> Text:
        """The short name of a condition."""
        return next(condition.short for condition in self.conditions if condition.code == code)

    def region_mean(self, code: str) -> float | None:
        """The plain mean over the provinces with a score: each province counts once."""
        return mean(node_at(province, code).score for province in self.provinces)

    def weakest(self, key: str | None) -> str | None:
        """The condition with the lowest score in a province, or on average (None); ties by code; None where
        none has a score."""
        own = next((province for province in self.provinces if province.key == key), None)
        scores = {
            c.code: self.region_mean(c.code) if own is None else node_at(own, c.code).score
            for c in self.conditions
        }
        known = {code: value for code, value in scores.items() if value is not None}
        return min(known, key=lambda code: (known[code], code), default=None)

    @cached_property
    def region(self) -> Message:
        """The region's name if all provinces lie in one, else "the provinces of this round"."""
        regions = {self.place(province.key).region for province in self.provinces}
        only = next(iter(regions)) if len(regions) == 1 else None
        return say(f"region.{only.lower().replace(' ', '_')}" if only else "region.round")

    def scores_of(self, key: str) -> tuple[Score, ...]:
        """The facilities of a province, best first, those without a score last."""
        members = [score for score in self.round.facilities if score.province == key]
        return tuple(sorted(members, key=lambda s: (-(s.overall.score or -1.0), s.code or "", s.file)))

    def department_of(self, key: str) -> Score | None:
        return next((score for score in self.round.departments if score.province == key), None)

    def submission(self, score: Score) -> Submission:
        return self.round.submission_by_file[score.file]

    def outcomes_of(self, key: str) -> tuple[FileOutcome, ...]:
        """The files whose submission belongs to a province."""
        files = {s.file for s in (*self.round.facilities, *self.round.departments) if s.province == key}
        return tuple(outcome for outcome in self.round.outcomes if outcome.file in files)

    @cached_property
    def cases(self) -> dict[str, Case]:
        """What every facility could change, by file."""
        return {
            score.file: Case(
                submission=self.submission(score), questionnaire=self.round.facility, score=score
            )
            for score in self.round.facilities
        }

    @property
    def least(self) -> int:
        """The fewest facilities whose figures these readers may see."""
        return 1 if self.readers == "department" else MIN_GROUP

    @cached_property
    def small_provinces(self) -> frozenset[str]:
        """The provinces whose figures these readers may not see."""
        return small_among({p.key: p.coverage.accepted for p in self.provinces}, least=self.least)

    @cached_property
    def small_types(self) -> frozenset[tuple[str, str]]:
        """The types of facility, by (province, type), whose figures these readers may not see."""
        sizes = Counter((score.province, score.type) for score in self.round.facilities)
        table = {p.key: {type_: sizes[p.key, type_] for type_ in self.types} for p in self.provinces}
        return small_in_table(table, least=self.least)

    @cached_property
    def small_types_of_all(self) -> frozenset[str]:
        """The types of facility of which all provinces together have too few for these readers."""
        sizes = Counter(score.type for score in self.round.facilities)
        return small_among({type_: sizes[type_] for type_ in self.types}, least=self.least)

    def asked(self, scores: Iterable[Score], item: str) -> int:
        """How many of `scores` an item applies to."""
        nodes = (score.node_by_code.get(item) for score in scores)
        return sum(node is not None and node.state != "not_applicable" for node in nodes)

    def may_name(self, model: Model) -> bool:
        """Whether these readers may see who is a good model: the public once the department confirmed it."""
        return model.confirmed or self.readers != "public"

    @cached_property
    def panel(self) -> Panel:
        """The round as arrays."""
        return panel(self.round)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """What is odd about submissions."""
        return quality_flags(self.round, opened=self.round.settings.opened)

    @cached_property
    def pair(self) -> Pair | None:
        """This round and the earlier one made comparable."""
        return None if self.previous is None else pair_rounds(self.round, self.previous)

    @cached_property
    def changes(self) -> dict[str, ProvinceChange]:
        """What changed in every province since the earlier round, by key; nothing without one."""
        return {} if self.pair is None else {change.key: change for change in changes(self.pair)}

    @cached_property
    def barriers(self) -> dict[str, tuple[Barrier, ...]]:
        """The three barriers of every province, by key."""
        return find_barriers(self.round)

    @cached_property
    def ranks(self) -> dict[str, RankedProvince]:
        """The rank interval of every province that can be ranked, by key; nobody is ranked alone."""
        ranked = rank_provinces(draw_panel(self.panel)).provinces if len(self.provinces) > 1 else ()
        return {province.key: province for province in ranked} if len(ranked) > 1 else {}

    @cached_property
    def unlocks(self) -> dict[str, tuple[Unlock, ...]]:
        """The unlock table of every province, by key."""
        return {
            province.key: unlock_table([self.cases[score.file] for score in self.scores_of(province.key)])
            for province in self.provinces
        }

    @cached_property
    def plans(self) -> dict[str, tuple[tuple[str, Plan], ...]]:
        """The shortest plans to the next level of a province's facilities, by its key."""
        return {
            province.key: next_plans([self.cases[score.file] for score in self.scores_of(province.key)])
            for province in self.provinces
        }

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """The good models of the round after the department's word on them."""
        serious = [
            outcome.file
            for outcome in self.round.outcomes
            if any(finding.severity == "error" for finding in outcome.findings)
        ]
        return judge_models(find_models(tuple(self.cases.values()), serious), self.round.verdicts)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Who could learn from which model."""
        regions = {province.key: self.place(province.key).region for province in self.provinces}
        return match_models(tuple(self.cases.values()), self.models, region=regions)

    def indicator_name(self, code: str) -> Text:
        """The name of an indicator of the facility questionnaire."""
        return next(i.name for c in self.conditions for i in c.indicators if i.code == code)

    def item_text(self, code: str) -> Text:
        """The wording of an item of either questionnaire."""
        for questionnaire in (self.round.facility, self.round.department):
            if questionnaire is not None and code in questionnaire.item_by_code:
                return questionnaire.item_by_code[code].text
        raise KeyError(code)


def node_at(province: ProvinceScore, code: str) -> NodeScore:
    """The node of a condition, or "overall"."""
    return next(node for node in province.nodes if node.code == code)


def mean(values: Iterable[float | None]) -> float | None:
    """The plain mean of what is known; None if nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def compare(node: NodeScore, reference: float | None) -> Verdict:
    """Whether a score differs from a reference: only where its 95 % interval excludes it."""
    if node.score is None or reference is None or node.interval is None:
        return "unknown"
    if node.interval.low > reference:
        return "higher"
    return "lower" if node.interval.high < reference else "similar"


def status_counts(outcomes: Iterable[FileOutcome]) -> dict[str, int]:
    """How many files ended in each state, every state named."""
    counts = Counter(outcome.status for outcome in outcomes)
    return {status: counts[status] for status in get_args(Status)}
