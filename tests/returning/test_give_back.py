"""A doubtful workbook goes back marked, and comes back corrected."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook as Book
from tests.intake.workbooks import (
    C1,
    FACILITY,
    QUESTIONNAIRES,
    book,
    cell_of,
    codes,
    issued,
    read,
    repacked,
    saved,
)

from dxassess.assess import read as read_whole
from dxassess.errors import DxassessError
from dxassess.files.outputs import NOTE
from dxassess.files.resources import resource_folder
from dxassess.findings.finding import Place, finding
from dxassess.forms.last_time import LastTime
from dxassess.intake.intake import take_in
from dxassess.intake.matching.codes import index_codes
from dxassess.intake.submission import FileOutcome
from dxassess.intake.words.text import clean
from dxassess.questionnaire.versions import DEFAULT
from dxassess.returning.fresh import FreshForms
from dxassess.returning.give_back import Returned, give_back, to_return
from dxassess.returning.marks import COLOURS
from dxassess.returning.order import CopyOrder, made_copy
from dxassess.returning.terms import Terms, terms_of
from dxassess.returning.whose import Whose, respondents
from dxassess.round.select import select_submissions
from dxassess.wording.wording import wording

QUESTIONS = {code: text["vi"] for item in FACILITY.items for code, text in item.parts}
NAME = "Trạm Y tế Mẫu"


def damaged() -> Book:
    made = book()
    cell_of(made, "C1.2.5").value = "có lẽ"
    return made


def returned(folder: Path, out: Path, language: str = "vi") -> Returned:
    outcomes = to_return(take_in(folder, questionnaires=QUESTIONNAIRES, vintage="gso2004"))
    return give_back(
        outcomes,
        folder=folder,
        out=out,
        whose={o.file: Whose(name=NAME) for o in outcomes},
        terms=Terms(language=language, round_name="Vòng 1", questions=QUESTIONS),
    )


def sent_and_returned(
    content: bytes | Book, tmp_path: Path, name: str = "a.xlsx"
) -> tuple[FileOutcome, Path]:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir(exist_ok=True)
    outcome = read(content, folder, name)
    returned(folder, out)
    return outcome, out / Path(name).with_suffix(".xlsx").name


def names(folder: Path) -> set[str]:
    """The files of a folder but for the note of what was written."""
    return {path.name for path in folder.iterdir()} - {NOTE}


def note(cell: Cell) -> str:
    assert cell.comment is not None
    return str(cell.comment.text)


def again(copy: Book | Path, tmp_path: Path) -> FileOutcome:
    folder = tmp_path / "again"
    folder.mkdir(exist_ok=True)
    return read(copy if isinstance(copy, Book) else copy.read_bytes(), folder, "back.xlsx")


def test_wrong_cell_is_coloured_commented_and_linked(tmp_path: Path) -> None:
    outcome, copy = sent_and_returned(damaged(), tmp_path)
    (found,) = [f for f in outcome.findings if f.severity == "error"]
    made = openpyxl.load_workbook(copy)
    cell = cell_of(made, "C1.2.5")
    assert cell.fill.fgColor.value == COLOURS["error"]
    assert "có lẽ" in note(cell)
    assert "Phải sửa" in note(cell)
    first = made.worksheets[0]
    assert made.active is first
    links = {link.location for row in first.iter_rows() for c in row if (link := c.hyperlink)}
    assert links == {f"'{C1}'!{found.place.cell}"}
    assert [sheet.title for sheet in made.worksheets if sheet.sheet_view.tabSelected] == [first.title]


def test_corrected_copy_is_accepted_with_fewer_findings(tmp_path: Path) -> None:
    before, copy = sent_and_returned(damaged(), tmp_path)
    uncorrected = again(copy, tmp_path)
    assert codes(uncorrected) == codes(before)
    made = openpyxl.load_workbook(copy)
    cell_of(made, "C1.2.5").value = "Có"
    after = again(made, tmp_path)
    assert after.status == "accepted", after.findings
    assert len(after.findings) < len(before.findings)
    assert after.submission is not None
    assert before.submission is not None
    assert len(after.submission.answers) == len(before.submission.answers)


def test_a_corrected_copy_with_the_old_day_counts_alone(tmp_path: Path) -> None:
    """Nobody changes the day of answering; the copy is put beside the form that it corrects."""
    _, copy = sent_and_returned(damaged(), tmp_path)
    made = openpyxl.load_workbook(copy)
    cell_of(made, "C1.2.5").value = "Không"
    cell_of(made, "C2.4.1").value = None
    (tmp_path / "in" / "b.xlsx").write_bytes(saved(made))
    read_files = take_in(tmp_path / "in", questionnaires=QUESTIONNAIRES, vintage="gso2004")
    parent, corrected = select_submissions(read_files)
    assert (parent.status, codes(parent)) == ("ignored", ["CORRECTED"])
    assert corrected.submission is not None
    answers = {a.item: a.value for a in corrected.submission.answers if a.state == "answered"}
    assert answers == {"C1.2.5": False}
    assert to_return([parent]) == ()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_cell_of_the_list_can_be_taken_for_a_code(tmp_path: Path, language: str) -> None:
    made = damaged()
    made[C1].title = "C1.2.5"  # even where a sheet is called like one
    cell_of(made, "F03").value = "nhà hát"
    made.active = 0
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    read(made, folder)
    assert returned(folder, out, language).copies == 1
    first = openpyxl.load_workbook(out / "a.xlsx").worksheets[0]
    index = index_codes(FACILITY)
    texts = [c for row in first.iter_rows(values_only=True) for c in row if isinstance(c, str)]
    assert len(texts) > 10
    for text in texts:
        assert not index.exact(clean(text)), text
        assert index.repair(clean(text)) is None, text
        assert not index.is_stranger(clean(text)), text


def test_second_return_takes_off_the_marks_of_the_first(tmp_path: Path) -> None:
    made = damaged()
    cell = cell_of(made, "C1.2.5")
    cell.comment = Comment("theo báo cáo quý", "đơn vị")
    cell_of(made, "C2.4.1").value = "hình như"
    _, copy = sent_and_returned(made, tmp_path)
    half = openpyxl.load_workbook(copy)
    cell_of(half, "C1.2.5").value = "Có"
    (tmp_path / "second").mkdir()
    read(half, tmp_path / "second")
    returned(tmp_path / "second", tmp_path / "out2")
    second = openpyxl.load_workbook(tmp_path / "out2" / "a.xlsx")
    assert len([s for s in second.worksheets if s.title.startswith("Cần kiểm tra")]) == 1
    # The answer is mended, and what the sender noted beside it is asked about as before.
    assert cell_of(second, "C1.2.5").fill.fgColor.value == COLOURS["warning"]
    assert note(cell_of(second, "C1.2.5")).startswith("theo báo cáo quý\n\nCần kiểm tra")
    assert note(cell_of(second, "C1.2.5")).count("Cần kiểm tra") == 1
    assert cell_of(second, "C2.4.1").fill.fgColor.value == COLOURS["error"]
    assert note(cell_of(second, "C2.4.1")).count("hình như") == 1


def test_drop_down_lists_and_protection_stay(tmp_path: Path) -> None:
    made = damaged()
    rules = {s.title: len(s.data_validations.dataValidation) for s in made.worksheets}
    _, copy = sent_and_returned(made, tmp_path)
    back = openpyxl.load_workbook(copy)
    for sheet in made.worksheets:
        assert len(back[sheet.title].data_validations.dataValidation) == rules[sheet.title]
        assert back[sheet.title].protection.sheet == sheet.protection.sheet
        assert back[sheet.title].sheet_state == sheet.sheet_state


def test_drop_down_lists_that_excel_moved_to_an_extension_stay(tmp_path: Path) -> None:
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1"><x14:formula1>'
        "<xm:f>_dxassess!$D$1:$D$3</xm:f></x14:formula1><xm:sqref>C44</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst></worksheet>"
    )

    def change(name: str, part: bytes) -> bytes:
        if name.endswith("sheet3.xml"):
            return part.replace(b"</worksheet>", extension.encode())
        return part

    _, copy = sent_and_returned(repacked(saved(damaged()), change), tmp_path)
    rules = openpyxl.load_workbook(copy)[C1].data_validations.dataValidation
    assert "_dxassess!$D$1:$D$3" in {rule.formula1 for rule in rules if "C44" in str(rule.sqref)}


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    made = damaged()
    cell = cell_of(made, "C2.4.1")
    cell.value = "=HYPERLINK(1)"
    cell.data_type = "s"
    _, copy = sent_and_returned(made, tmp_path)
    back = openpyxl.load_workbook(copy)
    assert cell_of(back, "C2.4.1").data_type == "s"
    assert {c.data_type for row in back.worksheets[0].iter_rows() for c in row} <= {"s", "n"}


def test_formula_gives_way_to_its_result(tmp_path: Path) -> None:
    def compute(name: str, part: bytes) -> bytes:
        return part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>"
        )

    made = damaged()
    made[C1]["F8"].value = "=1+1"
    content = repacked(saved(made), compute)
    assert b"<v>2</v>" in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet3.xml")
    _, copy = sent_and_returned(content, tmp_path)
    assert openpyxl.load_workbook(copy)[C1]["F8"].value == 2


def test_macros_and_foreign_links_are_gone(tmp_path: Path) -> None:
    def smuggle(content: bytes) -> bytes:
        stream = io.BytesIO(content)
        with zipfile.ZipFile(stream, "a") as package:
            package.writestr("xl/vbaProject.bin", b"macro")
            package.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
        return stream.getvalue()

    outcome, copy = sent_and_returned(smuggle(saved(damaged())), tmp_path, "a.xlsm")
    assert {"MACROS", "EXTERNAL_LINKS"} <= set(codes(outcome))
    names = zipfile.ZipFile(copy).namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"%PDF-1.7"])
def test_what_cannot_be_read_gets_a_text_alone(tmp_path: Path, content: bytes) -> None:
    _, copy = sent_and_returned(content, tmp_path)
    assert names(copy.parent) == {"a.txt"}
    text = copy.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert f"Kính gửi: {NAME}" in text
    assert "chưa thể tiếp nhận" in text


def test_clean_and_ignored_files_are_not_returned(tmp_path: Path) -> None:
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    (tmp_path / "b.xlsx").write_bytes(saved(book()))
    assert returned(tmp_path, tmp_path.parent / "out") == Returned()


def test_a_letter_that_somebody_edited_is_left_and_the_same_again_is_fine(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(saved(damaged()))
    assert returned(folder, out).written.new == ("a.xlsx", "a.txt")
    first = (out / "a.xlsx").read_bytes()
    assert returned(folder, out).written.same == ("a.xlsx", "a.txt")
    (out / "a.txt").write_text("Kính gửi anh Ba", encoding="utf-8")
    assert returned(folder, out).written.edited == ("a.txt",)
    assert (out / "a.txt").read_text(encoding="utf-8") == "Kính gửi anh Ba"
    assert (out / "a.xlsx").read_bytes() == first


def test_nothing_is_written_into_the_folder_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(saved(damaged()))
    for out in (tmp_path, tmp_path / "back", tmp_path / "x" / ".." / "y"):
        with pytest.raises(DxassessError):
            returned(tmp_path, out)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_two_files_that_differ_in_suffix_alone_keep_apart(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(saved(damaged()))
    (folder / "a.ods").write_bytes(b"nonsense")
    returned(folder, out)
    assert names(out) == {"a.xlsx.xlsx", "a.xlsx.txt", "a.ods.txt"}


@pytest.mark.parametrize(
    "name", ["../../evil.xlsx", "/evil.xlsx", "a.zip/../../../evil.xlsx", "C:\\evil.xlsx"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    told = (finding("TRUNCATED", Place(file=name)),)
    outcome = FileOutcome(file=name, size=1, sha256=None, status="rejected", findings=told)
    terms = Terms(language="vi", round_name="Vòng 1", questions={})
    out = tmp_path / "a" / "b" / "out"
    give_back([outcome], folder=tmp_path / "in", out=out, whose={name: Whose(name=NAME)}, terms=terms)
    (written,) = (path for path in tmp_path.rglob("*") if path.is_file() and path.name != NOTE)
    assert written.is_relative_to(out)


def test_no_letter_goes_to_nobody(tmp_path: Path) -> None:
    """A form that nobody can be found for has a copy to correct; a price list has neither copy nor letter."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(saved(damaged()))
    prices = Book()
    prices.worksheets[0].append(["Giá", 1])
    (folder / "giá.xlsx").write_bytes(saved(prices))
    outcomes = to_return(take_in(folder, questionnaires=QUESTIONNAIRES, vintage="gso2004"))
    assert [outcome.file for outcome in outcomes] == ["a.xlsx", "giá.xlsx"]
    terms = Terms(language="vi", round_name="Vòng 1", questions=QUESTIONS)
    done = give_back(outcomes, folder=folder, out=out, whose={o.file: Whose() for o in outcomes}, terms=terms)
    assert (done.letters, done.nobodys) == (0, ("a.xlsx", "giá.xlsx"))
    assert [path.name for path in out.iterdir() if path.suffix == ".txt"] == []


