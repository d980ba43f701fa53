"""Workers have limits where the system sets them, and end with the program, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from dxassess.errors import UnlimitedReaders
from dxassess.intake import workers
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workers import Apart

ROOT = Path(__file__).parents[2]
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of other systems")


def double(job: str) -> bytes:
    """What a worker of these tests does; runs in the worker."""
    if job == "die":
        os._exit(3)
    while job == "spin":
        pass
    if job == "write":
        Path(os.environ["DXASSESS_WRITTEN"]).write_bytes(b"x")
    return job.encode() * 2


@unix
@pytest.mark.parametrize(
    ("ending", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_no_reader_outlives_the_program(ending: signal.Signals, code: int, tmp_path: Path) -> None:
    """Readers hold the pipe too: it comes to its end only when the last of them has."""
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.intake.spinning", tmp_path],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"reading\n"
    program.send_signal(ending)
    asked = time.monotonic()
    _, told = program.communicate(timeout=60)
    assert time.monotonic() - asked < 8  # the limit of a reader's own work is 10
    assert program.returncode == code, told


@unix
def test_one_that_dies_or_works_for_ever_costs_its_job_alone() -> None:
    with Apart(double, deadline=1.0, patience=60.0) as apart:
        for job, code in (("die", "READER_CRASH"), ("spin", "TIMEOUT")):
            with pytest.raises(Refused) as refusal:
                apart.ask(job)
            assert refusal.value.code == code
            assert apart.ask("a") == b"aa"


@unix
def test_a_reader_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "written"
    monkeypatch.setenv("DXASSESS_WRITTEN", str(target))
    with Apart(double) as reader, pytest.raises(Refused):
        reader.ask("write")
    assert target.stat().st_size == 0
    with Apart(double, writes=True) as maker:
        assert maker.ask("write") == b"writewrite"
    assert target.read_bytes() == b"x"


@unix
def test_without_limits_readers_start_all_the_same_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert workers._limit(writes=False) is False
    workers.allow_work(1.0)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        worker = workers.Worker()
        try:
            assert worker.welcome(b"ready without limits", double)
        finally:
            worker.kill()
    assert [warning.category for warning in told] == [UnlimitedReaders]


@unix
def test_a_limit_that_is_lower_already_is_no_obstacle() -> None:
    """As where an administrator gives every program little memory: `ulimit -v`."""
    text = "from dxassess.intake.workers import Apart; from tests.intake.test_workers import double\n"
    text += "if __name__ == '__main__':\n    with Apart(double) as apart:\n        print(apart.ask('a'))\n"
    done = subprocess.run(
        ["sh", "-c", f'ulimit -v 2000000; ulimit -c 0; exec "{sys.executable}" -c "$0"', text],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("b'aa'", 0), done.stderr
