"""What the program says and writes in Vietnamese is Vietnamese: no key of a catalogue, no code and no English
word of the program, in the terminal, in documents and in lists."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

import pytest
from tests.cli.foreign import foreign
from tests.cli.program import dxassess
from tests.cli.test_commands import small_round

__all__ = ["small_round"]

SPOILT = "not a workbook"
TYPED: tuple[tuple[str, ...], ...] = (
    ("check", "{round}"),
    ("score", "{round}"),
    ("status", "{round}"),
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
DOCUMENTS = ("80-long-an.vi.html", "80-long-an-annex.vi.html", "80-long-an-brief.vi.html", "region.vi.html")
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


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_the_terminal_speaks_vietnamese(typed: tuple[str, ...], small_round: Path) -> None:
    (small_round / "x.xlsx").write_text(SPOILT)
    done = dxassess(*(word.format(round=small_round) for word in typed), language="vi")
    told = (done.stdout + done.stderr).replace(str(small_round), "")
    assert told.strip()
    assert foreign(told) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_reports_are_in_vietnamese(name: str, example_reports: Path) -> None:
    page = (example_reports / name).read_text(encoding="utf-8")
    assert foreign(seen(page)) == []


def test_letters_and_lists_are_in_vietnamese(small_round: Path, tmp_path: Path) -> None:
    lists, letters = tmp_path / "list.xlsx", tmp_path / "letters"
    assert dxassess("advise", small_round, "-o", lists, language="vi").returncode == 0
    assert dxassess("letters", small_round, "-o", letters, language="vi").returncode == 0
    written = [lists, *letters.rglob("*.docx")]
    assert len(written) == 6, "the list, a circular, a directive, three letters"
    assert {path.name: foreign(words_of(path)) for path in written} == {path.name: [] for path in written}


def test_what_is_foreign_is_found() -> None:
    said = "Mức: warning · stat.level.note · REGISTER_FILE · two_ways · mở “the answer” bằng dxassess score"
    assert foreign(said) == ["stat.level.note", "REGISTER_FILE", "two_ways", "warning"]
    assert foreign("Tệp a/b.xlsx: không phải phiếu (NOT_A_FORM); dùng --all.") == []
