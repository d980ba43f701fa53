"""Starts the newest program of this folder with the dependencies beside it.

It runs before anything of the program may be loaded, so its sentences stand here and not in a catalogue.
Readers of files are started with this module too: nothing happens where it is only imported."""

from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIB = HERE / "lib"
_SYSTEMS = {"win32": "windows", "linux": "linux"}
_NO_PROGRAM = (
    "Thư mục này chưa có chương trình: xin giải nén tệp app-….zip vào đây.",
    "This folder holds no program: unpack the file app-….zip into it.",
)
_OTHER_LIB = (
    "{app} cần bộ thư viện {wanted}, thư mục lib là {there}: xin giải nén tệp deps-{wanted}-….zip vào đây.",
    "{app} needs the dependencies {wanted}, the folder lib has {there}: unpack deps-{wanted}-….zip here.",
)
_OTHER_PYTHON = (
    "Bộ thư viện này dành cho Python {wanted} trên {system}, còn đây là Python {there}.",
    "These dependencies are for Python {wanted} on {system}, and this is Python {there}.",
)


def newest(folder: Path) -> Path | None:
    """The program of the highest version in `folder`; None where there is none."""
    programs = [path for path in folder.glob("app-*") if (path / "DEPENDENCIES").is_file()]
    return max(programs, key=lambda path: [int(n) for n in re.findall("[0-9]+", path.name)], default=None)


def problem(app: Path | None, lib: Path) -> tuple[str, ...]:
    """Why `app` cannot run with `lib` under this Python, in both languages; nothing where it can."""
    if app is None:
        return _NO_PROGRAM
    wanted = (app / "DEPENDENCIES").read_text(encoding="ascii").strip()
    mark = lib / "DEPENDENCIES"
    there, system, python = mark.read_text(encoding="ascii").split() if mark.is_file() else ("-", "-", "-")
    if there != wanted:
        return tuple(line.format(app=app.name, wanted=wanted, there=there) for line in _OTHER_LIB)
    ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if (_SYSTEMS.get(sys.platform), ours) != (system, python):
        return tuple(line.format(wanted=python, system=system, there=ours) for line in _OTHER_PYTHON)
    return ()


def main() -> None:
    """Run the program, or say why not and end with 2."""
    app = newest(HERE)
    told = problem(app, LIB)
    if told:
        sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console may lack letters
        print(*told, sep="\n", file=sys.stderr)  # noqa: T201 - there is nothing else to say it with
        sys.exit(2)
    sys.path[:0] = [str(app), str(LIB)]
    from dxassess.cli.main import run

    run()


if __name__ == "__main__":
    main()
