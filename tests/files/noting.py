"""A note as a run leaves it, without the run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from dxassess.files.outputs import NOTE, Noted, note_of, noted_in


def note_written(folder: Path, written: Iterable[Path]) -> None:
    """Note in `folder` that these files in it are outputs, beside those noted before."""
    digests = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in written
    }
    text = note_of(Noted({**noted_in(folder).written, **digests}))
    (folder / NOTE).write_text(text, encoding="utf-8")
