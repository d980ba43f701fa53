"""What the program says and writes is in the language asked for: no key of a catalogue, no code, no place
left open and, in Vietnamese, no English word of the program; in the terminal, on pages, in documents and in
lists."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from tests.cli.foreign import foreign
from tests.cli.program import dxassess
from tests.cli.test_commands import small_round

from dxassess.files.resources import resource_folder
from dxassess.wording.languages import LANGUAGES

__all__ = ["small_round"]

SPOILT = "not a workbook"
TYPED: tuple[tuple[str, ...], ...] = (
    ("check", "{round}"),
    ("score", "{round}"),
    ("status", "{round}"),
    ("remind", "{round}"),
    ("explain", "{round}", "80009"),
    ("explain", "{round}", "Long An"),
    ("advise", "{round}"),
    ("advise", "{round}", "--fix", "C3.5.1"),
    ("check", "nowhere"),
    ("score", "{round}", "--lang", "xx"),
    ("nothing",),
    ("-h",),
    ("letters", "-h"),
)
ONE = ("--facility", "80002")
STEMS = ("80-long-an", "80-long-an-annex", "80-long-an-brief", "region", "region-annex", "index")
WRITTEN: dict[str, tuple[str, ...]] = {
    "letters": ("-o", "{out}"),
    "remind": ("-o", "{out}", "--list", "{out}/list.xlsx", *ONE),
    "advise": ("-o", "{out}/list.xlsx"),
    "check": ("-o", "{out}/list.xlsx"),
    "sheet": ("-o", "{out}"),
    "forms": ("-o", "{out}", *ONE),
}
"""By the command that writes letters, lists, sheets or forms, what is typed after it and the round."""
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_SAID_BY_TAGS = re.compile(r'\b(?:alt|aria-label|placeholder)="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
_WORDS = re.compile(r"<(?:w:t|t)(?: [^>]*)?>([^<]*)</")


def seen(page: str) -> str:
    """The words of a page and of what it says to those who hear it."""
    body = _UNSEEN.sub(" ", page)
    return html.unescape("\n".join((_TAG.sub("\n", body), *_SAID_BY_TAGS.findall(body))))


def words_of(package: Path) -> str:
    """The words of a document or a workbook of Office."""
    with zipfile.ZipFile(package) as parts:
        names = [name for name in parts.namelist() if re.search(r"document|sharedStrings|worksheets/", name)]
        texts = [parts.read(name).decode("utf-8") for name in names]
    return html.unescape("\n".join(word for text in texts for word in _WORDS.findall(text)))


def read(path: Path) -> str:
    """The words of whatever was written."""
    match path.suffix:
        case ".html":
            return seen(path.read_text(encoding="utf-8"))
        case ".pdf":
            pages = PdfDocument(path)
            return "\n".join(page.get_textpage().get_text_bounded() for page in pages)
        case ".docx" | ".xlsx":
            return words_of(path)
        case _:
            return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_the_terminal_speaks_vietnamese(typed: tuple[str, ...], small_round: Path) -> None:
    (small_round / "x.xlsx").write_text(SPOILT)
    done = dxassess(*(word.format(round=small_round) for word in typed), language="vi")
    told = (done.stdout + done.stderr).replace(str(small_round), "")
    assert told.strip()
    assert foreign(told) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("respondent", ["facility", "department"])
def test_a_questionnaire_is_shown_in_the_language(respondent: str, language: str) -> None:
    path = resource_folder("questionnaires") / "five-conditions" / f"{respondent}.yaml"
    assert foreign(dxassess("questionnaire", "show", path, language=language).stdout, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", ["html", "pdf", "xlsx"])
def test_reports_are_in_their_language(suffix: str, language: str, example_reports: Path) -> None:
    named = [example_reports / f"{stem}.{language}.{suffix}" for stem in STEMS]
    written = [path for path in named if path.exists()]
    assert len(written) == {"html": 5 + (language != "vi"), "pdf": 4, "xlsx": 2}[suffix]
    assert_nothing_foreign(written, language)


def test_the_first_sheet_of_results_is_in_vietnamese(example_reports: Path) -> None:
    book = load_workbook(example_reports / "results.xlsx", read_only=True)
    cells = (str(cell) for row in book.worksheets[0].values for cell in row if cell is not None)
    told = [cell for cell in cells if cell not in book.sheetnames]
    assert len(told) > 100
    assert foreign("\n".join(told)) == []


def assert_nothing_foreign(written: Iterable[Path], language: str) -> None:
    assert {path.name: wrong for path in written if (wrong := foreign(read(path), language))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", WRITTEN)
def test_letters_lists_sheets_and_forms_are_in_their_language(
    command: str, language: str, small_round: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    typed = (word.format(out=out) for word in WRITTEN[command])
    assert dxassess(command, small_round, *typed, "--lang", language, language=language).returncode == 0
    written = [path for path in out.rglob("*") if path.is_file()]
    assert written
    assert_nothing_foreign(written, language)


def test_what_is_foreign_is_found() -> None:
    said = "Mức: warning · stat.level.note · REGISTER_FILE · two_ways · mở “the answer” bằng dxassess score"
    assert foreign(said) == ["stat.level.note", "REGISTER_FILE", "two_ways", "warning"]
    assert foreign("Still to be sent: Cơ sở chưa gửi phiếu {n}", "en") == ["{n}"]
    assert foreign("Tệp a/b.xlsx: không phải phiếu (NOT_A_FORM); dùng --all.") == []
