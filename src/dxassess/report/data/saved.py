"""The reports of a round as one JSON text, from which every document can be made again years later."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from dxassess import __version__
from dxassess.errors import DxassessError
from dxassess.frozen import Frozen
from dxassess.report.value.model import Readers, Report, Table
from dxassess.report.value.words import Date

SAVED_VERSION: Literal[1] = 1
_STEM = re.compile(r"\w[\w-]*")
_LARGEST = 1e12
"""No figure of a report is as large; beyond it neither an axis nor a rounded number can be made."""


class SavedReports(Frozen):
    """The `reports` of a round as they were for its `readers`, and nothing that those may not see.
    `saved_reports` is the version of this form, `program` who wrote it; `sha256` is that of the reports' own
    JSON, so that a damaged file is not taken for a whole one."""

    saved_reports: Literal[1] = SAVED_VERSION
    program: str
    readers: Readers
    sha256: str
    reports: tuple[Report, ...]


def save_reports(reports: Sequence[Report], readers: Readers) -> str:
    """The text of `report.json`: the same for the same reports, of which there is at least one."""
    saved = SavedReports(
        program=reports[0].program,
        readers=readers,
        sha256=_sha256([report.model_dump(mode="json") for report in reports]),
        reports=tuple(reports),
    )
    return saved.model_dump_json() + "\n"


def load_reports(content: bytes, *, path: str) -> SavedReports:
    """The reports of a saved text. DxassessError where it is no such text or a damaged one, or where it has
    another form than this program writes; `path` says in the error which file it was."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise DxassessError("saved.damaged", path=path) from problem
    if not isinstance(data, dict) or not isinstance(data.get("saved_reports"), int):
        raise DxassessError("saved.damaged", path=path)
    if data["saved_reports"] != SAVED_VERSION:
        raise _other_version(data, path)
    if data.get("sha256") != _sha256(data.get("reports")):
        raise DxassessError("saved.damaged", path=path)
    try:
        saved = SavedReports.model_validate_json(content)
    except ValidationError as problem:
        raise _other_version(data, path) from problem
    if not _belong_together(saved) or not _is_sound(saved.reports):
        raise DxassessError("saved.damaged", path=path)
    return saved


def last_saved(path: Path, readers: Readers) -> tuple[Report, ...]:
    """The reports for `readers` that the last publication saved at `path`; none where there are none, or none
    that can be read."""
    try:
        saved = load_reports(path.read_bytes(), path=str(path))
    except (OSError, DxassessError):
        return ()
    return saved.reports if saved.readers == readers else ()


def _other_version(data: dict[str, object], path: str) -> DxassessError:
    """The error for a form that this program does not know; where it bears this program's own number, no
    other version would read it either."""
    program = str(data.get("program", "–"))[:20]
    if program == __version__:
        return DxassessError("saved.build", path=path, program=program)
    return DxassessError("saved.version", path=path, program=program)


def _belong_together(saved: SavedReports) -> bool:
    """Whether these are the reports of one round, for its readers, under names that lead nowhere else."""
    stems = [report.stem for report in saved.reports]
    return (
        all(report.readers == saved.readers for report in saved.reports)
        and all(_STEM.fullmatch(stem) for stem in stems)
        and len(set(stems)) == len(stems)
        and [report.kind for report in saved.reports].count("region") == 1
    )


def _is_sound(part: object) -> bool:
    """Whether a part of the reports can be printed and drawn: figures of a sane size, days that are days, and
    in every table as many cells in a row as heads."""
    match part:
        case Table(head=heads, rows=rows, own=own_row, group=group):
            columns, lines = range(len(heads)), range(len(rows))
            whole = all(len(row) == len(heads) for row in rows)
            if not (whole and (own_row is None or own_row in lines) and (group is None or group in columns)):
                return False
        case Report(date=day) | Date(iso=day) if day and not _is_day(day):
            return False
    if isinstance(part, Frozen):
        return all(_is_sound(getattr(part, name)) for name in type(part).model_fields)
    if isinstance(part, tuple):
        return all(map(_is_sound, part))
    return not isinstance(part, int | float) or abs(part) < _LARGEST


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _sha256(reports: object) -> str:
    """The hash of reports as JSON: that of the text that is written, however it is spaced."""
    text = json.dumps(reports, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
