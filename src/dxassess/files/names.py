"""Names of files that every system can store."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(\.|$))", re.IGNORECASE)
_MOST_BYTES = 200
"""Systems end at 255; suffixes and numbers come behind."""


def safe_name(text: str, *, instead: str = " ") -> str:
    """`text` as the name of a file or folder: no letter that a path or a terminal reads as its own (`instead`
    stands there), no device of Windows, no dot or blank at an end, cut where it is long. "_" where nothing is
    left."""
    name = _UNSAFE.sub(instead, text).strip(" .")
    while len(name.encode("utf-8")) > _MOST_BYTES:
        name = name[:-1]
    name = name.rstrip(" .") or "_"
    device = _DEVICE.match(name)
    return f"{device[1]}_{name[device.end(1) :]}" if device else name
