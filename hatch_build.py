"""Compiles the catalogues of texts (po to mo) whenever the package is built or installed.

`python hatch_build.py` does the same by hand after editing a text.
"""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LOCALE = Path("src", "dxassess", "wording", "locale")


class CatalogueHook(BuildHookInterface[Any]):
    """Hatchling's hook, for wheels and for editable installations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        """Compile before hatchling gathers the files."""
        compile_catalogues(Path(self.root))


def compile_catalogues(root: Path) -> None:
    """Compile every catalogue below `root` whose compiled form is missing or older than its texts."""
    for written in sorted((root / _LOCALE).glob("*/LC_MESSAGES/*.po")):
        compiled = written.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < written.stat().st_mtime_ns:
            _replace(compiled, _compiled(written))


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
