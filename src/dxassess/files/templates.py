"""Pieces of the templates: a department's own where its folder has one, else the program's."""

from __future__ import annotations

import traceback
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError
from dxassess.files.resources import resource_folder

if TYPE_CHECKING:
    from jinja2 import Environment

# What comes with the program but is no piece to replace: `metrics.json` must fit the fonts of the charts.
_FIXED = ("README.md", "make_letters.py", "fonts/OFL.txt", "fonts/metrics.json")


def shipped_templates() -> Path:
    """The folder of the program's own pieces."""
    return resource_folder("report_templates")


def piece_names() -> tuple[str, ...]:
    """Every piece that a folder of one's own may replace, as a path below it, in order."""
    home = shipped_templates()
    names = (path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    return tuple(sorted(name for name in names if name not in _FIXED and "__pycache__" not in name))


def template_folder(named_folder: Path | None) -> Path:
    """The folder to take pieces from. DxassessError if the one chosen holds no known piece: a misspelt
    name would otherwise change nothing and say nothing."""
    if named_folder is None:
        return shipped_templates()
    if not any((named_folder / name).is_file() for name in piece_names()):
        raise DxassessError("templates.nothing", path=str(named_folder), known=", ".join(_in_short()))
    return named_folder


def find_piece(folder: Path, name: str) -> Path:
    """The file of a piece: in `folder` if it is there, else the program's (which may not exist either)."""
    in_folder = folder / name
    return in_folder if in_folder.is_file() else shipped_templates() / name


def is_own(folder: Path, name: str) -> bool:
    """Whether `folder` replaces the program's piece."""
    return find_piece(folder, name).resolve().parent != (shipped_templates() / name).resolve().parent


def read_piece(folder: Path, name: str) -> str:
    """The text of a piece. DxassessError, with the line, if it cannot be read or is not UTF-8."""
    path = find_piece(folder, name)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise faulty(path, None, problem.strerror or str(problem)) from problem
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise faulty(path, line, "UTF-8") from problem


def fill_piece(folder: Path, name: str, /, **values: object) -> str:
    """A Jinja piece filled with `values`, escaped. DxassessError with file, line and reason if it is broken
    or asks for something that is not there; a defect of the program itself stays what it is."""
    from jinja2 import TemplateError

    try:
        return _environment(folder).get_template(name).render(**values)
    except DxassessError:
        raise
    except TemplateError as problem:
        path, line = _place(problem, folder) or (find_piece(folder, name), None)
        raise faulty(path, line, problem.message or type(problem).__name__) from problem
    except Exception as problem:
        place = _place(problem, folder)
        if place is None or place[0].is_relative_to(shipped_templates()):
            raise
        raise faulty(*place, str(problem) or type(problem).__name__) from problem


def faulty(path: Path, line: int | None, reason: str) -> DxassessError:
    """The error that names the place in a template; without a line the whole file is meant."""
    one_line = " ".join(reason.split()).rstrip(".")
    if line is None:
        return DxassessError("template.faulty_file", file=str(path), reason=one_line)
    return DxassessError("template.faulty", file=str(path), line=line, reason=one_line)


def _in_short() -> tuple[str, ...]:
    return (*(name for name in piece_names() if "/" not in name), "fonts/", "word/")


@cache
def _environment(folder: Path) -> Environment:
    """One environment for a folder. Sandboxed: templates travel between departments by mail."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def load(name: str) -> tuple[str, str, None] | None:
        if ".." in PurePosixPath(name).parts or not find_piece(folder, name).is_file():
            return None
        return read_piece(folder, name), str(find_piece(folder, name)), None

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _place(problem: Exception, folder: Path) -> tuple[Path, int | None] | None:
    """Where in a template it happened: what a syntax error says, else the innermost line of a template."""
    from jinja2 import TemplateSyntaxError

    if isinstance(problem, TemplateSyntaxError):
        return Path(problem.filename or folder / (problem.name or "")), problem.lineno
    homes = (folder, shipped_templates())
    frames = [
        (Path(frame.filename), frame.lineno)
        for frame in traceback.extract_tb(problem.__traceback__)
        if any(Path(frame.filename).is_relative_to(home) for home in homes)
        and Path(frame.filename).suffix != ".py"
    ]
    return frames[-1] if frames else None
