"""YAML from outside: a value or one fault with its place, in bounded time, whatever it holds."""

from __future__ import annotations

import pytest

from dxassess.files.yaml_fault import YamlFault
from dxassess.files.yaml_text import load_yaml

FAULTY = [
    ("a: 1\ndate: 2026-02-30\n", "day", "2:7 date", "2026-02-30"),
    ("days: [2026-13-01]\n", "day", "1:8", "2026-13-01"),
    ("beds: " + "9" * 5_000, "number", "1:7 beds", "9" * 60 + "…"),
    ("beds: 0x" + "f" * 5_000, "number", "1:7 beds", "0x" + "f" * 58 + "…"),
    ("beds: !!float x", "number", "1:7 beds", "x"),
    ("a: !!bool x", "tag", "1:4 a", "bool"),
    ("a: !!timestamp x", "day", "1:4 a", "x"),
    ("a: !!python/object/apply:os.system [x]", "tag", "1:4 a", "python/object/apply:os.system"),
    ("a: " + "[" * 3_000, "deep", "1:63", "60"),
    ("[" * 300_000, "deep", "1:61", "60"),
    ("a: &x [1]\nb: *x\n", "alias", "2:4", "*x"),
    ("a: {b: 1,\n b: 2}", "twice", "2:2", "b"),
    ("? [1]\n: 2\n", "key", "1:3", ""),
    ("a: [1", "syntax", "2:1", ""),
    ("a\0", "encoding", "1:1", ""),
    ("a: x\n" * 1_000_000, "long", "1:1", "> 4000000"),
]


@pytest.mark.parametrize(("text", "kind", "place", "found"), FAULTY, ids=lambda value: str(value)[:20])
def test_every_failure_is_a_fault_with_its_place(text: str, kind: str, place: str, found: str) -> None:
    with pytest.raises(YamlFault) as caught:
        load_yaml(text)
    assert (caught.value.kind, caught.value.place, caught.value.found) == (kind, place, found)


def test_a_bomb_of_aliases_is_refused_before_it_is_built() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    with pytest.raises(YamlFault) as caught:
        load_yaml("\n".join(lines))
    assert (caught.value.kind, caught.value.place) == ("alias", "2:10")


def test_what_people_write_is_read() -> None:
    text = "name: {vi: Vòng, en: Round}\nday: 2026-10-31\nn: 1_000\nshares: [0.5, .5]\nnone:\n'80003': yes\n"
    told = load_yaml(text)
    assert isinstance(told, dict)
    assert str(told.pop("day")) == "2026-10-31"
    assert told == {
        "name": {"vi": "Vòng", "en": "Round"}, "n": 1000, "shares": [0.5, 0.5], "none": None, "80003": True,
    }  # fmt: skip
