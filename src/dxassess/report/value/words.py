"""What a report says and counts: messages, numbers in the style in which they are printed, spans, days.

A `Message` names a text of the catalogue "report" and the facts that fill it. Numbers are unrounded. None is
"not known" and is printed "–".
"""

from __future__ import annotations

from typing import Literal

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text

Style = Literal[
    "score", "signed_score", "percent", "count", "decimal", "ratio", "level", "least_level", "band"
]  # fmt: skip


class Number(Frozen):
    """A quantity. Style "score" and "percent" take a share in [0, 1]; "count" a whole number;
    "decimal" is printed with one decimal, "ratio" with two; "level" is whole, from 0,
    "least_level" one that is at least so high;
    "band" is the style of a total band, in whole points, ends rounded outwards."""

    value: float | None
    style: Style = "score"


class Span(Frozen):
    """A range of two numbers of one style, printed `low–high`."""

    low: float | None
    high: float | None
    style: Style = "score"


class Date(Frozen):
    """A day, ISO."""

    iso: str


class Message(Frozen):
    """A text of the catalogue "report". Facts named `n` choose the plural form."""

    key: str
    facts: tuple[tuple[str, Spoken], ...] = ()


Spoken = str | Text | Number | Span | Date | Message
Label = str | Text | Message
Cellable = str | Text | Message | Number | Span | Date | None
