"""`round.yaml`: what it may say, and its faults in words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from dxassess.cli.terminal import say_error
from dxassess.demo.register_file import SETTINGS
from dxassess.errors import DxassessError
from dxassess.intake.gathering.files import find_files
from dxassess.round.home import home_of
from dxassess.round.receive import _known_files
from dxassess.round.settings import Settings, find_register, read_settings


def _settings(folder: Path, text: str) -> Path:
    (folder / "round.yaml").write_text(text, encoding="utf-8")
    return folder


def test_unit_is_called_alike_in_both_languages_unless_it_has_two_names(tmp_path: Path) -> None:
    contact = read_settings(_settings(tmp_path, "contact: {unit: Phòng Nghiệp vụ}")).contact
    assert contact is not None
    assert (contact.unit["vi"], contact.unit["en"], contact.phone) == (
        "Phòng Nghiệp vụ",
        "Phòng Nghiệp vụ",
        None,
    )
    contact = read_settings(_settings(tmp_path, SETTINGS)).contact
    assert contact is not None
    assert contact.unit["vi"] != contact.unit["en"]


@pytest.mark.parametrize("text", ["contact: {phone: '1'}", "contact: {unit: A, phone: 0123}", "contact: [A]"])
def test_contact_that_is_not_understood_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(DxassessError) as caught:
        read_settings(_settings(tmp_path, text))
    assert any("contact" in str(reason.facts) for reason in caught.value.facts["reasons"])  # type: ignore[attr-defined]


def test_name_may_be_one_text(tmp_path: Path) -> None:
    name = read_settings(_settings(tmp_path, "\ufeffname: Vòng 2026\r\nopened: 2026-01-05\r\n")).name
    assert (name["vi"], name["en"]) == ("Vòng 2026", "Vòng 2026")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: [oops\n", "dòng:cột 2:1: sai cú pháp"),
        ("name: a\nname: b\n", "dòng:cột 2:1: mục “name” ghi hai lần"),
        ("date: 2026-02-30\n", "dòng:cột 1:7 date: “2026-02-30” không phải ngày"),
        ("opened: &a [x]\ndate: *a\n", "dòng:cột 2:7: “*a” lặp lại một chỗ khác trong tệp"),
        ("due: 31/12/2026\n", "due: “31/12/2026” không phải ngày"),
        ("nam: x\n", "nam: không có mục này"),
        ("vintage: gso1990\n", "vintage: “gso1990” không dùng được, chọn một trong: gso2004, gso2025"),
        ("exclude: [twins, foo]\n", "exclude.2: “foo” không dùng được"),
        ("date: 31/10/2023\n", "date: “31/10/2023” không phải ngày"),
        ("contact: {phone: '1'}\n", "contact.unit: còn thiếu"),
        ("simulated: maybe\n", "simulated: “maybe” không đúng dạng"),
        ("- a\n", "“['a']” không đúng dạng"),
    ],
)
def test_faults_are_told_in_the_language_of_the_user(
    tmp_path: Path, text: str, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DXASSESS_LANG", raising=False)
    with pytest.raises(DxassessError) as caught:
        read_settings(_settings(tmp_path, text))
    say_error(caught.value.key, caught.value.facts)
    said = capsys.readouterr().err
    assert "round.yaml" in said
    assert told in said


def test_a_register_that_is_named_and_absent_is_told(tmp_path: Path) -> None:
    settings = read_settings(_settings(tmp_path, "register: list.xlsx\n"))
    with pytest.raises(DxassessError) as caught:
        find_register(tmp_path, settings)
    assert (caught.value.key, caught.value.facts) == ("register.absent", {"path": "list.xlsx"})


@pytest.mark.parametrize(
    ("text", "vintage"),
    [
        ("date: 2023-10-31", "gso2004"),
        ("opened: 2025-06-30", "gso2004"),
        ("date: 2025-07-01", "gso2025"),
        ("date: 2026-06-30\nvintage: gso2004", "gso2004"),
        ("name: A", "gso2025"),
    ],
)
def test_the_map_is_that_of_the_rounds_day(tmp_path: Path, text: str, vintage: str) -> None:
    assert read_settings(_settings(tmp_path, text)).vintage == vintage


SPELLINGS = [
    ("Register.XLSX", "register.xlsx"),
    (unicodedata.normalize("NFD", "Danh sách cơ sở.xlsx"), "danh sách Cơ sở.xlsx"),
]


@pytest.mark.parametrize(("on_disk", "in_settings"), SPELLINGS)
def test_files_of_the_round_are_known_however_they_are_spelled(
    on_disk: str, in_settings: str, tmp_path: Path
) -> None:
    """Windows and macOS open both; what they opened must not be read as a form too."""
    (tmp_path / on_disk).touch()
    settings = read_settings(_settings(tmp_path, f"register: {in_settings}\n"))
    path = find_register(tmp_path, settings)
    assert path is not None
    known_files = _known_files(home_of(tmp_path), path)
    assert {on_disk: "REGISTER_FILE", "round.yaml": "ROUND_FILE"}.items() == known_files.items()
    assert [outcome.file for outcome in find_files(tmp_path, known_files=known_files)] == sorted(known_files)


def test_a_register_is_found_by_its_usual_name_and_the_very_same_first(tmp_path: Path) -> None:
    (tmp_path / "Register.xlsx").touch()
    assert find_register(tmp_path, Settings()) == tmp_path / "Register.xlsx"
    (tmp_path / "register.xlsx").touch()
    assert find_register(tmp_path, Settings()) == tmp_path / "register.xlsx"


def test_settings_are_found_however_they_are_spelled(tmp_path: Path) -> None:
    (tmp_path / "Round.yaml").write_text("name: A\n")
    assert read_settings(tmp_path).name["vi"] == "A"
