"""Answers as people type them, read right or refused with the reason."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.intake.workbooks import COVER, FACILITY, answered, book, cell_of, read

from dxassess.findings.words import sentence
from dxassess.forms.arrange import form_for
from dxassess.forms.template import write_form


@pytest.mark.parametrize(
    ("typed", "value", "findings"),
    [
        (95, 95.0, []),
        (95.5, 95.5, []),
        ("95%", 95.0, ["NUMBER_AS_TEXT"]),
        ("95 %", 95.0, ["NUMBER_AS_TEXT"]),
        ("95,5", 95.5, ["NUMBER_AS_TEXT"]),
        ("９５", 95.0, ["NUMBER_AS_TEXT"]),
        ("95\u00a0%", 95.0, ["NUMBER_AS_TEXT"]),
        (0, 0.0, []),
        (0.95, None, ["AMBIGUOUS_PERCENT"]),
        (120, None, ["OVER_100"]),
        (-5, None, ["NEGATIVE"]),
        ("khoảng 90", None, ["NOT_A_NUMBER"]),
        ("-", None, ["NOT_A_NUMBER"]),
        (None, None, []),
        ("   ", None, []),
    ],
)
def test_percentages(typed: object, value: float | None, findings: list[str], tmp_path: Path) -> None:
    assert answered("C1.4.1", typed, tmp_path) == (value, findings)


def test_percent_format_decides_what_a_fraction_is(tmp_path: Path) -> None:
    assert answered("C1.4.1", 0.95, tmp_path, number_format="0%") == (95.0, [])


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (3, 3.0),
        ("3", 3.0),
        ("1.234", 1234.0),
        ("1,234", 1234.0),
        ("1 234", 1234.0),
        (2.5, None),
        ("ba", None),
    ],
)
def test_counts(typed: object, value: float | None, tmp_path: Path) -> None:
    assert answered("C5.1.1", typed, tmp_path)[0] == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(
            (yes, True)
            for yes in ("Có", "CÓ", "có", "x", "✓", 1, "1", "co", "Yes", unicodedata.normalize("NFD", "Có"))
        ),
        *((no, False) for no in ("Không", "không", 0, "0", "No", "khong")),
        *((other, None) for other in ("có lẽ", 2, "đang làm", "?")),
    ],
)
def test_yes_and_no(typed: object, value: bool | None, tmp_path: Path) -> None:
    assert answered("C1.2.5", typed, tmp_path)[0] is value


@pytest.mark.parametrize(
    ("typed", "value", "findings"),
    [
        ("2. Đã được người đứng đầu đơn vị phê duyệt, còn hiệu lực", "2", []),
        ("Đã được người đứng đầu đơn vị phê duyệt, còn hiệu lực", "2", []),
        ("Approved by the head of the facility and in force", "2", []),
        ("da duoc nguoi dung dau don vi phe duyet, con hieu luc", "2", ["READ_AS"]),
        ("2", "2", []),
        (2, "2", []),
        ("2.", "2", []),
        ("“2. Đã được người đứng đầu đơn vị phê duyệt, còn hiệu lực”", "2", []),
        ("'Đã được người đứng đầu đơn vị phê duyệt, còn hiệu lực'", "2", []),
        ("2. Chưa có kế hoạch", None, ["OPTION_AMBIGUOUS"]),
        (7, None, ["OPTION_UNKNOWN"]),
        ("đang làm", None, ["OPTION_UNKNOWN"]),
        ("Không áp dụng", None, ["NA_NOT_ALLOWED"]),
    ],
)
def test_options(typed: object, value: str | None, findings: list[str], tmp_path: Path) -> None:
    assert answered("C1.1.1", typed, tmp_path) == (value, findings)


def test_not_applicable_where_it_is_allowed(tmp_path: Path) -> None:
    made = book()
    cell_of(made, "C3.8.2").value = "KAD"
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    assert outcome.submission.answer_by_item["C3.8.2"].state == "not_applicable"


@pytest.mark.parametrize(
    ("typed", "code", "wrong"),
    [((5, 0), "ZERO_DENOMINATOR", "C1.3.1b"), ((None, 9), "PART_MISSING", "C1.3.1a"),
     ((5, None), "PART_MISSING", "C1.3.1b")],
)  # fmt: skip
def test_what_is_wrong_with_a_ratio_is_told_of_its_own_cell(
    typed: tuple[float | None, float | None], code: str, wrong: str, tmp_path: Path
) -> None:
    """In a hospital's form: a station is not asked it."""
    form = io.BytesIO()
    write_form(form_for(FACILITY, "vi", COVER | {"type": "general_hospital"}), form)
    made = openpyxl.load_workbook(form)
    for part, value in zip("ab", typed, strict=True):
        cell_of(made, f"C1.3.1{part}").value = value
    told = {f.code: f.place.cell for f in read(made, tmp_path).findings if f.item == "C1.3.1"}
    assert told == {code: cell_of(made, wrong).coordinate}


@pytest.mark.parametrize(("typed", "code"), [("#REF!", "ERROR_CELL"), ("=1/0", "FORMULA_NO_VALUE")])
def test_errors_and_formulas_without_value_are_no_answers(typed: str, code: str, tmp_path: Path) -> None:
    assert answered("C1.4.1", typed, tmp_path) == (None, [code])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/10/2023", "2023-10-15"),
        ("2023-10-15", "2023-10-15"),
        ("15.10.2023", "2023-10-15"),
        ("hôm qua", None),
    ],
)
def test_dates(typed: str, day: str | None, tmp_path: Path) -> None:
    made = book()
    cell_of(made, "F16").value = typed
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    assert outcome.submission.facts.answered_on == day


