"""What a cell beside the answer says to the item of its row: an answer, a remark, or nothing that is read."""

from __future__ import annotations

import re

from dxassess.intake.reading import BLANK, CellValue, Reading
from dxassess.intake.values.item_cell import read_item_cell
from dxassess.intake.words.text import same_words, without_accents
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo

_WORDS = frozenset(map(same_words, ("Có", "Không", "Yes", "No", "Không áp dụng", "Not applicable")))
_SHORTEST_OPTION = 4
_LED = re.compile(r"^(?:trả lời|đáp án|câu trả lời|answer|response)\s*[:\-–]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;+&/]|\bva\b|\band\b|\s)\s*")
_EDGES = " \t\n:;-–()[]→=>"


def read_beside(cell: CellValue, item: Item) -> Reading:
    """The answer that a cell is as it stands; a text answers no `Note` for certain."""
    if type(item) is Note:
        return BLANK
    return read_item_cell(cell, item, percent_format=False, na_in_text=item.allow_na)


def read_behind(words: str, item: Item) -> Reading:
    """The answer in what was written behind a question: "Trả lời: Có"."""
    return read_beside(_LED.sub("", words.strip(_EDGES)).strip(_EDGES), item)


def is_undoubted(cell: CellValue, item: Item) -> bool:
    """Whether a cell for evidence or comments holds an answer and no remark: "2", "x" and "chưa" are remarks
    there; the words of an option, "Có", "Không" and a percentage with its sign are none."""
    if not isinstance(cell, str) or read_beside(cell, item).state == "missing":
        return False
    match item:
        case YesNo() | Multi():
            return same_words(cell) in _WORDS
        case Choice():
            return len(same_words(cell)) >= _SHORTEST_OPTION
        case Quantity() | Ratio() | Note():
            return "%" in cell


def lists_options(cell: CellValue, item: Multi) -> bool:
    """Whether a cell in the row of a question names its options: "a, c, d", or the whole words of one."""
    words = same_words(cell) if isinstance(cell, str) else ""
    letters = {option.code.casefold() for option in item.options}
    texts = {same_words(text) for option in item.options for text in option.text.wordings}
    named = {each for each in _BETWEEN.split(without_accents(words)) if each}
    return words in texts or (bool(named) and named <= letters)
