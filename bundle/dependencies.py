"""`lib/`: what the lock names, unpacked for the target and without what a user never runs."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from bundle.target import Target

MARK = "DEPENDENCIES"
"""The file in which `lib/` says what it holds, and a program which `lib/` it was made for."""

_LENGTH = 12
_NOT_RUN = ("*.pyi", "*.lib", "*.a", "*.h", "*.hpp", "*.pxd", "*.pyx", "*.c")
_BUILD_ONLY = ("hatchling", "pathspec", "pluggy", "tomlkit", "trove_classifiers", "packaging")
NOT_LOADED = ("lxml/objectify*",)
"""Parts that neither the program nor what it loads ever asks for. A test holds the
program's imports against them, and the bundle is run whole before it goes out."""
_LOCALES = ("root", "vi", "en")
# They name the machine that made the bundle, or files that are gone.
_LOOSE = ("direct_url.json", "uv_cache.json", "REQUESTED", "INSTALLER", "RECORD")


def lock_hash(lock: Path) -> str:
    """What names the dependencies of a lock: the first digits of the SHA-256 of its lines, comments aside."""
    lines = [line.strip() for line in lock.read_text(encoding="utf-8").splitlines()]
    kept = "\n".join(line for line in lines if line and not line.startswith("#"))
    return hashlib.sha256(kept.encode()).hexdigest()[:_LENGTH]


def install(lib: Path, lock: Path, target: Target) -> None:
    """Unpack the dependencies for `target` into `lib`, each with the hash of the lock. uv judges the lock's
    markers for the target; pip judges them for the Python that runs it and leaves colorama out."""
    uv = [str(Path(sys.executable).parent / "uv"), "pip", "install", "--quiet", "--only-binary", ":all:"]
    there = ["--python-platform", target.platform, "--python-version", target.python, "--target", str(lib)]
    subprocess.run([*uv, *there, "--require-hashes", "-r", str(lock)], check=True)  # noqa: S603 - our own words


def mark(lib: Path, digest: str, target: Target) -> None:
    """Say in `lib` what it holds and for whom."""
    text = f"{digest} {target.system} {target.python}\n"
    (lib / MARK).write_text(text, encoding="ascii", newline="\n")


def trim(lib: Path) -> None:
    """Take away tests, headers, what only builds packages, languages that no output has, empty files that a
    wheel laid at the top."""
    shutil.rmtree(lib / "bin", ignore_errors=True)
    for name in _BUILD_ONLY:
        for folder in (*lib.glob(name), *lib.glob(f"{name}-*.dist-info")):
            shutil.rmtree(folder)
    tests = [path for path in lib.rglob("tests") if path.is_dir()]
    not_loaded = [path for pattern in NOT_LOADED for path in lib.glob(pattern)]
    for folder in (path for path in (*tests, *not_loaded) if path.is_dir()):
        shutil.rmtree(folder, ignore_errors=True)  # one may lie in another
    for file in (*_idle_files(lib), *(path for path in not_loaded if path.is_file())):
        file.unlink(missing_ok=True)


def _idle_files(lib: Path) -> set[Path]:
    patterns = (*_NOT_RUN, *(f"*.dist-info/{name}" for name in _LOOSE))
    idle = {file for pattern in patterns for file in lib.rglob(pattern)}
    locales = (lib / "babel" / "locale-data").glob("*.dat")
    idle |= {file for file in locales if file.stem.split("_")[0] not in _LOCALES}
    return idle | {file for file in (lib / ".lock", *lib.glob("*.whl")) if file.exists()}
