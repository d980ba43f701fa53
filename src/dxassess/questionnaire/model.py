"""The nouns of a questionnaire: conditions, indicators, items, options, gates, facts."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from dxassess.frozen import Frozen
from dxassess.questionnaire.carried import Carried
from dxassess.questionnaire.kinds import Code, Line, Share, Weight
from dxassess.questionnaire.kinds import Text as Text  # noqa: PLC0414 - one of the nouns, known from here
from dxassess.questionnaire.rule import Rule

HIGHEST_LEVEL = 9
"""No framework known has more levels than this (Circular 54: 7)."""

Respondent = Literal["facility", "department"]
MissingPolicy = Literal["not_credited", "left_out"]
Aggregation = Literal["arithmetic", "geometric"]
ItemType = Literal["choice", "multi", "yes_no", "percent", "number", "count", "ratio", "text", "date"]
FactType = Literal["text", "code", "choice", "count", "date", "province"]


class Basis(Frozen):
    """The rule behind an item, as dated data: law changes, code should not."""

    rule: Line
    date: str | None = None
    until: str | None = None


class Recommendation(Frozen):
    """What to do where an answer falls short: the next step up, how to begin, and how hard it is
    (1: weeks and own means, 2: months or some money, 3: a project)."""

    text: Text
    first_step: Text
    effort: Annotated[int, Field(ge=1, le=3)]


class Option(Frozen):
    """An observable state that may be chosen; in a `multi` item, one part of the answer.

    `score` is the credit of a `choice` option in [0, 1]; `weight` the share of a `multi` option.
    An `exclusive` option of a `multi` item ("none of these") stands alone and earns nothing.
    `advice` is what leads from here to the next better option.
    """

    code: Code
    text: Text
    score: Share | None = None
    weight: Annotated[float, Field(ge=0)] | None = None
    exclusive: bool = False
    advice: Recommendation | None = None


class Gate(Frozen):
    """A level of the condition is closed until this item scores at least `at_least` (method.md §4).

    `applies` narrows the gate to one of the questionnaire's audiences.
    """

    level: Annotated[int, Field(ge=1, le=HIGHEST_LEVEL)]
    at_least: Share
    applies: Code | None = None


class Skip(Frozen):
    """The item is asked only if another item's answer scores at least `at_least`."""

    item: Code
    at_least: Share


class Quantity(Frozen):
    """One of the two counts of a `ratio`: asked for itself, or taken from a fact of the cover sheet."""

    text: Text | None = None
    fact: Code | None = None


class Item(Frozen):
    """One question.

    `floor`, `target` are the goalposts in the unit of the answer (percent: 0-100); `points` are the
    break-points (x, score) of a piecewise linear score and replace them. `scale` multiplies a ratio
    (100: per hundred). `good` is the answer of a `yes_no` item that scores 1. `advice` is for any answer
    short of the best one where options have none of their own. `maps_to` says where another questionnaire
    asks the same, so that one answer serves both.
    """

    code: Code
    type: ItemType
    text: Text
    weight: Weight = 1.0
    applies: Code = "A"
    asked_if: Skip | None = None
    allow_na: bool = False
    hint: Text | None = None
    evidence: Text | None = None
    unit: Text | None = None
    tags: tuple[Code, ...] = ()
    basis: tuple[Basis, ...] = ()
    gates: tuple[Gate, ...] = ()
    options: tuple[Option, ...] = ()
    good: Literal["yes", "no"] = "yes"
    floor: float | None = None
    target: float | None = None
    points: tuple[tuple[float, Share], ...] = ()
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    scale: Weight = 1.0
    replaces: Code | None = None
    advice: Recommendation | None = None
    maps_to: Carried | None = None

    @property
    def scored(self) -> bool:
        """Whether an answer earns a score (texts and dates are evidence, not scores)."""
        return self.type not in ("text", "date")

    @cached_property
    def parts(self) -> tuple[tuple[str, Text], ...]:
        """The cells in which this item is answered, as (cell code, wording), in order.

        One cell (the item's own code) for most types. A `multi` item has a yes/no cell for each
        option, `C3.2.2a`, `C3.2.2b` …, its option codes being the letters. A `ratio` has `C1.3.1a`
        (numerator) and `C1.3.1b` (denominator), but for a count that a fact of the cover sheet holds.
        """
        if self.type == "multi":
            return tuple((self.code + option.code, option.text) for option in self.options)
        if self.type == "ratio":
            counts = (("a", self.numerator), ("b", self.denominator))
            return tuple((self.code + s, q.text) for s, q in counts if q is not None and q.text)
        return ((self.code, self.text),)


class Indicator(Frozen):
    """A few items that measure one thing together."""

    code: Code
    name: Text
    items: tuple[Item, ...]
    weight: Weight = 1.0
    aggregation: Aggregation = "arithmetic"
    tags: tuple[Code, ...] = ()


class Condition(Frozen):
    """One of the five conditions. In the department questionnaire `of` names the facilities' condition
    that it belongs to and `share` is λ, its part in the province's condition (method.md §5)."""

    code: Code
    name: Text
    short: Text
    weight: Weight
    indicators: tuple[Indicator, ...]
    aggregation: Aggregation = "arithmetic"
    of: Code | None = None
    share: Share | None = None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for indicator in self.indicators for item in indicator.items)


class FacilityType(Frozen):
    """A stratum with its standard weight ω, the same for all provinces (method.md §5)."""

    code: Code
    name: Text
    weight: Weight


class Audience(Frozen):
    """Whom an item is for: facility types; with `beds`, not those that state that they have none."""

    code: Code
    name: Text
    types: tuple[Code, ...]
    beds: bool = False


class Fact(Frozen):
    """A line of the cover sheet. `personal` facts never leave the intake."""

    code: Code
    key: Code
    type: FactType
    text: Text
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    personal: bool = False
    required: bool = False
    respondents: tuple[Respondent, ...] = ("facility", "department")


class Level(Frozen):
    """A maturity level: its least score (level 0 has 0) and its name. Least scores rise from level to level,
    or all are 0: then gates alone decide."""

    level: Annotated[int, Field(ge=0, le=HIGHEST_LEVEL)]
    at_least: Share
    name: Text


class Questionnaire(Frozen):
    """One instrument. `standard_level` is the level a reader should take as the standard to reach; `rules`
    say which answers do not fit together."""

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

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the questionnaire."""
        return tuple(item for condition in self.conditions for item in condition.items)

    @property
    def gates_alone(self) -> bool:
        """Whether levels ask for no score: all criteria of a level are met, or the level is not reached."""
        return all(level.at_least == 0 for level in self.levels)

    @cached_property
    def item_by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def audience_by_code(self) -> dict[str, Audience]:
        return {audience.code: audience for audience in self.audiences}

    @cached_property
    def fact_by_key(self) -> dict[str, Fact]:
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def rule_by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}

    def applies(self, audience: str, facility_type: str | None, beds: float | None) -> bool:
        """Whether what is for `audience` is for a facility of this type.

        A department has no type and meets every audience. Beds unknown (None) count as beds: a blank
        on the cover sheet must not excuse a hospital from half of the questions.
        """
        if facility_type is None:
            return self.respondent == "department"
        group = self.audience_by_code[audience]
        return facility_type in group.types and not (group.beds and beds == 0)
