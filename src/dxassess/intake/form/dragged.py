"""Percentages that are the same one below the other, as when one answer is dragged over those below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.reading import shown
from dxassess.intake.submission import Answer
from dxassess.intake.workbook.marks import Position, cell_position, list_cells
from dxassess.questionnaire.items import Quantity
from dxassess.questionnaire.model import Questionnaire

_FEWEST, _FEWEST_ROUND, _ROUND = 3, 4, 5
"""Whoever estimates does so in fives: three of those in a row are no wonder, three that are none are one."""
_USUAL = (0.0, 100.0)
"""What is often true of everything."""


def find_dragged(
    questionnaire: Questionnaire, answers: Iterable[Answer], *, file: str
) -> tuple[Finding, ...]:
    """A warning for every run of three or more equal percentages in one column of a sheet, of four where they
    are multiples of five; none for 0 and 100. They may be true, and count."""
    items = questionnaire.item_by_code
    columns: defaultdict[tuple[str, int], list[tuple[Position, Answer]]] = defaultdict(list)
    for answer in answers:
        item = items[answer.item]
        if type(item) is Quantity and item.percent and answer.value is not None and answer.places:
            place = answer.places[0]
            at = cell_position(place.cell or "A1")
            columns[place.sheet or "", at[1]].append((at, answer))
    return tuple(
        finding_
        for (sheet, _), column in columns.items()
        for finding_ in _runs(sorted(column, key=lambda one: one[0]), sheet, file)
    )


def _runs(column: list[tuple[Position, Answer]], sheet: str, file: str) -> Iterator[Finding]:
    for value, run in groupby(column, key=lambda one: one[1].value):
        cells = list(run)
        if not isinstance(value, float) or value in _USUAL:
            continue
        if len(cells) >= (_FEWEST if value % _ROUND else _FEWEST_ROUND):
            place = Place(file=file, sheet=sheet, cell=cells[0][1].places[0].cell)
            listed_cells = list_cells(at for at, _ in cells)
            run_finding = finding("SAME_PERCENTAGES", place, found=shown(value), expected=listed_cells)
            yield run_finding.model_copy(update={"items": tuple(answer.item for _, answer in cells)})
