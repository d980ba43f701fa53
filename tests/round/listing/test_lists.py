"""Lists as offices have them are read as a person reads them, and what is doubtful is told by its cell."""

from __future__ import annotations

from functools import cache

import pytest
from tests.round.listing.lists import LISTS, Line, sheet

from dxassess.errors import DxassessError
from dxassess.files.resources import resource_folder
from dxassess.places.register import Entry
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.listing.fault import Correction
from dxassess.round.listing.listing import FacilityList, listing_of

HEAD = ("Mã CSKCB", "Tên", "Loại hình", "Tỉnh")
LINE = ("80001", "A", "BVĐK", "80")


@cache
def shipped() -> tuple[Questionnaire, ...]:
    return load_questionnaires(resource_folder("questionnaires") / "five-conditions")


def read(*sheets: object, **options: object) -> FacilityList:
    return listing_of(sheets, "list.xlsx", vintage="gso2025", questionnaires=shipped(), **options)  # type: ignore[arg-type]


def line(entry: Entry) -> Line:
    beds = "" if entry.beds is None else str(int(entry.beds))
    return entry.code, entry.type, entry.province.removeprefix("gso2025:"), beds


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_as_a_person_reads_it(name: str) -> None:
    listing = read(*LISTS[name].sheets)
    types = {o.text: o.code for o in dict(listing.options)["type"]}
    doubts = tuple(
        (
            fault.cell or f"row {fault.row + 1}",
            fault.code,
            "" if fault.suggestion is None else types.get(fault.suggestion, fault.suggestion["vi"]),
        )
        for fault in listing.faults
    )
    assert tuple(map(line, listing.register_.entries)) == LISTS[name].lines
    assert doubts == LISTS[name].doubts


def test_classes_and_owners_are_known_by_their_words() -> None:
    head = (*HEAD, "Hạng", "Hình thức sở hữu", "Cơ quan chủ quản", "Xã")
    listing = read(
        sheet(
            head,
            (*LINE, "Hạng 1", "nhà nước", "SYT", "P1"),
            ("80002", "B", "BVĐK", "80", 3, "Ngoài công lập", "UBND xã Phú Xuân", ""),
            ("80003", "C", "BVĐK", "80", "ĐB", "Bộ ngành khác", "Bộ Quốc phòng", ""),
            ("80004", "D", "BVĐK", "80", "chưa xếp hạng", "-", "", ""),
        )
    )
    assert listing.faults == ()
    assert [entry.facts for entry in listing.register_.entries] == [
        (
            ("facility_class", "I"),
            ("ownership", "public"),
            ("managed_by", "department"),
            ("commune", "P1"),
        ),
        (("facility_class", "III"), ("ownership", "private"), ("managed_by", "commune")),
        (("facility_class", "special"), ("ownership", "other"), ("managed_by", "ministry")),
        (("facility_class", "none"),),
    ]
    strange = read(sheet((*HEAD, "Hạng"), (*LINE, "Hạng V")))
    assert [fault.code for fault in strange.faults] == ["option_unknown"]


def test_how_a_facility_is_reached_is_no_fact_of_its_form() -> None:
    head = (*HEAD, "Người liên hệ", "Số điện thoại", "E-mail")
    listing = read(
        sheet(head, (*LINE, "Văn thư", 913000111, "a@example.org; b@example.org")),
    )
    (entry,) = listing.register_.entries
    assert (entry.contact, entry.phone, entry.email) == (
        "Văn thư", "0913000111", "a@example.org; b@example.org",
    )  # fmt: skip
    assert entry.facts == ()
    (fault,) = read(sheet((*HEAD, "Email"), (*LINE, "a(at)example"))).faults
    assert fault.code == "email_strange"


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ((("a", "b"), ("c", "d")), "register:no_heading"),
        ((("Tên", "Loại hình", "Tỉnh"), ("A", "TYT", "80")), "register:no_codes"),
        (
            ((*HEAD, "Giường kế hoạch 2025", "Giường kế hoạch 2026"), (*LINE, 1, 2)),
            "register:rivals",
        ),
        ((HEAD, ("Tổng cộng",)), "register:empty"),
        ((), "register:empty"),
    ],
)
def test_what_is_no_list_ends_with_a_sentence(rows: tuple[tuple[object, ...], ...], key: str) -> None:
    with pytest.raises(DxassessError) as caught:
        read(sheet(*rows))  # type: ignore[arg-type]
    assert caught.value.key == key


def test_of_two_columns_for_a_field_the_plainer_is_read() -> None:
    listing = read(sheet(("Mã tỉnh", *HEAD, "Mã xã"), ("72", *LINE, "25000")))
    assert [entry.province for entry in listing.register_.entries] == ["gso2025:80"]
    assert [n.stands for n in listing.notes if n.code == "column_unread"] == ["Mã tỉnh", "Mã xã"]


def test_what_was_not_plain_and_what_was_passed_over_is_told() -> None:
    listing = read(*LISTS["sums, groups, notes and signatures"].sheets)
    aside = [note.stands for note in listing.notes if note.code == "aside"]
    assert aside == [
        "I | TUYẾN TỈNH | 500",
        "Cộng | 500",
        "II | TUYẾN XÃ",
        "Tổng cộng (I + II) | 500",
        "Ghi chú: số liệu đến ngày 31/12/2025",
        "Người lập biểu | GIÁM ĐỐC",
    ]
    zeros = read(*LISTS["codes that lost zeros, with marks between, as numbers"].sheets)
    codes = [
        (note.stands, note.read["vi"])
        for note in zeros.notes
        if note.code == "read_as" and note.read is not None
    ]
    assert ("801", "00801") in codes


def test_a_correction_counts_while_the_cell_says_what_it_said() -> None:
    rows = (HEAD, ("80001", "A", "hospital", "80"), ("80001", "B", "TYT", "80"))
    corrections = {
        ("Sheet1", 1, "type"): Correction(stands="hospital", value="Bệnh viện đa khoa"),
        ("Sheet1", 2, "code"): Correction(stands="80001", left_out=True),
    }
    listing = read(sheet(*rows), corrections=corrections)
    assert listing.faults == ()
    assert [line(entry) for entry in listing.register_.entries] == [("80001", "general_hospital", "80", "")]
    alike = (*rows[:2], ("80002", "C", "hospital", "80"), ("80003", "D", "Hospital", "80"))
    once = read(sheet(*alike), corrections={("Sheet1", 1, "type"): corrections["Sheet1", 1, "type"]})
    assert [fault.cell for fault in once.faults] == ["C4"], (
        "one answer does for the same words, not for others"
    )
    stale = {("Sheet1", 1, "type"): Correction(stands="clinic", value="Bệnh viện đa khoa")}
    assert {fault.code for fault in read(sheet(*rows), corrections=stale).faults} == {
        "type_unknown",
        "code_twice",
    }
