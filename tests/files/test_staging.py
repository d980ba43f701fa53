"""The one rule for what people edited, and outputs that appear together whatever happens to the run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.files.kills import tree

from dxassess.errors import BusyError, OutputError
from dxassess.files.journal import JOURNAL, STAGING, finish_if_interrupted
from dxassess.files.outputs import NOTE, noted_in
from dxassess.files.staging import Stage, refuse_held, staged, write_output, write_outputs
from dxassess.files.write import LOCK, alone_in


def test_what_nobody_touched_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert write_output(path, "one").new == ("a.docx",)
    assert write_output(path, "two").new == ("a.docx",)
    assert write_output(path, "two").same == ("a.docx",)
    assert tree(tmp_path) == {"a.docx": b"two"}


def test_what_a_person_edited_is_left_and_the_new_one_written_beside_it(tmp_path: Path) -> None:
    path, beside = tmp_path / "80014.vi.docx", "80014.vi (2).docx"
    write_output(path, "one")
    path.write_bytes(b"edited")
    assert write_output(path, "one").edited == (path.name,)
    assert tree(tmp_path) == {path.name: b"edited"}
    written = write_output(path, "two")
    assert (written.new, written.beside) == ((beside,), ((path.name, beside),))
    assert write_output(path, "three").new == (beside,)
    assert tree(tmp_path) == {path.name: b"edited", beside: b"three"}
    (tmp_path / beside).write_bytes(b"edited too")
    assert write_output(path, "four").new == ("80014.vi (3).docx",)
    path.unlink()
    assert write_output(path, "four").new == (path.name,)
    assert tree(tmp_path)[beside] == b"edited too"


def test_a_copy_beside_goes_when_nobody_needs_it_any_more(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_output(path, "one")
    path.write_bytes(b"edited")
    write_output(path, "two")
    path.unlink()
    write_output(path, "three")
    assert tree(tmp_path) == {"a.docx": b"three"}


def test_what_nobody_noted_is_a_persons_unless_it_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"whose?")
    (tmp_path / "b.xlsx").write_bytes(b"same")
    written = write_outputs(tmp_path, {"a.xlsx": b"new", "b.xlsx": b"same"})
    assert (written.new, written.same) == (("a (2).xlsx",), ("b.xlsx",))
    assert tree(tmp_path) == {"a.xlsx": b"whose?", "a (2).xlsx": b"new", "b.xlsx": b"same"}
    assert noted_in(tmp_path).written.keys() == {"a (2).xlsx", "b.xlsx"}


def test_force_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"edited")
    assert write_output(path, "one", force=True).new == ("a.docx",)
    assert tree(tmp_path) == {"a.docx": b"one"}


def test_no_second_questionnaire_lies_among_those_of_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "facility.yaml"
    path.write_text("# a remark\n", encoding="utf-8")
    write_output(path, "id: x\n")
    assert [each.name for each in tmp_path.glob("*.yaml")] == ["facility.yaml"]
    assert (tmp_path / "facility (2).yaml.new").read_text(encoding="utf-8") == "id: x\n"


def test_what_was_made_from_the_same_need_not_be_made_again(tmp_path: Path) -> None:
    def stands(key: str) -> bool:
        return Stage(tmp_path).standing("a.pdf", key)

    assert not stands("k")
    with staged(tmp_path) as stage:
        stage.add("a.pdf", "one", key="k")
    assert stands("k")
    assert not stands("other")
    (tmp_path / "a.pdf").write_bytes(b"edited")
    assert stands("k")
    with staged(tmp_path) as stage:
        stage.add_standing("a.pdf", "k")
    assert stage.written.edited == ("a.pdf",)
    with staged(tmp_path) as stage:
        stage.add("a.pdf", "two", key="l")
    assert stands("l")
    (tmp_path / "a.pdf").unlink()
    (tmp_path / "a (2).pdf").unlink()
    assert not stands("l")


def test_a_file_that_another_program_holds_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(tmp_path, {"a.pdf": b"old", "b.xlsx": b"old", "c.pdf": b"old"})
    monkeypatch.setattr("dxassess.files.journal.make_twin", lambda *_, **__: None)  # as on Windows
    replace = Path.replace
    tries: list[Path] = []

    def held(self: Path, target: Path) -> Path:
        if Path(target).name == "b.xlsx":
            tries.append(target)
            raise PermissionError(13, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("time.sleep", lambda _: None)
    written = write_outputs(tmp_path, {"a.pdf": b"new", "b.xlsx": b"new", "c.pdf": b"new"})
    assert (written.new, written.held, len(tries) > 3) == (("a.pdf", "c.pdf"), ("b.xlsx",), True)
    assert tree(tmp_path) == {"a.pdf": b"new", "b.xlsx": b"old", "c.pdf": b"new"}
    with pytest.raises(OutputError) as caught:
        refuse_held(written, tmp_path)
    assert caught.value.facts == {"n": 1, "paths": str(tmp_path / "b.xlsx")}
    monkeypatch.setattr(Path, "replace", replace)
    assert write_outputs(tmp_path, {"b.xlsx": b"new"}).new == ("b.xlsx",)


def test_a_moments_hold_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace
    tries: list[Path] = []

    def held_twice(self: Path, target: Path) -> Path:
        if Path(target).name == "a.pdf" and len(tries) < 2:
            tries.append(target)
            raise PermissionError(13, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr("time.sleep", lambda _: None)
    assert write_output(tmp_path / "a.pdf", "new").new == ("a.pdf",)
    assert len(tries) == 2


def _states_when_killed(folder: Path, *options: str) -> list[list[str]]:
    """How the folder stood after a kill at each operation on files, after the next start and run."""
    line = [sys.executable, "-m", "tests.files.kills", str(folder), *options]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    lines: list[list[str]] = json.loads(done.stdout)
    assert len(lines) > 30
    assert {after_run for _, _, after_run in lines} == {"new"}
    return lines


@pytest.mark.skipif(sys.platform != "linux", reason="folders are exchanged by Linux alone")
def test_whenever_a_run_is_killed_a_reader_sees_the_old_or_the_new_at_once(tmp_path: Path) -> None:
    lines = _states_when_killed(tmp_path / "out")
    states = {(after_kill, after_start) for after_kill, after_start, _ in lines}
    assert states == {("old", "old"), ("old", "new"), ("new", "new")}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")
def test_where_folders_cannot_be_exchanged_the_next_run_finds_the_old_or_the_new(tmp_path: Path) -> None:
    """Between is what a reader may see before the next start."""
    lines = _states_when_killed(tmp_path / "out", "--file-by-file")
    states = {(after_kill, after_start) for after_kill, after_start, _ in lines}
    assert states == {("old", "old"), ("old", "new"), ("between", "new"), ("new", "new")}


def test_one_run_at_a_time_and_nothing_of_it_stays(tmp_path: Path) -> None:
    second = staged(tmp_path)
    with alone_in(tmp_path), pytest.raises(BusyError):
        second.__enter__()
    write_output(tmp_path / "a.pdf", "a")
    assert sorted(path.name for path in tmp_path.iterdir()) == [NOTE, "a.pdf"]
    assert not (tmp_path / LOCK).exists()


def test_a_folder_in_the_place_of_an_output_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(OutputError):
        write_output(tmp_path / "a.pdf", "a")
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("name", ["../evil.pdf", "/evil.pdf", "a/../../evil.pdf", "C:\\evil.pdf", ""])
def test_a_strangers_journal_leads_nowhere(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / STAGING).mkdir(parents=True)
    (out / STAGING / "0.tmp").write_bytes(b"evil")
    journal = {"force": True, "files": [{"name": name, "sha256": "0", "file": "0.tmp"}]}
    (out / STAGING / JOURNAL).write_text(json.dumps(journal), encoding="utf-8")
    finish_if_interrupted(out)
    assert tree(tmp_path) == {}
    assert not (out / STAGING).exists()


def test_what_ends_before_all_is_ready_leaves_everything_as_it_was(tmp_path: Path) -> None:
    write_output(tmp_path / "a.pdf", "old")

    def end_in_between() -> None:
        with staged(tmp_path) as stage:
            stage.add("a.pdf", "new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        end_in_between()
    assert tree(tmp_path) == {"a.pdf": b"old"}
    assert not (tmp_path / STAGING).exists()


def test_what_a_killed_run_had_not_ready_is_forgotten(tmp_path: Path) -> None:
    write_output(tmp_path / "a.pdf", "old")
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "0.tmp").write_bytes(b"new")
    finish_if_interrupted(tmp_path)
    assert tree(tmp_path) == {"a.pdf": b"old"}
