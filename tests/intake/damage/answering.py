"""An invented answer to a question, and what a clerk types for it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from dxassess.intake.submission import Value
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo

Luck = random.Random
Typed = str | float | bool | date
STORY = "Đăng ký khám qua mạng, giảm thời gian chờ từ 60 xuống 25 phút"


def answer(item: Item, luck: Luck) -> tuple[Value, list[Typed]]:
    """An invented answer, and what a clerk types for it."""
    match item:
        case Choice():
            option = luck.choice(item.options[1:-1] or item.options)
            return option.code, [listed(item, option.code)]
        case YesNo():
            yes = luck.random() < 0.5
            return yes, ["Có" if yes else "Không"]
        case Quantity():
            number = float(luck.randrange(4, 198) / 2 if item.percent else luck.randrange(2, 60))
            return number, [number]
        case Ratio():
            whole = float(luck.randrange(20_000, 90_000))
            part = float(luck.randrange(100, 900))
            return (part, whole), [part, whole]
        case Multi():
            plain = [option.code for option in item.options if not option.exclusive]
            chosen = {code for code in plain if luck.random() < 0.6} or {plain[0]}
            return tuple(c for c in plain if c in chosen), list(_ticked(item, chosen))
        case Note():
            return ("2023-05-09", [date(2023, 5, 9)]) if item.dated else (STORY, [STORY])


def _ticked(item: Multi, chosen: set[str]) -> Iterator[str]:
    return ("Có" if option.code in chosen else "Không" for option in item.options)


def listed(item: Choice, code: str) -> str:
    """An option as the list of the form shows it."""
    return next(f"{option.code}. {option.text['vi']}" for option in item.options if option.code == code)


def another(item: Choice, code: str) -> str:
    """The option behind this one, or the one before it where it is the last."""
    codes = [option.code for option in item.options]
    at = codes.index(code)
    return codes[at + 1] if at + 1 < len(codes) else codes[at - 1]
