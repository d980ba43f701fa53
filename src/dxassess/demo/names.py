"""What people call the files that they send back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random


def _copy(stem: str, _name: str) -> str:
    return f"Bản sao của {stem} (1).xlsx"


def _final(_stem: str, name: str) -> str:
    return f"{name} - bản cuối đã sửa.xlsx"


def _decomposed(_stem: str, name: str) -> str:
    return unicodedata.normalize("NFD", f"{name}.xlsx")


def _old_suffix(stem: str, _name: str) -> str:
    return f"{stem}.xls"


def _subfolder(stem: str, _name: str) -> str:
    return f"nộp bổ sung/{stem}.xlsx"


_RENAMES: tuple[Callable[[str, str], str], ...] = (_copy, _final, _decomposed, _old_suffix, _subfolder)


def choose_name(stem: str, name: str, random: Random) -> str:
    """The name of the file of a respondent called `name` whose form was issued as `stem`: mostly the one
    it was issued under."""
    if random.random() < 0.9:
        return f"{stem}.xlsx"
    return random.choice(_RENAMES)(stem, name)
