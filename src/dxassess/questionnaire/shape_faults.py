"""What is wrong in the shape of a questionnaire, told by the keys that its author wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import ValidationError

from dxassess.questionnaire.faults import Fault
from dxassess.questionnaire.items import KEYS, ScoredQuestion

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Path = tuple[int | str, ...]
_TO_ITEM = ("conditions", "indicators", "items")


def shape_faults(problem: ValidationError, *, file: str) -> Iterator[Fault]:
    """Every key that is missing, unknown, or does not hold what it should."""
    for error in problem.errors():
        yield from _faults(error, _path(error["loc"]), file)


def _faults(error: ErrorDetails, path: Path, file: str) -> Iterator[Fault]:
    where = ".".join(map(str, path))
    if error["type"] == "union_tag_not_found":
        yield Fault(file=file, path=f"{where}.type", key="missing", detail="Field required")
        yield from _beside_type(error, path, file)
    elif error["type"] == "union_tag_invalid":
        allowed = f"Input should be {error['ctx']['expected_tags']}"
        yield Fault(file=file, path=f"{where}.type", key="literal_error", detail=allowed)
        yield from _beside_type(error, path, file)
    elif error["type"] == "extra_forbidden" and len(path) == 7 and path[-1] in KEYS:
        yield Fault(file=file, path=where, key="key_of_other_type", detail=str(path[-1]))
    else:
        yield Fault(file=file, path=where, key=error["type"], detail=error["msg"])


def _beside_type(error: ErrorDetails, path: Path, file: str) -> Iterator[Fault]:
    """What else is wrong in an item without a type, as far as it would be in an item of any type."""
    try:
        ScoredQuestion.model_validate({**error["input"], "type": ""})
    except ValidationError as problem:
        for other in problem.errors():
            if other["type"] != "extra_forbidden" or other["loc"][-1] not in KEYS:
                yield from _faults(other, (*path, *other["loc"]), file)


def _path(loc: Path) -> Path:
    """Where a fault stands, without the type that pydantic names behind the number of an item."""
    return (*loc[:6], *loc[7:]) if loc[0:6:2] == _TO_ITEM else loc
