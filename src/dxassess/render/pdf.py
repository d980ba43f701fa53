"""Document → PDF/UA-1 by Typst. The template gets data only, as JSON: nothing is ever read as markup."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxassess.errors import OutputError
from dxassess.render.document import Document
from dxassess.render.palette import DARK_TEXT_LEVELS, LIGHT

if TYPE_CHECKING:
    import typst


def render_pdf(document: Document, *, template_folder: Path) -> bytes:
    """The booklet of `document`: the same document gives the same bytes. Only the fonts of the template
    folder are used; the template can read no file. Raises OutputError where it cannot be made."""
    try:
        import typst
    except ImportError as error:
        raise OutputError("output.no_typst", reason=str(error)) from error
    source = (template_folder / "report.typ").read_bytes()
    day = datetime.fromisoformat(document.iso_date).replace(tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="dxassess-") as empty:
        try:
            compiler = typst.Compiler(
                source,
                root=empty,
                font_paths=_fonts(template_folder),
                ignore_system_fonts=True,
                sys_inputs={"data": _data(document)},
            )
            made = compiler.compile(pdf_standards=["ua-1"], timestamp=int(day.timestamp()))
        except typst.TypstError as error:
            raise OutputError("output.pdf_failed", subject=document.subject, reason=str(error)) from error
    assert isinstance(made, bytes)
    return made


def _data(document: Document) -> str:
    drawings = {"wide", "narrow"}
    screen_only: Any = {"position": drawings, "sections": {"__all__": {"blocks": {"__all__": drawings}}}}
    colours = {"colours": dict(LIGHT), "dark_text_levels": list(DARK_TEXT_LEVELS)}
    return json.dumps(document.model_dump(exclude=screen_only) | colours, ensure_ascii=False)


@cache
def _fonts(template_folder: Path) -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(template_folder / "fonts")]
    )
