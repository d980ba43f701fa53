"""What is said about a command line that cannot be used."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from tests.cli.program import dxassess

from dxassess.errors import UnlimitedReaders

VI = [
    (["check", "nowhere"], "Không có 'nowhere' ('THƯ_MỤC')", "check"),
    (["check", "{file}"], "là một tệp", "check"),
    (["advise", ".", "-o", "."], "'.' ('--out') là một thư mục", "advise"),
    (["chek"], "Có phải là: 'check'?", ""),
    (["xyzzy"], "Không có lệnh 'xyzzy'.", ""),
    (["questionnaire", "lnt"], "Có phải là: 'lint'", "questionnaire"),
    (["check"], "không nằm trong đợt khảo sát nào", "check"),
    (["forms", "."], "Thiếu '--out'", "forms"),
    (["check", ".", "--sevrity", "error"], "--severity", "check"),
    (["check", ".", "--xyzzy"], "Không có tùy chọn --xyzzy.", "check"),
    (["check", ".", "-x"], "Không có tùy chọn -x.", "check"),
    (["check", ".", "--severity", "bad"], "chọn một trong: 'error', 'warning', 'info'", "check"),
    (["report", ".", "-o", "x", "--lang", "fr"], "chọn một trong: 'vi', 'en'", "report"),
    (["report", ".", "-o", "x", "--audience", "me"], "'department', 'facility', 'public'", "report"),
    (["forms", ".", "-o", "x", "--vintage", "1492"], "'gso2004', 'gso2025'", "forms"),
    (["report", ".", "-o"], "'-o' cần một giá trị", "report"),
    (["check", ".", "--json=3"], "'--json' không nhận giá trị", "check"),
    (["check", ".", "b"], "dấu ngoặc kép", "check"),
    (["advise", ".", "--budget", "x"], "'--budget' cần một số", "advise"),
    (["advise", ".", "--budget", "nan"], "'--budget' cần một số", "advise"),
    (["advise", ".", "--budget", "-1"], "'--budget' không được nhỏ hơn 0", "advise"),
    (["advise", ".", "--to-level", "0"], "'--to-level' không được nhỏ hơn 1", "advise"),
    (["advise", ".", "--to-level", "2.5"], "'--to-level' cần một số", "advise"),
    (["--"], "Thiếu tên lệnh", ""),
]
EN = [
    (
        ["check", "nowhere"],
        "'nowhere' ('FOLDER') does not exist. Check the path; one with spaces stands between double quotes.",
    ),
    (["check"], "No folder was named, and the current one is within no round (no round.yaml was found)."),
    (["chek"], "There is no command 'chek'. Did you mean: 'check'?"),
    (["report", ".", "-o"], "'-o' needs a value after it."),
]


@pytest.mark.parametrize(("typed", "told", "command"), VI, ids=lambda value: str(value)[:40])
def test_wrong_usage_is_told_in_the_language_of_the_user(
    typed: list[str], told: str, command: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    refused = dxassess(*(part.format(file=tmp_path / "file") for part in typed), language="vi")
    assert refused.returncode == 2
    assert refused.stdout == ""
    sentence, help_ = refused.stderr.splitlines()
    assert told in sentence
    assert help_ == " ".join(filter(None, ("Xem: dxassess", command, "--help")))


@pytest.mark.parametrize(("typed", "told"), EN, ids=lambda value: str(value)[:40])
def test_wrong_usage_in_english(typed: list[str], told: str) -> None:
    assert dxassess(*typed, language="en").stderr.splitlines()[0] == told


def test_readers_without_limits_are_told_of_once_in_the_language_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(*_given: object, **_more: object) -> tuple[()]:
        warnings.warn(UnlimitedReaders(), stacklevel=1)
        return ()

    monkeypatch.setattr("dxassess.round.receive.read_gathered", take)
    done = dxassess("check", tmp_path, "--quiet", language="en")
    assert done.stderr.startswith("This system sets no limits of memory and work")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
