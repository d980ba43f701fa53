"""`dxassess report --from`: documents made again from what a publication saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.program import Done, dxassess
from tests.report.golden import golden_round

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
