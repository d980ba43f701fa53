"""What a run writes into a folder, by what names, and how it is known again where that folder is read.

Names prove nothing: a facility may call its form `results.xlsx`. So a run notes what it wrote in a file of
its own, with the hash of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from dxassess.files.write import cannot_write, write_whole

Format = Literal["HTML", "PDF", "DOCX"]
RUN_LOG = "run.json"
SAVED_FILE = "report.json"
RESULTS = ("results.json", "results.xlsx")
NOTE = ".dxassess.json"
"""The file in which a run notes what it wrote."""
OUTPUT_MARK = "dxassess:output"
"""What a workbook that is no form says of itself among its keywords, for where it went without the note."""


def file_name(stem: str, language: str, format_: Format) -> str:
    """The name of a report, sheet or letter, such as `80-long-an.vi.pdf`."""
    return f"{stem}.{language}.{format_.lower()}"


def index_name(language: str, languages: Sequence[str]) -> str:
    """The name of the page that links the reports in a language; in the first it is what a browser opens."""
    return "index.html" if language == languages[0] else f"index.{language}.html"


def open_run(folder: Path, log: str) -> None:
    """Begin a publication in `folder`: `run.json` is `log`, which says that the run has not ended, instead of
    telling of the run before while files of this one lie beside it. However the run is cut short, that stays.
    Raises OutputError if it cannot be written."""
    write_whole(folder / RUN_LOG, log)


def close_run(folder: Path, written: Iterable[Path], log: Callable[[Sequence[str]], str]) -> None:
    """End a publication in `folder`: write `run.json`, which `log` makes of the names of what was `written`,
    and the note. Both come from the one list: `run.json` tells people what this run wrote, by name; the note
    tells the next reading of the folder what any run wrote into it, `run.json` too, by hash. Raises
    OutputError if that cannot be written."""
    paths = tuple(written)
    write_whole(folder / RUN_LOG, log(sorted(path.relative_to(folder).as_posix() for path in paths)))
    note_written(folder, (*paths, folder / RUN_LOG))


def note_written(folder: Path, written: Iterable[Path]) -> None:
    """Note in `folder` that these files in it are outputs, beside those noted before that still exist. For
    whoever holds the folder alone. Raises OutputError if that cannot be written."""
    note = folder / NOTE
    try:
        before = read_note(note.read_bytes()) if note.is_file() else {}
        still_there = {name: digest for name, digest in before.items() if (folder / name).is_file()}
        new = {path.relative_to(folder).as_posix(): _digest(path) for path in written}
    except OSError as problem:
        raise cannot_write(note, problem) from problem
    write_whole(note, note_of(still_there | new))


def note_of(digests: Mapping[str, str]) -> str:
    """The text of a note that names these outputs, each with its SHA-256."""
    return json.dumps({"written": dict(sorted(digests.items()))}, ensure_ascii=False, indent=1) + "\n"


def read_note(content: bytes) -> Mapping[str, str]:
    """The SHA-256 of each output that a note names, by its name relative to the folder; nothing where
    `content` is no such note."""
    try:
        note_data = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    names = note_data.get("written") if isinstance(note_data, dict) else None
    if not isinstance(names, dict):
        return {}
    return {name: digest for name, digest in names.items() if isinstance(digest, str)}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
