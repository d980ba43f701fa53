"""A form for everybody in the register, under a name that every system stores, and nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.forms.sample import every_type, opened, shipped

from dxassess.errors import OutputError
from dxassess.files.outputs import NOTE, noted_in
from dxassess.forms.issue import form_name, issue_forms, prefill_of
from dxassess.forms.stamp import Stamp, read_stamp
from dxassess.intake.gathering.files import find_files
from dxassess.places.register import DEPARTMENT, Entry, Register

LONG_AN = "gso2004:80"
ENTRIES = (
    Entry(code="00080", name="Bệnh viện: A/B", type="hospital", province=LONG_AN, beds=120.0),
    Entry(code="00081", name="Trạm y tế B", type="station", province=LONG_AN, facts=(("staff", "9"),)),
)
REGISTER = Register(entries=ENTRIES)


def _entry(name: str, code: str = "00080") -> Entry:
    return Entry(code=code, name=name, type="hospital", province=LONG_AN)


def _issue(out: Path, register: Register = REGISTER) -> tuple[Path, ...]:
    return issue_forms(register, [every_type()], out, language="vi").paths


def test_everybody_gets_a_form_in_the_folder_of_the_province(tmp_path: Path) -> None:
    paths = _issue(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "80 Long An/00080 Bệnh viện A B.xlsx",
        "80 Long An/00081 Trạm y tế B.xlsx",
    ]
    assert sorted(tmp_path.rglob("*.xlsx")) == sorted(paths)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    issue_forms(REGISTER, [every_type()], tmp_path, language="en", on_form=lambda *state: told.append(state))
    assert told == [(1, 2), (2, 2)]


def test_departments_get_their_own_questionnaire(tmp_path: Path) -> None:
    department = Entry(code="SYT80", name="Sở Y tế Long An", type=DEPARTMENT, province=LONG_AN)
    register = Register(entries=(department,))
    ((path,), _) = issue_forms(register, tuple(shipped().values()), tmp_path, language="vi")
    assert path.name == "SYT80 Sở Y tế Long An.xlsx"


def test_issuing_again_changes_nothing(tmp_path: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _issue(tmp_path)}
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _issue(tmp_path)} == before


def _named(name: str) -> Register:
    """The register in which the first facility is called otherwise than before."""
    return Register(entries=(ENTRIES[0].model_copy(update={"facts": (("staff", name),)}), ENTRIES[1]))


def _stamp(path: Path) -> Stamp:
    values = [
        cell
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    (stamp,) = {stamp for value in values if isinstance(value, str) and (stamp := read_stamp(value))}
    return stamp


def test_form_that_somebody_filled_in_is_never_overwritten(tmp_path: Path) -> None:
    filled, other = _issue(tmp_path)
    filled.write_bytes(b"filled in")
    same = issue_forms(REGISTER, [every_type()], tmp_path, language="vi").written
    assert (same.edited, same.same, same.new) == ((_name(filled),), (_name(other),), ())
    changed = issue_forms(_named("12"), [every_type()], tmp_path, language="vi")
    beside = filled.with_name("00080 Bệnh viện A B (2).xlsx")
    assert changed.paths == (beside, other)
    assert changed.written.beside == ((_name(filled), _name(beside)),)
    assert filled.read_bytes() == b"filled in"
    assert _stamp(beside).copy_number == 2
    assert issue_forms(_named("12"), [every_type()], tmp_path, language="vi").written.new == ()
    forced = issue_forms(_named("12"), [every_type()], tmp_path, language="vi", force=True)
    assert forced.paths == (filled, other)
    assert _stamp(filled).copy_number == 2
    assert not beside.exists()


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def test_form_that_changed_is_issued_under_the_next_number_and_the_others_are_left(tmp_path: Path) -> None:
    first, other = _issue(tmp_path)
    before = other.read_bytes()
    assert _stamp(first).copy_number == 1
    for number, staff in enumerate(("12", "13"), start=2):
        written = issue_forms(_named(staff), [every_type()], tmp_path, language="vi").written
        assert (written.new, written.same) == ((_name(first),), (_name(other),))
        assert (_stamp(first).copy_number, other.read_bytes()) == (number, before)


def test_forms_are_no_outputs_where_they_come_back(tmp_path: Path) -> None:
    """Nobody filled one in, and the note went with it: that is for the reader to say."""
    _issue(tmp_path)
    assert len(noted_in(tmp_path).written) == 2
    assert noted_in(tmp_path).outputs == {}
    assert [type(each).__name__ for each in find_files(tmp_path, known_files={})].count("Workbook") == 2


def test_forms_go_on_where_they_stopped(tmp_path: Path) -> None:
    """Those of a version that noted nothing, or of a run that was killed, are known by their content; what is
    another is somebody's."""
    first, other = _issue(tmp_path)
    (tmp_path / NOTE).unlink()
    other.unlink()
    written = issue_forms(REGISTER, [every_type()], tmp_path, language="vi").written
    assert (written.new, written.same) == ((_name(other),), (_name(first),))
    (tmp_path / NOTE).unlink()
    first.write_bytes(b"somebody's")
    paths = issue_forms(REGISTER, [every_type()], tmp_path, language="vi").paths
    assert (paths[0].name, _stamp(paths[0]).copy_number) == ("00080 Bệnh viện A B (2).xlsx", 2)
    assert first.read_bytes() == b"somebody's"


def test_folder_in_the_place_of_a_form_is_an_output_error(tmp_path: Path) -> None:
    path = _issue(tmp_path)[0]
    path.unlink()
    path.mkdir()
    with pytest.raises(OutputError):
        _issue(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        'a<b>:"/\\|?*c',
        "ends with dots...",
        "tab\tand\nline",
        "Trạm y tế " * 40,
        "x" * 59 + " y",
        "A\u202eB\u200bC",
    ],
)
def test_name_of_the_file_is_safe_on_windows(name: str) -> None:
    file = form_name(_entry(name))
    stem = file.removesuffix(".xlsx")
    assert stem.startswith("00080")
    assert not set(file) & set('<>:"/\\|?*')
    assert all(character.isprintable() for character in file)
    assert stem == stem.strip(" .")
    assert len(file.encode("utf-8")) <= 255


def test_code_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    register = Register(entries=(_entry("x", code="../../1"),))
    (path,) = _issue(tmp_path, register)
    assert path.resolve().is_relative_to(tmp_path.resolve() / "80 Long An")


def test_register_is_what_the_cover_knows() -> None:
    assert prefill_of(ENTRIES[1]) == {
        "facility_code": "00081",
        "name": "Trạm y tế B",
        "province": "Long An",
        "type": "station",
        "staff": "9",
    }


def test_line_of_the_register_with_words_for_beds_does_not_stop_the_others(tmp_path: Path) -> None:
    vague = ENTRIES[0].model_copy(update={"facts": (("beds_actual", "khoảng 50"),)})
    assert len(_issue(tmp_path, Register(entries=(vague, ENTRIES[1])))) == 2


def test_texts_are_in_the_language_asked_for(tmp_path: Path) -> None:
    from dxassess.forms.arrange import form_for

    names = {
        language: opened(form_for(every_type(), language, prefill_of(ENTRIES[0]))).sheetnames[:2]
        for language in ("vi", "en")
    }
    assert names == {"vi": ["Hướng dẫn", "Thông tin chung"], "en": ["Instructions", "Cover sheet"]}
