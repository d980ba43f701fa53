"""Compiles the catalogues of texts (po to mo) whenever the package is built or installed, and lays the manual
into a wheel where what it is made with is there.

`python hatch_build.py` compiles by hand after editing a text.
"""

from __future__ import annotations

import importlib.util
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LOCALE = Path("src", "dxassess", "wording", "locale")
_MANUAL = Path("build", "manual")
_BUILT_BEFORE = "DXASSESS_MANUAL"
"""The variable of the environment that names a built manual, so that it is not built once more."""
_MAKERS = ("sphinx", "furo", "myst_parser", "typer", "pydantic", "babel", "yaml")


class CatalogueHook(BuildHookInterface[Any]):
    """Hatchling's hook, for wheels and for editable installations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before hatchling gathers the files; a wheel takes the manual along."""
        root = Path(self.root)
        compile_catalogues(root)
        if self.target_name == "wheel" and version == "standard":
            manual = built_manual(root)
            if manual is None:
                self.app.display_warning("This wheel has no manual: what builds it is not installed.")
            else:
                build_data["force_include"][str(manual)] = "dxassess/manual"


def compile_catalogues(root: Path) -> None:
    """Compile every catalogue below `root` whose compiled form is missing or older than its texts."""
    for written in sorted((root / _LOCALE).glob("*/LC_MESSAGES/*.po")):
        compiled = written.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < written.stat().st_mtime_ns:
            _replace(compiled, _compiled(written))


def built_manual(root: Path) -> Path | None:
    """The folder of the manual: one built before, else as it is built now; None where it cannot be."""
    before = os.environ.get(_BUILT_BEFORE)
    if before:
        return Path(before)
    if not all(importlib.util.find_spec(name) for name in _MAKERS):
        return None
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-m", "docs.manual.build", str(root / _MANUAL)]
    subprocess.run(command, check=True, cwd=root, env=environment, stdout=sys.stderr)  # noqa: S603 - our own words
    return root / _MANUAL


def _compiled(written: Path) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalogue = read_po(io.BytesIO(written.read_bytes()), locale=written.parents[1].name, abort_invalid=True)
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all: several test processes may compile at once."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
