"""What commands print for other programs, under a version of its shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dxassess.cli.terminal import tell_json

DataOf = Literal["advise", "check", "diff", "explain", "lint", "remind", "status"]
SCHEMAS: dict[DataOf, int] = {
    "advise": 1,
    "check": 1,
    "diff": 1,
    "explain": 1,
    "lint": 1,
    "remind": 1,
    "status": 1,
}
"""The version of the shape of each. It rises where a key goes, is renamed or means something else; a further
key changes nothing for whoever reads the others. `score` prints results.json, which has its own version."""


def tell_data(of: DataOf, data: Mapping[str, object]) -> None:
    """Print the data of a command, the version of their shape first."""
    from dxassess.report.data.results import to_text

    tell_json(to_text({"schema": SCHEMAS[of], **data}))
