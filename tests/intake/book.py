"""A small questionnaire and workbooks that fill it in, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook as Book
from tests.questionnaire.sample import made
from tests.scoring import small

from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, read_file
from dxassess.intake.submission import FileOutcome
from dxassess.questionnaire.model import Questionnaire

HEAD = ("Mã", "Câu hỏi", "Trả lời", "Đơn vị tính", "Minh chứng", "Ghi chú")
COVER = ("Mã", "Nội dung", "Trả lời", "Giải thích")
FACTS: Mapping[str, object] = {
    "F01": "80001",
    "F02": "Trạm Y tế Mẫu",
    "F03": "A",
    "F07": "Long An",
    "F13": 40,
}
ANSWERS: Mapping[str, object] = {
    "C1.1.1": "1. half",
    "C1.1.2": 57,
    "C1.2.1": "Có",
    "C1.2.2": "Không",
    "C2.1.1": 80,
}


def _fact(code: str, key: str, kind: str, **more: object) -> dict[str, object]:
    return {"code": code, "key": key, "type": kind, "text": small.text(key), **more}


def questionnaire(**changes: object) -> Questionnaire:
    """The small questionnaire of scoring, with a cover sheet."""
    types = [{"code": "a", "text": small.text("A")}, {"code": "b", "text": small.text("B")}]
    facts = [
        _fact("F01", "facility_code", "code", required=True),
        _fact("F02", "name", "text"),
        _fact("F03", "type", "choice", options=types),
        _fact("F07", "province", "province"),
        _fact("F13", "beds_actual", "count"),
        _fact("F16", "answered_on", "date"),
        _fact("F17", "respondent_name", "text", personal=True),
    ]
    return small.questionnaire(**{"facts": facts, **changes})


def with_items(*items: dict[str, object]) -> Questionnaire:
    """The small questionnaire with other items in its first indicator."""
    data = questionnaire().model_dump()
    texts = [{"text": small.text("q"), **item} for item in items]
    data["conditions"] = data["conditions"][:1]
    data["conditions"][0]["indicators"] = [{"code": "C1.1", "name": small.text("i1"), "items": texts}]
    return Questionnaire.model_validate(data)


def make_book(
    answers: Mapping[str, object] = ANSWERS,
    facts: Mapping[str, object] = FACTS,
    *,
    metadata: Mapping[str, str] | None = None,
) -> Book:
    """A workbook as issued and filled in: a cover sheet, a sheet of questions, the hidden sheet."""
    book = Book()
    cover = book.worksheets[0]
    cover.title = "Thông tin chung"
    cover.append(["Thông tin chung"])
    cover.append(COVER)
    for code, value in facts.items():
        cover.append([code, "thông tin", value])
    page = book.create_sheet("C1 Hạ tầng")
    page.append(["C1 – one"])
    page.append(HEAD)
    page.append(["", "C1.1 – i1"])
    for code, value in answers.items():
        page.append([code, "q", value, "", "Quyết định số 1"])
    hidden = book.create_sheet("_dxassess")
    hidden.sheet_state = "hidden"
    for key, text in ({"id": "small", "version": "1"} if metadata is None else metadata).items():
        hidden.append([key, text])
    return book


def to_bytes(book: Book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def form(**kwargs: Mapping[str, object]) -> bytes:
    """The bytes of `make_book`."""
    return to_bytes(make_book(**kwargs))  # type: ignore[arg-type]


@cache
def excel_form() -> bytes:
    """The same form with a table of shared strings, as Excel writes it."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as target:
        for sheet in make_book().worksheets:
            page = target.add_worksheet(sheet.title)
            for r, row in enumerate(sheet.iter_rows(values_only=True)):
                page.write_row(r, 0, row)
            if sheet.sheet_state != "visible":
                page.hide()
    return stream.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet2.xml"


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A form with one part of its package changed."""
    parts = parts_of(excel_form())
    parts[name] = change(parts[name])
    return pack(parts)


def read(
    content: bytes, folder: Path, asked: Questionnaire | None = None, *, name: str = "a.xlsx"
) -> FileOutcome:
    """The outcome of a file with this content."""
    path = folder / name
    path.write_bytes(content)
    settings = ReaderSettings(instruments=prepare_instruments((asked or questionnaire(),)), vintage="gso2004")
    return read_file(Workbook(file=name, path=path), settings)


def codes(outcome: FileOutcome) -> set[str]:
    return {finding.code for finding in outcome.findings}


def values(outcome: FileOutcome) -> dict[str, object]:
    """What was answered, by item."""
    assert outcome.submission is not None, outcome.findings
    return {a.item: a.value for a in outcome.submission.answers if a.state == "answered"}


def item(code: str, kind: str, **more: object) -> dict[str, object]:
    made({"code": code, "type": kind, "text": small.text("q"), **more})
    return {"code": code, "type": kind, **more}
