"""Tables as text: whatever their encoding and delimiter, read as the workbook would be, or refused."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.book import ANSWERS, COVER, FACTS, HEAD, codes, questionnaire, read, values

from dxassess.intake.submission import FileOutcome
from dxassess.intake.words.legacy import from_tcvn3, from_vni

EXPECTED = {"C1.1.1": "1", "C1.1.2": 57.0, "C1.2.1": True, "C1.2.2": False, "C2.1.1": 80.0}
WIDTH = len(HEAD)


def table(delimiter: str = ",") -> str:
    """A form in one table: cover sheet above, questions below."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    for row in [
        ("Phiếu khảo sát, đơn vị; xã",),
        COVER,
        *((code, "thông tin", value) for code, value in FACTS.items()),
        HEAD,
        *(
            (code, "câu hỏi, ghi ở đây; hoặc đây", value, "", "Quyết định số 1")
            for code, value in ANSWERS.items()
        ),
    ]:
        writer.writerow([*row, *[""] * (WIDTH - len(row))])
    return stream.getvalue()


def _tcvn3(text: str) -> bytes:
    letters = {from_tcvn3(chr(n)): chr(n) for n in range(0xA1, 0xFF) if from_tcvn3(chr(n)) != chr(n)}
    return "".join(letters.get(c, letters.get(c.lower(), c)) for c in text).encode("cp1252")


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with mark": lambda text: text.encode("utf-8-sig"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without mark": lambda text: text.encode("utf-16-le"),
    "UTF-16 big end first": lambda text: text.encode("utf-16-be"),
}


def _cp1258(text: str) -> bytes:
    """As Windows writes it: vowels with their sign, tones behind."""
    out = b""
    for character in text:
        try:
            out += character.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pass
        letters = unicodedata.normalize("NFD", character)
        tone = next(c for c in letters if c in "\u0300\u0301\u0303\u0309\u0323")
        out += unicodedata.normalize("NFC", letters.replace(tone, "")).encode("cp1258") + tone.encode(
            "cp1258"
        )
    return out


def answers(outcome: FileOutcome) -> dict[str, object]:
    return values(outcome)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_table_is_read_as_a_workbook(encoding: str, delimiter: str, tmp_path: Path) -> None:
    outcome = read(ENCODINGS[encoding](table(delimiter)), tmp_path, name="a.csv")
    assert values(outcome) == EXPECTED
    assert codes(outcome) == {"INSTRUMENT_UNNAMED"}
    assert outcome.submission is not None
    facts = outcome.submission.facts
    assert (facts.facility_code, facts.type, facts.province, facts.beds) == ("80001", "a", "80", 40)
    place = outcome.submission.answer_by_item["C1.1.2"].places[0]
    assert (place.file, place.sheet, place.cell) == ("a.csv", "CSV", "C10")
    assert outcome.submission.answer_by_item["C1.1.2"].evidence == "Quyết định số 1"


@pytest.mark.parametrize(("name", "encode"), [("Windows-1258", _cp1258), ("TCVN3 (ABC)", _tcvn3)])
def test_old_encoding_is_found_out_and_named(
    name: str, encode: Callable[[str], bytes], tmp_path: Path
) -> None:
    outcome = read(encode(table(";")), tmp_path, name="a.csv")
    assert values(outcome) == EXPECTED
    (found,) = [f for f in outcome.findings if f.code == "ENCODING_GUESSED"]
    assert found.expected == name


def test_vni_is_understood() -> None:
    assert from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert from_vni("Khoâng, ñaõ coù; ÑAÕ DUYEÄT; ngöôøi, lôùn, kyõ, lyù do, yù kieán") == (
        "Không, đã có; ĐÃ DUYỆT; người, lớn, kỹ, lý do, ý kiến"
    )
    assert from_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"


def test_western_encoding_is_refused(tmp_path: Path) -> None:
    text = "Mã;Trả lời\n".encode() + "C1.1.1;café, naïve, Zürich, Ærø\nC1.1.2;ß\n".encode("latin-1")
    outcome = read(text, tmp_path, name="a.csv")
    assert (outcome.status, codes(outcome)) == ("rejected", {"CSV_NOT_READ"})


@pytest.mark.parametrize("row", ["C1.1.2,q,95,5,%", "C1.1.2,q,95,5,,,", "C1.1.2,q,1,234,máy,,,"])
def test_decimal_comma_that_parts_a_column_is_refused(row: str, tmp_path: Path) -> None:
    broken = "\r\n".join(row if line.startswith("C1.1.2") else line for line in table(",").split("\r\n"))
    outcome = read(broken.encode(), tmp_path, name="a.csv")
    assert (outcome.status, codes(outcome)) == ("rejected", {"CSV_RAGGED"})
    assert outcome.findings[0].place.cell == "A10"


def test_open_quote_is_refused(tmp_path: Path) -> None:
    broken = table(";").replace(";Có;", ';"Có;')
    assert codes(read(broken.encode(), tmp_path, name="a.csv")) == {"CSV_NOT_READ"}


def test_named_delimiter_and_kept_zeros(tmp_path: Path) -> None:
    text = "sep=;\r\n" + table(";").replace("80001", '="00801"')
    outcome = read(text.encode("utf-8-sig"), tmp_path, name="a.csv")
    assert outcome.submission is not None
    assert outcome.submission.facts.facility_code == "00801"
    assert outcome.submission.answer_by_item["C1.1.2"].places[0].cell == "C11"


def test_text_named_as_workbook_is_read_with_a_warning(tmp_path: Path) -> None:
    outcome = read(table("\t").encode("utf-16"), tmp_path, name="a.xls")
    assert "WRONG_EXTENSION" in codes(outcome)
    assert values(outcome) == EXPECTED


@pytest.mark.parametrize("content", [b"x", b"a,b", bytes(100), bytes(range(256)) * 20, b"\xff\xfe\x00"])
def test_no_table(content: bytes, tmp_path: Path) -> None:
    outcome = read(content, tmp_path, name="a.csv")
    assert outcome.status == "rejected"
    assert codes(outcome) <= {"NOT_A_WORKBOOK", "CSV_NOT_READ"}


def test_questionnaire_is_the_small_one() -> None:
    assert {item.code for item in questionnaire().items} >= set(EXPECTED)
