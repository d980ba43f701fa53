"""What a run writes into a folder, by what names, and how it is known again.

Names prove nothing: a facility may call its form `results.xlsx`, and a clerk may have edited a letter. So a
run notes what it wrote in a file of its own, with the hash of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from dxassess.files.write import cannot_write

Format = Literal["HTML", "PDF", "DOCX"]
"""As what a report may be asked for."""
FileFormat = Literal["HTML", "PDF", "DOCX", "XLSX"]
"""As what a part of it is written: its annex is a workbook too."""
RUN_LOG = "run.json"
SAVED_FILE = "report.json"
RESULTS = ("results.json", "results.xlsx")
NOTE = ".dxassess.json"
"""The file in which a run notes what it wrote."""
OUTPUT_MARK = "dxassess:output"
"""What a workbook that is no form says of itself among its keywords, for where it went without the note."""

_NONE: Mapping[str, str] = MappingProxyType({})


class Noted(NamedTuple):
    """What a note tells of files by their names relative to the folder: the SHA-256 of what was `written`
    last, and the `keys` of what they were made from, where that is known. Some are `forms` and marked copies
    of them: whoever finds them among what came back has to read them."""

    written: Mapping[str, str] = _NONE
    keys: Mapping[str, str] = _NONE
    forms: frozenset[str] = frozenset()

    @property
    def outputs(self) -> Mapping[str, str]:
        """The SHA-256 of those that are no submission, whoever sends them."""
        return {name: digest for name, digest in self.written.items() if name not in self.forms}


def file_name(stem: str, language: str, format_: FileFormat) -> str:
    """The name of a report, sheet or letter, such as `80-long-an.vi.pdf`."""
    return f"{stem}.{language}.{format_.lower()}"


def index_name(language: str, languages: Sequence[str]) -> str:
    """The name of the page that links the reports in a language; in the first it is what a browser opens."""
    return "index.html" if language == languages[0] else f"index.{language}.html"


def note_of(noted: Noted) -> str:
    """The text of a note."""
    parts: dict[str, object] = {"written": dict(sorted(noted.written.items()))}
    if noted.keys:
        parts["keys"] = dict(sorted(noted.keys.items()))
    if noted.forms:
        parts["forms"] = sorted(noted.forms)
    return json.dumps(parts, ensure_ascii=False, indent=1) + "\n"


def read_note(content: bytes) -> Noted:
    """What a note tells; nothing where `content` is no such note."""
    try:
        note_data = json.loads(content)
    except (ValueError, RecursionError):
        return Noted()
    if not isinstance(note_data, dict):
        return Noted()
    forms = note_data.get("forms")
    return Noted(
        written=_texts(note_data.get("written")),
        keys=_texts(note_data.get("keys")),
        forms=frozenset(name for name in forms if isinstance(name, str))
        if isinstance(forms, list)
        else frozenset(),
    )


def noted_in(folder: Path) -> Noted:
    """What is noted of the outputs in `folder`. OutputError if the note cannot be read."""
    note = folder / NOTE
    try:
        return read_note(note.read_bytes()) if note.is_file() else Noted()
    except OSError as problem:
        raise cannot_write(note, problem) from problem


def _texts(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        return {}
    return {name: text for name, text in value.items() if isinstance(text, str)}
