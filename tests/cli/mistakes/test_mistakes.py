"""What is answered to typical mistakes helps, and docs/mistakes.md shows it as it is today."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.mistakes.mistake import Answer, Mistake, make
from tests.cli.mistakes.page import MISTAKES, PAGE, answers, page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mistakes").resolve()


@pytest.fixture(scope="module")
def answered(folder: Path) -> list[tuple[Mistake, Answer]]:
    return answers(folder)


def test_the_page_is_made_of_the_answers(answered: list[tuple[Mistake, Answer]]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(answered), "run: python -m tests.cli.mistakes"


def test_most_answers_are_good(answered: list[tuple[Mistake, Answer]]) -> None:
    verdicts = [answer.verdict for _, answer in answered]
    assert verdicts[:25].count("good") >= 22
    assert verdicts.count("good") >= 45
    assert not any("Traceback" in answer.said for _, answer in answered)


CHEAP = [mistake for mistake in MISTAKES if mistake.code == 2][::4]


@pytest.mark.parametrize("mistake", CHEAP, ids=lambda mistake: mistake.typed)
def test_in_vietnamese_the_same_is_said(
    mistake: Mistake, answered: list[tuple[Mistake, Answer]], folder: Path, tmp_path: Path
) -> None:
    english = next(answer for one, answer in answered if one is mistake)
    answer = make(mistake, folder / "round", tmp_path / "vi", language="vi")
    assert (answer.words, answer.faults) == (english.words, english.faults)
    assert answer.said != english.said
