"""A sheet to draw a chart on. Shapes carry classes, never colours; numbers have at most one decimal,
so that the same chart is always the same text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from dxassess.render.metrics import text_width
from dxassess.render.palette import print_chart_css

Anchor = Literal["start", "middle", "end"]
_NARROW_BELOW = 38  # widths of the font
_DROP = 0.36  # from the middle of a line of text to its baseline, in sizes


@dataclass(frozen=True)
class Frame:
    """What a chart is drawn for: `width` and font `size` in pixels or points, `row` scales row heights."""

    name: str
    width: float
    size: float
    row: float = 1.0
    family: str = "Inter"
    css: str = ""

    @property
    def narrow(self) -> bool:
        """Whether labels must stand above their marks."""
        return self.width / self.size < _NARROW_BELOW


WIDE = Frame("wide", 740, 13)
NARROW = Frame("narrow", 346, 12.5)
PRINT = Frame("print", 493.2, 8.6, row=0.85, family="Inter Tab", css=print_chart_css())


@dataclass(frozen=True)
class Caption:
    """What a chart is called. `id` is unique in the document."""

    id: str
    title: str
    alt: str


@dataclass
class Canvas:
    """Collects the marks of one chart, in drawing order."""

    frame: Frame
    _marks: list[str] = field(default_factory=list)

    @property
    def width(self) -> float:
        return self.frame.width

    @property
    def size(self) -> float:
        return self.frame.size

    @property
    def narrow(self) -> bool:
        return self.frame.narrow

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        tone: str = "",
        anchor: Anchor = "start",
        scale: float = 1.0,
        weight: int = 400,
    ) -> None:
        """Writes one line whose middle is at height `y`."""
        size = self.size * scale
        extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
        extra += "" if scale == 1.0 else f' font-size="{figure(size)}"'
        extra += "" if weight == 400 else f' font-weight="{weight}"'
        extra += f' class="{tone}"' if tone else ""
        self._marks.append(
            f'<text x="{figure(x)}" y="{figure(y + size * _DROP)}"{extra}>{escape(words, quote=False)}</text>'
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], tone: str) -> None:
        (x1, y1), (x2, y2) = start, end
        self._marks.append(f'<path d="M{figure(x1)} {figure(y1)}L{figure(x2)} {figure(y2)}" class="{tone}"/>')

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        tone: str,
        *,
        round_by: float = 0,
        tip: str = "",
    ) -> None:
        radius = f' rx="{figure(round_by)}"' if round_by else ""
        box = f'x="{figure(x)}" y="{figure(y)}" width="{figure(max(width, 0))}" height="{figure(height)}"'
        self._shape("rect", f'{box}{radius} class="{tone}"', tip)

    def dot(self, x: float, y: float, radius: float, tone: str, *, tip: str = "") -> None:
        self._shape("circle", f'cx="{figure(x)}" cy="{figure(y)}" r="{figure(radius)}" class="{tone}"', tip)

    def diamond(self, x: float, y: float, radius: float, tone: str, *, tip: str = "") -> None:
        r = figure(radius)
        path = f"M{figure(x)} {figure(y - radius)}l{r} {r}l-{r} {r}l-{r} -{r}z"
        self._shape("path", f'd="{path}" class="{tone}"', tip)

    def width_of(self, words: str, *, scale: float = 1.0, weight: int = 400) -> float:
        """How wide `text` would write it."""
        return text_width(words, self.size * scale, weight)

    def svg(self, height: float, caption: Caption) -> str:
        """The finished chart, `height` high."""
        frame, title, desc = self.frame, escape(caption.title, quote=False), escape(caption.alt, quote=False)
        name = f"{caption.id}-{frame.name}"
        marks = "".join(self._marks)
        style = f"<style>{frame.css}</style>" if frame.css else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {figure(frame.width)} {figure(height)}" '
            f'width="{figure(frame.width)}" height="{figure(height)}" font-size="{figure(frame.size)}" '
            f'font-family="{frame.family}" class="ch" role="img" aria-labelledby="{name}-t {name}-d">'
            f'<title id="{name}-t">{title}</title><desc id="{name}-d">{desc}</desc>{style}{marks}</svg>'
        )

    def _shape(self, element: str, attributes: str, tip: str) -> None:
        end = f"><title>{escape(tip, quote=False)}</title></{element}>" if tip else "/>"
        self._marks.append(f"<{element} {attributes}{end}")


def figure(value: float) -> str:
    """A coordinate with at most one decimal and no minus zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
