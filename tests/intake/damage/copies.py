"""Several copies of one form, and forms that are of somebody or something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.intake.damage.answering import Luck
from tests.intake.damage.corrected import other_answer
from tests.intake.damage.filled import ANSWER, CODE, FACT_CODES, FIRST, Filled, put
from tests.intake.damage.kind import Do, Files, Kind, few, nothing

_LATER = date(2023, 10, 20)
_DAY = "answered_on"


def _fact(form: Filled, key: str, typed: object) -> None:
    cover = form.book.worksheets[1]
    row = next(row for row in range(1, 40) if cover.cell(row, CODE).value == FACT_CODES[key])
    put(cover.cell(row, ANSWER), typed)  # type: ignore[arg-type] # no merged cells here


def _and_corrected(day: date | None, *, certain: bool) -> Callable[[Filled, Luck], Files]:
    """The form, and once more with some answers put right; the second wins where it is certainly later."""

    def send(form: Filled, luck: Luck) -> Files:
        first = form.save()
        for spot in few(form, luck, "choice", "percent", "yes_no", count=5):
            typed, value = other_answer(spot)
            put(spot.cell, typed)
            form.correct(spot, value)
            if not certain:
                form.ask(spot)
        _fact(form, _DAY, day)
        if day is not None and certain:
            form.truth[_DAY] = day.isoformat()
        return {"a.xlsx": first, "a (sua).xlsx": form.save()}

    return send


def _and_blanked(share: float) -> Callable[[Filled, Luck], Files]:
    """The form, and a later one in which most answers are blank: a blank takes nothing back."""

    def send(form: Filled, luck: Luck) -> Files:
        first = form.save()
        for spot in form.spots.values():
            if luck.random() < share and spot.item.type not in ("multi", "ratio"):
                put(spot.cell, None)
        _fact(form, _DAY, _LATER)
        form.truth[_DAY] = _LATER.isoformat()
        return {"a.xlsx": first, "a (2).xlsx": form.save()}

    return send


def _by_halves(form: Filled, _luck: Luck) -> Files:
    """Two people filled in a part each, in copies of their own."""
    kept = {code: spot.cell.value for code, spot in form.spots.items()}
    half = form.pages[: len(form.pages) // 2]
    files = {}
    for name, mine in (("a.xlsx", True), ("a (2).xlsx", False)):
        for code, spot in form.spots.items():
            put(spot.cell, kept[code] if (spot.sheet in half) is mine else None)
        files[name] = form.save()
    return files


def _twice(form: Filled, _luck: Luck) -> Files:
    content = form.save()
    return {"a.xlsx": content, "a (1).xlsx": content}


def _saved_anew(form: Filled, _luck: Luck) -> Files:
    first = form.save()
    form.book.worksheets[0].cell(40, 2).value = None
    form.book.properties.title = "Bản sao"
    return {"a.xlsx": first, "a (1).xlsx": form.save()}


def _of_another(form: Filled, luck: Luck) -> Files:
    """The form handed on with its code to another facility: nobody knows whose answers they are."""
    first = form.save()
    for spot in few(form, luck, "choice", "percent", count=9):
        put(spot.cell, other_answer(spot)[0])
    cover = form.book.worksheets[1]
    row = next(row for row in range(1, 40) if cover.cell(row, CODE).value == "F02")
    put(cover.cell(row, ANSWER), "Trung tâm Giám định Khác")  # type: ignore[arg-type]
    form.ask(*form.spots.values())
    for key in FACT_CODES:
        form.truth.pop(key, None)
    return {"a.xlsx": first, "b.xlsx": form.save()}


def _sheet_copied(change: Callable[[Filled, int, object], object]) -> Do:
    """The largest sheet copied within its workbook and changed: which of them is meant must be asked."""

    def do(form: Filled, _luck: Luck) -> None:
        sheet = max(form.pages, key=lambda page: len(form.on(page)))
        copy = form.book.copy_worksheet(sheet)
        for spot in form.on(sheet):
            cell = copy.cell(spot.cell.row, ANSWER)
            typed = change(form, spot.cell.row, spot.cell.value)
            put(cell, typed)  # type: ignore[arg-type] # no merged cells here
            if typed is not None and typed != spot.cell.value:
                form.ask(spot)

    return do


def _third_blank(_form: Filled, row: int, typed: object) -> object:
    return None if row % 3 == 0 else typed


def _third_other(_form: Filled, row: int, typed: object) -> object:
    return typed / 2 if isinstance(typed, float) and typed > 8 and row % 3 == 0 else typed


def _old_sheet(form: Filled, _luck: Luck) -> None:
    """An old copy of a sheet kept hidden, as it was before it was filled in."""
    sheet = max(form.pages, key=lambda page: len(form.on(page)))
    copy = form.book.copy_worksheet(sheet)
    copy.sheet_state = "hidden"
    for row in range(FIRST, copy.max_row + 1):
        copy.cell(row, ANSWER).value = None


def _never_filled(form: Filled, _luck: Luck) -> None:
    """Sent back as it came."""
    for spot in form.spots.values():
        put(spot.cell, None)
    form.forget(*form.spots.values())


KINDS = (
    Kind("the same file twice", nothing, send=_twice),
    Kind("saved anew, sent twice", nothing, send=_saved_anew),
    Kind("corrected two days later", nothing, send=_and_corrected(_LATER, certain=True)),
    Kind("corrected, the same day", nothing, "asked", _and_corrected(date(2023, 10, 18), certain=False)),
    Kind("corrected, without a day", nothing, "asked", _and_corrected(None, certain=False)),
    Kind("a later one, half blank", nothing, send=_and_blanked(0.5)),
    Kind("a later one, nearly blank", nothing, send=_and_blanked(0.97)),
    Kind("filled in by halves", nothing, send=_by_halves),
    Kind("handed on with its code", nothing, "refused", _of_another),
    Kind("sheet copied, some blank", _sheet_copied(_third_blank), worst="asked"),
    Kind("sheet copied, some other", _sheet_copied(_third_other), worst="refused"),
    Kind("sheet copied, the same", _sheet_copied(lambda _form, _row, typed: typed)),
    Kind("a blank copy of a sheet", _old_sheet),
    Kind("not filled in", _never_filled, worst="refused"),
)
