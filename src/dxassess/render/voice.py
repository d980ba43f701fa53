"""Says what a `Report` means in one language: messages with their facts, quantities in their style."""

from __future__ import annotations

from typing import Self

from dxassess.questionnaire.model import Text
from dxassess.render.printable import printable
from dxassess.render.rounding import SCALES, as_printed, band_words
from dxassess.report.value.words import Date, Message, Number, Span, Style
from dxassess.wording.wording import MISSING, Wording

Sayable = str | Text | Message | Number | Span | Date | None


class Voice:
    """`wording` holds the report's own texts, `ui` those of charts, tables and buttons; `subject` is
    whom the report is about, the own marks of its charts."""

    def __init__(self, wording: Wording, ui: Wording, *, subject: Sayable) -> None:
        self._wording = wording
        self._ui = ui
        self._quantities: dict[tuple[float, Style], str] = {}
        self.subject = self.say(subject)

    @property
    def language(self) -> str:
        return self._wording.language

    def say(self, sayable: Sayable) -> str:
        """The words for it; None is printed "–". KeyError for a message that is none of the catalogue's, or
        lacks a fact that its text names."""
        match sayable:
            case None:
                words = MISSING
            case str():
                words = printable(sayable)
            case Text():
                words = printable(sayable[self.language])
            case Number():
                words = self.quantity(sayable.value, sayable.style)
            case Span():
                words = self.span(sayable.low, sayable.high, sayable.style)
            case Date():
                words = self._wording.date(sayable.iso)
            case Message():
                facts = {name: self._fact(name, fact) for name, fact in sayable.facts}
                words = self._wording.text(sayable.key, **facts)
                if not facts and "{" in words:
                    raise KeyError(sayable.key)
        return words

    def ui(self, key: str, /, **facts: object) -> str:
        """A text of the page or the chart, not of the report."""
        return self._ui.text(key, **facts)

    def quantity(self, value: float | None, style: Style) -> str:
        """A number as its style prints it; None is "–". Remembered, because Babel is slow."""
        if value is None:
            return MISSING
        words = self._quantities.get((value, style))
        if words is None:
            words = self._quantities[value, style] = self._quantity(value, style)
        return words

    def span(self, low: float | None, high: float | None, style: Style) -> str:
        """A range, or "–" where an end is not known."""
        if low is None or high is None:
            return MISSING
        if style == "band":
            return band_words(low, high, self._wording)
        ends = self.quantity(low, style), self.quantity(high, style)
        if style == "signed_score":  # a dash beside signs would be read as one
            return self.ui("span.signed", low=ends[0], high=ends[1])
        return self._wording.span(*ends)

    def tick(self, value: float, style: Style, digits: int) -> str:
        """The label of an axis: scores on the scale 0-100, without a sign."""
        if style in ("score", "signed_score"):
            return self._wording.number(value * 100, digits)
        return (
            self._wording.percent(value, digits)
            if style == "percent"
            else self._wording.number(value, digits)
        )

    def _fact(self, name: str, fact: Sayable) -> object:
        words = self.say(fact)
        if name == "n" and isinstance(fact, Number) and fact.value is not None:
            return _Counted(int(fact.value), words)
        return words

    def _quantity(self, value: float, style: Style) -> str:
        figure, signed = float(as_printed(value, style)), style == "signed_score"
        number = self._wording.number(figure, SCALES[style].digits, signed=signed)
        if style == "least_level":
            # That a level is 0 or more says nothing.
            return self.ui("level.least", level=number) if value else MISSING
        return f"{number}%" if style == "percent" else number


class _Counted(int):
    """A count that chooses the plural form and is printed as the language writes it."""

    _said: str

    def __new__(cls, count: int, words: str) -> Self:
        number = super().__new__(cls, count)
        number._said = words
        return number

    def __format__(self, spec: str, /) -> str:
        return format(self._said, spec)
