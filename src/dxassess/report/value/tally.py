"""k of n, counted in one place for all sentences: the unknown are told beside it (method.md §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text
from dxassess.report.value.say import count, say
from dxassess.report.value.words import Message, Number

_FEWEST = 2
"""Of one alone nothing is counted."""


class Tally(Frozen):
    """Of `known` things `part` are so; of `unknown` more it is not known. Nothing that these readers may not
    see is in any of the three."""

    part: int
    known: int
    unknown: int = 0

    @property
    def contrary(self) -> Tally:
        """Those that are not so; the unknown stay unknown."""
        return Tally(part=self.known - self.part, known=self.known, unknown=self.unknown)

    def told(self, key: str, /, **facts: str | Text | Message | Number) -> Message:
        """The title of `key`, with `n` of `total`, and how many are not known where there are such; that too
        little is known where all are."""
        return self._whole(key, facts, end="")

    def sentence(self, key: str, /, **facts: str | Text | Message | Number) -> Message:
        """The same of a sentence with its full stop."""
        return self._whole(key, facts, end=".sentence")

    def _whole(self, key: str, facts: Mapping[str, str | Text | Message | Number], *, end: str) -> Message:
        if self.known < _FEWEST:
            return say(f"tally.one{end}" if self.known else f"tally.nothing{end}")
        text = say(key, n=count(self.part), total=count(self.known), **facts)
        return say(f"tally.unknown{end}", text=text, n=count(self.unknown)) if self.unknown else text


def tally(answers: Iterable[bool | None]) -> Tally:
    """How many are so, of those of which it is known; None: it is not."""
    states = list(answers)
    known = [answer for answer in states if answer is not None]
    return Tally(part=sum(known), known=len(known), unknown=len(states) - len(known))
