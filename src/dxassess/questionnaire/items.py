"""The kinds of items, each with the fields that hold for it, and what may be asked of any of them.

A room that treats kinds differently has one `match` over them that ends in `assert_never`: a kind that is
added here is then an error of the type checker wherever something must be said about it.
"""

from __future__ import annotations

from functools import cached_property
from math import inf
from typing import Annotated, ClassVar, Literal, assert_never

from pydantic import Field

from dxassess.frozen import Frozen
from dxassess.questionnaire.carried import Carried
from dxassess.questionnaire.item_parts import Basis, Gate, Option, RatioCount, Recommendation, Skip
from dxassess.questionnaire.kinds import Code, Share, Text, Weight

MOST_PERCENT = 100.0

KEYS = (
    "code", "type", "text", "weight", "why", "applies", "asked_if", "after", "allow_na", "hint", "evidence",
    "unit", "tags", "basis", "law", "gates", "options", "good", "floor", "target", "points", "numerator",
    "denominator", "scale", "replaces", "advice", "maps_to",
)  # fmt: skip
"""Every key that some kind of item has, in the order in which people who write items meet them."""


class Question(Frozen):
    """What every item has. `type` names the kind of its answer; `law` the acts behind it (ids of
    `data/law.csv`); `maps_to` says where another questionnaire asks the same, so that one answer serves
    both."""

    code: Code
    type: str
    text: Text
    applies: Code = "A"
    asked_if: Skip | None = None
    allow_na: bool = False
    hint: Text | None = None
    evidence: Text | None = None
    tags: tuple[Code, ...] = ()
    basis: tuple[Basis, ...] = ()
    law: tuple[Code, ...] = ()
    replaces: Code | None = None
    maps_to: Carried | None = None

    @cached_property
    def parts(self) -> tuple[tuple[str, Text], ...]:
        """The cells in which this item is answered, as (cell code, wording), in order: one with the item's
        own code, unless the kind says otherwise."""
        return ((self.code, self.text),)


class ScoredQuestion(Question):
    """An item whose answer earns a score. `why` is the reason for its weight. It is advised after the items
    `after`, on which it rests. `advice` is for any answer short of the best one where options have none of
    their own."""

    scored: ClassVar[bool] = True
    weight: Weight = 1.0
    why: Text | None = None
    after: tuple[Code, ...] = ()
    gates: tuple[Gate, ...] = ()
    advice: Recommendation | None = None


class Choice(ScoredQuestion):
    """One of several states; the score is that of the option chosen."""

    type: Literal["choice"]
    options: tuple[Option, ...] = ()


class Multi(ScoredQuestion):
    """Any number of options; the score is the share of the weight of all that those chosen have."""

    type: Literal["multi"]
    options: tuple[Option, ...] = ()

    @cached_property
    def parts(self) -> tuple[tuple[str, Text], ...]:
        """A yes/no cell for each option, `C3.2.2a`, `C3.2.2b` …, the option codes being the letters."""
        return tuple((self.code + option.code, option.text) for option in self.options)


class YesNo(ScoredQuestion):
    """Yes or no; `good` is the answer that scores 1."""

    type: Literal["yes_no"]
    good: Literal["yes", "no"] = "yes"


class MeasuredQuestion(ScoredQuestion):
    """An item that states a quantity. `floor`, `target` are the goalposts in the unit of the answer (percent:
    0-100); `points` are the break-points (x, score) of a piecewise linear score and replace them."""

    unit: Text | None = None
    floor: float | None = None
    target: float | None = None
    points: tuple[tuple[float, Share], ...] = ()


class Quantity(MeasuredQuestion):
    """A quantity in one cell: a percentage from 0 to 100, any number, or a whole number."""

    type: Literal["percent", "number", "count"]

    @property
    def percent(self) -> bool:
        """Whether it asks for a percentage."""
        return self.type == "percent"

    @property
    def highest(self) -> float:
        """The largest quantity that may be answered: 100 of a percentage, else without end."""
        return MOST_PERCENT if self.percent else inf


class Ratio(MeasuredQuestion):
    """`scale` times numerator / denominator (`scale` 100: per hundred)."""

    type: Literal["ratio"]
    numerator: RatioCount
    denominator: RatioCount
    scale: Weight = 1.0

    @property
    def highest(self) -> float:
        """No upper end: even a share of one count in another may be typed above 100."""
        return inf

    @cached_property
    def parts(self) -> tuple[tuple[str, Text], ...]:
        """`C1.3.1a` (numerator) and `C1.3.1b` (denominator), but for a count that a fact of the cover sheet
        holds."""
        return tuple((code, count.text) for code, count in self.counts if count.text)

    @property
    def counts(self) -> tuple[tuple[str, RatioCount], tuple[str, RatioCount]]:
        """Numerator and denominator, each under the code of the cell that it has where it is asked."""
        return (self.code + "a", self.numerator), (self.code + "b", self.denominator)

    @property
    def facts(self) -> tuple[str, ...]:
        """The keys of the facts that it counts from the cover sheet."""
        return tuple(count.fact for _, count in self.counts if count.fact is not None)


class Note(Question):
    """Words or a day: evidence, which earns no score and opens no level. It counts as one item where items
    are counted by weight."""

    scored: ClassVar[bool] = False
    weight: ClassVar[float] = 1.0
    why: ClassVar[Text | None] = None
    after: ClassVar[tuple[Code, ...]] = ()
    gates: ClassVar[tuple[Gate, ...]] = ()
    advice: ClassVar[Recommendation | None] = None
    type: Literal["text", "date"]

    @property
    def dated(self) -> bool:
        """Whether it asks for a day; else for words."""
        return self.type == "date"


Measured = Quantity | Ratio
Scored = Choice | Multi | YesNo | Measured
Item = Annotated[Scored | Note, Field(discriminator="type")]


def options_of(item: Item) -> tuple[Option, ...]:
    """The options that an answer is made of; none where it is not."""
    match item:
        case Choice() | Multi():
            return item.options
        case YesNo() | Quantity() | Ratio() | Note():
            return ()
        case _:
            assert_never(item)


def unit_of(item: Item) -> Text | None:
    """The unit of a quantity, where it has one."""
    match item:
        case Quantity() | Ratio():
            return item.unit
        case Choice() | Multi() | YesNo() | Note():
            return None
        case _:
            assert_never(item)


def goalposts_of(item: Item) -> tuple[float | None, float | None]:
    """Floor and target of a quantity, as they are written down."""
    match item:
        case Quantity() | Ratio():
            return item.floor, item.target
        case Choice() | Multi() | YesNo() | Note():
            return None, None
        case _:
            assert_never(item)


def counted_facts(item: Item) -> tuple[str, ...]:
    """The keys of the facts of the cover sheet that the answer is worked out from."""
    match item:
        case Ratio():
            return item.facts
        case Choice() | Multi() | YesNo() | Quantity() | Note():
            return ()
        case _:
            assert_never(item)
