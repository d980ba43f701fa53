"""What is installed works: from the wheel, from the sdist, and as `python -m`; not only the checkout."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import dxassess

ROOT = Path(__file__).parents[1]
VERSION = dxassess.__version__


def _run(*command: str | Path, cwd: Path, **more: str) -> str:
    """What the command prints. Isolated from the checkout: run elsewhere, without PYTHONPATH."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(cwd), **more},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, manual_site: Path) -> Path:
    """A folder with the sdist, and the wheel built from that sdist (not from the checkout)."""
    folder = tmp_path_factory.mktemp("dist")
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    _run(*command, cwd=folder, DXASSESS_MANUAL=str(manual_site))
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that holds the wheel.

    Its dependencies are those of this environment, lent through a .pth file: downloading them again
    would test the registry. The package itself can only come from the wheel, and a test says so.
    """
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    wheel = next(built.glob("*.whl"))
    _run(sys.executable, "-m", "pip", "--python", home, "install", "-q", "--no-deps", wheel, cwd=home)
    site = Path(
        _run(scripts / "python", "-c", "import site; print(site.getsitepackages()[0])", cwd=home).strip()
    )
    lent = Path(_run(sys.executable, "-c", "import pydantic; print(pydantic.__path__[0])", cwd=home).strip())
    (site / "lent.pth").write_text(f"{lent.parent}\n", encoding="utf-8")
    return scripts


def test_sdist_is_complete(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "Makefile",
        "README.md",
        "LICENSE",
        "requirements.lock",
        "requirements-dev.lock",
        "data/provinces.csv",
    }
    tests = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")}
    assert wanted | tests <= names


def test_wheel_holds_what_people_edit(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        names = set(archive.namelist())
    for folder in ("questionnaires", "report_templates"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert files
        assert {f"dxassess/{name}" for name in files} <= names
    assert {"dxassess/data/provinces.csv", "dxassess/py.typed"} <= names
    assert any(name.endswith(".mo") for name in names)
    assert not any(name.startswith("tests/") for name in names)


def test_the_wheel_brings_the_manual_which_opens_without_a_network(installed: Path) -> None:
    for language in ("vi", "en"):
        told = _run(installed / "dxassess", "docs", "--lang", language, cwd=installed, BROWSER="/bin/echo %s")
        page = Path(told.strip().splitlines()[-1].partition(": ")[2])
        assert page.parts[-3:] == ("manual", language, "index.html")
        assert page.is_relative_to(installed.parent)
        assert page.is_file()
        assert page.as_uri() in told  # what the browser was asked for


def test_command_of_the_wheel(installed: Path) -> None:
    assert VERSION in _run(installed / "dxassess", "--version", cwd=installed)


def test_module_of_the_wheel(installed: Path) -> None:
    assert VERSION in _run(installed / "python", "-m", "dxassess", "--version", cwd=installed)


def test_questionnaires_are_found_inside_the_wheel(installed: Path) -> None:
    program = (
        "import dxassess; from dxassess.files.resources import resource_folder;"
        "from dxassess.questionnaire.load import load_questionnaires;"
        "print(dxassess.__file__);"
        "folder = resource_folder('questionnaires') / 'five-conditions';"
        "print(*(q.respondent for q in load_questionnaires(folder)))"
    )
    where, respondents = _run(installed / "python", "-c", program, cwd=installed).splitlines()
    assert Path(where).is_relative_to(installed.parent)
    assert sorted(respondents.split()) == ["department", "facility"]
