"""`round.yaml` beside the workbooks: what the round is called, its day, its map, its register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError, field_validator

from dxassess.errors import DxassessError
from dxassess.forms.contact import Contact
from dxassess.frozen import Frozen
from dxassess.places.provinces import Vintage
from dxassess.questionnaire.model import Text

SETTINGS_FILE = "round.yaml"
REGISTER_FILES = ("register.xlsx", "register.csv")


Scored = Literal["self", "verified"]
FlagKind = Literal["straight_lining", "twins", "contradiction", "implausible", "evidence", "stale"]
"""What may be odd about a submission (method.md §11)."""


class Settings(Frozen):
    """The settings of a round. Without `date` the newest date of answering counts as its day. Answers from
    before the day `opened` are flagged as stale. `scored` says whether respondents that were visited count
    as they answered or as the visit found them. `exclude` names the flags that keep a submission from
    counting.

    `contact` is the unit that explains the form to respondents. `simulated` marks example data: every page of
    every report then says so.
    """

    name: Text = Text(vi="Vòng khảo sát", en="Survey round")
    date: str | None = None
    opened: str | None = None
    vintage: Vintage = "gso2025"
    weights: Literal["equal", "beds"] = "equal"
    scored: Scored = "self"
    exclude: tuple[FlagKind, ...] = ()
    register_file: str | None = None
    contact: Contact | None = None
    simulated: bool = False

    @field_validator("date", "opened", mode="before")
    @classmethod
    def _iso(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, date) else value

    @field_validator("date", "opened")
    @classmethod
    def _real_day(cls, value: str | None) -> str | None:
        if value is not None:
            date.fromisoformat(value)
        return value


def read_settings(folder: Path) -> Settings:
    """The settings in `folder`, or the defaults where there is no `round.yaml`."""
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        if isinstance(data, dict) and "register" in data:
            data["register_file"] = data.pop("register")
        return Settings.model_validate(data)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as problem:
        raise DxassessError(
            "round.unreadable", path=path.name, reason=" ".join(str(problem).split())
        ) from problem
    except ValidationError as problem:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in problem.errors())
        raise DxassessError("round.unreadable", path=path.name, reason=faults) from problem


def find_register(folder: Path, settings: Settings) -> Path | None:
    """The register that the settings name, else `register.xlsx` or `register.csv`, else None."""
    if settings.register_file is not None:
        named = folder / settings.register_file
        if not named.is_file():
            raise DxassessError("register.unreadable", path=settings.register_file, reason="–")
        return named
    return next((folder / name for name in REGISTER_FILES if (folder / name).is_file()), None)
