"""Words to options: which option, yes or no, does a cell name?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from dxassess.intake.reading import CellNote, CellValue, Reading, answered, unreadable
from dxassess.intake.words.text import clean, same_words, without_accents
from dxassess.intake.words.vocabulary import MARKS, NO, NO_LOOSELY, YES, YES_LOOSELY
from dxassess.questionnaire.item_parts import Option
from dxassess.questionnaire.kinds import Text, catalogued

_ALIKE = 0.5
_NUMBERED = re.compile(r"([0-9]{1,2})\s*(?:[.):\-–]\s*(.*))?")
_LEVEL = re.compile(r"(?:muc do|muc|cap do|level)\s*([0-9]{1,2})|([0-9]{1,2})[.,]0")
_ANOTHER = re.compile(r"(?:^|\s)[0-9]{1,2}\s*[.)]\s")
_REMARK = re.compile(r"([^(,;:–-]{2,20})\s*[(,;:–-]\s*(.+)")
_QUOTES = "\"'“”‘’`´«»"
_DENIALS = ("chua", "khong", "ko", "not", "no")


def read_choice(cell: CellValue, options: Sequence[Option]) -> Reading:
    """The code of the option that a cell names by "2. text", number, code or text.

    Options count from 0 as the form prints them, unless their codes are numbers themselves. Text without
    accents is read with a note; what names no option, or two, is unreadable. Quotation marks around it say
    nothing.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return unreadable("OPTION_UNKNOWN", _range(options))
    if not isinstance(cell, str):
        number = int(cell) if float(cell).is_integer() else -1
        code = _numbered(options).get(str(number))
        return answered(code) if code else unreadable("OPTION_UNKNOWN", _range(options))
    return _worded(cell.strip().strip(_QUOTES), options)


def read_yes_no(cell: CellValue) -> Reading:
    """True for yes, False for no."""
    if isinstance(cell, bool):
        return answered(cell)
    if isinstance(cell, int | float):
        return _marked(cell == 1) if cell in (0, 1) else unreadable("NOT_YES_NO")
    if not isinstance(cell, str):
        return unreadable("NOT_YES_NO")
    exact = same_words(cell)
    if exact in YES or exact in NO:
        return _marked(exact in YES) if exact in MARKS else answered(exact in YES)
    loose = without_accents(cell)
    if (loose in YES_LOOSELY) != (loose in NO_LOOSELY):
        yes = loose in YES_LOOSELY
        return answered(yes, CellNote("READ_AS", _said(yes=yes)))
    return _with_remark(cell)


def _with_remark(cell: str) -> Reading:
    """As in "Có (đang nâng cấp)": the word counts where what stands behind it denies nothing and answers not
    otherwise."""
    match = _REMARK.fullmatch(clean(cell).rstrip(")"))
    head = same_words(match[1]) if match else ""
    if match is None or head not in (YES | NO) - MARKS or len(head) < 2:
        return unreadable("NOT_YES_NO")
    remark = without_accents(match[2])
    if _denials(remark) or remark in YES_LOOSELY | NO_LOOSELY:
        return unreadable("NOT_YES_NO")
    return answered(head in YES, CellNote("READ_AS", _said(yes=head in YES)))


def _denials(loose: str) -> int:
    """How often a text without accents denies something."""
    return sum(word in _DENIALS for word in re.findall("[a-z]+", loose))


def _marked(yes: bool) -> Reading:  # noqa: FBT001 - the value of a yes/no item
    return answered(yes, CellNote("MARK_READ", _said(yes=yes)))


def _said(*, yes: bool) -> Text:
    """The answer as the form has it."""
    return catalogued("forms", "yes" if yes else "no")


