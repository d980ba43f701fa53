"""The text of an ODS cell while it is walked: what is said, what of it is not struck out, and its note."""

from __future__ import annotations

from typing import NamedTuple

from dxassess.intake.workbook.ods.styles import OdsStyles
from dxassess.intake.workbook.xlsx.styles import Look
from dxassess.intake.workbook.xmlscan import Attributes

_MOST_SPACES = 1_000


class CellText(NamedTuple):
    """All that a cell says, what of it is not struck out (None where nothing is), its note ("" for none), and
    whether its letters are in a font of symbols."""

    said: str
    kept: str | None
    note: str
    symbols: bool


class OdsCell:
    """Hears the elements within a cell. Paragraphs are lines; a note is no part of the text."""

    def __init__(self, look: Look, styles: OdsStyles) -> None:
        self._styles = styles
        self._looks = [look]
        self._said: list[str] = []
        self._kept: list[str] = []
        self._note: list[str] = []
        self._in_note = self._note_line = self._in_text = 0
        self._paragraphs = 0
        self._struck = self._symbols = False

    def start(self, name: str, attributes: Attributes) -> None:
        if self._in_note or name == "office:annotation":
            self._in_note += 1
            if name == "text:p":
                self._note_line = self._in_note
                self._note.append(" ")
            return
        match name:
            case "text:p":
                self._paragraphs += 1
                self._in_text += 1
                if self._paragraphs > 1:
                    self._add("\n")
            case "text:span":
                self._looks.append(
                    self._styles.text_look(attributes.get("text:style-name", ""), self._looks[-1])
                )
            case "text:s":
                count = attributes.get("text:c", "1")
                self._add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            case "text:tab":
                self._add("\t")
            case "text:line-break":
                self._add("\n")

    def end(self, name: str) -> None:
        if self._in_note:
            self._note_line = 0 if self._in_note == self._note_line else self._note_line
            self._in_note -= 1
        elif name == "text:p":
            self._in_text -= 1
        elif name == "text:span":
            self._looks.pop()

    def text(self, letters: str) -> None:
        if self._in_note:
            if self._note_line:  # who wrote it, and when, stand beside its lines
                self._note.append(letters)
        elif self._in_text:
            self._add(letters)

    def _add(self, letters: str) -> None:
        self._said.append(letters)
        look = self._looks[-1]
        if look is Look.PLAIN:  # as nearly all are, and the operators of flags are slow
            self._kept.append(letters)
            return
        self._symbols |= bool(look & Look.SYMBOL)
        if look & Look.STRUCK:
            self._struck = True
        else:
            self._kept.append(letters)

    def done(self) -> CellText:
        """What was heard."""
        text = "".join(self._said)
        struck_text = "".join(self._kept).strip("\n") if self._struck else None
        return CellText(text, struck_text, " ".join("".join(self._note).split()), self._symbols)
