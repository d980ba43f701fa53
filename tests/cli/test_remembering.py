"""What commands note in the ledger of a round, and that a bare folder has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.program import dxassess

from dxassess.cli.remembering import events_of, note_published
from dxassess.round.home import home_of


def test_that_reports_were_made_is_noted_in_a_round_alone(tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text("name: A\n")
    note_published(tmp_path, tmp_path.parent / "bc", "department")
    assert events_of(home_of(tmp_path)) == ()
    for name in ("inbox", "forms"):
        (tmp_path / name).mkdir()
    note_published(tmp_path, tmp_path / "reports", "public")
    (told,) = events_of(home_of(tmp_path))
    assert (told.kind, told.fact("out"), told.fact("readers")) == ("published", "reports", "public")


@pytest.mark.parametrize("command", ["status", "check"])
def test_a_round_that_may_only_be_read_can_be_looked_at(command: str, tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text("vintage: gso2004\n", encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / ".dxassess" / "round.sqlite").mkdir(parents=True)  # nobody can write there
    done = dxassess(command, tmp_path, language="en")
    assert (done.returncode, str(tmp_path) in done.stderr) == (0, True), done.stderr
    assert "Cannot write" not in done.stderr
    assert done.stdout
