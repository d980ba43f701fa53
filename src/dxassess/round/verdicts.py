"""`models.yaml` beside the workbooks: which proposed models a department confirms, rejects or annotates."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import TypeAdapter, ValidationError

from dxassess.errors import DxassessError
from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text

VERDICTS_FILE = "models.yaml"


class Verdict(Frozen):
    """A department's word on a facility as a model for an indicator (None: for all of them). "noted" only
    adds the note."""

    facility: str
    indicator: str | None = None
    verdict: Literal["confirmed", "rejected", "noted"]
    note: Text | None = None


def read_verdicts(folder: Path) -> tuple[Verdict, ...]:
    """The verdicts of `models.yaml` in `folder`, none where there is no such file. DxassessError names what
    is wrong with it."""
    path = folder / VERDICTS_FILE
    if not path.is_file():
        return ()
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        listed = data.get("models", []) if isinstance(data, dict) else data
        return TypeAdapter(tuple[Verdict, ...]).validate_python(listed)
    except ValidationError as problem:
        reason = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in problem.errors())
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as problem:
        reason = " ".join(str(problem).split())
    raise DxassessError("round.unreadable", path=path.name, reason=reason)
