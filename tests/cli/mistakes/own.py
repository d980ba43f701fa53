"""More mistakes, along the whole way of a round; what a good answer is was written by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.cli.mistakes.mistake import Mistake
from tests.cli.mistakes.tiny_round import HEADS, WHY, both, ran, table, written


def _settings(old: str, new: str) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        path = folder / "R/round.yaml"
        text = path.read_text("utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    return put


def _copied(source: str, target: str) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        (folder / target).write_bytes((folder / source).read_bytes())

    return put


def _edited_letter(folder: Path) -> None:
    ran("remind", "R")(folder)
    for path in (folder / "R/letters").rglob("80014*.docx"):
        path.write_bytes(b"edited by the office")


def _edited_form(folder: Path) -> None:
    for path in (folder / "R/forms").rglob("80014*.xlsx"):
        path.write_bytes(path.read_bytes() + b"edited")


def _damaged_ledger(folder: Path) -> None:
    (folder / "R/.dxassess/round.sqlite").write_bytes(b"no ledger at all" * 100)


def _no_register(folder: Path) -> None:
    (folder / "R/register.xlsx").unlink()


def _newer_ledger(folder: Path) -> None:
    with sqlite3.connect(folder / "R/.dxassess/round.sqlite") as base:
        base.execute("PRAGMA user_version = 9999")


OWN = (
    Mistake("A command misspelt", "chekc R", 2, says=("chekc", "check")),
    Mistake("An option misspelt", "check R --retrun back", 2, says=("--retrun", "--return")),
    Mistake("A command without a folder, outside any round", "status", 2, says=("round.yaml",)),
    Mistake("A round without a list", 'new "R 2"', 2, says=("--register",), gone=("R 2/register.xlsx",)),
    Mistake(
        "A new round within another",
        "new R/inbox/X --register list.xlsx",
        2,
        says=("R",),
        gone=("R/inbox/X",),
        before=table("list.xlsx", HEADS, ("80002", "Trạm", "commune_station", "Tây Ninh")),
    ),
    Mistake(
        "A new round where other things lie",
        "new S --register list.xlsx",
        2,
        says=("S",),
        gone=("S/round.yaml",),
        before=both(written("S/a.txt", "x"), table("list.xlsx", HEADS)),
    ),
    Mistake(
        "A filled form given as the list",
        'new "R 2" --register R/inbox/00801.xlsx',
        2,
        says=("00801.xlsx",),
        lacks=("0. Không có",),
        gone=("R 2/register.xlsx",),
    ),
    Mistake(
        "A letter given as the list",
        'new "R 2" --register list.docx',
        2,
        says=("list.docx",),
        gone=("R 2/register.xlsx",),
        before=written("list.docx", "no table"),
    ),
    Mistake(
        "The next round from a folder that is no round",
        'new "R 2" --from S',
        2,
        says=("S",),
        gone=("R 2/register.xlsx",),
        before=written("S/a.txt", "x"),
    ),
    Mistake("Forms for a facility that is not on the list", "forms R --facility 99999", 2, says=("99999",)),
    Mistake("Forms for a province misspelt", 'forms R --province "Tay Nin"', 2, says=("Tay Nin", "Tây Ninh")),
    Mistake("Forms made twice", "forms R", 0, says=("4",)),
    Mistake("Forms made again over one that was changed", "forms R", 0, says=("80014",), before=_edited_form),
    Mistake("The register is gone", "forms R", 2, says=("register",), before=_no_register),
    Mistake(
        "The day by which to answer as people write it",
        "status R",
        2,
        says=("round.yaml", "due"),
        before=_settings("due: 2030-12-05", "due: 5/12/2030"),
    ),
    Mistake(
        "To be answered before it was opened",
        "status R",
        2,
        says=("due", "2026-01-05", "opened"),
        before=_settings("due: 2030-12-05", "due: 2026-01-05\nopened: 2026-10-01"),
    ),
    Mistake(
        "A setting misspelt",
        "status R",
        2,
        says=("weigths", "weights"),
        before=_settings("weights: equal", "weigths: beds"),
    ),
    Mistake(
        "round.yaml without its colon",
        "check R",
        2,
        says=("round.yaml",),
        before=_settings("weights: equal", "weights equal"),
    ),
    Mistake(
        "A form of the round copied twice into the inbox",
        "check R --all",
        1,
        says=("00801 (1).xlsx",),
        before=_copied("R/inbox/00801.xlsx", "R/inbox/00801 (1).xlsx"),
    ),
    Mistake(
        "A decision about a facility that there is not",
        f"decide 99999 this {WHY}",
        2,
        says=("99999",),
        within="R",
    ),
    Mistake("A decision without a reason", "decide 80012 this", 2, says=("--because",), within="R"),
    Mistake(
        "A decision in one's own words", f"decide 80012 ok {WHY}", 2, says=("ok", "leave-out"), within="R"
    ),
    Mistake("A decision outside the round", f"decide 80012 this {WHY}", 2, says=("dxassess new",)),
    Mistake(
        "A letter that was edited, and reminders once more",
        "remind R",
        0,
        says=("80014",),
        before=_edited_letter,
    ),
    Mistake(
        "The list for mail merge as Word",
        "remind R --list list.docx",
        2,
        says=(".docx", ".xlsx"),
        gone=("list.docx",),
    ),
    Mistake(
        "Why has this facility no score? It sent nothing",
        "explain R 80014",
        2,
        says=("80014", "Trạm Y tế Im lặng"),
    ),
    Mistake("Why has this facility no score? There is none", "explain R 99999", 2, says=("99999",)),
    Mistake("A ledger that is none", "join R/round.yaml R", 2, says=("round.yaml",)),
    Mistake("A damaged ledger", "status R", 0, says=("round.sqlite",), before=_damaged_ledger),
    Mistake("A ledger of a later version", "status R", 2, says=("round.sqlite",), before=_newer_ledger),
    Mistake("What to forget is not said", "forget R", 2, says=("--facility", "--readings")),
    Mistake("An unknown facility is to be forgotten", "forget R --facility 99999", 0, says=("99999",)),
    Mistake(
        "Two rounds below one folder",
        "check .",
        2,
        says=("R", "R2"),
        before=written("R2/round.yaml", "name: B\n"),
    ),
    Mistake("A report where a file stands", "report R -o bc", 2, says=("bc",), before=written("bc", "x")),
)
