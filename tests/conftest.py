"""What tests of several rooms need."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hatch_build import compile_catalogues
from hypothesis import settings

from dxassess.demo.make import make_demo
from dxassess.intake import pool, workers

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does

# Whether a change may land must not hang on the draw of the day; on a desk each run looks elsewhere.
settings.register_profile("desk", deadline=None)  # a verdict never hangs on the clock
settings.load_profile("desk")
settings.register_profile("landing", derandomize=True, database=None, deadline=None)
if os.environ.get("CI") == "true":
    settings.load_profile("landing")


def pytest_configure() -> None:
    """Texts are compiled, not committed: an edit is seen by the next test. Readers of a few files are copies
    of the test's process, ready in a moment: the threads that keep the program from copying itself are those
    of the tests' runner here, which wait for it and hold nothing that a reader needs."""
    compile_catalogues(Path(__file__).parents[1])
    for module in (pool, workers):
        module.__dict__["may_fork"] = lambda: sys.platform == "linux"


def _program(name: str) -> str:
    """The path of a program that some tests compare with; under CI it must be there."""
    found = shutil.which(name)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing, and under CI nothing is skipped")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, to fill in and convert workbooks as a person does."""
    return _program("soffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    """A browser, to look at reports as a reader does."""
    return _program("chromium")


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder or file that the first test process makes and all others use."""
    home = factory.getbasetemp()
    home = home.parent if os.environ.get("PYTEST_XDIST_WORKER") else home
    with FileLock(home / f"{name}.lock"):
        if not (home / name).exists():
            make(home / f"{name}.part")
            (home / f"{name}.part").rename(home / name)
    return home / name


@pytest.fixture(scope="session")
def example_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example round, made once."""

    def make_demo_in(folder: Path) -> None:
        make_demo(folder)

    return _once(tmp_path_factory, "round", make_demo_in)


@pytest.fixture(scope="session")
def two_provinces(tmp_path_factory: pytest.TempPathFactory, example_round: Path) -> Path:
    """The folder of two provinces of the example: good, doubtful and broken workbooks. To be read only."""

    def copy_two(folder: Path) -> None:
        for name in ("82 Tiền Giang", "84 Trà Vinh"):
            shutil.copytree(example_round / name, folder / name)
        for name in ("register.xlsx", "round.yaml"):
            shutil.copy(example_round / name, folder)

    return _once(tmp_path_factory, "two_provinces", copy_two)


@pytest.fixture(scope="session")
def example_results(tmp_path_factory: pytest.TempPathFactory, example_round: Path) -> Path:
    """The example round scored, as results.json."""

    def score(path: Path) -> None:
        _dxassess("score", str(example_round), "-o", str(path.with_name("part.json")))
        path.with_name("part.json").rename(path)

    return _once(tmp_path_factory, "results.json", score)


@pytest.fixture(scope="session")
def example_reports(tmp_path_factory: pytest.TempPathFactory, example_round: Path) -> Path:
    """The folder of reports of the example round in both languages, made once by `dxassess run`."""
    return _once(tmp_path_factory, "reports", lambda folder: _run(example_round, folder))


@pytest.fixture(scope="session")
def reports_of_two(tmp_path_factory: pytest.TempPathFactory, two_provinces: Path) -> Path:
    """The folder of reports and results of two provinces in both languages. To be read only."""
    return _once(tmp_path_factory, "reports_of_two", lambda folder: _run(two_provinces, folder))


@pytest.fixture(scope="session")
def manual_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built manual in a folder with blanks and Vietnamese letters in its name, made once."""

    def build(folder: Path) -> None:
        # In a process of its own: libraries of its making warn of each other's plans, which ends a test.
        command = [sys.executable, "-m", "docs.manual.build", str(folder)]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[1])

    return _once(tmp_path_factory, "Tài liệu (1)", build)


def _run(round_folder: Path, out: Path) -> None:
    """Reports and results of a round in both languages."""
    _dxassess("run", str(round_folder), "-o", str(out), "--lang", "vi", "--lang", "en")


def _dxassess(*arguments: str) -> None:
    """Run the program as a user does. The example holds broken files, so 1 is its proper exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "dxassess", *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode in (0, 1), done.stderr
