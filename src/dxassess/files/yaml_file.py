"""YAML files that people write: keys that stand once, and every fault as a reason in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from dxassess.errors import DxassessError, Reason

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_KINDS = {"extra_forbidden": "unknown", "missing": "missing", "literal_error": "choice", "day": "day"}
_LONGEST = 60


def load_yaml(text: str) -> object:
    """What `text` holds. A key that stands twice is a fault instead of a silent overwriting: YAMLError."""
    return yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - derives from SafeLoader


def read_yaml(path: Path) -> object:
    """What a file holds; None if it is empty. DxassessError says where it is no YAML."""
    try:
        return load_yaml(path.read_text(encoding="utf-8-sig"))
    except yaml.MarkedYAMLError as problem:
        twice = isinstance(problem, yaml.constructor.ConstructorError)
        reason = Reason("yaml.twice" if twice else "yaml.syntax", place=place_in(problem))
    except (UnicodeDecodeError, yaml.YAMLError):
        reason = Reason("yaml.encoding")
    except OSError as problem:
        reason = Reason("yaml.closed", reason=problem.strerror)
    raise DxassessError("yaml.faulty", path=path.name, reasons=(reason,))


def place_in(problem: yaml.MarkedYAMLError) -> str:
    """Where a text stops being YAML, as line and column from 1: "12:3"."""
    mark = problem.problem_mark or problem.context_mark
    return f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"


def invalid(path: Path, problem: ValidationError) -> DxassessError:
    """The error that tells everything that is wrong with what stands in a file, by its place."""
    return DxassessError("yaml.faulty", path=path.name, reasons=tuple(_reasons(problem)))


def _reasons(problem: ValidationError) -> Iterator[Reason]:
    for error in problem.errors():
        kind = _KINDS.get(error["type"], "type")
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
        yield Reason(f"yaml.{kind}", place=place or "–", found=_shown(error), wanted=_wanted(error))


def _shown(error: ErrorDetails) -> str:
    found = str(error.get("input"))
    return found if len(found) <= _LONGEST else found[:_LONGEST] + "…"


def _wanted(error: ErrorDetails) -> str:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return expected.replace(" or ", ", ").replace("'", "")


class _UniqueKeys(yaml.SafeLoader):
    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - the signature of PyYAML
    ) -> dict[object, object]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"key stands twice: {', '.join(twice)}", node.start_mark
            )
        return dict(super().construct_mapping(node, deep=deep))
