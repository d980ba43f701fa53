"""A questionnaire as it is read by people: every text in one language, every number written."""

from __future__ import annotations

from dxassess.frozen import Frozen


class AdviceLine(Frozen):
    """A recommendation: what to do, how to begin, how hard it is in words."""

    text: str
    first_step: str
    effort: str


class OptionLine(Frozen):
    """An option with the credit it earns ("" for none) and what leads further."""

    code: str
    text: str
    credit: str
    advice: AdviceLine | None


class ItemLine(Frozen):
    """A question with all that an expert must know to judge it; "" stands for nothing to say."""

    code: str
    text: str
    type: str
    weight: str
    audience: str
    gates: str
    skip: str
    scoring: str
    hint: str
    evidence: str
    basis: tuple[str, ...]
    parts: tuple[str, ...]
    options: tuple[OptionLine, ...]
    advice: AdviceLine | None


class IndicatorPart(Frozen):
    """An indicator with its questions."""

    code: str
    name: str
    weight: str
    items: tuple[ItemLine, ...]


class ConditionPart(Frozen):
    """A condition with its indicators; `seen` is what one sees at each level, by the level's name."""

    code: str
    name: str
    weight: str
    seen: tuple[tuple[str, str], ...]
    indicators: tuple[IndicatorPart, ...]


class RuleLine(Frozen):
    """Answers that do not fit together: for whom, by which formula, what is said and asked."""

    code: str
    audience: str
    when: str
    text: str
    ask: str


class CountLine(Frozen):
    """How many questions a kind of respondent meets, per condition and in all."""

    name: str
    counts: tuple[str, ...]
    total: str


class Booklet(Frozen):
    """A questionnaire, ready to print. `words` are the labels of the page by their key."""

    language: str
    title: str
    intro: str
    version: str
    levels: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str, str], ...]
    counts: tuple[CountLine, ...]
    conditions: tuple[ConditionPart, ...]
    rules: tuple[RuleLine, ...]
    words: tuple[tuple[str, str], ...]
