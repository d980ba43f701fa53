"""Forms of every kind to measure with: ours as the example round has them, the same saved by LibreOffice as
XLSX, ODS and XLS, and a wide table of many respondents."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import assert_never

from xlsxwriter import Workbook

from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Fact, Questionnaire

_STEP = 4
"""Every fourth form of a round, so that all its provinces and types are among them."""


def our_forms(round_folder: Path, count: int) -> list[Path]:
    """Answered forms of an example round, at most so many."""
    forms = [path for path in sorted(round_folder.glob("*/*.xlsx")) if path.name[0] != "~"]
    spread = [path for start in range(_STEP) for path in forms[start::_STEP]]
    return spread[:count]


def saved_by_libreoffice(forms: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The forms saved as `kind` in `folder`; none where there is no LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        return []
    given = folder / "given"
    given.mkdir(parents=True)
    for number, path in enumerate(forms):
        shutil.copy(path, given / f"{number:04}.xlsx")
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [program, home, "--headless", "--convert-to", kind, "--outdir", str(folder / kind)]
    subprocess.run([*command, *map(str, sorted(given.iterdir()))], check=True, capture_output=True)  # noqa: S603 - what it converts was made here
    return sorted((folder / kind).iterdir())


def wide_table(questionnaire: Questionnaire, respondents: int, path: Path) -> Path:
    """A table with a row for every respondent, all of whom answer everything that a row can say."""
    with Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("all")
        facts = [fact for fact in questionnaire.facts if not fact.personal]
        cells = [(code, item) for item in questionnaire.items for code, _ in item.parts]
        page.write_row(0, 0, [*(fact.code for fact in facts), *(code for code, _ in cells)])
        for n in range(respondents):
            told = (*(_fact(fact, n) for fact in facts), *(_answer(item, code, n) for code, item in cells))
            page.write_row(n + 1, 0, told)
    return path


def _fact(fact: Fact, n: int) -> str | float:
    match fact.type:
        case "choice":
            return fact.options[n % len(fact.options)].text["vi"]
        case "count":
            return float(10 + n % 90)
        case "code":
            return f"{n:05}"
        case "province":
            return "Long An"
        case "date":
            return "2023-10-18"
        case "text":
            return f"Cơ sở {n}"
        case _:
            assert_never(fact.type)


def _answer(item: Item, code: str, n: int) -> str | float:
    match item:
        case Choice():
            return item.options[n % len(item.options)].text["vi"]
        case Multi() | YesNo():
            return ("Có", "Không")[n % 2]
        case Quantity():
            return float(2 + n % 90)
        case Ratio():
            return float(1 + n % 5 + 5 * code.endswith("b"))
        case Note():
            return "2023-10-18" if item.dated else f"Đang triển khai bước {n % 40}"
        case _:
            assert_never(item)


def kinds(forms: Sequence[Path], folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """The forms by kind; those that only LibreOffice makes are missing where it is."""
    yield "ours", list(forms)
    for name, kind in (("LibreOffice", "xlsx"), ("ODS", "ods"), ("XLS", "xls")):
        saved = saved_by_libreoffice(forms, kind, folder / f"as-{kind}")
        if saved:
            yield name, saved
