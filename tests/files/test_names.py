"""Names of files that every system can store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxassess.files.names import safe_name

DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}


@given(st.text(max_size=300))
def test_any_text_is_a_name_that_every_system_can_store(text: str) -> None:
    name = safe_name(text)
    assert name
    assert name == name.strip(" .")
    assert not set(name) & set('<>:"/\\|?*')
    assert len(name.encode("utf-8")) <= 204
    assert name.partition(".")[0].rstrip().upper() not in DEVICES
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("80014 Trạm Y tế Bình Quới", "80014 Trạm Y tế Bình Quới"),
        ("con", "con_"),
        ("NUL.xlsx", "NUL_.xlsx"),
        ("Aux .tar", "Aux_ .tar"),
        ("Console", "Console"),
        ("80 Long An.", "80 Long An"),
        ("a/b", "a b"),
        ("..", "_"),
        ("", "_"),
    ],
)
def test_names_that_people_write(text: str, name: str) -> None:
    assert safe_name(text) == name
