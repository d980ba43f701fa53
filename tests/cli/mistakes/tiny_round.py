"""The round in which mistakes are made: one station answered well, one with a fault, one sent a broken file,
one is silent; and lists as offices have them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook
from tests.cli.filling import fill_in
from tests.cli.program import dxassess

HEADS = ("code", "name", "type", "province")
LIST = (
    ("00801", "Trạm Y tế Đúng", "commune_station", "Tây Ninh"),
    ("80012", "Trạm Y tế Sai một ô", "commune_station", "Tây Ninh"),
    ("80013", "Trạm Y tế Hỏng tệp", "commune_station", "Tây Ninh"),
    ("80014", "Trạm Y tế Im lặng", "commune_station", "Tây Ninh"),
)
WHY = '--because "đã gọi điện hỏi" --by "Phòng Nghiệp vụ Y"'


def table(name: str, *rows: Sequence[object]) -> Callable[[Path], None]:
    """What puts a workbook `name` with these rows into a folder."""

    def put(folder: Path) -> None:
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(list(row))
        (folder / name).parent.mkdir(exist_ok=True)
        book.save(folder / f"{name}.part")
        (folder / f"{name}.part").rename(folder / name)

    return put


def written(name: str, text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    """What puts a text file `name` into a folder."""

    def put(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding=encoding)

    return put


def both(*steps: Callable[[Path], None]) -> Callable[[Path], None]:
    """What does one after the other."""

    def put(folder: Path) -> None:
        for step in steps:
            step(folder)

    return put


def ran(*typed: str) -> Callable[[Path], None]:
    """What a command did before."""

    def put(folder: Path) -> None:
        with contextlib.chdir(folder):
            dxassess(*typed)

    return put


def make_tiny_round(folder: Path) -> None:
    """The round in the new folder `folder`, read once."""
    table("list.xlsx", HEADS, *LIST)(folder.parent)
    assert dxassess("new", folder, "--register", folder.parent / "list.xlsx").returncode == 0
    settings = folder / "round.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("#due: 2026-11-15", "due: 2030-12-05"), encoding="utf-8"
    )
    assert dxassess("forms", folder).returncode == 0
    form = {path.name[:5]: path for path in (folder / "forms").rglob("*.xlsx")}
    day = {"F16": "20/11/2025", "C1.2.5": "Có"}
    fill_in(form["00801"], folder / "inbox" / "00801.xlsx", day)
    fill_in(form["80012"], folder / "inbox" / "80012.xlsx", {**day, "C5.3.1": "khoảng"})
    (folder / "inbox" / "80013.xlsx").write_bytes(b"PK\x03\x04")
    assert dxassess("check", folder).returncode == 1
