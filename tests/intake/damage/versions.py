"""Forms of another version of the questionnaire, and for somebody else."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache

from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import Filled, fill, put
from tests.intake.damage.kind import Do, Kind, words
from tests.intake.workbooks import FACILITY

from dxassess.files.resources import resource_folder
from dxassess.questionnaire.items import Choice, Item
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.versions import DEFAULT

_ALIKE, _ELSE = 0.95, 0.6


@cache
def _newer() -> Questionnaire:
    found = load_questionnaires(resource_folder("questionnaires") / DEFAULT)
    return next(each for each in found if each.respondent == "facility")


def _instead(make: Callable[[Luck], Filled]) -> Do:
    def do(form: Filled, luck: Luck) -> None:
        other = make(luck)
        form.book, form.spots, form.truth = other.book, other.spots, other.truth

    return do


def _of_newer_version(luck: Luck) -> Filled:
    """The form of the version behind ours. What it asks as ours does is read; what it asks under the code of
    another question of ours must be asked; what lies between is left to people."""
    form = fill(luck, _newer(), "general_hospital")
    for code, spot in list(form.spots.items()):
        ours = FACILITY.item_by_code.get(spot.item.code)
        if ours is None or not _comparable(ours, spot.item):
            form.truth.pop(spot.item.code, None)
            del form.spots[code]
        elif _likeness(ours, spot.item) < _ELSE:
            form.ask(spot)
    return form


def _likeness(one: Item, other: Item) -> float:
    return SequenceMatcher(None, one.text["vi"], other.text["vi"]).ratio()


def _comparable(ours: Item, other: Item) -> bool:
    same = ours.type == other.type and getattr(ours, "options", ()) == getattr(other, "options", ())
    likeness = _likeness(ours, other)
    return likeness < _ELSE or (same and likeness >= _ALIKE and ours.applies == other.applies)


def _version_mistold(form: Filled, _luck: Luck) -> None:
    """A hidden sheet that names a version that never was."""
    for row in form.book["_dxassess"].iter_rows(max_col=2):
        if row[0].value == "version":
            row[1].value = "2019.7"


def _in_english(form: Filled, _luck: Luck) -> None:
    """Options and yes or no typed in the other language."""
    for spot in form.of("choice"):
        assert isinstance(spot.item, Choice)
        code = words(spot).partition(".")[0]
        text = next(option.text["en"] for option in spot.item.options if option.code == code)
        put(spot.cell, f"{code}. {text}")


def _half_of_another(form: Filled, luck: Luck) -> None:
    """A sheet of the newer version put in the place of ours, stamp and all."""
    other = fill(luck, _newer(), "general_hospital")
    sheet, theirs = form.pages[0], other.pages[0]
    gone = form.on(sheet)
    for spot in gone:
        form.truth.pop(spot.item.code, None)
        del form.spots[spot.code]
    sheet.delete_rows(1, sheet.max_row)
    for row in theirs.iter_rows():
        for cell in row:
            put(sheet.cell(cell.row, cell.column), cell.value)  # type: ignore[arg-type]


KINDS = (
    Kind("form of a newer version", _instead(_of_newer_version), worst="asked"),
    Kind("version mistold", _version_mistold),
    Kind("options in English", _in_english),
    Kind("a sheet of a newer version", _half_of_another, worst="asked"),
)
