"""YAML files that people write, and every fault of one as a reason in the user's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from reprlib import repr as cut_repr
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError, Reason
from dxassess.files.yaml_fault import YamlFault, quoted, yaml_text

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_KINDS = {
    "extra_forbidden": "unknown",
    "missing": "missing",
    "literal_error": "choice",
    "day": "no_day",
    "early": "early",
}


def read_yaml(path: Path) -> object:
    """What a file holds; None if it is empty. DxassessError says where it is no YAML."""
    from dxassess.files.yaml_text import load_yaml  # the loader, where there is something to load

    try:
        return load_yaml(yaml_text(path))
    except YamlFault as fault:
        reason = Reason(f"yaml.{fault.kind}", place=fault.place, found=fault.found)
    except OSError as problem:
        reason = Reason("yaml.closed", reason=problem.strerror)
    raise DxassessError("yaml.faulty", path=path.name, reasons=(reason,))


def invalid(path: Path, problem: ValidationError, *, keys: Sequence[str] = ()) -> DxassessError:
    """The error that tells everything that is wrong with what stands in a file, by its place. An unknown key
    that is near one of `keys` is told with that."""
    return DxassessError("yaml.faulty", path=path.name, reasons=tuple(_reasons(problem, keys)))


def _reasons(problem: ValidationError, keys: Sequence[str]) -> Iterator[Reason]:
    for error in problem.errors():
        kind = _KINDS.get(error["type"], "type")
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
        near = get_close_matches(place, keys, 1) if kind == "unknown" else []
        if near:
            yield Reason("yaml.unknown_near", place=place, near=near[0])
            continue
        yield Reason(f"yaml.{kind}", place=place or "–", found=_shown(error), wanted=_wanted(error))


def _shown(error: ErrorDetails) -> str:
    """What stands there, cut before it is made into a text: it may be far larger than anything to read."""
    input_text = error.get("input")
    if isinstance(input_text, date):
        return input_text.isoformat()
    return quoted(input_text if isinstance(input_text, str) else cut_repr(input_text))


def _wanted(error: ErrorDetails) -> str:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return expected.replace(" or ", ", ").replace("'", "")
