"""The published JSON: it follows its schema, says null for none and is the same text each time."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from tests.report.hostile import HOSTILE, renamed
from tests.statistics.test_score_provinces import FACILITIES, register, small_round

from dxassess.assess import score_files
from dxassess.errors import DxassessError
from dxassess.files.staging import write_outputs
from dxassess.insight.analysis import analyse
from dxassess.render.results_file import check_suffix
from dxassess.report.data.results import files, results, to_text

SCHEMA = Path(__file__).parents[2] / "docs" / "results.schema.json"
ROUND = small_round(*FACILITIES, register=register(a=4, b=2))


def test_results_follow_the_published_schema() -> None:
    data = json.loads(to_text(results(analyse(ROUND))))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(data)
    assert len(data["facilities"]) == 4


def test_no_score_is_null() -> None:
    data = json.loads(to_text(results(analyse(ROUND))))
    third = data["facilities"][2]["conditions"]["C2"]
    assert (third["score"], third["level"], third["level_is_least"]) == (None, 0, True)
    assert third["blocked_by"][0]["kind"] == "too_little_data"


def test_every_file_is_counted_once() -> None:
    data = files(ROUND.outcomes, "en")
    assert data["counts"] == {
        "found": 5,
        "accepted": 5,
        "accepted_with_warnings": 0,
        "rejected": 0,
        "ignored": 0,
    }


@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_the_same_results_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        write_outputs(tmp_path, score_files(f"{name}{suffix}", analyse(ROUND), language="vi"))
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DxassessError) as caught:
        check_suffix(tmp_path / "results.doc")
    assert caught.value.key == "results.suffix"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_never_becomes_a_formula(tmp_path: Path, name: str) -> None:
    hostile = small_round(renamed(FACILITIES[0], name), register=None)
    write_outputs(tmp_path, score_files("r.csv", analyse(hostile), language="vi"))
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1][2] == "'" + name
