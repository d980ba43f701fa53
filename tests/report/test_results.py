"""The published JSON: it follows its schema, says null for none and is the same text each time."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.statistics.test_score_provinces import FACILITIES, register, small_round

from dxassess.errors import DxassessError
from dxassess.render.results_file import write_results
from dxassess.report.results import files, results, to_text
from dxassess.statistics.score_provinces import score_provinces

SCHEMA = Path(__file__).parents[2] / "docs" / "results.schema.json"
ROUND = small_round(*FACILITIES, register=register(a=4, b=2))


def test_results_follow_the_published_schema() -> None:
    data = json.loads(to_text(results(ROUND, score_provinces(ROUND))))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(data)
    assert len(data["facilities"]) == 4


def test_no_score_is_null() -> None:
    data = json.loads(to_text(results(ROUND, score_provinces(ROUND))))
    third = data["facilities"][2]["conditions"]["C2"]
    assert (third["score"], third["level"]) == (None, None)
    assert third["blocked_by"][0]["kind"] == "too_little_data"


def test_every_file_is_counted_once() -> None:
    data = files(ROUND.outcomes)
    assert data["counts"] == {
        "found": 5,
        "accepted": 5,
        "accepted_with_warnings": 0,
        "rejected": 0,
        "ignored": 0,
    }


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_the_same_results_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    data = results(ROUND, score_provinces(ROUND))
    for name in ("one", "two"):
        write_results(tmp_path / f"{name}{suffix}", data)
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DxassessError) as caught:
        write_results(tmp_path / "results.doc", results(ROUND, score_provinces(ROUND)))
    assert caught.value.key == "output.suffix"


HOSTILE = ["=1+1", "+84 123", "-2", "@SUM(A1)", "\t=1", "\uff1d1"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_never_becomes_a_formula(tmp_path: Path, name: str) -> None:
    import csv

    import openpyxl

    first = FACILITIES[0]
    assert first.submission is not None
    facts = first.submission.facts.model_copy(update={"name": name})
    renamed = first.model_copy(update={"submission": first.submission.model_copy(update={"facts": facts})})
    hostile = small_round(renamed, register=None)
    data = results(hostile, score_provinces(hostile))
    write_results(tmp_path / "r.csv", data)
    write_results(tmp_path / "r.xlsx", data)
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1][2] == "'" + name
    cell = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]["C2"]
    assert cell.data_type == "s"
    assert cell.value == name
