"""The pages for engineers name what is there: every room, every file, every command."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dxassess"
ARCHITECTURE, RECIPES = ROOT / "docs" / "architecture.md", ROOT / "docs" / "how-to-add.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
WITH_ROOMS = ("intake", "report")
MOST_FILES = 15
_FILE = re.compile(r"`((?:\.ci|src|tests|docs|data|questionnaires|report_templates)/[^`\s]+)`")
_MODULE = re.compile(r"python -m\s+(\S+?)[`\s]")


def folders(parent: Path) -> list[Path]:
    return sorted(path.parent for path in parent.glob("*/__init__.py"))


def modules(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("room", folders(SOURCE), ids=lambda room: room.name)
def test_every_room_stands_in_the_architecture(room: Path) -> None:
    assert f"\n| `{room.name}/` |" in text(ARCHITECTURE)


@pytest.mark.parametrize("parent", WITH_ROOMS)
def test_every_room_within_a_room_stands_there_too(parent: str) -> None:
    rooms = folders(SOURCE / parent)
    assert rooms
    assert [room.name for room in rooms if f"| `{room.name}/` |" not in text(ARCHITECTURE)] == []


def test_the_architecture_names_no_room_that_is_gone() -> None:
    named = set(re.findall(r"\| `(\w+)/` \|", text(ARCHITECTURE)))
    there = {room.name for parent in ("", *WITH_ROOMS) for room in folders(SOURCE / parent)}
    assert named - there == set()


@pytest.mark.parametrize("parent", WITH_ROOMS)
def test_rooms_within_rooms_stay_small(parent: str) -> None:
    sizes = {folder.name: len(modules(folder)) for folder in folders(SOURCE / parent)}
    assert {name: size for name, size in sizes.items() if size > MOST_FILES} == {}


@pytest.mark.parametrize(
    ("page", "least"),
    [(ARCHITECTURE, 3), (RECIPES, 40), (CONTRIBUTING, 2)],
    ids=lambda given: str(given)[-15:],
)
def test_every_file_that_is_named_is_there(page: Path, least: int) -> None:
    named = [name.replace("<language>", "*") for name in _FILE.findall(text(page))]
    assert len(named) >= least
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []


@pytest.mark.parametrize("page", [RECIPES, CONTRIBUTING], ids=lambda page: page.name)
def test_every_command_that_is_named_is_there(page: Path) -> None:
    named = _MODULE.findall(text(page))
    assert named
    assert [name for name in named if find_spec(name) is None] == []


def test_pages_lead_to_each_other() -> None:
    assert "(how-to-add.md)" in text(ARCHITECTURE)
    assert "(architecture.md)" in text(RECIPES)
    assert "(docs/architecture.md)" in text(CONTRIBUTING)
    assert "(docs/how-to-add.md)" in text(CONTRIBUTING)
