"""Whether this program has the words for reports that another version may have saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dxassess.frozen import Frozen
from dxassess.render.voice import Voice
from dxassess.report.value.model import Report
from dxassess.report.value.words import Date, Message
from dxassess.wording.wording import wording


def unspeakable(reports: Iterable[Report], languages: Sequence[str]) -> str | None:
    """The first text, by its key, that these languages lack or that lacks a fact it names, or the first day
    that is none; None if every one can be said."""
    sayables = [part for report in reports for part in _walk(report)]
    for language in languages:
        voice = Voice(wording("report", language), wording("render", language), subject=None)
        for part in sayables:
            try:
                voice.say(part)
            except (KeyError, ValueError):
                return part.key if isinstance(part, Message) else part.iso
    return None


def _walk(value: object) -> Iterator[Message | Date]:
    """The messages and days in a value; facts of a message are said with it."""
    if isinstance(value, Message | Date):
        yield value
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _walk(part)
