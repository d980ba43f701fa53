"""What was worked out of files that seldom change, kept for the next start in the user's own cache.

Nothing here is ever out of date, since its key holds all that it comes from, and to lose it costs time
alone: a folder that cannot be written, or a content that was damaged, is as good as none. What is recalled is
checked as what comes from outside; it holds questions and texts, no answer and no person."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from dxassess.errors import DxassessError
from dxassess.files.marks import digest_of, program_mark
from dxassess.files.write import write_whole
from dxassess.frozen import Frozen

CACHE = "DXASSESS_CACHE"
"""The environment variable that names another folder; "off" keeps nothing."""
_MOST = 40
"""How many contents are kept, the latest: each of a few hundred kilobytes."""

Cached = TypeVar("Cached", bound=Frozen)


def kept_for_user(kind: str, *parts: str, model: type[Cached], make: Callable[[], Cached]) -> Cached:
    """The value that this program works out of `parts`: as it was kept, else what `make` makes, which is
    kept. What `make` raises comes out, and nothing is kept then."""
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"{kind}-{digest_of(program_mark(), *parts)}.json"
    value = _recall(path, model)
    if value is None:
        value = make()
        _keep(path, value)
    return value


def _folder() -> Path | None:
    """The folder of what is kept, which may not be there; None where nothing is to be."""
    named = os.environ.get(CACHE)
    if named == "off":
        return None
    if named:
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:  # nobody's home, as of some services
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "dxassess" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "dxassess"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "dxassess"


def _recall(path: Path, model: type[Cached]) -> Cached | None:
    from pydantic import ValidationError

    try:
        digest, _, content = path.read_text(encoding="utf-8").partition("\n")
        return model.model_validate_json(content) if digest == digest_of(content) else None
    except (OSError, ValueError, ValidationError):
        return None


def _keep(path: Path, value: Frozen) -> None:
    content = value.model_dump_json()
    with suppress(DxassessError, OSError):
        write_whole(path, f"{digest_of(content)}\n{content}")
        oldest_first = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime_ns)
        for old in oldest_first[:-_MOST]:
            old.unlink(missing_ok=True)
