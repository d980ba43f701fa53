"""Analysis: the value between scores and reports. Everything that a round says, worked out once."""

from __future__ import annotations

from functools import cached_property, partial

from dxassess.frozen import Frozen
from dxassess.insight.barriers import Barrier, Practice, find_barriers, find_practices
from dxassess.insight.decide import decide_all, decide_facilities, decide_province
from dxassess.insight.decision import Decisions
from dxassess.insight.decision_order import MODELS
from dxassess.insight.duties import Duty, find_duties
from dxassess.insight.groups import Reach, next_plans, reach_together
from dxassess.insight.holding import Holding, easing, what_holds
from dxassess.insight.models import Match, Model, find_models, judge_models, match_models
from dxassess.insight.parting import Parting, here, of_all_parts
from dxassess.insight.plan import Plan
from dxassess.insight.story import Story, tell_story
from dxassess.insight.systems import SystemRow, province_systems
from dxassess.insight.whatif import Case
from dxassess.places.provinces import place_of
from dxassess.round.compare import Pair, pair_rounds
from dxassess.round.round import Round, best_first
from dxassess.statistics.change import ProvinceChange, changes
from dxassess.statistics.confidence import Confidence, confidence
from dxassess.statistics.draws import Draws, draw_panel
from dxassess.statistics.items import item_table
from dxassess.statistics.lags import weakest_mean_alike
from dxassess.statistics.panel import Panel, panel
from dxassess.statistics.peers import like_provinces
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.quality import Flag, quality_flags
from dxassess.statistics.ranks import MeanVerdict, RankedProvince, Ranking, rank_provinces
from dxassess.statistics.region import region_mean
from dxassess.statistics.score_provinces import score_provinces
from dxassess.statistics.sensitivity import Scenario, sensitivity
from dxassess.statistics.soundness import ConditionSoundness, soundness
from dxassess.statistics.votes import VoteRow, weigh_votes


