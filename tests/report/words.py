"""What a reader sees of a part of a report: its words in a language, as every document prints them."""

from __future__ import annotations

from dxassess.render.tables import compose_table
from dxassess.render.voice import Voice
from dxassess.report.value.model import Table
from dxassess.report.value.words import Cellable
from dxassess.wording.wording import wording

WORD_JOINER = "\u2060"


def voice(language: str) -> Voice:
    return Voice(wording("report", language), wording("render", language), subject="")


def told(what: Cellable, language: str = "en") -> str:
    """The words for it, without the marks that only keep a range on one line."""
    return voice(language).say(what).replace(WORD_JOINER, "")


def printed(table: Table, language: str = "en") -> list[list[str]]:
    """The cells of a table as they are printed, row by row."""
    rows = compose_table(table, voice(language)).rows
    return [[cell.text.replace(WORD_JOINER, "") for cell in row] for row in rows]
