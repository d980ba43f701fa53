"""Edition: in which languages, as what, after which templates, for whom and where reports are published."""

from __future__ import annotations

from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.outputs import RUN_LOG, SAVED_FILE, Format, file_name
from dxassess.frozen import Frozen
from dxassess.report.data.results import readers_of
from dxassess.report.value.model import Readers


class Edition(Frozen):
    """How reports are published. The first of the `languages` is that of what is written in one alone:
    index.html and the results."""

    out: Path
    languages: tuple[str, ...]
    templates: Path
    formats: tuple[Format, ...] = ("HTML", "PDF")
    readers: Readers = "department"

    def path(self, stem: str, language: str, format_: Format) -> Path:
        """The file of a report in a language and format."""
        return self.out / file_name(stem, language, format_)


def refuse_other_readers(edition: Edition) -> None:
    """Raises DxassessError where the folder holds reports for other readers than those of the edition: one
    of them would be taken for the other."""
    for path in (edition.out / RUN_LOG, edition.out / SAVED_FILE):
        if path.is_file() and readers_of(path.read_text("utf-8", "replace")) != edition.readers:
            raise DxassessError("report.other_readers", path=str(edition.out))
