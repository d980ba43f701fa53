"""`round.yaml` beside the workbooks: what the round is called, its day, its map, its register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from dxassess.errors import DxassessError
from dxassess.files.names import as_spelled
from dxassess.files.yaml_file import invalid, read_yaml
from dxassess.forms.contact import Contact
from dxassess.frozen import Frozen
from dxassess.places.provinces import VINTAGES, Vintage, vintage_on
from dxassess.questionnaire.kinds import OwnText, catalogued

SETTINGS_FILE = "round.yaml"
REGISTER_FILES = ("register.xlsx", "register.csv", "register.xls", "register.ods")


ScoredAnswers = Literal["self", "verified"]
FlagKind = Literal["straight_lining", "twins", "contradiction", "implausible", "evidence", "stale"]
"""What may be odd about a submission (method.md §11)."""


RoundId = Annotated[str, Field(pattern=r"^[0-9A-Za-z._-]{0,40}$")]


class Settings(Frozen):
    """The settings of a round. A `name` written as one text is its name in both languages. Forms are stamped
    with the `id` of the round: one that bears another is of another round and does not count. Without `date`
    the newest date of answering counts as its day. Answers from before the day `opened` are flagged as
    stale. Until the day `due` forms are to be sent in: letters and reminders name it, forms do not, as it is
    put off now and then and a form that is out must stay as it is. `scored` says whether respondents that
    were visited count as they answered or as the visit found them. `exclude` names the flags that keep a
    submission from counting. `strangers` says whether facilities that are not in the register count in their
    province ("count"), or are scored apart.

    `questionnaires` names the version that was asked (one that comes with the program, or a folder beside):
    an old round keeps being scored by its own. None: the newest five conditions.

    Without `vintage` the map is that of the round's day (`date`, else `opened`): 63 provinces before 1 July
    2025, 34 since, and where neither is known.

    `contact` is the unit that explains the form to respondents. `simulated` marks example data: every page of
    every report then says so.
    """

    name: OwnText = catalogued("cli", "round.unnamed")
    id: RoundId = ""
    date: str | None = None
    opened: str | None = None
    due: str | None = None
    vintage: Vintage = "gso2025"
    weights: Literal["equal", "beds"] = "equal"
    scored: ScoredAnswers = "self"
    exclude: tuple[FlagKind, ...] = ()
    strangers: Literal["apart", "count"] = "apart"
    register_file: str | None = None
    questionnaires: str | None = None
    contact: Contact | None = None
    simulated: bool = False

    @field_validator("date", "opened", "due", mode="before")
    @classmethod
    def _iso(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, date) else value

    @field_validator("date", "opened", "due")
    @classmethod
    def _real_day(cls, value: str | None) -> str | None:
        try:
            return value and date.fromisoformat(value).isoformat()
        except ValueError as problem:
            raise PydanticCustomError("day", "not a day") from problem

    @field_validator("due")
    @classmethod
    def _after_opening(cls, value: str | None, info: ValidationInfo) -> str | None:
        opened = info.data.get("opened")
        if value and opened and value < opened:
            raise PydanticCustomError("early", "before it was opened", {"expected": str(opened)})
        return value


_KEYS = tuple(name.removesuffix("_file") for name in Settings.model_fields)


def read_settings(folder: Path) -> Settings:
    """The settings in `folder`, or the defaults where there is no `round.yaml`."""
    path = as_spelled(folder, SETTINGS_FILE)
    if path is None or not path.is_file():
        return Settings()
    data = read_yaml(path)
    data = {} if data is None else data
    if isinstance(data, dict) and data.get("vintage") is None:
        day = data.get("date") or data.get("opened")
        data = {**data, "vintage": vintage_on(str(day)) if day else VINTAGES[-1]}
    if isinstance(data, dict) and "register" in data:
        data = {**data, "register_file": data["register"]}
        del data["register"]
    try:
        return Settings.model_validate(data)
    except ValidationError as problem:
        raise invalid(path, problem, keys=_KEYS) from problem


def find_register(folder: Path, settings: Settings) -> Path | None:
    """The register that the settings name, else the first of `REGISTER_FILES`, else None."""
    if settings.register_file is not None:
        named_file = as_spelled(folder, settings.register_file)
        if named_file is None or not named_file.is_file():
            raise DxassessError("register.absent", path=settings.register_file)
        return named_file
    spelled_files = (as_spelled(folder, name) for name in REGISTER_FILES)
    return next((path for path in spelled_files if path is not None and path.is_file()), None)
