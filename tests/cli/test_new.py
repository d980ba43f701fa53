"""`dxassess new`: a clerk makes a round of the list there is, looks at the doubts once, and issues forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from tests.cli.program import dxassess

from dxassess.errors import DxassessError
from dxassess.round.founding import lay_out
from dxassess.round.home import home_of
from dxassess.round.settings import Settings, read_settings
from dxassess.round.settings_text import NewRound, round_id, settings_text
from dxassess.wording.wording import LANGUAGES

ROWS = (
    ("SỞ Y TẾ TÂY NINH",),
    ("STT", "Mã CSKCB", "Tên đơn vị", "Loại hình", "Tỉnh/Thành phố", "Hạng", "Số giường kế hoạch"),
    (1, "80001", "Bệnh viện Mẫu", "hospital", "Tay Nin", "Hạng I", "1.200"),
    (2, 801, "Trạm Y tế xã Mẫu", "TYT", "Tây Ninh", None, None),
    (3, "7979002", "Trạm Y tế xã Khác", "TYT", "Tây Ninh", None, None),
    (4, None, "Sở Y tế", "Sở Y tế", "Tây Ninh", None, None),
    (None, None, "Tổng cộng", None, None, None, "1.200"),
)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    book = Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(tmp_path / "danh sách.xlsx")
    return tmp_path / "danh sách.xlsx"


def correct(path: Path, values: dict[str, str]) -> None:
    """Fill in what a clerk fills in, cell by cell of the list."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=6):
        row[8].value = values.get(str(row[1].value), row[8].value)
    book.save(path)


def test_nothing_is_issued_until_the_doubts_are_looked_at(listed: Path, tmp_path: Path) -> None:
    home = tmp_path / "Tây Ninh 2026"
    refused = dxassess("new", home, "--register", listed, "--lang", "en")
    faults = home / "register-faults.xlsx"
    assert refused.returncode == 2
    assert str(faults) in refused.stderr
    assert not (home / "register.xlsx").exists()
    told = {(row[1].value, row[7].value) for row in load_workbook(faults).worksheets[0].iter_rows(min_row=6)}
    assert told == {("D3", ""), ("E3", "Tây Ninh"), ("B5", "")}
    assert dxassess("forms", home, "-o", tmp_path / "x").returncode == 2

    correct(faults, {"D3": "Bệnh viện đa khoa", "E3": "x", "B5": "drop"})
    done = dxassess("new", home, "--register", listed, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "2 facilities, 1 Departments" in done.stderr
    register = list(load_workbook(home / "register.xlsx").worksheets[0].values)
    assert register[1][:5] == ("80001", "Bệnh viện Mẫu", "General hospital", "Tây Ninh", "Class I")
    assert [row[0] for row in register[1:]] == ["80001", "00801", "SYT80"]

    assert dxassess("forms", home, "-o", tmp_path / "forms").returncode == 0
    form = load_workbook(next((tmp_path / "forms").rglob("80001*.xlsx"))).worksheets[1]
    cover = {row[0].value: row[2].value for row in form.iter_rows()}
    assert (cover["F03"], cover["F04"], cover["F09"]) == ("Bệnh viện đa khoa", "Hạng I", 1200)


def test_a_register_changed_by_hand_is_kept(listed: Path, tmp_path: Path) -> None:
    home = tmp_path / "R 2026"
    book = load_workbook(listed)
    book.worksheets[0].delete_rows(5)
    book.worksheets[0].delete_rows(3)
    book.save(listed)
    assert dxassess("new", home, "--register", listed).returncode == 0
    assert dxassess("new", home, "--register", listed, "--lang", "en").returncode == 0  # our own, unchanged
    changed = load_workbook(home / "register.xlsx")
    changed.worksheets[0]["B2"] = "Trạm khác"
    changed.save(home / "register.xlsx")
    again = dxassess("new", home, "--register", listed)
    assert (again.returncode, "register (2).xlsx" in again.stderr) == (0, True)
    assert load_workbook(home / "register.xlsx").worksheets[0]["B2"].value == "Trạm khác"
    assert dxassess("new", home, "--register", listed, "--force").returncode == 0
    assert load_workbook(home / "register.xlsx").worksheets[0]["B2"].value != "Trạm khác"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_explained_and_the_file_loads(language: str, tmp_path: Path) -> None:
    new = NewRound(name='Kỳ "một": # 2026', year=2026, vintage="gso2025")
    text = settings_text(new, language)
    names = {name.removesuffix("_file") for name in Settings.model_fields}
    keys = {
        line.lstrip("#").partition(":")[0] for line in text.splitlines() if not line.startswith(("# ", " "))
    }
    assert names <= keys
    (tmp_path / "round.yaml").write_text(text, encoding="utf-8")
    settings = read_settings(tmp_path)
    assert (settings.name["vi"], settings.id, settings.contact) == ('Kỳ "một": # 2026', "ky-mot-2026", None)
    # each setting that is not used is ready to be
    used = "\n".join(
        line[1:] if line.startswith("#") and not line.startswith("# ") else line for line in text.splitlines()
    )
    used = used.replace("\n#  ", "\n  ")
    (tmp_path / "round.yaml").write_text(used, encoding="utf-8")
    everything = read_settings(tmp_path)
    assert everything.model_fields_set >= {"due", "opened", "date", "contact", "exclude", "questionnaires"}
    assert everything.contact is not None
    assert everything.contact.phone


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Long An 2026", "long-an-2026"),
        ("Đợt 1", "dot-1-2027"),
        ("…", "2027"),
        ("x" * 60, "x" * 35 + "-2027"),
    ],
)
def test_the_id_is_made_of_the_name_and_the_year(name: str, id_: str) -> None:
    assert round_id(name, 2027) == id_


