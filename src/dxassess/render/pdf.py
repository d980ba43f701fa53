"""Document → PDF/UA-1 by Typst. The template gets data only, as JSON: nothing is ever read as markup."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxassess.errors import DxassessError, OutputError
from dxassess.files.templates import faulty, find_piece, is_own, read_piece, shipped_templates
from dxassess.render.document import Document
from dxassess.render.links import linked
from dxassess.render.palette import DARK_TEXT_LEVELS, LIGHT

if TYPE_CHECKING:
    import typst

_SOURCE = "report.typ"
_PACKAGE = re.compile(r"@(?:preview|local)\b")
_PLACE = re.compile(r"^error:.*?__typst_py_bytes__\.typ:(\d+):", re.MULTILINE | re.DOTALL)


def render_pdf(document: Document, *, template_folder: Path) -> bytes:
    """The booklet of `document`: the same document gives the same bytes. Only the fonts of the template
    folder are used; the template can read no file. Raises OutputError where it cannot be made, DxassessError
    with the line where a template of one's own is broken."""
    try:
        import typst
    except ImportError as error:
        raise OutputError("output.no_typst", reason=str(error)) from error
    source = _source(template_folder)
    # Bytes must not hang on the hour: a round without a date counts as the first day there is.
    day = datetime.fromisoformat(document.iso_date or "1970-01-01").replace(tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="dxassess-") as empty:
        try:
            compiler = typst.Compiler(
                source,
                root=empty,
                font_paths=fonts_of(template_folder),
                ignore_system_fonts=True,
                sys_inputs={"data": _data(linked(document, "pdf"))},
            )
            pdf = compiler.compile(pdf_standards=["ua-1"], timestamp=int(day.timestamp()))
        except typst.TypstError as error:
            raise _failure(error, document, template_folder) from error
    assert isinstance(pdf, bytes)
    return pdf


def _data(document: Document) -> str:
    drawings = {"wide", "narrow"}
    screen_only: Any = {
        "position": drawings,
        "sections": {"__all__": {"blocks": {"__all__": drawings}}},
    }
    colours = {"colours": dict(LIGHT), "dark_text_levels": list(DARK_TEXT_LEVELS)}
    return json.dumps(document.model_dump(exclude=screen_only) | colours, ensure_ascii=False)


def _source(template_folder: Path) -> bytes:
    """The template. Packages are refused: to fetch them, Typst would go to the internet."""
    text = read_piece(template_folder, _SOURCE)
    package = _PACKAGE.search(text)
    if package is not None:
        line = text.count("\n", 0, package.start()) + 1
        raise faulty(find_piece(template_folder, _SOURCE), line, package[0])
    return text.encode("utf-8")


def _failure(error: typst.TypstError, document: Document, template_folder: Path) -> DxassessError:
    """Whose fault it is: a template of one's own is named with its line, else the report is."""
    reason = "; ".join((error.message, *error.hints))
    if not is_own(template_folder, _SOURCE):
        return OutputError("output.pdf_failed", subject=document.subject, reason=reason)
    place = _PLACE.search(str(error.diagnostic))
    return faulty(find_piece(template_folder, _SOURCE), int(place[1]) if place else None, reason)


@cache
def fonts_of(template_folder: Path) -> typst.Fonts:
    """The fonts of the folder before the program's."""
    import typst

    folders = dict.fromkeys(str(home / "fonts") for home in (template_folder, shipped_templates()))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
