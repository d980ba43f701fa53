"""An option that would do nothing is refused, and the words say what to do (no round is read for it)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxassess.cli.advise import advise
from dxassess.cli.report import report
from dxassess.cli.run import run
from dxassess.errors import DxassessError


def test_questionnaires_of_an_earlier_round_that_is_not_named(tmp_path: Path) -> None:
    for command in (run, report):
        with pytest.raises(DxassessError) as caught:
            command(tmp_path / "round", out=tmp_path / "out", previous_questionnaires=tmp_path)
        assert caught.value.key == "previous.not_named"
    assert not (tmp_path / "out").exists()


def test_a_budget_for_one_respondent(tmp_path: Path) -> None:
    with pytest.raises(DxassessError) as caught:
        advise(tmp_path, facility="80001", budget=3.0)
    assert caught.value.key == "advise.budget_of_one"
