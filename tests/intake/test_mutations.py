"""A few of the damaged workbooks that `python -m tests.intake.mutations` makes by the thousand."""

from __future__ import annotations

from pathlib import Path

from tests.intake.mutations import mutants, read

_COUNT, _SECONDS = 60, 60


def test_every_damaged_workbook_has_a_verdict_and_none_lies(tmp_path: Path) -> None:
    done = read(tmp_path, list(mutants(_COUNT, seed=2)))
    assert done.verdicts.total() == _COUNT
    assert (done.lost, done.stopped, done.wrong) == ((), (), ())
    assert done.seconds < _SECONDS


def test_a_seed_makes_the_same_damage_again() -> None:
    assert [m.content for m in mutants(5, seed=3) if m.sealed] == [
        m.content for m in mutants(5, seed=3) if m.sealed
    ]
