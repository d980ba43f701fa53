"""A store of many rounds: each replaces what it had there itself, and nothing of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxassess.errors import DxassessError, OutputError
from dxassess.files.store import StoredRound, write_round


def _write(store: Path, key: str, source: Path, *names: str, force: bool = False) -> None:
    contents: dict[str, str | bytes] = {f"t/round={key}/{name}": f"{key} {name}" for name in names}
    write_round(store, {**contents, "schema.json": "{}"}, StoredRound(key, source), force=force)


def _names(store: Path) -> list[str]:
    return sorted(
        path.relative_to(store).as_posix()
        for path in store.rglob("*")
        if path.name[0] != "." and path.is_file()
    )


def test_what_a_round_has_no_more_goes_and_others_stay(tmp_path: Path) -> None:
    store = tmp_path / "s.parquet"
    _write(store, "one", tmp_path / "a", "province=80/t", "province=82/t")
    _write(store, "two", tmp_path / "b", "province=82/t")
    _write(store, "one", tmp_path / "a", "province=80/t")
    assert _names(store) == ["schema.json", "t/round=one/province=80/t", "t/round=two/province=82/t"]
    assert not (store / "t/round=one/province=82").exists()


def test_a_round_of_the_same_key_from_elsewhere_is_not_lost(tmp_path: Path) -> None:
    store = tmp_path / "s.parquet"
    _write(store, "one", tmp_path / "a", "province=80/t")
    with pytest.raises(DxassessError) as caught:
        _write(store, "one", tmp_path / "b", "province=82/t")
    assert caught.value.key == "store.other_source"
    assert _names(store) == ["schema.json", "t/round=one/province=80/t"]
    _write(store, "one", tmp_path / "b", "province=82/t", force=True)
    assert _names(store) == ["schema.json", "t/round=one/province=82/t"]


def test_no_second_file_is_put_beside_one_that_was_changed(tmp_path: Path) -> None:
    """A reader of the whole folder would count both."""
    store = tmp_path / "s.parquet"
    _write(store, "one", tmp_path, "province=80/t")
    (store / "t/round=one/province=80/t").write_text("mine")
    with pytest.raises(OutputError) as caught:
        _write(store, "one", tmp_path, "province=80/t")
    assert caught.value.key == "store.changed"
    assert (store / "t/round=one/province=80/t").read_text() == "mine"
    _write(store, "one", tmp_path, "province=80/t", force=True)
    assert (store / "t/round=one/province=80/t").read_text() == "one province=80/t"


def test_what_somebody_edited_is_not_taken_away_with_its_province(tmp_path: Path) -> None:
    store = tmp_path / "s.parquet"
    _write(store, "one", tmp_path, "province=80/t", "province=82/t")
    (store / "t/round=one/province=82/t").write_text("mine")
    with pytest.raises(OutputError):
        _write(store, "one", tmp_path, "province=80/t")
    _write(store, "one", tmp_path, "province=80/t", force=True)
    assert (store / "t/round=one/province=82/t").read_text() == "mine"