def test_a_round_is_laid_out_once_and_never_within_another(tmp_path: Path) -> None:
    new = NewRound(name="A", year=2026, vintage="gso2025")
    lay_out(tmp_path / "A", new, language="vi")
    assert home_of(tmp_path / "A").inbox == tmp_path / "A" / "inbox"
    (tmp_path / "A" / "round.yaml").write_text("name: B\n", encoding="utf-8")
    lay_out(tmp_path / "A", new, language="vi")
    assert read_settings(tmp_path / "A").name["vi"] == "B"
    with pytest.raises(DxassessError) as within:
        lay_out(tmp_path / "A" / "inbox" / "C", new, language="vi")
    assert (within.value.key, within.value.facts["other"]) == ("register:inside", str(tmp_path / "A"))
    (tmp_path / "D").mkdir()
    (tmp_path / "D" / "a.txt").write_text("x")
    with pytest.raises(DxassessError) as other:
        lay_out(tmp_path / "D", new, language="vi")
    assert other.value.key == "register:not_empty"


def test_the_next_round_shows_the_last_answers_and_counts_none(tmp_path: Path) -> None:
    before = tmp_path / "R 2025"
    before.mkdir()
    (before / "round.yaml").write_text(
        "name: R 2025\nid: r-2025\ndate: 2025-12-01\ncontact: {unit: Phòng A, phone: '1'}\nweights: beds\n",
        encoding="utf-8",
    )
    (before / "register.csv").write_text(
        "code,name,type,province,beds_actual\n80101,Trạm Mẫu,TYT,Tây Ninh,\n80102,Trạm Lặng,TYT,Tây Ninh,\n",
        encoding="utf-8",
    )
    assert dxassess("forms", before, "-o", tmp_path / "phiếu").returncode == 0
    sent = next((tmp_path / "phiếu").rglob("80101*.xlsx"))
    form = load_workbook(sent)
    asked = 0
    for page in form.worksheets[2:-1]:
        for row in page.iter_rows(min_row=4):
            if row[2].protection.locked is False and "Tỷ lệ" in str(row[1].value):
                row[2].value, asked = 40, asked + 1
    form.save(before / "a.xlsx")

    home = tmp_path / "R 2026"
    done = dxassess("new", home, "--from", before)
    assert done.returncode == 0, done.stderr
    settings = read_settings(home)
    assert (settings.name["vi"], settings.id, settings.date) == ("R 2026", "r-2026", None)
    assert (settings.weights, settings.contact and settings.contact.phone) == ("beds", "1")
    assert dxassess("forms", home, "-o", tmp_path / "next").returncode == 0
    heads = {}
    for name in ("80101", "80102"):
        path = next((tmp_path / "next").rglob(f"{name}*.xlsx"))
        page = load_workbook(path).worksheets[3]
        heads[name] = page["D3"].value
        (home / "inbox" / path.name).write_bytes(path.read_bytes())
    assert heads == {"80101": "Lần trước", "80102": "Đơn vị tính"}
    beside = [
        row[3].value for page in load_workbook(path.with_name(sent.name)).worksheets[2:-1] for row in page
    ]
    assert sum(str(text).startswith("40%") for text in beside) == asked > 0
    checked = dxassess("check", home / "inbox", "--json")
    assert '"NO_ANSWERS"' in checked.stdout
    assert '"accepted": 0' in checked.stdout


def test_within_a_round_nothing_has_to_be_named(
    listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "R 2026"
    book = load_workbook(listed)
    book.worksheets[0].delete_rows(5)
    book.worksheets[0].delete_rows(3)
    book.save(listed)
    assert dxassess("new", home, "--register", listed).returncode == 0
    monkeypatch.chdir(home / "inbox")
    assert dxassess("forms").returncode == 0
    assert [path.name[:5] for path in sorted((home / "forms").rglob("*.xlsx"))] == ["00801", "SYT80"]
    for command in ("run", "report", "sheet", "letters"):
        done = dxassess(command)
        assert (done.returncode, "--out" in done.stderr) == (2, False), "no answers yet, and nothing else"
        monkeypatch.chdir(tmp_path)
        bare = dxassess(command, tmp_path)
        assert (bare.returncode, f"dxassess {command} --help" in bare.stderr) == (2, True)
        assert "'--out'" in bare.stderr
        monkeypatch.chdir(home / "inbox")
