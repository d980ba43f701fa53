"""`python -m benchmarks.second [PROVINCES] [COMMAND …]`: what every command of a round costs the first time
and the second, when nothing changed in between, and what `check` costs once more with one new form.

The round is the example, or its first PROVINCES provinces, in a home of its own with a ledger. Before each
first time nothing is remembered and nothing written. Seconds of a processor, all processes together; read the
ratios."""

from __future__ import annotations

import hashlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

COMMANDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "check": ("check",),
        "check --return": ("check", "--return", "returned"),
        "status": ("status",),
        "remind": ("remind",),
        "forms": ("forms", ".", "-o", "forms"),
        "sheet": ("sheet", "."),
        "letters": ("letters", "."),
        "score": ("score", ".", "-o", "results/scores.json"),
        "advise": ("advise", ".", "-o", "results/advice.xlsx"),
        "report": ("report", "."),
        "run": ("run", "."),
    }
)
_WRITTEN = ("forms", "returned", "letters", "reports", "results")
_ENDINGS = (0, 1)
"""A file of the example cannot be used, which `check` and those that read it say so."""


def home_in(folder: Path, provinces: int) -> Path:
    """The example as a home, with the workbooks of its first provinces."""
    _run(("demo", "example"), folder)
    example, home = folder / "example", folder / "home"
    (home / "inbox").mkdir(parents=True)
    for name in ("round.yaml", "register.xlsx"):
        shutil.copy(example / name, home)
    for province in sorted(path for path in example.iterdir() if path.is_dir())[:provinces]:
        shutil.copytree(province, home / "inbox" / province.name)
    _forget(home)
    return home


def twice(home: Path, typed: tuple[str, ...]) -> tuple[float, float]:
    """The seconds of a command on a home that remembers nothing, and of the same once more."""
    _forget(home)
    return _run(typed, home), _run(typed, home)


def with_one_more(home: Path) -> tuple[float, float]:
    """The seconds of `check` where nothing is new, and where one form is that was taken away before."""
    form = next(path for path in sorted((home / "inbox").rglob("*.xlsx")) if path.name[:5].isdecimal())
    shutil.move(form, home / "form")
    _forget(home)
    _run(COMMANDS["check"], home)
    second = _run(COMMANDS["check"], home)
    shutil.move(home / "form", form)
    return second, _run(COMMANDS["check"], home)


def hashing(home: Path) -> float:
    """The seconds that it takes to hash all workbooks."""
    began = time.process_time()
    for path in sorted((home / "inbox").rglob("*")):
        if path.is_file():
            hashlib.sha256(path.read_bytes()).hexdigest()
    return time.process_time() - began


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _run(typed: tuple[str, ...], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(  # noqa: S603 - this program
        [sys.executable, "-m", "dxassess", *typed], cwd=folder, capture_output=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in _ENDINGS:
        raise RuntimeError(done.stderr.decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _forget(home: Path) -> None:
    for name in (".dxassess", *_WRITTEN):
        shutil.rmtree(home / name, ignore_errors=True)
    (home / ".dxassess").mkdir(mode=0o700)


def main(provinces: int, commands: list[str]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        home = home_in(Path(name), provinces)
        n = sum(path.is_file() for path in (home / "inbox").rglob("*"))
        tell(f"{n} files, hashed in {hashing(home):.3f} s\n")
        tell("| command | first | second | second / first |\n| --- | --- | --- | --- |")
        for command in commands or COMMANDS:
            first, second = twice(home, COMMANDS[command])
            tell(f"| `{command}` | {first:.2f} | {second:.2f} | {second / first:.3f} |")
        if not commands or "check" in commands:
            second, more = with_one_more(home)
            tell(f"\nOne new form: {more:.2f} s, {more - second:+.2f} s over nothing new.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 99, sys.argv[2:])
