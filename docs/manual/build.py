"""The manual as a site that opens from a folder: `python -m docs.manual.build [FOLDER]`, or `make docs`.

Written pages stand in `vi/` and `en/`; what the program knows is added to those of the reference. Sphinx is
strict: a link or a page that leads nowhere ends the build."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from docs.manual.reference import reference_pages

from dxassess.wording.wording import LANGUAGES

HERE = Path(__file__).parent
BUILT = HERE.parents[1] / "build" / "manual"


def gather(language: str, folder: Path) -> None:
    """All sources of the manual in a language into `folder`: the written pages and the reference."""
    shutil.copytree(HERE / language, folder, dirs_exist_ok=True)
    for name, text in reference_pages(language).items():
        path = folder / "reference" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        written = f"{path.read_text(encoding='utf-8')}\n" if path.is_file() else ""
        path.write_text(written + text, encoding="utf-8")


def build(out: Path = BUILT) -> int:
    """Make the site of every language in `out`, whole or not at all. The exit code of Sphinx."""
    from sphinx.cmd.build import main

    work = out.with_name(f"{out.name}.work")
    shutil.rmtree(work, ignore_errors=True)
    for language in LANGUAGES:
        sources = work / "sources" / language
        gather(language, sources)
        settings = ("-c", HERE, "-d", work / "doctrees", "-D", f"language={language}")
        site = (sources, work / "site" / language)
        code = main(
            [*map(str, ("--fail-on-warning", "--nitpicky", "--fresh-env", "--quiet", *settings, *site))]
        )
        if code:
            return code
    for note in (work / "site").rglob(".buildinfo"):
        note.unlink()
    shutil.rmtree(out, ignore_errors=True)
    (work / "site").replace(out)
    shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    sys.exit(build(*map(Path, sys.argv[1:])))
