"""What can be wrong with YAML that people write, and its text before it is looked into."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

FaultKind = Literal["syntax", "encoding", "long", "deep", "alias", "twice", "key", "tag", "day", "number"]

_LONGEST_QUOTE = 60


class YamlFault(Exception):  # noqa: N818 - a verdict about a text, not an error of the program
    """Why a text is no usable YAML. `place` is line and column from 1, "12:3", with the key that stands
    there; `found` is what stands there, cut, or "" where nothing need be quoted."""

    def __init__(self, kind: FaultKind, *, place: str = "1:1", found: str = "") -> None:
        super().__init__(kind)
        self.kind: FaultKind = kind
        self.place = place
        self.found = found


def quoted(text: str) -> str:
    """At most so much of a text as a sentence can hold."""
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def yaml_text(path: Path) -> str:
    """The text of a YAML file. Raises YamlFault if it is not UTF-8, OSError if it cannot be opened."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise YamlFault("encoding") from problem
