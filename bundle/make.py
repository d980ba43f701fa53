"""Makes the layers of a bundle."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from bundle.dependencies import MARK, install, lock_hash, mark, trim
from bundle.layers import pack, write_sums
from bundle.papers import BOM, NOTICE, bom, notice, parts_of
from bundle.runtime import RUNTIME, Runtime
from bundle.starters import STARTERS, write_starters
from bundle.target import Target

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
GUIDES = ("HUONG-DAN.txt", "KIEM-TRA-WINDOWS.txt")
"""How to begin, and what a department that has Windows tries and sends back."""
LGPL = "LGPL-2.1.txt"
"""The text that docxtpl's wheel leaves out and that must go with it."""


def make_dependencies(target: Target, out: Path, *, runtime: Runtime | None = None) -> Path:
    """Write the layer of dependencies for `target` into the folder `out`."""
    digest = lock_hash(LOCK)
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        lib = top / "lib"
        install(lib, LOCK, target)
        trim(lib)
        mark(lib, digest, target)
        parts = parts_of(lib)
        (lib / BOM).write_text(bom(parts, target), encoding="utf-8", newline="\n")
        (lib / NOTICE).write_text(notice(parts), encoding="utf-8", newline="\n")
        shutil.copyfile(Path(__file__).with_name(LGPL), lib / LGPL)
        write_sums(lib)
        write_starters(top, target, runtime)
        layer = out / target.layer_name(digest)
        programs = (STARTERS["linux"], f"{RUNTIME}/bin/python{target.python}")
        pack(top, layer, programs=frozenset(programs))
    return layer


def make_program(wheel: Path, out: Path) -> Path:
    """Write the layer of the program in `wheel` into the folder `out`."""
    version = wheel.name.split("-")[1]
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        app = top / f"app-{version}"
        with zipfile.ZipFile(wheel) as content:
            content.extractall(app)
        (app / MARK).write_text(lock_hash(LOCK) + "\n", encoding="ascii", newline="\n")
        write_sums(app)
        for guide in GUIDES:
            _lay_guide(guide, top)
        layer = out / f"app-{version}.zip"
        pack(top, layer)
    return layer


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, with its manual, built into `folder`."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    return next(folder.glob("*.whl"))


def _lay_guide(name: str, top: Path) -> None:
    """A guide as the editor of every Windows shows it: with a mark of UTF-8, and lines that end as there."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    (top / name).write_text(text, encoding="utf-8-sig", newline="\r\n")
