"""Whoever owes a form is reminded of what is lacking, by a letter that fits on one page."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pypdfium2 import PdfDocument
from tests.cli.filling import fill_in
from tests.cli.program import dxassess

from dxassess.assess import read
from dxassess.files.resources import resource_folder
from dxassess.files.templates import template_folder
from dxassess.forms.issue import issue_forms
from dxassess.ledger.event import event
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.versions import DEFAULT
from dxassess.render.reminder_file import reminder_file
from dxassess.report.people.reminder import Reminder
from dxassess.returning.reminders import reminders
from dxassess.returning.whose import respondents
from dxassess.round.receipts import whose_file
from dxassess.round.register_file import read_register
from dxassess.round.remembered import Remembered, remembered
from dxassess.round.round import Round
from dxassess.round.whereabouts import strays, whereabouts
from dxassess.wording.wording import LANGUAGES

ASKED = resource_folder("questionnaires") / DEFAULT
REGISTER = """\
code,name,type,province
80011,Trạm Y tế Đủ,commune_station,Long An
80012,Trạm Y tế Sai một ô,commune_station,Long An
80013,Trạm Y tế Hỏng tệp,commune_station,Long An
80014,Trạm Y tế Im lặng,commune_station,Long An
82001,Trạm Y tế Tỉnh khác,commune_station,Tiền Giang
SYT80,Sở Y tế Long An,department,Long An
"""
SETTINGS = """\
name: Kỳ khảo sát 2026
id: r1
vintage: gso2004
due: 2026-12-05
contact: {unit: Phòng Nghiệp vụ Y, phone: 0272 000 000}
"""
DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round in which one form is in order, one has a wrong answer and one cannot be opened."""
    home = tmp_path_factory.mktemp("owing")
    inbox = home / "in"
    inbox.mkdir()
    (inbox / "register.csv").write_text(REGISTER, encoding="utf-8")
    (inbox / "round.yaml").write_text(SETTINGS, encoding="utf-8")
    register = read_register(inbox / "register.csv", vintage="gso2004")
    stations = register.model_copy(update={"entries": register.entries[:2]})
    right, wrong = issue_forms(
        stations, load_questionnaires(ASKED), home / "forms", language="vi", round_id="r1"
    ).paths
    fill_in(right, inbox / right.name, {"F16": "20/11/2026", "C1.2.5": "Có"})
    fill_in(wrong, inbox / wrong.name, {"F16": "20/11/2026", "C1.2.5": "Có", "C5.3.1": "khoảng"})
    (inbox / "80013 hỏng.xlsx").write_bytes(b"PK\x03\x04")
    return inbox


@pytest.fixture(scope="module")
def round_(folder: Path) -> Round:
    return read(folder, questionnaires=ASKED, today=DAY)


def owing(round_: Round, memory: Remembered | None = None, province: str | None = None) -> list[Reminder]:
    known = round_ if memory is None else round_.model_copy(update={"memory": memory})
    return list(reminders(known, respondents(round_), as_of=DAY, province=province))


def test_everyone_who_owes_something_is_reminded_of_that(round_: Round) -> None:
    told = {r.code: (r.lacking, r.errors, r.attached, r.new_form) for r in owing(round_)}
    assert told == {
        "80012": ("errors", 1, "80012 Trạm Y tế Sai một ô.xlsx", False),
        "80013": ("unusable", 1, "80013 Trạm Y tế Hỏng tệp.xlsx", True),
        "80014": ("silent", 0, "80014 Trạm Y tế Im lặng.xlsx", True),
        "82001": ("silent", 0, "82001 Trạm Y tế Tỉnh khác.xlsx", True),
        "SYT80": ("silent", 0, "SYT80 Sở Y tế Long An.xlsx", True),
    }
    assert [r.code for r in owing(round_, province="gso2004:82")] == ["82001"]


