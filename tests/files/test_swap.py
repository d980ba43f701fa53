"""Several outputs change as one: the folder and its twin change places, and what people have there stays."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.files.kills import tree

from dxassess.files import journal
from dxassess.files.journal import STAGING, finish_if_interrupted
from dxassess.files.staging import write_outputs
from dxassess.files.swap import exchange, make_twin, twin_path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="folders are exchanged by Linux alone")
NEW = {"a.pdf": b"new a", "b.pdf": b"new b"}


@pytest.fixture(name="out")
def _out(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    write_outputs(out, {"a.pdf": b"old a", "b.pdf": b"old b"})
    return out


def _exchanges(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each exchange succeeded, from now on."""
    done: list[bool] = []

    def told(folder: Path, twin: Path) -> bool:
        done.append(exchange(folder, twin))
        return done[-1]

    monkeypatch.setattr(journal, "exchange", told)
    return done


def test_several_files_change_in_one_step_and_a_single_one_by_itself(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = _exchanges(monkeypatch)
    assert write_outputs(out, NEW).new == ("a.pdf", "b.pdf")
    assert (done, tree(out)) == ([True], NEW)
    write_outputs(out, {"a.pdf": b"newer"})
    assert len(done) == 1
    assert list(out.parent.iterdir()) == [out]


def test_the_folder_belongs_to_the_same_people_and_files_of_others_are_the_same_files(out: Path) -> None:
    (out / "own").mkdir()
    (out / "own/photo.jpg").write_bytes(b"a person's")
    (out / "link").symlink_to("own/photo.jpg")
    (out / "nowhere").symlink_to("gone")
    out.chmod(0o750)
    (out / "own").chmod(0o700)
    before = (out / "own/photo.jpg").stat()
    write_outputs(out, NEW)
    assert os.path.samestat(before, (out / "own/photo.jpg").stat())
    assert [path.stat().st_mode & 0o777 for path in (out, out / "own")] == [0o750, 0o700]
    assert [str((out / name).readlink()) for name in ("link", "nowhere")] == ["own/photo.jpg", "gone"]


@pytest.mark.parametrize("obstacle", ["ledger", "pipe", "standing in it", "too many", "a file in the way"])
def test_a_folder_that_cannot_be_exchanged_changes_file_by_file(
    obstacle: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = _exchanges(monkeypatch)
    match obstacle:
        case "ledger":
            (out / ".dxassess").mkdir()
        case "pipe":
            os.mkfifo(out / "pipe")
        case "standing in it":
            monkeypatch.chdir(out)
        case "too many":
            monkeypatch.setattr("dxassess.files.swap._MOST", 1)
        case _:
            twin_path(out).write_bytes(b"")
    assert write_outputs(out, NEW).new == ("a.pdf", "b.pdf")
    assert done == []
    assert {name: (out / name).read_bytes() for name in NEW} == NEW


def test_a_system_without_the_step_is_no_obstacle(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "exchange", lambda *_: False)
    assert write_outputs(out, NEW).new == ("a.pdf", "b.pdf")
    assert tree(out) == NEW
    assert list(out.parent.iterdir()) == [out]


def test_what_a_person_does_while_the_twin_is_made_is_carried_over(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "mine.txt").write_bytes(b"draft")

    def meanwhile(folder: Path, twin: Path) -> bool:
        (folder / "new.txt").write_bytes(b"put there")
        for name in ("a.pdf", "mine.txt"):  # as programs save: another file in the place of the first
            (folder / "saved").write_bytes(b"edited")
            (folder / "saved").replace(folder / name)
        return exchange(folder, twin)

    monkeypatch.setattr(journal, "exchange", meanwhile)
    write_outputs(out, NEW)
    assert tree(out) == {
        **NEW, "a (2).pdf": b"edited", "mine.txt": b"edited", "new.txt": b"put there"
    }  # fmt: skip


def test_a_twin_that_was_never_used_goes_at_the_next_start(out: Path) -> None:
    assert make_twin(out, without=STAGING) == twin_path(out)
    finish_if_interrupted(out)
    assert list(out.parent.iterdir()) == [out]
    assert tree(out) == {"a.pdf": b"old a", "b.pdf": b"old b"}
