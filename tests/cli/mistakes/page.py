"""docs/mistakes.md: what is answered to typical mistakes, by making them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.cli.mistakes.found import FOUND
from tests.cli.mistakes.mistake import Answer, Mistake, make
from tests.cli.mistakes.own import OWN
from tests.cli.mistakes.tiny_round import make_tiny_round

PAGE = Path(__file__).parents[3] / "docs" / "mistakes.md"
MISTAKES = (*FOUND, *OWN)
_MOST_LINES = 4


def answers(folder: Path, language: str = "en") -> list[tuple[Mistake, Answer]]:
    """Every mistake made in a folder of its own below `folder`."""
    make_tiny_round(folder / "round")
    return [
        (mistake, make(mistake, folder / "round", folder / str(number), language=language))
        for number, mistake in enumerate(MISTAKES, 1)
    ]


def page(answered: Sequence[tuple[Mistake, Answer]]) -> str:
    """The table in Markdown."""
    counts = Counter(answer.verdict for _, answer in answered)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("good", "acceptable", "bad"))
    head = f"""\
# Mistakes and what is answered

Typical mistakes, made in a small round `R` by `python -m tests.cli.mistakes`, which writes this page; of long
answers it shows the first lines. What a good answer must say and leave behind stands by hand in
`tests/cli/mistakes/`: *bad* is a wrong exit code, or a file that should not be there or is missing;
*acceptable* lacks a word that would help. {len(answered)} mistakes: {told}.

| | mistake | typed | exit code | answered | |
|---|---|---|---|---|---|
"""
    return head + "".join(_row(n, *one) for n, one in enumerate(answered, 1))


def _row(number: int, mistake: Mistake, answer: Answer) -> str:
    lines = [line for line in map(str.strip, answer.said.splitlines()) if any(map(str.isalnum, line))][
        :_MOST_LINES
    ]
    one_line = (" ".join(line.split()).replace("|", "\\|").replace("<", "&lt;") for line in lines)
    said = "<br>".join(one_line)
    cells = (
        number,
        mistake.what,
        f"`dxassess {mistake.typed}`",
        answer.done.returncode,
        said,
        answer.verdict,
    )
    return "| " + " | ".join(map(str, cells)) + " |\n"
