"""Word documents from a template that a department edits in Word (Jinja tags, read by docxtpl)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxassess.files.templates import faulty, find_piece, is_own

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment, Template

_DAY = (1980, 1, 1, 0, 0, 0)  # the same values give the same bytes
_TAG = re.compile("<[^>]+>")
_SHOWN = 80


def fill_word(folder: Path, name: str, values: Mapping[str, Any]) -> bytes:
    """The piece `name` of a template folder, filled with `values`. Texts among the values are escaped and
    never read as a template; the template itself can reach nothing but the values. Raises DxassessError with
    paragraph and reason where it is broken or asks for a value that does not exist."""
    page_of, environment = _drawing()
    package = io.BytesIO()
    with template_at_fault(folder, name) as template:
        page = page_of(io.BytesIO(template.read_bytes()))
        page.render(dict(values), environment, autoescape=True)
        page.save(package)
    return same_bytes(package)


@cache
def _drawing() -> tuple[Callable[[io.BytesIO], DocxTemplate], Environment]:
    """What opens a template, and what fills its texts in. Both keep what they made of a text: all letters of
    a kind have the same, and to make it ready anew took a third of the time of a letter."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    ready: dict[str, str] = {}
    compiled: dict[str, Template] = {}

    class Page(DocxTemplate):  # type: ignore[misc] # docxtpl carries no types
        def patch_xml(self, src_xml: str) -> str:
            if src_xml not in ready:
                ready[src_xml] = super().patch_xml(src_xml)
            return ready[src_xml]

    class Texts(ImmutableSandboxedEnvironment):
        def from_string(self, source: str, *_: object, **__: object) -> Template:  # type: ignore[override]
            if source not in compiled:
                compiled[source] = super().from_string(source)
            return compiled[source]

    return Page, Texts(autoescape=True, undefined=StrictUndefined)


@contextmanager
def template_at_fault(folder: Path, name: str) -> Iterator[Path]:
    """The file of the piece `name`; what fails with it becomes the error that names file, paragraph and
    reason. A damaged package fails in too many ways to list (zlib, XML, missing parts), so all are meant
    with a department's own piece; with the program's a defect stays what it is."""
    from jinja2 import TemplateError

    template = find_piece(folder, name)
    try:
        yield template
    except TemplateError as problem:
        line, nearby = _where(problem)
        raise faulty(template, line, f"{problem.message}{nearby}") from problem
    except OSError as problem:
        raise faulty(template, None, problem.strerror or str(problem)) from problem
    except Exception as problem:
        if not is_own(folder, name):
            raise
        raise faulty(template, _line_of(problem), str(problem) or type(problem).__name__) from problem


def _where(problem: Exception) -> tuple[int | None, str]:
    """The paragraph of a fault (docxtpl puts each on a line of its own), and the words near it."""
    line = getattr(problem, "lineno", None)
    if line is None:
        return _line_of(problem), ""
    nearby = " ".join("".join(_TAG.sub("", text) for text in getattr(problem, "docx_context", ())).split())
    return line - 1, f" “{nearby[:_SHOWN]}”" if nearby else ""


def _line_of(problem: Exception) -> int | None:
    """The line of a template in which an error of its running happened: the last one named "<template>"."""
    step, line = problem.__traceback__, None
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno - 1
        step = step.tb_next
    return line


def same_bytes(package: io.BytesIO) -> bytes:
    """The package with one date for all of its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
