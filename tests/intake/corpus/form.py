"""The questionnaires of the corpus, with an item of every type, and forms that answer them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake import book as small_book
from tests.intake.book import COVER, HEAD, item, to_bytes, with_items
from tests.scoring import small

from dxassess.forms.stamp import Stamp
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.rule import Rule


class Case(NamedTuple):
    """A file and how it must end. `codes` are the findings that it must leave, among others; `values` what
    must be read of an accepted one, by item, where that is not what the form says."""

    name: str
    content: bytes
    status: str
    codes: frozenset[str] = frozenset()
    values: Mapping[str, object] = {}


GROUPS = ("Chưa có", "Đang làm", "Đã xong")
PLAN, SHARE, LEADER, STAFF, HOURS, RECORDS, SERVICES, NOTE, DAY, REMOTE, AFTER = (
    f"C1.1.{n}" for n in range(1, 12)
)
TEXTS = {
    PLAN: "Đơn vị có kế hoạch chuyển đổi số không?",
    SHARE: "Tỷ lệ nhân viên đã được tập huấn",
    LEADER: "Có văn bản phân công lãnh đạo phụ trách không?",
    STAFF: "Số nhân viên công nghệ thông tin",
    HOURS: "Số giờ phần mềm ngừng hoạt động trong tháng 1",
    RECORDS: "Hồ sơ sức khỏe điện tử",
    SERVICES: "Dịch vụ công đã làm trực tuyến",
    NOTE: "Mô hình hay muốn chia sẻ",
    DAY: "Ngày phê duyệt kế hoạch",
    REMOTE: "Khám bệnh từ xa ở mức nào?",
    AFTER: "Số giờ phần mềm ngừng hoạt động trong tháng 2",
}
PARTS = {
    RECORDS + "a": "Số hồ sơ đã lập",
    RECORDS + "b": "Số người trong địa bàn",
    SERVICES + "a": "Đăng ký khám",
    SERVICES + "b": "Trả kết quả",
    SERVICES + "c": "Không có dịch vụ nào",
}
ANSWERS: Mapping[str, object] = {
    PLAN: "1. Đang làm",
    SHARE: 57,
    LEADER: "Có",
    STAFF: 3,
    HOURS: 2.5,
    RECORDS + "a": 80,
    RECORDS + "b": 100,
    SERVICES + "a": "Có",
    SERVICES + "b": "Không",
    SERVICES + "c": "Không",
    NOTE: "Bảng theo dõi kho thuốc",
    DAY: "15/10/2023",
    REMOTE: "2. Đã xong",
    AFTER: 4.5,
}
VALUES: Mapping[str, object] = {
    PLAN: "1",
    SHARE: 57.0,
    LEADER: True,
    STAFF: 3.0,
    HOURS: 2.5,
    RECORDS: (80.0, 100.0),
    SERVICES: ("a",),
    NOTE: "Bảng theo dõi kho thuốc",
    DAY: "2023-10-15",
    REMOTE: "2",
    AFTER: 4.5,
}
FACTS = {**small_book.FACTS, "F07": "Đồng Tháp", "F16": "20/10/2023"}
VINTAGE = "gso2025"
PAGE = "C1 Hạ tầng"


def _options(*texts: str) -> list[dict[str, object]]:
    return [
        {"code": str(n), "score": n / (len(texts) - 1), "text": small.text(text)}
        for n, text in enumerate(texts)
    ]


@cache
def facility() -> Questionnaire:
    """A questionnaire to facilities."""
    told = {code: {"text": small.text(text)} for code, text in TEXTS.items()}
    services = [
        {"code": code[-1], "score": 0 if code[-1] == "c" else 0.5, "text": small.text(text)}
        for code, text in PARTS.items()
        if code.startswith(SERVICES)
    ]
    services[-1]["exclusive"] = True
    ratio = {"numerator": {"text": small.text(PARTS[RECORDS + "a"])}}
    ratio["denominator"] = {"text": small.text(PARTS[RECORDS + "b"])}
    rule = {"code": "R1", "when": [{"item": PLAN, "is": ["0"]}, {"item": SHARE, "above": 50}]}
    words = {"text": small.text(f"{PLAN} – {SHARE}: không khớp."), "ask": small.text("Xin kiểm tra.")}
    asked = with_items(
        item(PLAN, "choice", options=_options(*GROUPS), **told[PLAN]),
        item(SHARE, "percent", target=95, **told[SHARE]),
        item(LEADER, "yes_no", **told[LEADER]),
        item(STAFF, "count", target=5, unit=small.text("người"), **told[STAFF]),
        item(HOURS, "number", target=0, **told[HOURS]),
        item(RECORDS, "ratio", target=1, **ratio, **told[RECORDS]),
        item(SERVICES, "multi", options=services, **told[SERVICES]),
        item(NOTE, "text", **told[NOTE]),
        item(DAY, "date", **told[DAY]),
        item(REMOTE, "choice", allow_na=True, options=_options(*GROUPS), **told[REMOTE]),
        item(AFTER, "number", target=0, asked_if={"item": REMOTE, "at_least": 0}, **told[AFTER]),
    )
    return asked.model_copy(update={"rules": (Rule.model_validate({**rule, **words}),)})


@cache
def department() -> Questionnaire:
    """A questionnaire to departments: the same with other codes."""
    data = facility().model_dump(mode="json")
    data |= {"id": "department", "respondent": "department"}
    return Questionnaire.model_validate(_renamed(data))


def _renamed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _renamed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each) for each in value]
    return value.replace("C1", "D1") if isinstance(value, str) and value.startswith("C1") else value


def filled(answers: Mapping[str, object] = ANSWERS, facts: Mapping[str, object] = FACTS) -> Book:
    """The form as a facility sends it back."""
    book = Book()
    cover = book.worksheets[0]
    cover.title = "Thông tin chung"
    cover.append(["Thông tin chung"])
    cover.append(COVER)
    names = {fact.code: fact.text["vi"] for fact in facility().facts}
    for code, value in facts.items():
        cover.append([code, names[code], value])
    page = book.create_sheet(PAGE)
    page.append(["C1 – one"])
    page.append(HEAD)
    page.append(["", "C1.1 – i1"])
    for code, value in answers.items():
        group = code[:-1] if code in PARTS else ""
        if group and code.endswith("a"):
            page.append([group, TEXTS[group]])
        page.append([code, PARTS.get(code) or TEXTS[code], value, "", "Quyết định số 1"])
    hidden = book.create_sheet("_dxassess")
    hidden.sheet_state = "hidden"
    hidden.append(["id", facility().id])
    hidden.append(["version", facility().version])
    return book


def stamp(code: str, round_id: str) -> str:
    """The stamp of the form as issued to `code`."""
    asked = facility()
    return Stamp(
        round=round_id,
        code=code,
        respondent="facility",
        questionnaire=asked.id,
        version=asked.version,
        language="vi",
    ).text


def cell_of(book: Book, code: str) -> Cell:
    """The answer cell of a code."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_col=3):
            if row[0].value == code:
                return row[2]  # type: ignore[return-value] # nothing is merged here
    raise KeyError(code)


def page_of(book: Book) -> Worksheet:
    """The sheet of questions."""
    return book[PAGE]


def changed(change: Callable[[Book], object]) -> bytes:
    """The form after a change of the workbook."""
    book = filled()
    change(book)
    return to_bytes(book)


def with_answer(code: str, typed: object, number_format: str | None = None) -> bytes:
    """The form with one answer, or fact, typed otherwise."""

    def change(book: Book) -> None:
        cell = cell_of(book, code)
        cell.value = typed  # type: ignore[assignment] # whatever is typed
        if number_format:
            cell.number_format = number_format

    return changed(change)
