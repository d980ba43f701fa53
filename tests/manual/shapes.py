"""The shapes of data for other programs: `python -m tests.manual.shapes` writes shapes.json again. Where a
path went, the version of that command rises first."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypedDict

from tests.cli.mistakes.tiny_round import make_tiny_round
from tests.cli.program import dxassess

FILE = Path(__file__).with_name("shapes.json")
COMMAND = "python -m tests.manual.shapes"
_ASKED = Path(__file__).parents[2] / "questionnaires" / "five-conditions"


class Shape(TypedDict):
    """A version and the paths under it."""

    schema: int
    paths: list[str]


def shapes_of(folder: Path) -> dict[str, Shape]:
    """The version and the paths of what every command prints under `--json`, by command."""
    facility, department = (str(_ASKED / f"{one}.yaml") for one in ("facility", "department"))
    lines = {
        "advise": ("advise", folder),
        "check": ("check", folder),
        "diff": ("questionnaire", "diff", facility, facility),
        "explain": ("explain", folder, "00801", "C1"),
        "lint": ("questionnaire", "lint", department),
        "remind": ("remind", folder),
        "score": ("score", folder),
        "status": ("status", folder),
    }
    return {name: _shape(dxassess(*line, "--json").stdout) for name, line in lines.items()}


def _shape(text: str) -> Shape:
    data = json.loads(text)
    return Shape(schema=data["schema"], paths=sorted(set(_paths(data, ""))))


def _paths(data: object, path: str) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            # Codes of provinces, items and the like are no names of a shape.
            name = key if key.islower() and key.replace("_", "").isalpha() else "*"
            yield f"{path}.{name}"
            yield from _paths(value, f"{path}.{name}")
    elif isinstance(data, list):
        for value in data:
            yield from _paths(value, f"{path}[]")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        make_tiny_round(Path(scratch) / "round")
        shapes = shapes_of(Path(scratch) / "round")
    FILE.write_text(json.dumps(shapes, indent=1) + "\n", encoding="utf-8")
