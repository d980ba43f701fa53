"""`dxassess report --from`: documents made again from what a publication saved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import Done, dxassess
from tests.report.golden import golden_round

from dxassess import __version__
from dxassess.assess import publish
from dxassess.files.outputs import NOTE, RUN_LOG, SAVED_FILE
from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import analyse
from dxassess.render.edition import Edition
from dxassess.report.data.saved import save_reports
from dxassess.report.page.build import build_reports
from dxassess.report.value.model import Readers


def saved(folder: Path, readers: Readers = "department") -> Path:
    path = folder / SAVED_FILE
    path.write_text(save_reports(build_reports(analyse(golden_round()), readers), readers), encoding="utf-8")
    return path


def refused(done: Done, told: str, out: Path) -> None:
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(out.glob("*.html"))


def test_the_same_bytes_as_the_run_that_saved_it(tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    edition = Edition(out=first, languages=("vi",), templates=shipped_templates())
    publish(analyse(golden_round()), edition, results=("results.json",))
    done = dxassess("report", "--from", first / SAVED_FILE, "-o", again)
    assert done.returncode == 0, done.stderr
    for path in again.iterdir():
        if path.name not in {RUN_LOG, NOTE, ".dxassess.lock"}:
            assert path.read_bytes() == (first / path.name).read_bytes(), path.name
    assert {*json.loads((again / RUN_LOG).read_text(encoding="utf-8"))["written"], "results.json"} == set(
        json.loads((first / RUN_LOG).read_text(encoding="utf-8"))["written"]
    )


def test_reports_for_the_public_stay_for_the_public(tmp_path: Path) -> None:
    source, out = saved(tmp_path, "public"), tmp_path / "out"
    assert dxassess("report", "--from", source, "-o", out, "--lang", "en").returncode == 0
    assert "Public copy" in (out / "region.en.html").read_text(encoding="utf-8")
    assert json.loads((out / RUN_LOG).read_text(encoding="utf-8"))["readers"] == "public"


@pytest.mark.parametrize("audience", ["public", "facility"])
def test_a_departments_reports_are_not_published_as_others(audience: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = dxassess("report", "--from", saved(tmp_path), "-o", out, "--audience", audience)
    refused(done, "dxassess report FOLDER --audience", out)


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    source, out = saved(tmp_path), tmp_path / "out"
    source.write_bytes(source.read_bytes()[:-100])
    refused(dxassess("report", "--from", source, "-o", out), "damaged", out)


def test_a_file_of_another_version_is_refused_with_a_sentence(tmp_path: Path) -> None:
    source, out = saved(tmp_path), tmp_path / "out"
    told = json.loads(source.read_text(encoding="utf-8"))
    source.write_text(json.dumps(told | {"saved_reports": 2, "program": "9.9"}), encoding="utf-8")
    refused(dxassess("report", "--from", source, "-o", out), "dxassess 9.9", out)


def test_saved_reports_need_no_forms_and_forms_no_saved_reports(tmp_path: Path) -> None:
    source, out = saved(tmp_path), tmp_path / "out"
    (tmp_path / "round").mkdir()
    refused(dxassess("report", tmp_path / "round", "--from", source, "-o", out), "--from", out)
    refused(dxassess("report", "--from", source, "-o", out, "--strict"), "--strict", out)
    refused(dxassess("report", "-o", out), "--from", out)


def edited(source: Path, edit: Callable[[dict[str, Any]], None]) -> Path:
    """The file as a careful hand changes it: the report of the province, and the hash with it."""
    data = json.loads(source.read_text(encoding="utf-8"))
    edit(next(report for report in data["reports"] if report["kind"] == "province"))
    text = json.dumps(data["reports"], ensure_ascii=False, separators=(",", ":"))
    data["sha256"] = hashlib.sha256(text.encode("utf-8")).hexdigest()
    source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return source


def _no_day(report: dict[str, Any]) -> None:
    report["date"] = "2024-13-45"


def _huge_figure(report: dict[str, Any]) -> None:
    report["summary"]["score"] = 1e308


def _short_row(report: dict[str, Any]) -> None:
    table = next(b for s in report["sections"] for b in s["blocks"] if b["block"] == "table" and b["rows"])
    table["rows"][0].pop()


def _own_beyond(report: dict[str, Any]) -> None:
    table = next(b for s in report["sections"] for b in s["blocks"] if b["block"] == "table")
    table["group"] = 99


@pytest.mark.parametrize("edit", [_no_day, _huge_figure, _short_row, _own_beyond])
def test_what_cannot_be_drawn_is_refused_though_the_hash_fits(
    edit: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    refused(dxassess("report", "--from", edited(saved(tmp_path), edit), "-o", out), "damaged", out)


def test_another_build_of_the_same_version_is_not_told_to_use_itself(tmp_path: Path) -> None:
    def unknown_field(report: dict[str, Any]) -> None:
        report["novelty"] = 1

    out = tmp_path / "out"
    done = dxassess("report", "--from", edited(saved(tmp_path), unknown_field), "-o", out)
    refused(done, "another build", out)
    assert f"Use dxassess {__version__}" not in done.stderr


def test_a_text_without_the_facts_that_it_names_is_told_of(tmp_path: Path) -> None:
    def factless(report: dict[str, Any]) -> None:
        report["sections"][0]["title"] = {"key": "section.conditions.intro", "facts": []}

    out = tmp_path / "out"
    refused(
        dxassess("report", "--from", edited(saved(tmp_path), factless), "-o", out),
        "“section.conditions.intro”",
        out,
    )
