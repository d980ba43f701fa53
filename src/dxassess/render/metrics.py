"""How wide a text is in Inter, from the advances that come with the fonts; figures count as tabular."""

from __future__ import annotations

import json
from functools import cache, lru_cache

from dxassess.files.resources import resource_folder

_UNITS_PER_EM = 2048
_UNKNOWN_ADVANCE = 1200
_TABULAR = "0123456789+−"
ELLIPSIS = "…"


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """The width of `text` at font size `size` (same unit), weight 400, 600 or 700."""
    advances = _advances(weight)
    return sum(advances.get(sign, _UNKNOWN_ADVANCE) for sign in text) * size / _UNITS_PER_EM


def fit(text: str, room: float, size: float, weight: int = 400) -> str:
    """`text`, or as much of it as `room` holds with an ellipsis."""
    if text_width(text, size, weight) <= room:
        return text
    room_left = room - text_width(ELLIPSIS, size, weight)
    for letters, sign in enumerate(text):
        room_left -= text_width(sign, size, weight)
        if room_left < 0:
            return text[:letters].rstrip() + ELLIPSIS
    return text


@cache
def _advances(weight: int) -> dict[str, int]:
    table = json.loads((resource_folder("report_templates") / "fonts" / "metrics.json").read_text("utf-8"))
    advances: dict[str, int] = table[str(weight)]
    widest = max(advances[digit] for digit in "0123456789")
    return advances | dict.fromkeys(_TABULAR, widest)
