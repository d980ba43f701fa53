"""What the styles of an ODS say about values: struck out, a font of symbols, a table that is not shown."""

from __future__ import annotations

from dxassess.intake.workbook.xlsx.styles import SYMBOL_FONTS, Look
from dxassess.intake.workbook.xmlscan import Attributes

_FONTS = ("style:font-name", "fo:font-family")
_LINES = ("style:text-line-through-style", "style:text-line-through-type")
DEFINING = frozenset(("style:style", "style:text-properties", "style:table-properties"))
"""The elements that define styles."""


class OdsStyles:
    """Looks by family and name, heard from the parts that define them, the general ones first."""

    def __init__(self) -> None:
        self._looks: dict[tuple[str, str], Look] = {}
        self._hidden: set[str] = set()
        self._at = ("", "")
        self.parts: tuple[bytes, ...] = ()
        """The parts that were heard as a whole."""
        self.plain_cells = True
        """Whether no style of cells says anything; some that no cell has may count."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element that defines a style."""
        match name:
            case "style:style":
                family = attributes.get("style:family", "")
                self._at = (family, attributes.get("style:name", ""))
                self._keep(self.look(family, attributes.get("style:parent-style-name", "")))
            case "style:text-properties" if self._at in self._looks:
                self._keep(_changed(self._looks[self._at], attributes))
            case "style:table-properties" if attributes.get("table:display") == "false":
                self._hidden.add(self._at[1])

    def _keep(self, look: Look) -> None:
        self._looks[self._at] = look
        if look is not Look.PLAIN and self._at[0] == "table-cell":
            self.plain_cells = False

    def copy(self) -> OdsStyles:
        """The same looks, to which more can be added."""
        other = OdsStyles()
        other._looks, other._hidden, other._at = self._looks.copy(), self._hidden.copy(), self._at
        other.plain_cells, other.parts = self.plain_cells, self.parts
        return other

    def look(self, family: str, name: str) -> Look:
        """The look of a style; plain for one that is not defined."""
        return self._looks.get((family, name), Look.PLAIN)

    def text_look(self, name: str, around: Look) -> Look:
        """The look of a run of text in a cell that looks so: its own style decides, else the cell's."""
        return self._looks.get(("text", name), around)

    def hides(self, table_style: str) -> bool:
        """Whether a table of this style is not shown."""
        return table_style in self._hidden


def _changed(look: Look, attributes: Attributes) -> Look:
    lines = [attributes[name] for name in _LINES if name in attributes]
    if lines:
        look = look & ~Look.STRUCK if "none" in lines else look | Look.STRUCK
    fonts = [attributes[name].strip("'\" ").casefold() for name in _FONTS if name in attributes]
    if fonts:
        symbols = any(font.startswith(SYMBOL_FONTS) for font in fonts)
        look = look | Look.SYMBOL if symbols else look & ~Look.SYMBOL
    return look
