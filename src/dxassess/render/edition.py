"""Edition: in which languages, as what, after which templates, for whom and where reports are published."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.outputs import RUN_LOG, SAVED_FILE, Format
from dxassess.files.program import fingerprint_of_folder, fingerprint_of_program
from dxassess.files.templates import shipped_templates
from dxassess.frozen import Frozen
from dxassess.render.renderers import Drawing
from dxassess.report.data.results import readers_of
from dxassess.report.value.model import Readers


class Edition(Frozen):
    """How reports are published. The first of the `languages` is that of what is written in one alone:
    index.html and the results. With `force` what people edited is overwritten. PDF and Word are drawn by
    `drawing`, on other machines, else here."""

    out: Path
    languages: tuple[str, ...]
    templates: Path
    formats: tuple[Format, ...] = ("HTML", "PDF")
    readers: Readers = "department"
    force: bool = False
    drawing: Callable[[], AbstractContextManager[Drawing]] | None = None

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of program and templates."""
        own_pieces = "" if self.templates == shipped_templates() else fingerprint_of_folder(self.templates)
        return f"{fingerprint_of_program()} {own_pieces}"


def refuse_other_readers(edition: Edition) -> None:
    """Raises DxassessError where the folder holds reports for other readers than those of the edition: one
    of them would be taken for the other."""
    for path in (edition.out / RUN_LOG, edition.out / SAVED_FILE):
        if path.is_file() and readers_of(path.read_text("utf-8", "replace")) != edition.readers:
            raise DxassessError("report.other_readers", path=str(edition.out))