def test_who_sent_no_form_gets_a_new_one(tmp_path: Path) -> None:
    """A scan in a workbook holds nothing to correct: no marked copy of nothing."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "register.csv").write_text(
        "code,name,type,province\n80011,Trạm Y tế Mẫu,commune_station,Long An\n", encoding="utf-8"
    )
    scan = Book()
    scan.worksheets[0].append(["bản quét"])
    (folder / "80011 quét.xlsx").write_bytes(saved(scan))
    (folder / "80011 quét.csv").write_text("bản;quét\n", encoding="utf-8")
    (folder / "round.yaml").write_text("vintage: gso2004\nid: r1\ndue: 2026-12-15\n", encoding="utf-8")
    round_ = read_whole(folder, questionnaires=resource_folder("questionnaires") / DEFAULT)
    outcomes = to_return(round_.outcomes)
    terms = terms_of(round_, "vi", today=date(2026, 12, 15))
    done = give_back(outcomes, folder=folder, out=out, whose=respondents(round_), terms=terms)
    assert (done.copies, done.letters) == (2, 2)
    name = "80011 Trạm Y tế Mẫu.xlsx"
    assert names(out) == {name, "80011 quét.xlsx.txt", "80011 quét.csv.txt"}
    fresh = openpyxl.load_workbook(out / name)
    assert "Cần kiểm tra" not in fresh.sheetnames
    assert cell_of(fresh, "F01").value == "80011"
    for text in (path.read_text(encoding="utf-8-sig") for path in out.glob("*.txt")):
        assert f"phiếu mới gửi kèm “{name}”" in text
        assert "Cần kiểm tra" not in text
        assert "ngày 15 tháng 12 năm 2026" in text
    assert terms_of(round_, "vi", today=date(2026, 12, 16)).due is None
    last = {"80011": LastTime(texts=(("C1.1.2", "Lần trước: có"),))}
    new_form = FreshForms(round_, "vi", last).for_sender("80011")
    assert new_form is not None
    shown = openpyxl.load_workbook(io.BytesIO(new_form.content))
    cells = {cell.value for sheet in shown.worksheets for row in sheet.iter_rows() for cell in row}
    assert "Lần trước: có" in cells


def test_what_cannot_be_copied_truly_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(made: Book, _content: bytes) -> None:
        cell_of(made, "C2.4.1").value = "Không"

    outcome = read(damaged(), tmp_path)
    order = CopyOrder(tmp_path / "a.xlsx", outcome.sha256, outcome.findings)
    assert made_copy(order, language="vi", questions=QUESTIONS)
    monkeypatch.setattr("dxassess.returning.opened.restore_validations", spoil)
    assert made_copy(order, language="vi", questions=QUESTIONS) == b""


def test_merged_cell_is_marked_at_its_beginning(tmp_path: Path) -> None:
    made = damaged()
    sheet = made[C1]
    cell = cell_of(made, "C1.2.5")
    sheet.merge_cells(start_row=cell.row - 1, end_row=cell.row, start_column=3, end_column=3)
    outcome, copy = sent_and_returned(made, tmp_path)
    assert "MERGED_ANSWER" in codes(outcome)
    marked = openpyxl.load_workbook(copy)[C1].cell(cell.row - 1, 3)
    assert marked.fill.fgColor.value == COLOURS["error"]


def test_copy_of_a_form_saved_by_a_spreadsheet_goes_on_counting(tmp_path: Path) -> None:
    """A spreadsheet stores the results of formulas; the copy has the formulas again and not those results."""
    sheet, cell = cell_of(book(), "C1.4.2").parent.title, cell_of(book(), "C1.4.2").coordinate
    name = f"xl/worksheets/sheet{book().sheetnames.index(sheet) + 1}.xml"
    typed = rf'<c r="{cell}"\1 t="inlineStr"><is><t>có lẽ</t></is></c>'

    def type_in(part: str, content: bytes) -> bytes:
        return (
            re.sub(f'<c r="{cell}"([^>]*)/>', typed, content.decode()).encode() if part == name else content
        )

    _, copy = sent_and_returned(repacked(issued(), type_in), tmp_path)
    made = openpyxl.load_workbook(copy)
    assert cell_of(made, "C1.4.2").value == "có lẽ"
    formulas = [
        c.data_type == "f"
        for row in made[sheet].iter_rows(min_row=2, min_col=7, max_col=7)
        for c in row
        if c.value
    ]
    assert formulas
    assert all(formulas)
    texts = [c for row in made.worksheets[0].iter_rows(values_only=True) for c in row if isinstance(c, str)]
    assert wording("returning", "vi").text("sheet.formulas") not in texts
