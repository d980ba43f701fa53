"""Options of a list and yes or no, as they are typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import cast

from openpyxl.styles import Font
from tests.intake.damage.answering import Luck, another, listed
from tests.intake.damage.filled import Filled, Spot, put
from tests.intake.damage.kind import Kind, doubtful, each, few, words
from tests.intake.damage.legacy import tcvn3, vni

from dxassess.intake.words.text import without_accents
from dxassess.questionnaire.items import Choice

_TEXTS = ("choice", "yes_no", "multi")


def _choice(form: Callable[[str, str], str]) -> Callable[[Filled, Luck], None]:
    """The number and the words of every option put otherwise."""

    def typed(spot: Spot) -> str:
        number, _, rest = words(spot).partition(". ")
        return form(number, rest)

    return each("choice", typed=typed)


def _text(change: Callable[[str], str]) -> Callable[[Filled, Luck], None]:
    return each(*_TEXTS, "text", typed=lambda spot: change(words(spot)))


def _yes_no(yes: object, no: object) -> Callable[[Filled, Luck], None]:
    return each("yes_no", "multi", typed=lambda spot: cast("str", yes if words(spot) == "Có" else no))


def _other(spot: Spot) -> str:
    """Another option than the one chosen, as listed."""
    assert isinstance(spot.item, Choice)
    return listed(spot.item, another(spot.item, words(spot).partition(".")[0]))


def _respaced(text: str) -> str:
    return "\u00a0" + text.replace(" ", "\u00a0 ") + "\u200b "


def _old_tones(text: str) -> str:
    return text.replace("òa", "oà").replace("óa", "oá").replace("ọa", "oạ").replace("úy", "uý")


def _signs(form: Filled, luck: Luck) -> None:
    """Ticks and crosses of a font of signs: û and ü there are ✗ and ✓."""
    for spot in few(form, luck, "yes_no", "multi", count=4):
        put(spot.cell, "ü" if words(spot) == "Có" else "û")
        spot.cell.font = Font(name="Wingdings")


def _misspelt(text: str) -> str:
    at = len(text) // 2
    return text[:at] + text[at + 1 :]


KINDS = (
    Kind("numbers of options", each("choice", typed=lambda s: int(words(s).partition(".")[0]))),
    Kind("numbers of options as text", _choice(lambda number, _: number)),
    Kind("numbers with a bracket", _choice(lambda number, _: f"{number})")),
    Kind("numbers as decimals", _choice(lambda number, _: f"{number}.0")),
    Kind("levels", _choice(lambda number, _: f"Mức {number}")),
    Kind("words of options", _choice(lambda _, rest: rest)),
    Kind("number and dash", _choice(lambda number, rest: f"{number} - {rest}")),
    Kind("option cut short", _choice(lambda number, rest: f"{number}. {rest[:20]}"), worst="asked"),
    Kind("option misspelt", _choice(lambda number, rest: f"{number}. {_misspelt(rest)}")),
    Kind("option in quotes", _choice(lambda number, rest: f'"{number}. {rest}"'), worst="asked"),
    Kind("decomposed", _text(lambda text: unicodedata.normalize("NFD", text))),
    Kind("old tone marks", _text(_old_tones)),
    Kind("without accents", each(*_TEXTS, typed=lambda s: without_accents(words(s)))),
    Kind("upper case", _text(str.upper)),
    Kind("TCVN3", _text(tcvn3)),
    Kind("VNI", _text(vni)),
    Kind("odd spaces", _text(_respaced)),
    Kind("line break in the option", _text(lambda text: text.replace(" ", "\n", 1))),
    Kind("x and 0", _yes_no("x", 0)),
    Kind("X and blank dash", _yes_no("X", "-"), worst="asked"),
    Kind("1 and 0", _yes_no(1, 0)),
    Kind("true and false", _yes_no(True, False)),
    Kind("ticks and crosses", _yes_no("✓", "✗")),
    Kind("boxes ticked", _yes_no("☑", "☐"), worst="asked"),
    Kind("c and k", _yes_no("C", "K"), worst="asked"),
    Kind("yes with a point", _yes_no("Có.", "Không."), worst="asked"),
    Kind("yes in English", _yes_no("Yes", "No")),
    Kind("yes with a remark", _yes_no("Có (đang nâng cấp)", "Không"), worst="asked"),
    Kind("signs of a font", _signs),
    Kind("two options", doubtful("choice", typed=lambda s: f"{words(s)}; {_other(s)}"), worst="asked"),
    Kind("two options in lines", doubtful("choice", typed=lambda s: f"{words(s)}\n{_other(s)}"), "asked"),
    Kind("two numbers of options", doubtful("choice", typed=lambda s: "1, 2", options=4), worst="asked"),
    Kind("option denied", doubtful("choice", typed=lambda s: f"{words(s)} – chưa đạt", count=1), "asked"),
    Kind("not this, that", doubtful("choice", typed=lambda s: f"Không phải {words(s)}", count=1), "asked"),
    Kind("between two", doubtful("choice", typed=lambda s: "1-2", options=4), worst="asked"),
    Kind("option that is not there", doubtful("choice", typed=lambda s: 9), worst="asked"),
    Kind("x in a list", doubtful("choice", typed=lambda s: "x"), worst="asked"),
    Kind("do not know", doubtful(*_TEXTS[:2], typed=lambda s: "không rõ"), worst="asked"),
    Kind("under way", doubtful("choice", "yes_no", typed=lambda s: "đang triển khai"), worst="asked"),
    Kind("question mark", doubtful("choice", "yes_no", typed=lambda s: "?"), worst="asked"),
    Kind("yes and no", doubtful("yes_no", typed=lambda s: "Có/Không"), worst="asked"),
    Kind("yes but not", doubtful("yes_no", typed=lambda s: "Có nhưng chưa dùng"), worst="asked"),
    Kind("not used", doubtful("yes_no", "choice", typed=lambda s: "chưa", count=1), worst="guessed"),
)
