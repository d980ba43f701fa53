"""The layers of a bundle: the same bytes twice, trimmed, with their papers. Nothing is downloaded here: what
comes out of an index is proved by `python -m bundle.prove`."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundle.dependencies import MARK, NOT_LOADED, lock_hash, mark, trim
from bundle.expected import DISTRIBUTIONS
from bundle.layers import SUMS, files_of, pack, write_sums
from bundle.make import GUIDES, LGPL, LOCK, make_program
from bundle.papers import bom, notice, parts_of
from bundle.runtime import Runtime, WrongRuntimeError
from bundle.starters import write_starters
from bundle.target import Target
from packaging.markers import default_environment
from packaging.requirements import Requirement

from bundle import windows

ROOT = Path(__file__).parents[2]
WINDOWS, LINUX = Target("windows", "3.13"), Target("linux", "3.13")
BUILD_ONLY = {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}


def distribution(lib: Path, name: str, *, fields: str) -> None:
    folder = lib / f"{name}-1.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{fields}\n")
    (folder / "RECORD").touch()


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Dependencies as an installer leaves them."""
    lib = tmp_path / "lib"
    distribution(lib, "typing_extensions", fields="License-Expression: PSF-2.0")
    distribution(lib, "hatchling", fields="License-Expression: MIT")
    distribution(lib, "docxtpl", fields="License: LGPL-2.1-only\nHome-page: https://example.org")
    distribution(lib, "colorama", fields="Classifier: License :: OSI Approved :: BSD License")
    for name in (
        *("numpy/core.cp313-win_amd64.pyd", "numpy/core.pyi", "numpy/tests/test_a.py", "bin/f2py"),
        *("lxml/objectify.py", "lxml/etree.py", "hatchling/a.py", "lxml/objectify.pyx", "x-1.whl"),
        *("babel/locale-data/vi.dat", "babel/locale-data/vi_VN.dat", "babel/locale-data/fr.dat"),
    ):
        (lib / name).parent.mkdir(parents=True, exist_ok=True)
        (lib / name).write_text(name)
    return lib


def test_what_nobody_runs_is_left_out_and_nothing_else(lib: Path) -> None:
    trim(lib)
    files = {path.relative_to(lib).as_posix() for path in lib.rglob("*") if path.is_file()}
    assert files == {
        "numpy/core.cp313-win_amd64.pyd",
        "lxml/etree.py",
        "babel/locale-data/vi.dat",
        "babel/locale-data/vi_VN.dat",
        *(f"{name}-1.0.dist-info/METADATA" for name in ("typing_extensions", "docxtpl", "colorama")),
    }


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_the_program_asks_for_nothing_that_is_left_out() -> None:
    modules = {name for path in (ROOT / "src").rglob("*.py") for name in imported(path)}
    assert {"numpy", "typst"} <= modules
    assert [name for name in modules if name.startswith("scipy")] == []  # it is there for tests alone
    left_out = tuple(pattern.rstrip("*").replace("/", ".") for pattern in NOT_LOADED)
    assert [name for name in modules if name.startswith(left_out)] == []


def test_the_lock_names_what_is_expected_on_windows() -> None:
    """Every marker judged for Windows and the Python of the bundle, not for the machine of the test."""
    lines = re.findall(r"^([a-z0-9][^\s;]+==[^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", LOCK.read_text(), re.MULTILINE)
    there = {key: str(value) for key, value in default_environment().items()}
    there |= {"python_version": "3.13", "python_full_version": "3.13.0"}
    there |= {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
    wanted = [Requirement(f"{pin} ; {marker.strip()}" if marker else pin) for pin, marker in lines]
    on_windows = {one.name for one in wanted if one.marker is None or one.marker.evaluate(there)}
    assert on_windows - BUILD_ONLY == DISTRIBUTIONS


def test_the_same_files_give_the_same_bytes(lib: Path, tmp_path: Path) -> None:
    layers = [tmp_path / name for name in ("a.zip", "b.zip")]
    for layer in layers:
        pack(lib, layer, programs=frozenset({"bin/f2py"}))
        for path in lib.rglob("*"):
            path.touch()
    assert layers[0].read_bytes() == layers[1].read_bytes()
    with zipfile.ZipFile(layers[0]) as content:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in content.infolist()}
    assert (modes["dxassess/bin/f2py"], modes["dxassess/x-1.whl"]) == (0o755, 0o644)


def test_sums_are_those_of_every_file(lib: Path) -> None:
    write_sums(lib)
    pairs = [line.split("  ", 1) for line in (lib / SUMS).read_text().splitlines()]
    lines = {name: sum_ for sum_, name in pairs}
    assert lines.keys() == {
        path.relative_to(lib).as_posix() for path in lib.rglob("*") if path.is_file() and path.name != SUMS
    }
    assert lines["x-1.whl"] == hashlib.sha256(b"x-1.whl").hexdigest()


def test_papers_name_every_part_and_its_licence(lib: Path) -> None:
    trim(lib)
    parts = parts_of(lib)
    assert [(part.name, part.licence) for part in parts] == [
        ("colorama", "BSD-3-Clause"),
        ("docxtpl", "LGPL-2.1-only"),
        ("typing-extensions", "PSF-2.0"),
    ]
    listed = json.loads(bom(parts, WINDOWS))
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    assert listed["components"][0]["purl"] == "pkg:pypi/colorama@1.0"
    assert bom(parts, WINDOWS) == bom(parts, WINDOWS) != bom(parts, LINUX)
    assert "docxtpl 1.0: LGPL-2.1-only; https://example.org\n" in notice(parts)
    assert LGPL in notice(parts)


