"""Names of files: such as every system can store, and such as are found however a system compares them."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

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


def as_spelled(folder: Path, name: str) -> Path | None:
    """The path of what is called `name` (which may lead through folders) in `folder`, as it is spelled on
    the disk: Windows and macOS find `register.xlsx` where `Register.xlsx` lies, and letters with marks may
    be composed otherwise. A round is read alike on every system, so this holds on all; what is spelled
    exactly so comes first. None where there is none."""
    path = folder
    for part in Path(name).parts:
        spelled = _spelled(path, part)
        if spelled is None:
            return None
        path = path / spelled
    return path


def _spelled(folder: Path, part: str) -> str | None:
    if part in (os.curdir, os.pardir) or Path(part).is_absolute():
        return part
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:  # it may be opened where it cannot be listed
        return part
    alike = [name for name in names if _folded(name) == _folded(part)]
    return part if part in alike else next(iter(alike), None)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