@pytest.mark.parametrize("without", ["nothing", "code", "stamp"])
def test_a_blank_form_is_that_of_its_code_or_stamp_whatever_it_is_called(
    folder: Path, without: str, tmp_path: Path
) -> None:
    for name in ("register.csv", "round.yaml"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    book = openpyxl.load_workbook(next(folder.parent.rglob("80011 *.xlsx")))
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if (without == "code" and cell.value == "80011") or (
                    without == "stamp" and str(cell.value).startswith("dx1 ")
                ):
                    cell.value = None
    book.save(tmp_path / "gửi lại.xlsx")
    round_ = read(tmp_path, questionnaires=ASKED, today=DAY)
    (blank,) = (o for o in round_.outcomes if o.file == "gửi lại.xlsx")
    assert (blank.status, blank.findings[0].code) == ("rejected", "NO_ANSWERS")
    assert strays(round_) == ()
    assert {one.entry.code: one.state for one in whereabouts(round_)}["80011"] == "doubtful"
    assert respondents(round_)[blank.file].code == whose_file(round_, blank.file) == "80011"
    told = {r.code: (r.lacking, r.attached) for r in owing(round_)}
    assert told["80011"] == ("unusable", "gửi lại.xlsx")


def test_a_second_reminder_says_so_and_a_decision_ends_them(round_: Round) -> None:
    def happened(kind: str, code: str, **facts: str) -> object:
        return event(kind, when=datetime(2026, 11, 1, tzinfo=UTC), whose=code, facts=facts)  # type: ignore[arg-type]

    memory = remembered(
        [
            happened("reminded", "80012", day="2026-11-01"),  # type: ignore[list-item]
            happened("reminded", "80014", day="2026-11-01", again="1"),  # type: ignore[list-item]
            happened("reminded", "80014", day="2026-11-01", again="2"),  # type: ignore[list-item]
            happened("reminded", "80014", day="2026-12-01"),  # type: ignore[list-item]
            happened("decided", "82001", decision="leave-out", because="đã giải thể", by="Phòng Y"),  # type: ignore[list-item]
        ]
    )
    numbers = {r.code: (r.number, r.stem) for r in owing(round_, memory)}
    assert numbers == {
        "80012": (2, "80-long-an/80012-reminder-2"),
        "80013": (1, "80-long-an/80013-reminder"),
        "80014": (2, "80-long-an/80014-reminder-2"),
        "SYT80": (1, "80-long-an/SYT80-reminder"),
    }


def test_nobody_is_told_that_a_form_was_sent_where_none_was(round_: Round) -> None:
    issued = event("issued", when=datetime(2026, 11, 1, tzinfo=UTC), whose="80014", facts={"file": "a"})
    letters = {r.code: r for r in owing(round_, remembered([issued]))}
    templates = template_folder(None)
    for language, sent in (("vi", "đã gửi phiếu tới"), ("en", "sent a form to")):
        told = {
            code: sent in words(reminder_file(letters[code], language=language, template_folder=templates))
            for code in ("80014", "82001")
        }
        assert told == {"80014": True, "82001": False}


def words(content: bytes) -> str:
    return "\n".join(
        p.text for p in Document(io.BytesIO(content)).element.body.iter() if p.tag.endswith("}t")
    )


def test_a_letter_has_the_parts_of_an_official_letter_and_what_to_do(round_: Round) -> None:
    templates = template_folder(None)
    letters = {
        r.code: words(reminder_file(r, language="vi", template_folder=templates)) for r in owing(round_)
    }
    for text in letters.values():
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập", "SỞ Y TẾ", "Số:", "V/v nhắc gửi phiếu",
            "Kính gửi", "Nơi nhận", "Lưu: VT", "GIÁM ĐỐC", "ngày 05 tháng 12 năm 2026", "Phòng Nghiệp vụ Y",
            "ngày 01 tháng 12 năm 2026", "Kỳ khảo sát 2026",
        ):  # fmt: skip
            assert part in text
        assert "lần" not in text
    assert "chưa nhận được phiếu" in letters["80014"]
    assert "chưa sử dụng được" in letters["80013"]
    assert "1 điểm phải sửa" in letters["80012"]
    late = owing(round_)[0].model_copy(update={"overdue": True, "number": 3, "contact": None})
    text = words(reminder_file(late, language="vi", template_folder=templates))
    assert "hạn gửi đã qua" in text
    assert "(lần 3)" in text
    assert "lần nhắc thứ 3" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_stays_on_one_page(round_: Round, language: str, tmp_path: Path, soffice: str) -> None:
    """The longest: long names, a wrong answer, the third time."""
    long = "Bệnh viện Đa khoa khu vực Hậu Nghĩa và Trung tâm Chăm sóc sức khỏe sinh sản huyện Đức Hòa"
    update = {"name": long, "attached": f"80012 {long}.xlsx", "number": 3, "simulated": True}
    letter = owing(round_)[0].model_copy(update=update)
    (tmp_path / "a.docx").write_bytes(
        reminder_file(letter, language=language, template_folder=template_folder(None))
    )
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=240)
    assert len(PdfDocument(tmp_path / "a.pdf")) == 1


def test_letters_and_list_are_written_beside_the_round(folder: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    out, listed = tmp_path / "out", tmp_path / "list.csv"
    done = dxassess("remind", folder, "-o", out, "--list", listed, "--lang", "vi", language="vi")
    assert done.returncode == 0, done.stderr
    assert "Long An" in done.stdout
    assert str(out) in done.stderr, "where the letters lie"
    assert {path.relative_to(out).as_posix() for path in out.rglob("*.docx")} == {
        "80-long-an/80012-reminder.vi.docx",
        "80-long-an/80013-reminder.vi.docx",
        "80-long-an/80014-reminder.vi.docx",
        "82-tien-giang/82001-reminder.vi.docx",
    }
    rows = list(csv.DictReader(io.StringIO(listed.read_text("utf-8-sig"))))
    assert [row["Mã đơn vị"] for row in rows] == ["80012", "80013", "80014", "SYT80", "82001"]
    assert {row["Hạn gửi"] for row in rows} == {"05/12/2026"}
    assert rows[2]["Tệp gửi kèm"] == "80014 Trạm Y tế Im lặng.xlsx"
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_data_of_reminders_say_no_way_to_reach_anybody(folder: Path, tmp_path: Path) -> None:
    listed = tmp_path / "a.xlsx"
    done = dxassess("remind", folder, "--json", "--province", "tien giang", "--list", listed, language="vi")
    told = json.loads(done.stdout)
    assert told["counts"] == {"silent": 1, "unusable": 0, "errors": 0}
    (one,) = told["reminders"]
    assert one["code"] == "82001"
    assert not {"contact", "email", "phone"} & one.keys()
    sheet = openpyxl.load_workbook(listed).worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["Mã đơn vị", "Tên đơn vị", "Người liên hệ"]
    assert sheet.max_row == 2
    with zipfile.ZipFile(listed) as package:
        assert b"dxassess:output" in package.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [((), "--list"), (("--list", "a.docx"), ".docx")],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(
    folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = dxassess("remind", folder, *arguments)
    assert (done.returncode, told in done.stderr) == (2, True)


def test_nothing_is_written_into_the_folder_that_is_read(folder: Path) -> None:
    for arguments in (("-o", folder / "x"), ("--list", folder / "x.xlsx")):
        assert dxassess("remind", folder, *arguments).returncode == 2
    assert not list(folder.glob("x*"))