def test_multi_without_any_mark_is_missing_and_with_one_is_answered(tmp_path: Path) -> None:
    made = book()
    cell_of(made, "C4.2.1c").value = "x"
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    assert outcome.submission.answer_by_item["C4.2.1"].value == ("c",)
    assert outcome.submission.answer_by_item["C5.2.1"].state == "missing"


@pytest.mark.parametrize(
    ("code", "typed", "count", "told"),
    [
        ("F10", "120 giường", 120.0, "UNIT_REMOVED"),
        ("F11", "95 người", 95.0, "UNIT_REMOVED"),
        ("F11", "95 nhân viên", 95.0, "UNIT_REMOVED"),
        ("F10", "120 nghìn", None, "NOT_A_NUMBER"),
        ("F10", "95 người", None, "NOT_A_NUMBER"),
    ],
)
def test_what_is_counted_may_stand_behind_its_number(
    code: str, typed: str, count: float | None, told: str, tmp_path: Path
) -> None:
    made = book()
    cell_of(made, code).value = typed
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    facts = outcome.submission.facts
    assert {"F10": facts.beds_actual, "F11": facts.staff}[code] == count
    assert [f.code for f in outcome.findings if f.item == code] == [told]


def test_an_apostrophe_before_a_code_is_no_part_of_it(tmp_path: Path) -> None:
    made = book()
    cell_of(made, "F01").value = "`80011"
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    assert outcome.submission.facts.facility_code == "80011"
    assert [f.code for f in outcome.findings if f.item == "F01"] == ["READ_AS"]


def test_personal_facts_are_not_read(tmp_path: Path) -> None:
    made = book()
    cell_of(made, "F17").value = "Người Trả Lời Mẫu"
    outcome = read(made, tmp_path)
    assert "Người Trả Lời Mẫu" not in outcome.model_dump_json()


@pytest.mark.parametrize(
    ("typed", "value", "findings"),
    [
        ("x", True, ["MARK_READ"]),
        ("✓", True, ["MARK_READ"]),
        (0, False, ["MARK_READ"]),
        ("CÓ", True, []),
        ("co", True, ["READ_AS"]),
        ("Cã", True, ["READ_AS"]),
        ("Coù", True, ["READ_AS"]),
        ("Kh«ng", False, ["READ_AS"]),
        ("Khoâng", False, ["READ_AS"]),
    ],
)
def test_what_is_not_said_in_words_leaves_a_finding(
    typed: object, value: bool, findings: list[str], tmp_path: Path
) -> None:
    assert answered("C1.2.5", typed, tmp_path) == (value, findings)


def test_options_and_names_in_old_encodings(tmp_path: Path) -> None:
    assert answered("C1.1.1", "Ch\xada cã kÕ ho¹ch", tmp_path) == ("0", ["READ_AS"])
    made = book()
    cell_of(made, "F02").value = "Tr¹m Y tÕ MÉu"
    cell_of(made, "F07").value = "§ång Th¸p"
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    assert (outcome.submission.facts.name, outcome.submission.facts.province) == ("Trạm Y tế Mẫu", "87")
    assert [f.item for f in outcome.findings if f.code == "READ_AS"] == ["F02", "F07"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("45214", "2023-10-15"),
        ("15 tháng 10 năm 2023", "2023-10-15"),
        ("ngày 15/10/2023 08:30", "2023-10-15"),
    ],
)
def test_dates_in_words_and_as_serials(typed: str, day: str, tmp_path: Path) -> None:
    made = book()
    cell_of(made, "F16").value = typed
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    assert outcome.submission.facts.answered_on == day


def test_dates_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    made = book()
    made.epoch = CALENDAR_MAC_1904
    cell_of(made, "F16").value = dt.date(2023, 10, 15)
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    assert outcome.submission.facts.answered_on == "2023-10-15"
    cell_of(made, "F16").value = 43752
    cell_of(made, "F16").number_format = "General"
    assert "BAD_DATE" in [f.code for f in read(made, tmp_path).findings]


@pytest.mark.parametrize(
    ("code", "typed", "quoted"),
    [
        ("C1.2.5", "co", {"vi": "Có", "en": "Yes"}),
        ("C1.2.5", 0, {"vi": "Không", "en": "No"}),
        ("C3.8.2", "khong ap dung", {"vi": "Không áp dụng", "en": "Not applicable"}),
        (
            "C1.1.1",
            "da duoc nguoi dung dau don vi phe duyet, con hieu luc",
            {
                "vi": "Đã được người đứng đầu đơn vị phê duyệt, còn hiệu lực",
                "en": "Approved by the head of the facility and in force",
            },
        ),
    ],
)
def test_what_was_read_is_quoted_in_the_language_of_the_reader(
    code: str, typed: object, quoted: dict[str, str], tmp_path: Path
) -> None:
    made = book()
    cell_of(made, code).value = typed  # type: ignore[assignment] # as in a workbook: anything
    (found,) = (f for f in read(made, tmp_path).findings if f.item == code)
    for language, words in quoted.items():
        assert found.expected_in(language) == words
        assert words in sentence(found, language)


def test_an_option_that_stands_alone_is_quoted_in_the_language_of_the_reader(tmp_path: Path) -> None:
    everyone = [item for item in FACILITY.items if item.applies == "A" and item.type == "multi"]
    asked = next(item for item in everyone if any(option.exclusive for option in item.options))
    alone = next(option for option in asked.options if option.exclusive)
    other = next(option for option in asked.options if not option.exclusive)
    made = book()
    for option in (alone, other):
        cell_of(made, asked.code + option.code).value = "Có"
    (found,) = (f for f in read(made, tmp_path).findings if f.code == "EXCLUSIVE_WITH_OTHERS")
    assert (found.found_in("vi"), found.found_in("en")) == alone.text.wordings
    assert alone.text["en"] in sentence(found, "en")
