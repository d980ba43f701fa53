"""The nouns of a questionnaire: conditions, indicators, audiences, facts, levels."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import fsum
from typing import Annotated, Literal

from pydantic import Field

from dxassess.frozen import Frozen
from dxassess.questionnaire.item_parts import HIGHEST_LEVEL, Option
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.kinds import Code, Line, Share, Weight
from dxassess.questionnaire.kinds import Text as Text  # noqa: PLC0414 - one of the nouns, known from here
from dxassess.questionnaire.rule import Rule

Respondent = Literal["facility", "department"]
MissingPolicy = Literal["not_credited", "left_out"]
Aggregation = Literal["arithmetic", "geometric"]
FactType = Literal["text", "code", "choice", "count", "date", "province"]


class Indicator(Frozen):
    """A few items that measure one thing together. `weight` "items": the sum of the weights of its items that
    apply, so that an item weighs the same in a hospital and in a station (method.md §3)."""

    code: Code
    name: Text
    items: tuple[Item, ...]
    weight: Weight | Literal["items"] = 1.0
    aggregation: Aggregation = "arithmetic"
    tags: tuple[Code, ...] = ()

    def weight_over(self, applicable: Iterable[Item]) -> float:
        """What it weighs in its condition where these of its items apply."""
        if self.weight == "items":
            return fsum(item.weight for item in applicable if item.scored)
        return self.weight


class Descriptor(Frozen):
    """What one sees at a level of a condition: a sentence that a visitor could check in an hour."""

    level: Annotated[int, Field(ge=0, le=HIGHEST_LEVEL)]
    text: Text


class Condition(Frozen):
    """One of the five conditions. In the department questionnaire `of` names the facilities' condition
    that it belongs to and `share` is λ, its part in the province's condition (method.md §5).

    `province_weight` is its weight in a province's overall score (None: `weight`); the overall level is at
    most its level plus `caps` (§4). `why` is the reason for its weights; `descriptors` say what one sees at
    its levels."""

    code: Code
    name: Text
    short: Text
    weight: Weight
    indicators: tuple[Indicator, ...]
    aggregation: Aggregation = "arithmetic"
    province_weight: Weight | None = None
    caps: Annotated[int, Field(ge=0, le=HIGHEST_LEVEL)] = 1
    of: Code | None = None
    share: Share | None = None
    why: Text | None = None
    descriptors: tuple[Descriptor, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for indicator in self.indicators for item in indicator.items)


class FacilityType(Frozen):
    """A stratum with its standard weight ω, the same for all provinces (method.md §5). `treats` says whether
    it treats patients; `part_of` names the type whose facilities answer for it what it is not asked itself
    (a health point is a part of its station)."""

    code: Code
    name: Text
    weight: Weight
    treats: bool = True
    part_of: Code | None = None
    why: Text | None = None


class Audience(Frozen):
    """Whom an item is for: facility types. Of the types of which some audience asks for beds (`beds: true`:
    not those that state that they have none), `beds: false` takes only those that state that they have none;
    of other types it takes all."""

    code: Code
    name: Text
    types: tuple[Code, ...]
    beds: bool | None = None


class Fact(Frozen):
    """A line of the cover sheet. `personal` facts never leave the intake. `applies` is the audience that is
    asked it, by type alone (None: everybody)."""

    code: Code
    key: Code
    type: FactType
    text: Text
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    personal: bool = False
    required: bool = False
    applies: Code | None = None
    respondents: tuple[Respondent, ...] = ("facility", "department")


class Level(Frozen):
    """A maturity level: its least score (level 0 has 0) and its name. Least scores rise from level to level,
    or all are 0: then gates alone decide."""

    level: Annotated[int, Field(ge=0, le=HIGHEST_LEVEL)]
    at_least: Share
    name: Text


class VoteShare(Frozen):
    """The points in [0, 100] that a vote gives to a condition, an indicator or an item."""

    code: Code
    points: Annotated[float, Field(ge=0, le=100)]


class Vote(Frozen):
    """How one expert spread 100 points over the parts of every group that he or she judged (method.md §13).
    `name` is as typed; reports number the experts and name nobody."""

    code: Code
    name: Line
    shares: tuple[VoteShare, ...]


class Questionnaire(Frozen):
    """One instrument. `standard_level` is the level a reader should take as the standard to reach; `rules`
    say which answers do not fit together. `issued` is the day of this version; `state` the condition that
    tells the state of IT, which nobody can write at a desk (method.md §13); `votes` are those of the experts
    whose mean its weights are."""

    id: Code
    version: Line
    respondent: Respondent
    title: Text
    intro: Text
    levels: tuple[Level, ...]
    standard_level: Annotated[int, Field(ge=1, le=HIGHEST_LEVEL)] = 3
    missing: MissingPolicy = "not_credited"
    min_answered: Share = 0.65
    aggregation: Aggregation = "arithmetic"
    types: tuple[FacilityType, ...] = ()
    audiences: tuple[Audience, ...]
    facts: tuple[Fact, ...]
    conditions: tuple[Condition, ...]
    rules: tuple[Rule, ...] = ()
    state: Code | None = None
    issued: str | None = None
    votes: tuple[Vote, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the questionnaire."""
        return tuple(item for condition in self.conditions for item in condition.items)

    @property
    def top_level(self) -> int:
        """The highest level that there is."""
        return self.levels[-1].level

    @property
    def gates_alone(self) -> bool:
        """Whether levels ask for no score: all criteria of a level are met, or the level is not reached."""
        return all(level.at_least == 0 for level in self.levels)

    @cached_property
    def item_by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def touched_by_item(self) -> dict[str, frozenset[str]]:
        """What an answer may change, by the code of its item: the item, all that are asked after it, and the
        indicators and conditions that they stand in."""
        followers: dict[str, list[str]] = {item.code: [item.code] for item in self.items}
        for item in self.items:
            before = item.asked_if
            while before is not None:
                followers[before.item].append(item.code)
                before = self.item_by_code[before.item].asked_if
        above = {
            item.code: (indicator.code, condition.code)
            for condition in self.conditions
            for indicator in condition.indicators
            for item in indicator.items
        }
        return {
            code: frozenset((*codes, *(node for each in codes for node in above[each])))
            for code, codes in followers.items()
        }

    @cached_property
    def item_by_cell(self) -> dict[str, Item]:
        """Every item by the codes of the cells in which it is answered."""
        return {code: item for item in self.items for code, _ in item.parts}

    @cached_property
    def audience_by_code(self) -> dict[str, Audience]:
        return {audience.code: audience for audience in self.audiences}

    @cached_property
    def fact_by_key(self) -> dict[str, Fact]:
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def number_of_fact(self) -> dict[str, str]:
        """What a fact is called on the form, by its key."""
        return {fact.key: fact.code for fact in self.facts}

    @cached_property
    def rule_by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}

    def beds_matter(self, facility_type: str) -> bool:
        """Whether some audience takes this type only with beds."""
        return any(audience.beds and facility_type in audience.types for audience in self.audiences)

    def asks_fact(self, fact: Fact, facility_type: str | None) -> bool:
        """Whether the cover sheet of a respondent has this fact; all of them while its type is not known."""
        if self.respondent not in fact.respondents:
            return False
        return (
            fact.applies is None
            or facility_type is None
            or (facility_type in self.audience_by_code[fact.applies].types)
        )

    def applies(self, audience: str, facility_type: str | None, beds: float | None) -> bool:
        """Whether what is for `audience` is for a facility of this type.

        A department has no type and meets every audience. Beds unknown (None) count as beds: a blank
        on the cover sheet must not excuse a hospital from half of the questions.
        """
        if facility_type is None:
            return self.respondent == "department"
        group = self.audience_by_code[audience]
        if group.beds is None or not self.beds_matter(facility_type):
            return facility_type in group.types
        return facility_type in group.types and group.beds is not (beds == 0)
