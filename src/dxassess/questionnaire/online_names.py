"""The names of columns in a wide export of the online form, as docs/online-forms.md describes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from dxassess.questionnaire.item_parts import Option
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire

NOT_APPLICABLE = "_na"
"""Ends the name of the question "does this apply?" that stands before a quantity that may be n/a."""

YES_NO, YES_NO_NA = "yes_no", "yes_no_na"
"""Names of the lists of choices that many questions share."""

_RESERVED = frozenset({"intro", "cover", "meta", "instanceid", "instancename", YES_NO, YES_NO_NA})
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9_]")


def column_names(q: Questionnaire) -> dict[str, str]:
    """The column of every fact and of every cell of an item (`Item.parts`), by its code: the code with
    underscores for anything but letters and digits. Where that makes two codes alike, the later one gets a
    number; a code that does not begin with a letter gets an underscore before it."""
    names: dict[str, str] = {}
    taken_names = set(_RESERVED)
    for code in _codes(q):
        if code in names:
            continue
        names[code] = _free(_plain(code), taken_names)
        taken_names.add(names[code].casefold())
    return names


def asks_whether_it_applies(item: Item) -> bool:
    """Whether "not applicable" needs a question of its own, because the answer is typed and not chosen. An
    item that is made of facts alone is not asked."""
    match item:
        case Choice() | Multi() | YesNo():
            return False
        case Quantity() | Ratio() | Note():
            return item.allow_na and bool(item.parts)
        case _:
            assert_never(item)


def na_choice(options: tuple[Option, ...]) -> str:
    """The value of "not applicable" among `options`: `na`, lengthened where an option has that code."""
    taken_codes, name = {option.code for option in options}, "na"
    while name in taken_codes:
        name += "_"
    return name


def _codes(q: Questionnaire) -> Iterator[str]:
    """Every code that names something in the form. Groups share the names of questions."""
    yield from (fact.code for fact in q.facts)
    for condition in q.conditions:
        yield condition.code
        for indicator in condition.indicators:
            yield indicator.code
            for item in indicator.items:
                yield item.code
                yield from (code for code, _ in item.parts)
                if asks_whether_it_applies(item):
                    yield item.code + NOT_APPLICABLE


def _plain(code: str) -> str:
    name = _NOT_IN_NAME.sub("_", code)
    return name if name[0].isalpha() else f"_{name}"


def _free(name: str, taken_names: set[str]) -> str:
    """`name`, or with the first free number; names that differ in case alone are too alike."""
    free_name, n = name, 2
    while free_name.casefold() in taken_names:
        free_name, n = f"{name}_{n}", n + 1
    return free_name
