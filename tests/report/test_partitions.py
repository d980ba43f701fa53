"""Tables by round and province: what 34 provinces wrote apart is together what one round of all gives."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tests.report.test_dataset import MADE, ROUND
from tests.scoring.small import questionnaire
from tests.statistics.test_score_provinces import outcome

from dxassess.assess import score_files
from dxassess.files.store import StoredRound, write_round
from dxassess.insight.analysis import analyse
from dxassess.intake.submission import FileOutcome
from dxassess.places.provinces import provinces
from dxassess.places.register import Entry, Register
from dxassess.report.data.partitions import by_province, round_key, schema_text
from dxassess.report.data.table import table
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

PUBLISHED = Path(__file__).parents[2] / "docs" / "tables.json"
KEYS = tuple(province.key for province in provinces() if province.vintage == "gso2025")
JOINED = ("facilities", "conditions", "indicators", "items")


def _facilities(key: str) -> tuple[FileOutcome, ...]:
    """Three facilities of a province, one of which left out the share."""
    number = KEYS.index(key) + 1
    shares = (None, float(number), 100.0 - number)
    return tuple(outcome(f"{number:02}00{n}", "ab"[n % 2], share) for n, share in enumerate(shares))


def _round(*keys: str) -> Round:
    outcomes = [one for key in keys for one in _facilities(key)]
    listed = [(key, one.submission) for key in keys for one in _facilities(key) if one.submission is not None]
    entries = tuple(
        Entry(code=str(each.facts.facility_code), name=each.file, type=str(each.facts.type), province=key)
        for key, each in listed
    )
    return build_round(
        tuple(outcomes),
        questionnaires=(questionnaire(),),
        settings=Settings(id="country-2026"),
        register=Register(entries=entries),
    )


def _store(store: Path, round_: Round, source: Path) -> None:
    contents = score_files(store.name, analyse(round_), language="vi")
    write_round(store, contents, StoredRound(round_key(round_), source))


def _rows(stores: str, table_name: str) -> list[tuple[object, ...]]:
    place = f"{stores}/{table_name}/**/*.parquet"
    return duckdb.read_parquet(place, hive_partitioning=True).order("ALL").fetchall()


def test_34_provinces_joined_are_the_country(tmp_path: Path) -> None:
    assert len(KEYS) == 34
    _store(tmp_path / "whole.parquet", _round(*KEYS), tmp_path)
    for key in KEYS:
        _store(tmp_path / "parts" / f"{KEYS.index(key)}.parquet", _round(key), tmp_path / key)
    for name in JOINED:
        whole = _rows(f"{tmp_path}/whole.parquet", name)
        assert _rows(f"{tmp_path}/parts/*.parquet", name) == whole
        assert {row[-2] for row in whole} == set(KEYS), "behind the columns, the names of the folders"
    assert len(_rows(f"{tmp_path}/whole.parquet", "facilities")) == 3 * 34


def test_both_readers_see_the_values_of_the_tables(tmp_path: Path) -> None:
    _store(tmp_path / "s.parquet", ROUND, tmp_path)
    expected = {tuple(map(str, row)) for row in MADE["conditions"].rows}
    names = [column.name for column in MADE["conditions"].columns]
    place = f"{tmp_path}/s.parquet/conditions/**/*.parquet"
    frame = pl.read_parquet(place, hive_schema={"round": pl.String, "province": pl.String})
    assert {tuple(map(str, row)) for row in frame.select(names).rows()} == expected
    queried = duckdb.read_parquet(place, hive_partitioning=True).select(*names)
    assert {tuple(map(str, row)) for row in queried.fetchall()} == expected


def test_a_table_is_cut_by_province_and_what_is_nowhere_comes_last() -> None:
    made = table("t", "a:text province:code:none b:count", [("x", "82", 1), ("y", None, 2), ("z", "80", 3)])
    cut = {key: part.rows for key, part in by_province(made)}
    assert list(cut.items()) == [("80", (("z", 3),)), ("82", (("x", 1),)), (None, (("y", 2),))]
    (empty,) = by_province(table("t", "a:text province:code:none", ()))
    assert (empty[0], [column.name for column in empty[1].columns]) == (None, ["a"])


def test_the_published_schema_is_that_of_the_tables() -> None:
    """Written by `python -m tests.report.tables_schema`."""
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(tuple(MADE.values()))


def test_a_store_brings_its_schema_whatever_the_round_has(tmp_path: Path) -> None:
    _store(tmp_path / "s.parquet", ROUND, tmp_path)
    told = json.loads((tmp_path / "s.parquet" / "schema.json").read_text(encoding="utf-8"))
    assert told == json.loads(PUBLISHED.read_text(encoding="utf-8"))
    for name, one in told["tables"].items():
        home = tmp_path / "s.parquet" / name
        folders = [path.relative_to(home).parts[:-1] for path in home.rglob("*.parquet")]
        assert all([folder.partition("=")[0] for folder in each] == one["partitions"] for each in folders)


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"id": "a-2026", "date": "2026-01-02"}, "a-2026"),
        ({"date": "2026-01-02"}, "2026-01-02"),
        ({}, "undated"),
    ],
)
def test_what_a_round_is_told_apart_by(settings: dict[str, str], key: str) -> None:
    bare = ROUND.model_copy(update={"settings": Settings(**settings)})  # type: ignore[arg-type] # of texts alone
    assert round_key(bare) == key
