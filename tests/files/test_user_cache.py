"""What was understood once is recalled, and never what is out of date or damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dxassess.errors import DxassessError
from dxassess.files import user_cache
from dxassess.files.user_cache import kept_for_user
from dxassess.frozen import Frozen


class Value(Frozen):
    name: str
    n: float


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DXASSESS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def counted(name: str = "a") -> tuple[Callable[[], Value], list[str]]:
    calls: list[str] = []

    def make() -> Value:
        calls.append(name)
        return Value(name=name, n=1)

    return make, calls


def recall(make: Callable[[], Value], *parts: str) -> Value:
    return kept_for_user("value", *parts, model=Value, make=make)


def test_what_was_made_is_made_once(cache: Path) -> None:
    make, calls = counted()
    assert recall(make, "x") == recall(make, "x") == Value(name="a", n=1.0)
    assert len(calls) == 1
    recall(make, "y")
    recall(make, "x", "")
    assert len(calls) == 3


def test_another_program_makes_it_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, calls = counted()
    recall(make, "x")
    monkeypatch.setattr(user_cache, "program_mark", lambda: "another")
    recall(make, "x")
    assert len(calls) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-9] + content[-8:],
        lambda content: content.replace(b'"a"', b'"b"'),
        lambda content: content[:70],
        lambda content: b"",
        lambda content: b"\xff" * 90,
    ],
)
def test_a_damaged_content_is_as_good_as_none(cache: Path, damage: Callable[[bytes], bytes]) -> None:
    make, calls = counted()
    recall(make, "x")
    (kept,) = cache.glob("*.json")
    kept.write_bytes(damage(kept.read_bytes()))
    assert recall(make, "x") == Value(name="a", n=1)
    assert len(calls) == 2
    recall(make, "x")
    assert len(calls) == 2


def test_where_nothing_can_be_written_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DXASSESS_CACHE", str(tmp_path / "file" / "below"))
    make, calls = counted()
    recall(make, "x")
    recall(make, "x")
    assert len(calls) == 2


def test_it_can_be_turned_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXASSESS_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    make, calls = counted()
    recall(make, "x")
    recall(make, "x")
    assert len(calls) == 2
    assert not any(tmp_path.iterdir())


def test_what_cannot_be_made_is_not_kept(cache: Path) -> None:
    def fail() -> Value:
        raise DxassessError("a")

    with pytest.raises(DxassessError):
        recall(fail, "x")
    make, calls = counted()
    recall(make, "x")
    assert calls == ["a"]


def test_the_latest_stay(cache: Path) -> None:
    make, _ = counted()
    for n in range(45):
        recall(make, str(n))
    assert len(list(cache.glob("*.json"))) == 40
    again, calls = counted()
    recall(again, "44")
    assert not calls
