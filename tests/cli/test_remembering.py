"""What commands note in the ledger of a round, and that a bare folder has none."""

from __future__ import annotations

from pathlib import Path

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
