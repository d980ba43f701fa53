"""The pages of the commands keep up with the commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dxassess.cli.app import COMMANDS, GROUPS
from dxassess.cli.reference import reference
from dxassess.wording.wording import LANGUAGES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_made_from_the_commands(language: str) -> None:
    page = (DOCS / f"commands.{language}.md").read_text(encoding="utf-8")
    assert page == reference(language), "run: python -m dxassess.cli.reference docs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_has_every_command_and_every_exit_code(language: str) -> None:
    page = (DOCS / f"commands.{language}.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## `dxassess ?(.*)`$", page, re.MULTILINE)
    own = [f"{group} {c}" for group, commands in GROUPS.items() for c in commands]
    assert sorted(heads) == sorted(["", *COMMANDS, *GROUPS, *own])
    assert re.findall(r"^\| `(\d+)` \|", page, re.MULTILINE) == ["0", "1", "2", "3", "4", "70", "130", "143"]
