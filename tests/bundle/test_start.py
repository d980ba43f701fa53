"""What starts the program out of its folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bundle import start

OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"
SYSTEM = "windows" if sys.platform == "win32" else "linux"


def _layers(top: Path, *, needs: str = "aaa", lib: str = f"aaa {SYSTEM} {OURS}") -> Path:
    """A folder as two layers make it, with a program that tells what it is started with."""
    for name in ("app-1.9.0", "app-1.10.0"):
        package = top / name / "dxassess" / "cli"
        package.mkdir(parents=True)
        (top / name / "DEPENDENCIES").write_text(f"{needs}\n")
        for folder in (package.parent, package):
            (folder / "__init__.py").touch()
        (package / "main.py").write_text(
            "import sys, other\ndef run():\n    print(__file__, other.__file__, sys.argv[1:], sep='|')\n"
        )
    (top / "lib").mkdir()
    (top / "lib" / "other.py").touch()
    (top / "lib" / "DEPENDENCIES").write_text(lib + "\n")
    shutil.copyfile(start.__file__, top / "start.py")
    return top


def test_the_newest_program_runs_with_the_dependencies_beside_it_alone(tmp_path: Path) -> None:
    top = _layers(tmp_path / "Đợt khảo sát (1)")
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", top / "start.py", "check", "a b"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    program, other, typed = done.stdout.strip().split("|")
    assert Path(program) == top / "app-1.10.0" / "dxassess" / "cli" / "main.py"
    assert Path(other) == top / "lib" / "other.py"
    assert typed == "['check', 'a b']"


@pytest.mark.parametrize(
    ("needs", "lib", "told"),
    [
        ("bbb", f"aaa {SYSTEM} {OURS}", ("deps-bbb-", "aaa")),
        ("aaa", f"aaa {SYSTEM} 3.1", ("Python 3.1 ", OURS)),
        ("aaa", f"aaa plan9 {OURS}", ("plan9",)),
    ],
)
def test_a_program_for_other_dependencies_is_refused_in_both_languages(
    needs: str, lib: str, told: tuple[str, ...], tmp_path: Path
) -> None:
    top = _layers(tmp_path, needs=needs, lib=lib)
    sentences = start.problem(start.newest(top), top / "lib")
    assert len(sentences) == 2
    assert all(word in sentence for word in told for sentence in sentences)


def test_what_lacks_is_told(tmp_path: Path) -> None:
    assert "app-" in start.problem(start.newest(tmp_path), tmp_path)[0]
    (tmp_path / "app-1.0").mkdir()
    (tmp_path / "app-1.0" / "DEPENDENCIES").write_text("aaa\n")
    assert "deps-aaa-" in start.problem(start.newest(tmp_path), tmp_path / "lib")[0]


def test_what_fits_is_started(tmp_path: Path) -> None:
    top = _layers(tmp_path)
    assert start.problem(start.newest(top), top / "lib") == ()
