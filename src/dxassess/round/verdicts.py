"""`models.yaml` beside the workbooks: which proposed models a department confirms, rejects or annotates."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from dxassess.files.names import as_spelled
from dxassess.files.yaml_file import invalid, read_yaml
from dxassess.frozen import Frozen
from dxassess.questionnaire.kinds import OwnText

VERDICTS_FILE = "models.yaml"


class Verdict(Frozen):
    """A department's word on a facility as a model for an indicator (None: for all of them). "noted" only
    adds the note."""

    facility: str
    indicator: str | None = None
    verdict: Literal["confirmed", "rejected", "noted"]
    note: OwnText | None = None


def read_verdicts(folder: Path) -> tuple[Verdict, ...]:
    """The verdicts of `models.yaml` in `folder`, none where there is no such file. DxassessError names what
    is wrong with it."""
    path = as_spelled(folder, VERDICTS_FILE)
    if path is None or not path.is_file():
        return ()
    data = read_yaml(path) or {}
    verdicts = data.get("models", []) if isinstance(data, dict) else data
    try:
        return TypeAdapter(tuple[Verdict, ...]).validate_python(verdicts)
    except ValidationError as problem:
        raise invalid(path, problem) from problem
