"""Short hands for messages and cells, so that the sections read as what they say."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.questionnaire.model import Text
from dxassess.report.value.model import Cell
from dxassess.report.value.words import Cellable, Date, Message, Number, Span, Style


def say(key: str, /, **facts: str | Text | Number | Span | Date | Message) -> Message:
    """The message of `key` with its facts, in a fixed order."""
    return Message(key=key, facts=tuple(sorted(facts.items())))


def listed(names: Sequence[Text | Message]) -> Message:
    """Names one after the other, with commas; at least one."""
    first, *others = names
    return say("listed", first=first, others=listed(others)) if others else say("plain", text=first)


def score(value: float | None) -> Number:
    """A score in [0, 1], printed on the scale 0-100."""
    return Number(value=value, style="score")


def count(value: int | None) -> Number:
    """A whole number; None: not known."""
    return Number(value=value, style="count")


def percent(value: float | None) -> Number:
    """A share in [0, 1], printed as a percentage."""
    return Number(value=value, style="percent")


def number_cell(value: float | None, style: Style = "score") -> Cell:
    """A number in a column of numbers; None is printed "–"."""
    return Cell(content=Number(value=value, style=style), role="number")


def text_cell(content: Cellable, *, strong: bool = False, href: str | None = None) -> Cell:
    """Words; `href` is the stem of the report beside this one that tells more."""
    return Cell(content=content, role="strong" if strong else "text", href=href)


def heat_cell(value: float | None, middle: float | None) -> Cell:
    """A score coloured by its distance from `middle`."""
    return Cell(content=Number(value=value, style="score"), role="heat", middle=middle)


def level_message(level: int | None, *, top: int, least: bool) -> Message:
    """A level in words, out of the `top` one; `least`: at least that."""
    if level is None:
        return say("stat.level.unknown")
    key = "stat.level.least" if least else "stat.level.value"
    return say(key, level=count(level), top=count(top))


def level_cell(level: int | None, *, least: bool = False) -> Cell:
    """A maturity level; None: unknown; `least`: at least that."""
    return Cell(content=Number(value=level, style="least_level" if least else "level"), role="level")
