"""`dxassess check` as an office uses it: to see, to list, to filter, to send back."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from tests.cli.program import dxassess

from dxassess.files.outputs import NOTE


def files(folder: Path) -> list[str]:
    """The files of a folder but for the note of what was written."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != NOTE)
    return sorted(path.relative_to(folder).as_posix() for path in paths)


@pytest.mark.parametrize("style", [(), ("--all",), ("--details",)])
def test_every_file_is_named_and_counts_come_first(two_provinces: Path, style: tuple[str, ...]) -> None:
    done = dxassess("check", two_provinces, *style)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == done.stderr.splitlines()[-1]
    words = "".join(done.stdout.split())
    missing = [file for file in files(two_provinces) if "".join(file.rpartition("/")[2].split()) not in words]
    assert missing == []


def test_findings_are_grouped_and_rejected_files_named_with_their_reason(two_provinces: Path) -> None:
    told = dxassess("check", two_provinces).stdout
    assert "(CODE_REPAIRED), places: 2, files: 1" in told
    assert told.count("CODE_REPAIRED") == 1
    rejected = told.partition("Cannot be used (one file)")[2]
    assert "84012" in rejected
    assert "cut short" in rejected


def test_filters_narrow_json_and_keep_the_exit_code(two_provinces: Path) -> None:
    done = dxassess("check", two_provinces, "--json", "--severity", "warning", "--province", "Tiền Giang")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["filter"]["province"] == "gso2004:82"
    assert told["counts"]["found"] == len(files(two_provinces))
    assert {f["code"] for file in told["files"] for f in file["findings"]} == {
        "CODE_REPAIRED",
        "INCONSISTENT",
        "MARK_UNREAD",  # the office of a facility wrote notes beside its answers
    }
    assert all(file["file"].startswith("82 ") for file in told["files"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--code", "NOSUCH"),
        ("--province", "Atlantis"),
        ("--severity", "bad"),
        ("-o", "{tmp}/a.pdf"),
        ("-o", "{round}/a.xlsx"),
        ("--return", "{round}/back"),
    ],
)
def test_wrong_wishes_end_with_a_sentence(
    two_provinces: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    before = files(two_provinces)
    filled = [argument.format(tmp=tmp_path, round=two_provinces) for argument in arguments]
    done = dxassess("check", two_provinces, *filled)
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert files(two_provinces) == before


def test_work_list_in_three_formats_says_the_same(two_provinces: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"findings{suffix}" for suffix in (".json", ".csv", ".xlsx")]
    for path in paths:
        assert dxassess("check", two_provinces, "--lang", "en", "-o", path).returncode == 1
    tasks = json.loads(paths[0].read_text(encoding="utf-8"))["findings"]
    with paths[1].open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    sheet = openpyxl.load_workbook(paths[2]).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:M{len(tasks) + 1}"
    cells = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
    assert cells == rows
    assert rows[0][-2:] == ["Owner", "Done"]
    words = {"error": "To correct", "warning": "To check", "info": "Note"}
    told = [task | {"severity": words[task["severity"]]} for task in tasks]
    assert [[value or "" for value in task.values()] for task in told] == rows[1:]
    broken = next(task for task in tasks if task["code"] == "TRUNCATED")
    assert (broken["province"], broken["facility"]) == ("Trà Vinh", "84012")


def test_returned_copies_come_back_accepted(two_provinces: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = dxassess("check", two_provinces, "--return", out, "--severity", "error")
    assert done.returncode == 1, done.stderr
    copies = list(out.rglob("*.xlsx"))
    assert copies
    assert {path.with_suffix(".txt") for path in copies} < set(out.rglob("*.txt"))
    for name in ("register.xlsx", "round.yaml"):
        shutil.copy(two_provinces / name, out)
    told = json.loads(dxassess("check", out, "--json").stdout)
    back = [f["status"] for f in told["files"] if "/" in f["file"] and f["file"].endswith(".xlsx")]
    assert back == ["accepted_with_warnings"] * len(copies)


def test_a_letter_that_somebody_edited_is_kept(two_provinces: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    wish = ("--return", out, "--code", "TRUNCATED")
    dxassess("check", two_provinces, *wish)
    (text,) = out.rglob("*.txt")
    text.write_text("Kính gửi anh Ba", encoding="utf-8")
    done = dxassess("check", two_provinces, *wish)
    assert done.returncode == 1
    assert text.name in done.stderr
    assert "--force" in done.stderr
    assert text.read_text(encoding="utf-8") == "Kính gửi anh Ba"


def test_it_says_what_would_count_and_who_is_silent(two_provinces: Path) -> None:
    told = dxassess("check", two_provinces, "--all").stdout
    shown = told.partition("If scored now")[2]
    words = " ".join(shown.split())
    assert "Tiền Giang 20/23" in words
    assert "Trà Vinh 20/26" in words
    assert "84012" in shown, "its file was rejected: nothing usable has come"
    assert "Cà Mau 0/24" in words
    few = dxassess("check", two_provinces).stdout.partition("If scored now")[2]
    assert "… +20" in few
    assert "add --all" in few


def test_a_form_is_shown_as_a_page_outside_the_round(two_provinces: Path, tmp_path: Path) -> None:
    form = min((two_provinces / "82 Tiền Giang").rglob("*.xlsx"))
    name = form.relative_to(two_provinces).as_posix()
    for named in (name, form):
        done = dxassess("check", two_provinces, "--show", named, "--pages", tmp_path / "pages")
        assert done.returncode == 1, done.stderr
    assert files(tmp_path / "pages") == [f"{name}.html"]
    unknown = dxassess("check", two_provinces, "--show", "no.xlsx", "--pages", tmp_path / "none")
    assert unknown.returncode == 2
    assert "no.xlsx" in unknown.stderr
    assert dxassess("check", two_provinces, "--pages", two_provinces / "pages").returncode == 2
    assert not (tmp_path / "none").exists()


def test_every_form_of_a_province_is_shown(two_provinces: Path, tmp_path: Path) -> None:
    dxassess("check", two_provinces, "--province", "Tiền Giang", "--pages", tmp_path)
    read = json.loads(dxassess("check", two_provinces, "--province", "Tiền Giang", "--json").stdout)["files"]
    assert files(tmp_path) == sorted(f"{each['file']}.html" for each in read if each["status"] != "ignored")
