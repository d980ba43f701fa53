"""What items are made of: legal basis, recommendations, options, gates, skips, the counts of a ratio."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dxassess.frozen import Frozen
from dxassess.questionnaire.kinds import Code, Line, Share, Text
from dxassess.questionnaire.tolerance import reaches

HIGHEST_LEVEL = 9
"""No framework known has more levels than this (Circular 54: 7)."""


class Basis(Frozen):
    """The rule behind an item, as dated data: law changes, code should not."""

    rule: Line
    date: str | None = None
    until: str | None = None


class Recommendation(Frozen):
    """What to do where an answer falls short: the next step up, how to begin, how hard it is (1: weeks and
    own means, 2: months or some money, 3: a project), and whether it takes money that the respondent does not
    have anyway (None: not known, as where it hangs on a contract)."""

    text: Text
    first_step: Text
    effort: Annotated[int, Field(ge=1, le=3)]
    money: bool | None = None

    @property
    def needs_money(self) -> bool | None:
        """Whether it takes money; what is done in weeks by own means takes none."""
        return False if self.money is None and self.effort == 1 else self.money


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

    def opens(self, score: float) -> bool:
        """Whether an answer that earns `score` leads to the item."""
        return reaches(score, self.at_least)


class RatioCount(Frozen):
    """One of the two counts of a `ratio`: asked for itself, or taken from a fact of the cover sheet."""

    text: Text | None = None
    fact: Code | None = None
