"""The files of a report beside each other: as what each part is written, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxassess.files.outputs import FileFormat, Format, file_name
from dxassess.render.document import Document, PrintedFile
from dxassess.report.value.model import Report
from dxassess.wording.wording import wording


def formats_of(part: Report, formats: Sequence[Format]) -> tuple[FileFormat, ...]:
    """As what a part of a report is written: an annex as a page, where pages are asked for, and as a
    workbook, never for paper."""
    if part.kind != "annex":
        return tuple(formats)
    return (*(format_ for format_ in formats if format_ == "HTML"), "XLSX")


def with_files(document: Document, parts: Sequence[Report], formats: Sequence[Format]) -> Document:
    """The document with links to the other files of its report, in its language; none where it has no other
    part."""
    if len(parts) == 1:
        return document
    return document.model_copy(update={"files": tuple(_files(document, parts, formats))})


def _files(document: Document, parts: Sequence[Report], formats: Sequence[Format]) -> Iterator[PrintedFile]:
    ui = wording("render", document.language)
    for part in parts:
        kind = part.kind if part.kind in ("annex", "brief") else "report"
        for format_ in formats_of(part, formats):
            if part.kind != document.kind or format_ != "HTML":
                label = ui.text(f"file.{kind}", format=ui.text(f"format.{format_}"))
                yield PrintedFile(href=file_name(part.stem, document.language, format_), label=label)
