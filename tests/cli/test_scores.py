"""What `score` says of what is not known: in words, in both languages."""

from __future__ import annotations

import pytest
from tests.report.test_denominators import country

from dxassess.cli.tables.scores import print_scores
from dxassess.insight.analysis import analyse
from dxassess.statistics.province_score import ProvinceScore
from dxassess.wording.languages import LANGUAGES
from dxassess.wording.wording import wording


def printed(capsys: pytest.CaptureFixture[str], *, departments: bool) -> str:
    print_scores(analyse(country(departments=departments)))
    return " ".join(capsys.readouterr().out.split())


def test_a_province_without_its_department_shows_its_facilities_part(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tiền Giang's five facilities: C1 0.9375 and C2 0.7, weighing 2 and 1: 0.858333."""
    monkeypatch.setenv("DXASSESS_LANG", "vi")
    told = printed(capsys, departments=True)
    assert "Tiền Giang: Sở Y tế chưa gửi phiếu, nên không có điểm chung; phần của các cơ sở: 85,8" in told
    assert "ít nhất" in told
    assert "Dải tổng" in told


def test_silent_types_are_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXASSESS_LANG", "en")
    told = printed(capsys, departments=False)
    assert "Cà Mau: no facility has sent a form that can be used; no form at all from: a" in told
    assert "at least 0" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flag_has_words(language: str) -> None:
    said = wording("cli", language)
    flags = {word.strip('",.') for word in (ProvinceScore.__doc__ or "").split() if word.startswith('"')}
    assert len(flags) == 10
    assert all(said.has(f"score.flag.{flag}") for flag in flags)
