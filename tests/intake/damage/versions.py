"""Forms of another version of the questionnaire, and for somebody else."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache

from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import ANSWER, HIDDEN, Filled, Spot, fill, put
from tests.intake.damage.kind import Do, Kind, words
from tests.intake.workbooks import FACILITY

from dxassess.files.resources import resource_folder
from dxassess.forms.stamp import looks_stamped, read_stamp
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


def _given_as(form: Filled, asked: Questionnaire) -> Filled:
    """The form of one version where another was asked. What both ask alike is read; what it asks under the
    code of another question must be asked; what lies between is left to people."""
    for code, spot in list(form.spots.items()):
        ours = asked.item_by_code.get(spot.item.code)
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


def _of_newer_version(luck: Luck) -> Filled:
    return _given_as(fill(luck, _newer(), "general_hospital"), FACILITY)


def _of_newer_version_said_to_be_ours(luck: Luck) -> Filled:
    form = _of_newer_version(luck)
    _said_to_be(form, FACILITY)
    return form


def _of_older_version(luck: Luck) -> Filled:
    return _given_as(fill(luck, FACILITY, "general_hospital"), _newer())


def _of_older_version_said_to_be_newer(luck: Luck) -> Filled:
    form = _of_older_version(luck)
    _said_to_be(form, _newer())
    return form


def _said_to_be(form: Filled, other: Questionnaire) -> None:
    """The hidden sheet taken from a form of another version; the stamps with it."""
    for sheet in form.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and looks_stamped(cell.value):
                    stamp = read_stamp(cell.value)
                    assert stamp is not None
                    put(cell, stamp.model_copy(update={"version": other.version}).text)
    for row in form.book[HIDDEN].iter_rows(max_col=2):
        if row[0].value == "version":
            put(row[1], other.version)  # type: ignore[arg-type]


def _version_mistold(form: Filled, _luck: Luck) -> None:
    """A hidden sheet that names a version that never was."""
    for row in form.book[HIDDEN].iter_rows(max_col=2):
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


def _conditions_renamed(form: Filled, _luck: Luck) -> None:
    """Sheets and their titles called otherwise."""
    for n, sheet in enumerate(form.pages, start=1):
        sheet.title = f"Nhóm {n}"
        put(sheet.cell(1, 1), f"Nhóm {n}: phần câu hỏi thứ {n}")  # type: ignore[arg-type]


def _items_removed(form: Filled, luck: Luck) -> None:
    """Rows of questions that somebody held for needless taken out."""
    for sheet in form.pages:
        spots = [spot for spot in form.on(sheet) if spot.item.type not in ("multi", "ratio")]
        for spot in sorted(luck.sample(spots, len(spots) // 4), key=lambda s: -s.cell.row):
            _take_out(form, spot)


def _take_out(form: Filled, spot: Spot) -> None:
    sheet, row = spot.sheet, spot.cell.row
    form.forget(spot)
    del form.spots[spot.code]
    others = {other.code: other for other in form.spots.values() if other.sheet is sheet}
    values = {code: other.cell.row for code, other in others.items()}
    sheet.delete_rows(row)
    for code, at in values.items():
        cell = sheet.cell(at - (at > row), ANSWER)
        form.spots[code] = others[code]._replace(cell=cell)  # type: ignore[arg-type] # nothing is merged here


def _condition_removed(form: Filled, luck: Luck) -> None:
    """A whole sheet of questions taken out."""
    sheet = luck.choice(form.pages)
    for spot in form.on(sheet):
        form.forget(spot)
        del form.spots[spot.code]
    form.book.remove(sheet)


KINDS = (
    Kind("form of a newer version", _instead(_of_newer_version), worst="asked"),
    Kind("newer version said to be ours", _instead(_of_newer_version_said_to_be_ours), worst="asked"),
    Kind("form of an older version", _instead(_of_older_version), worst="asked", newer=True),
    Kind(
        "older version said to be newer",
        _instead(_of_older_version_said_to_be_newer),
        worst="asked",
        newer=True,
    ),
    Kind("version mistold", _version_mistold),
    Kind("conditions renamed", _conditions_renamed),
    Kind("questions taken out", _items_removed),
    Kind("a condition taken out", _condition_removed),
    Kind("options in English", _in_english),
    Kind("a sheet of a newer version", _half_of_another, worst="asked"),
)
