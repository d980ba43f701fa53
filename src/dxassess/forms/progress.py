"""How far every question is: the formulas that grey out what is not asked and count what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dxassess.forms.form import FormEntry, FormSheet, Progress
from dxassess.forms.layout import ANSWER, FIRST_ROW, address, state_of
from dxassess.forms.skips import ALWAYS, Places, answered, skipped, skipped_at_start
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire
from dxassess.wording.wording import Wording

ANSWERED, LEFT, SKIPPED = 0, 1, 2


def with_progress(
    sheets: tuple[FormSheet, ...], questionnaire: Questionnaire, counts: Mapping[str, float], say: Wording
) -> tuple[FormSheet, ...]:
    """The sheets with the state of every question: SKIPPED, LEFT or ANSWERED, as a formula with its value in
    a form that nobody has filled in. `counts` are the facts known, by key."""
    places = _places(sheets, questionnaire, say)
    cover, *question_sheets = sheets
    return cover, *(
        sheet.model_copy(update={"lines": tuple(_lines(sheet, places, counts))}) for sheet in question_sheets
    )


def _places(sheets: tuple[FormSheet, ...], questionnaire: Questionnaire, say: Wording) -> Places:
    cells: dict[str, str] = {}
    states: dict[str, str] = {}
    for at, sheet in enumerate(sheets):
        for row, line in enumerate(sheet.lines, start=FIRST_ROW):
            if line.cell is not None:
                cells[line.code] = address(sheet, row, ANSWER)
            if at and line.code in questionnaire.item_by_code:
                states[line.code] = address(sheet, row, state_of(sheet))
    return Places(questionnaire, cells, states, say)


def _lines(sheet: FormSheet, places: Places, counts: Mapping[str, float]) -> Iterator[FormEntry]:
    items = places.questionnaire.item_by_code
    item: Item | None = None
    for line in sheet.lines:
        if line.code in places.states:
            item = items[line.code]
            yield line.model_copy(update={"progress": _item(item, places, counts)})
        elif line.code and item is not None:
            yield line.model_copy(update={"progress": _part(item, places, counts)})
        else:
            yield line


def _item(item: Item, places: Places, counts: Mapping[str, float]) -> Progress:
    is_done, shut = answered(item, places), skipped(item, places)
    open_now = LEFT if item.parts else ANSWERED
    now = SKIPPED if skipped_at_start(item, places, counts) else open_now
    if shut == ALWAYS:
        return Progress(formula=f"={SKIPPED}", now=now)
    formula = f"IF({is_done},{ANSWERED},{LEFT})"
    return Progress(formula=f"=IF({shut},{SKIPPED},{formula})" if shut else f"={formula}", now=now)


def _part(item: Item, places: Places, counts: Mapping[str, float]) -> Progress | None:
    """A part is skipped with its item and counted with it."""
    if item.asked_if is None:
        return None
    now = SKIPPED if skipped_at_start(item, places, counts) else ANSWERED
    return Progress(formula=f"=IF({places.states[item.code]}={SKIPPED},{SKIPPED},{ANSWERED})", now=now)


def left_on(sheet: FormSheet) -> int:
    """How many questions of a sheet are left, or lines that must not be blank, before anybody types."""
    if sheet.takes_evidence:
        return sum(line.progress is not None and line.progress.now == LEFT for line in sheet.lines)
    return sum(line.needed and line.cell is not None and line.cell.value is None for line in sheet.lines)
