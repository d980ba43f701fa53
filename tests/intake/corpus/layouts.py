"""Forms whose rows, columns, sheets, codes and words moved, and files of other formats."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator

from openpyxl import Workbook as Book
from openpyxl.chart import LineChart
from tests.intake.book import to_bytes
from tests.intake.controls import Control, with_controls
from tests.intake.corpus.form import (
    AFTER,
    ANSWERS,
    DAY,
    FACTS,
    HOURS,
    LEADER,
    NOTE,
    PLAN,
    SERVICES,
    SHARE,
    STAFF,
    TEXTS,
    VALUES,
    Case,
    cell_of,
    changed,
    filled,
    page_of,
    stamp,
)
from tests.intake.corpus.formats import as_ods, as_xls
from tests.intake.corpus.packages import form, zipped

OK, WARN, REJECT = "accepted", "accepted_with_warnings", "rejected"
GONE = object()
"""No answer."""
Change = Callable[[Book], object]
OTHERS: dict[str, object] = {PLAN: 0, SHARE: 1.5, LEADER: "Không", STAFF: 9, HOURS: 9, DAY: "1/1/2023"}


def _uncode(book: Book, code: str, question: str | None = None) -> None:
    cell = cell_of(book, code)
    page_of(book).cell(cell.row, 1).value = None
    if question is not None:
        page_of(book).cell(cell.row, 2).value = question


def _no_codes(book: Book) -> None:
    for sheet in book.worksheets[:2]:
        sheet.delete_cols(1)


def _again(answers: dict[str, object], *, codes: bool = True) -> Change:
    def change(book: Book) -> None:
        for code, value in answers.items():
            page_of(book).append([code if codes else None, TEXTS.get(code, "x"), value])

    return change


def _recode(code: str, text: str) -> Change:
    def change(book: Book) -> None:
        page_of(book).cell(cell_of(book, code).row, 1).value = text

    return change


_FOUR = (PLAN, SHARE, LEADER, STAFF)


def _strange_codes(book: Book) -> None:
    for n, code in enumerate(_FOUR):
        _recode(code, f"C1.1.7{n}")(book)


def _all_four(value: str) -> Change:
    def change(book: Book) -> None:
        for code in _FOUR:
            cell_of(book, code).value = value

    return change


def _slide(book: Book) -> None:
    page = page_of(book)
    last = page.max_row
    values = [page.cell(row, 3).value for row in range(4, last + 1)]
    for row, value in zip(range(5, last + 2), values, strict=True):
        page.cell(row, 3).value = value
    page.cell(4, 3).value = None


def _head(text: str | None, column: int = 3) -> Change:
    def change(book: Book) -> None:
        page_of(book).cell(2, column).value = text

    return change


def _move_headless(book: Book) -> None:
    _head(None)(book)
    page_of(book).insert_cols(2)


def _empty(*codes: str) -> Change:
    def change(book: Book) -> None:
        for code in codes:
            cell_of(book, code).value = None

    return change


def _respelt(code: str, respell: Callable[[str], str]) -> Change:
    return lambda book: _uncode(book, code, respell(TEXTS[code]))


def _without_row(code: str) -> Change:
    return lambda book: page_of(book).delete_rows(cell_of(book, code).row)


def _aside(code: str) -> Change:
    return lambda book: page_of(book).move_range(f"A{cell_of(book, code).row}", cols=6)


def _beside(code: str, column: int, text: object, *, answer: object = None) -> Change:
    """Something typed into another column of a row, and another answer in its own if one is given."""

    def change(book: Book) -> None:
        cell = cell_of(book, code)
        page_of(book).cell(cell.row, column).value = text  # type: ignore[assignment] # whatever is typed
        cell.value = None if answer is GONE else answer or cell.value  # type: ignore[assignment]

    return change


def _exchange_codes(book: Book) -> None:
    page, one, other = page_of(book), cell_of(book, SHARE).row, cell_of(book, STAFF).row
    page.cell(one, 1).value, page.cell(other, 1).value = STAFF, SHARE


def _sort(book: Book) -> None:
    page = page_of(book)
    rows = [row for row in range(4, page.max_row + 1) if page.cell(row, 3).value is not None]
    for row, value in zip(rows, sorted((page.cell(row, 3).value for row in rows), key=str), strict=True):
        page.cell(row, 3).value = value


def _stamps_of_two(book: Book) -> None:
    for sheet, code in zip(book.worksheets[:2], ("80001", "80002"), strict=True):
        sheet["G1"] = stamp(code, "2023")


def _two_wrong(book: Book) -> None:
    cell_of(book, SHARE).value, cell_of(book, LEADER).value = "nhiều", "2 máy"


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _metadata(row: int, text: str) -> Change:
    return lambda book: book["_dxassess"].cell(row, 2, text)


def _department(book: Book) -> None:
    page = book.create_sheet("D1")
    page.append(["Mã", "Câu hỏi", "Trả lời"])
    for code, value in ANSWERS.items():
        page.append([code.replace("C1", "D1"), "", value])
    del book["_dxassess"]


def _second(book: Book, *, code: str) -> None:
    for sheet in [*book.worksheets[:2]]:
        copy = book.copy_worksheet(sheet)
        copy.title = f"{sheet.title} (2)"
        for row in copy.iter_rows(max_col=3):
            if row[0].value == "F01":
                row[2].value = code
            if row[0].value == SHARE:
                row[2].value = 12


def table(rows: int = 2, **changes: object) -> list[list[object]]:
    """A wide table of respondents."""
    told = {**{code: FACTS[code] for code in ("F01", "F02", "F03", "F07")}, **ANSWERS, **changes}
    body = [[value if code != "F01" else f"8001{n}" for code, value in told.items()] for n in range(rows)]
    return [list(told), *body]


def _wide(book: Book) -> None:
    page = book.create_sheet("Bảng")
    for row in table():
        page.append(row)


def _only(rows: list[list[object]]) -> bytes:
    book = Book()
    for row in rows:
        book.worksheets[0].append(row)
    return to_bytes(book)


def _csv(delimiter: str = ",", *, cut: int = 0) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    for sheet in filled().worksheets[:2]:
        for n, row in enumerate(sheet.iter_rows(max_col=6, values_only=True)):
            cells = ["" if cell is None else str(cell) for cell in row]
            cells += [""] * (6 - len(cells))
            writer.writerow(cells[:4] if cut and n == cut else cells)
    return stream.getvalue()


MOVED: tuple[tuple[str, Change, str, str], ...] = (
    ("rows-inserted", lambda b: page_of(b).insert_rows(1, 3), OK, ""),
    ("column-inserted", lambda b: page_of(b).insert_cols(2), OK, ""),
    ("sheet-renamed", lambda b: setattr(page_of(b), "title", "Sheet1"), OK, ""),
    ("sheet-hidden", lambda b: setattr(page_of(b), "sheet_state", "hidden"), WARN, "HIDDEN_SHEET"),
    ("no-heading", _head(None), WARN, "HEADER_MISSING"),
    ("heading-in-english", _head("Answer"), OK, ""),
    ("heading-unaccented", _head("TRA LOI"), OK, ""),
    ("two-headings", _head("Trả lời", 4), REJECT, "TWO_ANSWER_COLUMNS"),
    ("no-heading-and-moved", _move_headless, REJECT, "NO_ANSWER_COLUMN"),
    ("no-codes", _no_codes, WARN, "CODES_GONE"),
    ("one-code-gone", lambda b: _uncode(b, LEADER), WARN, "MATCHED_BY_TEXT"),
    ("code-gone-nfd", _respelt(LEADER, _nfd), WARN, "MATCHED_BY_TEXT"),
    ("code-gone-typo", _respelt(LEADER, lambda t: t.replace("công", "côg")), WARN, "MATCHED_BY_TEXT"),
    ("codes-repaired", _recode(SHARE, "c1 1,2."), WARN, "CODE_REPAIRED"),
    ("version", _metadata(2, "0"), WARN, "VERSION_DIFFERS"),
    ("instrument", _metadata(1, "other"), WARN, "INSTRUMENT_UNKNOWN"),
    ("unnamed", lambda b: b.remove(b["_dxassess"]), WARN, "INSTRUMENT_UNNAMED"),
    ("slid", _slide, REJECT, "ANSWERS_SHIFTED"),
    ("blank", _empty(*ANSWERS), REJECT, "NO_ANSWERS"),
    ("nameless", _empty("F01", "F02"), REJECT, "NO_IDENTITY"),
    ("two-forms", _department, REJECT, "TWO_INSTRUMENTS"),
    ("form-and-table", _wide, REJECT, "FORM_AND_TABLE"),
    ("two-sets", _again(OTHERS), REJECT, "TWO_TABLES"),
    ("copied", _again({PLAN: 1, SHARE: "57%"}), OK, "NUMBER_AS_TEXT"),
)

# what is changed, the finding, what is read otherwise
LOST: tuple[tuple[str, Change, str, dict[str, object]], ...] = (
    ("row-deleted", _without_row(SHARE), "ROWS_NOT_FOUND", {SHARE: None}),
    ("option-deleted", _without_row(SERVICES + "b"), "OPTION_GONE", {SERVICES: None}),
    ("codes-unknown", _strange_codes, "CODES_UNKNOWN", dict.fromkeys(_FOUR)),
    ("errors", _all_four("#REF!"), "ERROR_CELLS", dict.fromkeys(_FOUR)),
    ("formulas-uncomputed", _all_four("=1/0"), "FORMULAS_NO_VALUE", dict.fromkeys(_FOUR)),
    ("code-unknown", _recode(SHARE, "C1.1.77"), "CODE_UNKNOWN", {SHARE: None}),
    ("code-elsewhere", _aside(SHARE), "CODE_ELSEWHERE", {SHARE: None}),
    ("question-unknown", _respelt(SHARE, lambda _: "Câu của riêng đơn vị"), "TEXT_UNKNOWN", {SHARE: None}),
    ("two-questions", _respelt(HOURS, lambda t: t[:-1] + "3"), "TEXT_AMBIGUOUS", {HOURS: None}),
    ("conflict", _again({SHARE: 12}), "CONFLICTING_ANSWERS", {SHARE: None}),
    ("conflict-without-code", _again({SHARE: 12}, codes=False), "CONFLICTING_ANSWERS", {SHARE: None}),
)


# what is not as issued, the finding, what is read otherwise
BESIDE: tuple[tuple[str, Change, str, dict[str, object]], ...] = (
    ("in-unit", _beside(LEADER, 4, "Có", answer=GONE), "ANSWER_ELSEWHERE", {LEADER: None}),
    ("second", _beside(PLAN, 8, "0. Chưa có"), "SECOND_ANSWER", {PLAN: None}),
    ("codes-exchanged", _exchange_codes, "CODE_TEXT_DIFFER", {SHARE: None, STAFF: None}),
    ("question-changed", _beside(SHARE, 2, "Câu của riêng đơn vị"), "QUESTION_CHANGED", {}),
    ("unit-changed", _beside(STAFF, 4, "nghìn người"), "UNIT_CHANGED", {}),
    ("mark", _beside(NOTE, 9, "phòng KHTH"), "MARK_UNREAD", {}),
    ("chart", lambda book: page_of(book).add_chart(LineChart(), "J2"), "OBJECTS_UNREAD", {}),
    ("stamps-of-two", _stamps_of_two, "SHEETS_OF_SEVERAL_FORMS", {}),
    ("two-wrong", _two_wrong, "ANSWER_DOUBTED", {code: None for code in VALUES if code != NOTE}),
)


_PLAN_ROW, _LEADER_ROW, _AFTER_ROW = 4, 6, 19
# what is changed before, the controls over it, the findings, what is read otherwise
CONTROLS: tuple[tuple[str, Change, Control, tuple[str, ...], dict[str, object]], ...] = (
    (
        "box-says-otherwise",
        _empty(),
        Control(_LEADER_ROW, ticked=True, caption="Không"),
        ("TICKED_UNREAD", "CONTROLS_UNREAD"),
        {LEADER: None},
    ),
    (
        "number-of-a-button",
        _empty(),
        Control(_PLAN_ROW, kind="Radio", link=f"$C${_PLAN_ROW}"),
        ("CONTROL_NUMBER",),
        {PLAN: None},
    ),
    (
        "control-over-blank",
        _empty(AFTER),
        Control(_AFTER_ROW, kind="Pict"),
        ("CONTROL_UNREAD", "CONTROLS_UNREAD"),
        {AFTER: None},
    ),
)


def cases() -> Iterator[Case]:
    """Forms and tables."""
    for name, change, code, values in BESIDE:
        yield Case(f"k-{name}.xlsx", changed(change), WARN, frozenset({code}), values)
    for name, change, control, codes, values in CONTROLS:
        with_it = with_controls(changed(change), 2, [control])
        yield Case(f"k-{name}.xlsx", with_it, WARN, frozenset(codes), values)
    yield Case("k-sorted.xlsx", changed(_sort), REJECT, frozenset({"ANSWERS_MISFIT"}))
    for name, change, status, code in MOVED:
        yield Case(f"g-{name}.xlsx", changed(change), status, frozenset({code} - {""}))
    for name, change, code, values in LOST:
        yield Case(f"g-{name}.xlsx", changed(change), WARN, frozenset({code}), values)
    two = changed(lambda book: _second(book, code="80002"))
    yield Case("g-two-facilities.xlsx", two, "ignored", frozenset({"SEVERAL_RESPONDENTS", "SHEETS_GROUPED"}))
    same = changed(lambda book: _second(book, code="80001"))
    yield Case("g-two-sets-of-one.xlsx", same, WARN, frozenset({"CONFLICTING_ANSWERS"}), {SHARE: None})
    yield Case("g-wide.xlsx", _only(table()), "ignored", frozenset({"SEVERAL_RESPONDENTS"}))
    twice = table()
    twice[2][0] = twice[1][0]
    twice[2][list(twice[0]).index(SHARE)] = 5
    yield Case("g-wide-twice.xlsx", _only(twice), "ignored", frozenset({"FACILITY_TWICE"}))
    short = [[cell for n, cell in enumerate(row) if n != 6] for row in table()]
    yield Case("g-wide-column-gone.xlsx", _only(short), "ignored", frozenset({"COLUMNS_NOT_FOUND"}))
    yield Case("g-other-table.xlsx", _only([["STT", "Tên"], [1, "x"]]), REJECT, frozenset({"NOT_A_FORM"}))
    yield from _texts()
    yield from _archives()


def _texts() -> Iterator[Case]:
    unnamed = frozenset({"INSTRUMENT_UNNAMED"})
    yield Case("i-comma.csv", _csv().encode(), WARN, unnamed)
    yield Case("i-semicolon.csv", _csv(";").encode("utf-8-sig"), WARN, unnamed)
    yield Case("i-sep-line.csv", ("sep=;\r\n" + _csv(";")).encode("utf-8-sig"), WARN, unnamed)
    yield Case("i-unicode-text.tsv", _csv("\t").encode("utf-16"), WARN, unnamed)
    yield Case("i-form.xls", as_xls(), OK)
    yield Case("i-form.ods", as_ods(), OK)
    yield Case("i-no-number.ods", as_ods(number="abc"), REJECT, frozenset({"UNREADABLE"}))
    yield Case("i-cp1258.csv", _cp1258(_csv()), WARN, unnamed | {"ENCODING_GUESSED"})
    yield Case("i-named-xlsx.xlsx", _csv().encode(), WARN, unnamed | {"WRONG_EXTENSION"})
    yield Case("i-ragged.csv", _csv(cut=5).encode(), REJECT, frozenset({"CSV_RAGGED"}))
    broken = _csv().encode().replace("ã".encode(), b"\xff\xc0", 2)
    yield Case("i-invalid.csv", broken, REJECT, frozenset({"CSV_NOT_READ"}))
    yield Case("i-quote.csv", _csv().replace("Mã", '"Mã', 1).encode(), REJECT, frozenset({"CSV_NOT_READ"}))


def _cp1258(text: str) -> bytes:
    """Letters with their tones behind them, as that code page has them."""
    composed = unicodedata.normalize("NFD", text)
    for pair in ("a\u0306", "a\u0302", "e\u0302", "o\u0302", "o\u031b", "u\u031b"):
        for letters in (pair, pair.upper()):
            composed = composed.replace(letters, unicodedata.normalize("NFC", letters))
            for dot in ("\u0323",):
                low = letters[0] + dot + letters[1]
                composed = composed.replace(low, unicodedata.normalize("NFC", letters) + dot)
    return composed.encode("cp1258")


def _archives() -> Iterator[Case]:
    inner = zipped({"b.xlsx": form()})
    found = zipped({"a.xlsx": form(), "inner.zip": inner, "Thumbs.db": b"x"})
    yield Case("j-round.zip", found, "ignored", frozenset({"ARCHIVE_OPENED"}))
    yield Case("j-workbooks.xlsx", zipped({"a.xlsx": form()}), "ignored", frozenset({"ARCHIVE_OPENED"}))
    yield Case("j-no-workbook.zip", zipped({}), REJECT, frozenset({"NOT_A_WORKBOOK"}))
    deep = zipped({"b.zip": zipped({"c.zip": zipped({"d.zip": inner})})})
    yield Case("j-too-deep.zip", deep, "ignored", frozenset({"ZIP_OF_WORKBOOKS"}))
    bomb = zipped({"a.csv": b"a,b\n" * 3_000_000})
    yield Case("j-bomb.zip", bomb, "ignored", frozenset({"TOO_BIG_INFLATED"}))