def _worded(cell: str, options: Sequence[Option]) -> Reading:
    by_words = _by_words(options).get(same_words(cell), [])
    if not by_words:
        by_words = [o for o in options if clean(cell).casefold() == o.code.casefold()]
    if len(by_words) == 1:
        return answered(by_words[0].code)
    if level := _LEVEL.fullmatch(without_accents(cell)):
        code = _numbered(options).get(str(int(level[1] or level[2])))
        named = next((option for option in options if option.code == code), None)
        if named is not None:
            return answered(named.code, CellNote("READ_AS", named.text))
    match = _NUMBERED.fullmatch(same_words(cell))
    numbered = _numbered(options).get(str(int(match[1]))) if match else None
    if match and numbered:
        return _confirm(next(o for o in options if o.code == numbered), match[2] or "", options)
    loosely = [o for o in options if without_accents(cell) in _loose_wordings(o)]
    if len(loosely) == 1:
        return answered(loosely[0].code, CellNote("READ_AS", loosely[0].text))
    return unreadable("OPTION_AMBIGUOUS" if loosely else "OPTION_UNKNOWN", _range(options))


def _confirm(option: Option, words: str, options: Sequence[Option]) -> Reading:
    """An option named by number; the words behind the number must not fit another one better, or none:
    they may be of the row above."""
    if not words or without_accents(words) in _loose_wordings(option):
        return answered(option.code)
    if _says_more(option, without_accents(words), options):
        return unreadable("OPTION_AMBIGUOUS", _range(options))
    likeness = {other.code: _likeness(words, other) for other in options}
    if likeness[option.code] < max(_ALIKE, *likeness.values()):
        return unreadable("OPTION_AMBIGUOUS", _range(options))
    return answered(option.code, CellNote("READ_AS", option.text))


def _says_more(option: Option, loose: str, options: Sequence[Option]) -> bool:
    """Whether words behind a number hold more than the option and a remark: another option, another number,
    or a denial that the option itself does not have."""
    option_wordings = _loose_wordings(option)
    denied = all(_denials(loose) > _denials(wording) for wording in option_wordings)
    others = (wording for other in options if other is not option for wording in _loose_wordings(other))
    another = any(
        len(wording) > 3 and wording in loose and not any(wording in mine for mine in option_wordings)
        for wording in others
    )
    return denied or another or _ANOTHER.search(loose) is not None


def _likeness(words: str, option: Option) -> float:
    """From 0 to 1: how much the words are like the option's; the beginning or a piece of it is enough."""
    loose = without_accents(words)
    return max(
        1.0 if len(loose) > 3 and loose in wording else SequenceMatcher(None, loose, wording).ratio()
        for wording in _loose_wordings(option)
    )


def _numbered(options: Sequence[Option]) -> dict[str, str]:
    if all(option.code.isdecimal() for option in options):
        return {option.code: option.code for option in options}
    return {str(n): option.code for n, option in enumerate(options)}


def _range(options: Sequence[Option]) -> str:
    numbers = list(_numbered(options))
    return f"{numbers[0]}–{numbers[-1]}" if numbers else ""


_known: dict[int, tuple[Sequence[Option], dict[str, list[Option]]]] = {}
_MOST_KNOWN = 2_000


def _by_words(options: Sequence[Option]) -> dict[str, list[Option]]:
    """Options by their wordings, folded. The options are kept too, so that their id stays their own."""
    known = _known.get(id(options))
    if known is None:
        by_words: defaultdict[str, list[Option]] = defaultdict(list)
        for option in options:
            for wording in _folded(*_as_shown(option)):
                by_words[wording].append(option)
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[id(options)] = (options, dict(by_words))
    return known[1]


def _loose_wordings(option: Option) -> frozenset[str]:
    return _unaccented(*_as_shown(option))


def _as_shown(option: Option) -> tuple[str, ...]:
    """The words of an option, and as the drop-down lists show it: "b. words"."""
    texts = option.text.wordings
    return (*texts, *(f"{option.code}. {text}" for text in texts))


@cache
def _folded(*texts: str) -> frozenset[str]:
    return frozenset(map(same_words, texts))


@cache
def _unaccented(*texts: str) -> frozenset[str]:
    return frozenset(map(without_accents, texts))
