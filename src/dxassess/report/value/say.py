"""Short hands for messages and cells, so that the sections read as what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from dxassess.questionnaire.model import Text
from dxassess.report.value.model import Cell
from dxassess.report.value.words import Cellable, Date, Message, Number, Span, Spoken, Style
from dxassess.wording.languages import places

_PLURAL = "n"


def say(key: str, /, **facts: Spoken) -> Message:
    """The message of `key` ("domain:key": of another catalogue) with its facts, in a fixed order. KeyError if
    there is no such message; ValueError where a fact is missing, superfluous or not known: of what is not
    known another sentence speaks, or none."""
    domain, _, local_key = key.rpartition(":")
    named = places(domain or "report", local_key)
    amiss = (named - facts.keys()) | (facts.keys() - named - {_PLURAL})
    unknown = {name for name, fact in facts.items() if not _is_known(fact)}
    if amiss or unknown:
        raise ValueError(f"{key}: amiss {sorted(amiss)}, not known {sorted(unknown)}")
    return Message(key=key, facts=tuple(sorted(facts.items())))


def _is_known(fact: Spoken) -> bool:
    match fact:
        case Number():
            return fact.value is not None
        case Span():
            return fact.low is not None and fact.high is not None
        case Date():
            return bool(fact.iso)
        case str() | Text() | Message():
            return True
        case _:
            assert_never(fact)


def listed(names: Sequence[Text | Message]) -> Message:
    """Names one after the other, with commas; at least one."""
    first, *others = names
    return say("listed", first=first, others=listed(others)) if others else say("plain", text=first)


def listed_apart(names: Sequence[Text | Message]) -> Message:
    """The same with semicolons: of names that hold commas."""
    first, *others = names
    if not others:
        return say("plain", text=first)
    return say("listed.apart", first=first, others=listed_apart(others))


def sentences(messages: Sequence[Message]) -> Message:
    """Sentences one after the other; at least one."""
    first, *others = messages
    return say("sentences", first=first, others=sentences(others)) if others else first


def score(value: float | None) -> Number:
    """A score in [0, 1], printed on the scale 0-100."""
    return Number(value=value, style="score")


def whole(value: float) -> Number:
    """A score in [0, 1] in whole points."""
    return Number(value=value, style="band")


def count(value: int | None) -> Number:
    """A whole number; None: not known."""
    return Number(value=value, style="count")


def counted(key: str, /, n: int, **facts: Spoken) -> Message:
    """The message of `key` about `n` things; of "key.one" about one, of "key.none" about none."""
    end = {0: ".none", 1: ".one"}.get(n, "")
    return say(f"{key}{end}", n=count(n), **facts)


def part_of(part: int, whole: int | None) -> Number | Message:
    """A count and of how many; alone where that is not known."""
    return count(part) if whole is None else say("part_of", part=count(part), whole=count(whole))


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
    """A maturity level; None: unknown; `least`: at least that. At least 0 is as good as unknown."""
    known = None if least and not level else level
    return Cell(content=Number(value=known, style="least_level" if least else "level"), role="level")
