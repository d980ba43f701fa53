"""Quiet cells: what stands in them changes neither the places of answers nor what the overlay tells."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.forms.stamp import OPENING
from dxassess.intake.matching.identify import KnownInstrument
from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.overlay.beside import read_beside
from dxassess.intake.overlay.fitting import judge
from dxassess.intake.reading import CellValue
from dxassess.intake.values.item_cell import read_item_cell
from dxassess.intake.words.memo import Memo, as_key
from dxassess.questionnaire.items import Item

_MOST_KNOWN = 20_000
_LONGEST_KNOWN = 200
_Answer = tuple[type, object, int, bool]


class Quiet:
    """Judges open cells for the instruments that a workbook may be of. Kept, as what is read of cells is: the
    forms of a round say the same again."""

    def __init__(self, instruments: Sequence[KnownInstrument]) -> None:
        self._instruments = instruments
        self._longest = max((i.codes.longest for i in instruments), default=0)
        self._nameless = Memo(self._names_no_code)
        self.heads = Memo(self._heads)
        """Whether a text may head a column of a wide table."""
        self._answers: dict[_Answer, bool] = {}

    def is_word(self, cell: CellValue) -> bool:
        """Whether a cell of a coded row is neither a code, nor a stamp, nor the heading of a wide table."""
        return not isinstance(cell, str) or (self._is_nameless(cell) and not self.heads[cell])

    def is_answer(self, cell: CellValue, item: Item, issued: IssuedIndex, *, percent: bool) -> bool:
        """Whether a filled cell is a word, and an answer to its item that no other item could claim."""
        if isinstance(cell, str) and len(cell) > _LONGEST_KNOWN:
            return self._is_answer(cell, item, issued, percent=percent)
        key = (*as_key(cell), id(item), percent)  # the instruments keep their items, and these their ids
        known = self._answers.get(key)
        if known is None:
            if len(self._answers) >= _MOST_KNOWN:
                self._answers.clear()
            known = self._answers[key] = self._is_answer(cell, item, issued, percent=percent)
        return known

    def is_remark(self, cell: CellValue, item: Item, *, answered: bool) -> bool:
        """Whether a filled cell of evidence or comments says nothing to its item. Two of them and the
        code of a row are still too few to head a wide table."""
        if isinstance(cell, str) and not self._is_nameless(cell):
            return False
        return answered or read_beside(cell, item).state == "missing"

    def _is_answer(self, cell: CellValue, item: Item, issued: IssuedIndex, *, percent: bool) -> bool:
        reading = read_item_cell(cell, item, percent_format=percent, na_in_text=item.allow_na)
        if reading.state == "missing" or not self.is_word(cell):
            return False
        judged = judge(cell, item, issued, percent=percent)
        return judged is None or (judged.fits and not judged.foreign)

    def _is_nameless(self, text: str) -> bool:
        return not text.startswith(OPENING) and (len(text) > self._longest or self._nameless[text])

    def _names_no_code(self, text: str) -> bool:
        return all(i.codes.meant[text] is None for i in self._instruments)

    def _heads(self, text: str) -> bool:
        return any(i.columns.by_heading[text] is not None for i in self._instruments)