def test_a_part_without_a_licence_is_not_shipped(tmp_path: Path) -> None:
    distribution(tmp_path, "silent", fields="")
    with pytest.raises(ValueError, match="silent"):
        parts_of(tmp_path)


@pytest.mark.parametrize("system", ["windows", "linux"])
def test_starters_are_ascii_and_quote_every_path(system: str, tmp_path: Path) -> None:
    write_starters(tmp_path, WINDOWS if system == "windows" else LINUX, None)
    starter = (tmp_path / ("dxassess.cmd" if system == "windows" else "dxassess")).read_bytes()
    text = starter.decode("ascii")
    assert "3.13" in text
    for line in text.splitlines():
        place = "%HERE%" if system == "windows" else "$here/"
        assert line.count(place) == len(re.findall(f'"{re.escape(place)}[^"]*"', line))
        assert place not in line or "(" not in line
    assert (b"\r\n" in starter) == (system == "windows")
    assert starter.count(b"\r\n") in (0, starter.count(b"\n"))


def test_a_runtime_must_be_the_one_that_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "python.zip"
    with zipfile.ZipFile(file, "w") as embedded:
        for name in ("python.exe", "python313.dll", "python313.zip"):
            embedded.writestr(name, name)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    write_starters(tmp_path, WINDOWS, Runtime(file, digest.upper()))
    assert (tmp_path / "runtime" / "python.exe").read_text() == "python.exe"
    with pytest.raises(WrongRuntimeError):
        write_starters(tmp_path, WINDOWS, Runtime(file, "0" * 64))
    with pytest.raises(WrongRuntimeError):  # that of another version
        write_starters(tmp_path, Target("windows", "3.12"), Runtime(file, digest))


def test_a_runtime_for_linux_is_laid_beside_without_what_nobody_runs(tmp_path: Path) -> None:
    python = tmp_path / "python"
    for name in (
        *(
            "bin/python3.13",
            "lib/python3.13/os.py",
            "lib/python3.13/test/a.py",
            "lib/libpython3.13.so.1.0",
        ),
        *("lib/python3.13/site-packages/pip/a.py", "lib/python3.13/config-3.13/libpython3.13.a", "share/man"),
    ):
        (python / name).parent.mkdir(parents=True, exist_ok=True)
        (python / name).write_text(name)
    (python / "bin" / "python3").symlink_to("python3.13")
    file = tmp_path / "python.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        archive.add(python, "python")
    runtime = Runtime(file, hashlib.sha256(file.read_bytes()).hexdigest())
    assert (runtime.system, Runtime(Path("python.zip"), "").system) == ("linux", "windows")
    top = tmp_path / "top"
    top.mkdir()
    write_starters(top, LINUX, runtime)
    beside = {path.relative_to(top / "runtime").as_posix() for path in files_of(top / "runtime")}
    assert beside == {"bin/python3.13", "lib/python3.13/os.py", "lib/libpython3.13.so.1.0"}
    with pytest.raises(WrongRuntimeError, match="lacks"):
        write_starters(top, Target("linux", "3.12"), runtime)


def test_the_layer_of_the_program_holds_it_its_manual_its_guides_and_what_it_needs(tmp_path: Path) -> None:
    wheel = tmp_path / "dxassess-9.1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as content:
        for name in ("__init__.py", "manual/vi/index.html"):
            content.writestr(f"dxassess/{name}", "")
    layer = make_program(wheel, tmp_path)
    assert layer.name == "app-9.1.zip"
    with zipfile.ZipFile(layer) as content:
        files = {name: content.read(name) for name in content.namelist()}
    app = "dxassess/app-9.1"
    assert files.keys() == {
        *(f"dxassess/{guide}" for guide in GUIDES),
        *(f"{app}/{name}" for name in (MARK, SUMS, "dxassess/__init__.py", "dxassess/manual/vi/index.html")),
    }
    guide = files[f"dxassess/{GUIDES[0]}"]
    assert guide.startswith(b"\xef\xbb\xbfDXASSESS")
    assert guide.count(b"\r\n") == guide.count(b"\n") > 5
    assert files[f"{app}/{MARK}"].decode().strip() == lock_hash(LOCK)


def test_comments_of_a_lock_do_not_rename_its_dependencies(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("# made by\na==1 \\\n    --hash=x\n")
    before = lock_hash(lock)
    lock.write_text("# made otherwise\na==1 \\\n    --hash=x\n    # via b\n")
    assert lock_hash(lock) == before
    lock.write_text("a==1 \\\n    --hash=y\n")
    assert lock_hash(lock) != before


def test_whatever_else_turns_up_in_the_layer_for_windows_is_told(
    lib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trim(lib)
    mark(lib, "0" * 12, WINDOWS)
    for name in ("lxml/a.cp312-win_amd64.pyd", "numpy/b.so", "rich/c.exe", "numpy.libs/msvcp140-ab.dll"):
        (lib / name).parent.mkdir(exist_ok=True)
        (lib / name).touch()
    asked = {"kernel32.dll": ("numpy",), "python313.dll": ("numpy",), "msvcp140.dll": ("lxml",)}
    monkeypatch.setattr(windows, "wanted_outside", lambda _: asked)
    monkeypatch.setattr(windows, "DISTRIBUTIONS", {"colorama", "docxtpl", "numpy"})
    assert windows.odd_parts(lib, WINDOWS) == (
        "more: typing-extensions",
        "missing: numpy",
        "tag: lxml/a.cp312-win_amd64.pyd",
        "program: rich/c.exe",
        "of Linux: numpy/b.so",
        "DLL: msvcp140.dll of lxml",
    )
