"""The reports of a small round made by hand, as they are meant to be: `python -m tests.report.golden` makes
the files of tests/report/golden again. Read what changed in them before it is committed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.scoring.small import Replies, questionnaire, submission
from tests.statistics.test_score_provinces import department

from dxassess import __version__
from dxassess.insight.analysis import analyse
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Text
from dxassess.report.page.build import build_reports
from dxassess.report.value.model import Readers
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

COMMAND = "python -m tests.report.golden"
FOLDER = Path(__file__).parent / "golden"
KEPT: dict[Readers, tuple[str, ...]] = {
    "department": ("region", "80-long-an"),
    "public": ("region", "80-long-an", "82-tien-giang"),
}

# Of Long An eight of nine facilities and the department answered, of Tiền Giang three of four, too few to be
# shown to the public, and all five of Bến Tre.
# Code, type, and the answers to ITEMS: a choice, a percentage, two yes or no, a percentage.
ANSWERS = (
    ("80001", "a", ("1", 95.0, True, True, 40.0)),
    ("80002", "a", ("1", 60.0, True, False, 55.0)),
    ("80003", "a", ("0", 20.0, False, False, 10.0)),
    ("80004", "a", ("1", None, True, None, 70.0)),
    ("80005", "a", ("0", 95.0, False, True, None)),
    ("80006", "b", ("1", 80.0, True, True, 90.0)),
    ("80007", "b", ("0", 50.0, False, False, 35.0)),
    ("80008", "b", ("1", 30.0, True, True, 100.0)),
    ("82001", "a", ("1", 90.0, True, True, 80.0)),
    ("82002", "a", ("0", 45.0, True, False, 30.0)),
    ("82003", "b", ("1", 75.0, True, True, 65.0)),
    ("83001", "a", ("1", 70.0, True, False, 45.0)),
    ("83002", "a", ("0", 35.0, True, True, 20.0)),
    ("83003", "a", ("1", 85.0, False, True, None)),
    ("83004", "b", ("0", 15.0, False, True, 60.0)),
    ("83005", "b", ("1", 55.0, True, True, 75.0)),
)
SILENT = (("80009", "b"), ("82004", "b"))
ITEMS = ("C1_1_1", "C1_1_2", "C1_2_1", "C1_2_2", "C2_1_1")


def golden_round(*, earlier: bool = False) -> Round:
    """The round; `earlier` its predecessor, in which every percentage was ten points lower."""
    asked, answered = department()
    outcomes = [_outcome(code, type_, given, earlier=earlier) for code, type_, given in ANSWERS]
    entries = [
        Entry(code=code, name=f"Facility {code}", type=type_, province=f"gso2004:{code[:2]}")
        for code, type_ in (*((code, type_) for code, type_, _ in ANSWERS), *SILENT)
    ]
    return build_round(
        [*outcomes, answered],
        questionnaires=(questionnaire(), asked),
        settings=Settings(
            name=Text(vi="Đợt mẫu", en="Sample round"),
            date="2025-06-30" if earlier else "2026-06-30",
            vintage="gso2004",
            simulated=True,
        ),
        register=Register(entries=tuple(entries)),
    )


def golden_texts() -> Iterator[tuple[str, str]]:
    """The name of every file and what belongs in it; numbers to nine decimals: beyond, machines differ."""
    analysis = analyse(golden_round(), golden_round(earlier=True))
    for readers, stems in KEPT.items():
        for report in build_reports(analysis, readers):
            if report.stem in stems:
                told = json.dumps(_rounded(report.model_dump(mode="json")), ensure_ascii=False, indent=1)
                yield f"{report.stem}.{readers}.json", told.replace(f'"{__version__}"', '"VERSION"') + "\n"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 9) + 0.0
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, list) else value


def _outcome(code: str, type_: str, given: tuple[object, ...], *, earlier: bool) -> FileOutcome:
    less = 10.0 if earlier else 0.0
    replies: Replies = {
        item: max(0.0, value - less) if isinstance(value, float) else value  # type: ignore[misc] # a table
        for item, value in zip(ITEMS, given, strict=True)
    }
    one = submission(replies, type_)
    facts = one.facts.model_copy(
        update={"facility_code": code, "name": f"Facility {code}", "province": code[:2]}
    )
    read = one.model_copy(update={"file": f"{code}.xlsx", "facts": facts})
    return FileOutcome(file=read.file, size=1, sha256=code[:4] * 16, status="accepted", submission=read)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, text in golden_texts():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(FOLDER / name)  # noqa: T201 - it says what it did


if __name__ == "__main__":
    main()