class Analysis(Frozen):
    """A round and, if there was one, the `previous` round to compare it with. What is asked for is worked
    out at the first time and kept. It knows no readers: what some of them may not see, a report leaves out.
    What is worked out for every facility alone may be parted among machines (`parting`).
    """

    round: Round
    previous: Round | None = None
    parting: Parting = here

    @cached_property
    def panel(self) -> Panel:
        """The round as arrays."""
        return panel(self.round)

    @cached_property
    def draws(self) -> Draws:
        """Joint draws of all scores, from which bands and ranks come."""
        return draw_panel(self.panel)

    @cached_property
    def provinces(self) -> tuple[ProvinceScore, ...]:
        """The score of every province, in the order of their keys."""
        return score_provinces(self.round, self.draws)

    @cached_property
    def ordered(self) -> tuple[ProvinceScore, ...]:
        """Provinces by overall score, best first, those without a score last. An order to read in,
        not a ranking: neighbours may well not be distinguishable."""
        return tuple(sorted(self.provinces, key=lambda p: (*best_first(p.overall.score), p.key)))

    @cached_property
    def rankings(self) -> dict[str, Ranking]:
        """The ranking by the overall score, and by each condition, of the provinces that print one."""
        return {code: rank_provinces(self.draws, code) for code in self.draws.codes}

    @cached_property
    def ranks(self) -> dict[str, RankedProvince]:
        """The rank interval of every province that can be ranked, by key; nobody is ranked alone."""
        ranked = self.rankings["overall"].provinces
        return {province.key: province for province in ranked} if len(ranked) > 1 else {}

    @cached_property
    def facility_ranks(self) -> dict[str, RankedProvince]:
        """The same of the facilities' parts, compared among themselves: where a province stands that has no
        score as its Department is silent."""
        ranked = rank_provinces(self.draws, compared="facilities").provinces
        return {province.key: province for province in ranked} if len(ranked) > 1 else {}

    def verdict(self, key: str, code: str) -> MeanVerdict:
        """How a province's score of a node lies beside the mean of the other provinces, at 95 % for all of
        them together."""
        ranked = self.rankings[code].provinces
        ranked_province = next((province for province in ranked if province.key == key), None)
        return (
            "unknown"
            if ranked_province is None or ranked_province.others is None
            else ranked_province.verdict
        )

    @cached_property
    def confidence(self) -> dict[str, Confidence]:
        """How far the data of every province can be trusted, by key."""
        return {
            p.key: confidence(self.round, self.flags, p.key, coverage=p.coverage.share)
            for p in self.provinces
        }

    def region_mean(self, code: str) -> float | None:
        """The plain mean of a condition, or of "overall", over the provinces with a score."""
        return region_mean(self.provinces, code)

    @cached_property
    def weakest_alike(self) -> tuple[str, ...]:
        """The condition with the lowest mean over the provinces and those not distinguishable from it;
        nothing where fewer than two provinces have a score in all conditions that apply, or none stands
        out."""
        applying = {p.key: [node for node in p.conditions if node.low is not None] for p in self.provinces}
        keys = [key for key, nodes in applying.items() if all(node.score is not None for node in nodes)]
        return weakest_mean_alike(self.draws, keys) if len(keys) > 1 else ()

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
    def scenarios(self) -> tuple[Scenario, ...]:
        """The provinces' scores under other rules of scoring, the declared rules first."""
        return sensitivity(self.round, self.panel)

    @cached_property
    def votes(self) -> tuple[VoteRow, ...]:
        """The round by the weights of every expert alone; nothing where the weights are nobody's mean."""
        return weigh_votes(self.round, self.provinces)

    @cached_property
    def soundness(self) -> tuple[ConditionSoundness, ...]:
        """How well the conditions and items of the facilities' questionnaire measure."""
        table = item_table(self.round.facilities, self.round.facility)
        return soundness(table, tuple(condition.code for condition in self.round.conditions))

    @cached_property
    def systems(self) -> dict[str, tuple[SystemRow, ...]]:
        """Where the named systems stand in every province, by key."""
        return {province.key: province_systems(self.round, province.key) for province in self.provinces}

    @cached_property
    def duties(self) -> dict[str | None, tuple[Duty, ...]]:
        """The duties of the law behind the questions, by province; under None those of all."""
        of_all = {None: find_duties(self.round, self.round.facilities)}
        return of_all | {
            p.key: find_duties(self.round, self.round.facilities_of(p.key)) for p in self.provinces
        }

    @cached_property
    def barriers(self) -> dict[str, tuple[Barrier, ...]]:
        """The barriers of every province, by key."""
        return find_barriers(self.round)

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """What facilities do that score well in spite of their barriers."""
        return find_practices(self.round)

    @cached_property
    def cases(self) -> dict[str, Case]:
        """What every facility and department could change, by file."""
        return {
            score.file: Case(
                submission=self.round.submission_of(score), questionnaire=questionnaire, score=score
            )
            for scores, questionnaire in (
                (self.round.facilities, self.round.facility),
                (self.round.departments, self.round.department),
            )
            if questionnaire is not None
            for score in scores
        }

    def cases_of(self, key: str | None) -> tuple[Case, ...]:
        """The cases of a province's facilities, best first; of all facilities for None."""
        scores = self.round.facilities if key is None else self.round.facilities_of(key)
        return tuple(self.cases[score.file] for score in scores)

    @cached_property
    def facility_decisions(self) -> dict[str, Decisions]:
        """The decision list of every facility, by file."""
        decide = partial(decide_facilities, day=self.round.day)
        return of_all_parts(self.parting, decide, self.cases_of(None))

    @cached_property
    def decisions(self) -> dict[str | None, Decisions]:
        """The decision list of every province, by key; under None that of all of them."""
        by_province = {
            province.key: decide_province(
                self.round,
                province,
                department=None if score is None else self.cases[score.file],
                facilities=self.facility_decisions,
                models_lag=MODELS in self.stories[province.key].behind,
                eases=easing(self.holdings[province.key], self.round.questionnaires),
            )
            for province in self.provinces
            for score in (self.round.department_of(province.key),)
        }
        weakest = easing(Holding(kind="weakest", names=self.weakest_alike), self.round.questionnaires)
        of_all: dict[str | None, Decisions] = {
            None: decide_all(self.round, tuple(by_province.values()), eases=weakest)
        }
        return of_all | by_province

    @cached_property
    def holdings(self) -> dict[str, Holding]:
        """What holds every province back most, by key."""
        return {key: what_holds(story, self.rankings) for key, story in self.stories.items()}

    @cached_property
    def stories(self) -> dict[str, Story]:
        """The message about every province, by key."""
        like = {each.key: each.peers for each in like_provinces(self.panel)}
        scored = sum(province.overall.score is not None for province in self.provinces)
        return {
            province.key: tell_story(
                province,
                draws=self.draws,
                like=like[province.key],
                verdict=self.verdict(province.key, "overall"),
                scored=scored,
                barriers=self.barriers,
            )
            for province in self.provinces
        }

    @cached_property
    def plans(self) -> dict[str, tuple[tuple[str, Plan], ...]]:
        """The shortest plans to the next level of a province's facilities, by its key."""
        cases = [case for province in self.provinces for case in self.cases_of(province.key)]
        plans = of_all_parts(self.parting, next_plans, cases)
        return {
            province.key: tuple(
                (case.score.code or case.score.file, plans[case.score.file])
                for case in self.cases_of(province.key)
                if case.score.file in plans
            )
            for province in self.provinces
        }

    @cached_property
    def reaches(self) -> dict[str, Reach]:
        """How far the facilities of every province are from the level to reach, by its key."""
        level = self.round.facility.standard_level
        return {
            key: reach_together(self.cases_of(key), level, plans=dict(plans))
            for key, plans in self.plans.items()
        }

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """The good models of the round after the department's word on them."""
        serious = [
            outcome.file
            for outcome in self.round.outcomes
            if any(finding.severity == "error" for finding in outcome.findings)
        ]
        return judge_models(find_models(self.cases_of(None), serious), self.round.verdicts)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Who could learn from which model."""
        regions = {province.key: place_of(province.key).region for province in self.provinces}
        return match_models(self.cases_of(None), self.models, region=regions)


def analyse(round_: Round, previous: Round | None = None, *, parting: Parting = here) -> Analysis:
    """What a round says, compared with the `previous` one if there is one; with what is worked out for every
    facility alone parted among machines by `parting`."""
    return Analysis(round=round_, previous=previous, parting=parting)
