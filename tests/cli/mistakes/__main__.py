"""Makes all mistakes and writes docs/mistakes.md: `python -m tests.cli.mistakes`; `-v` says what
was lacking."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.cli.mistakes.page import PAGE, answers, page

with tempfile.TemporaryDirectory() as made:
    answered = answers(Path(made).resolve())
    PAGE.write_text(page(answered), encoding="utf-8")
for number, (mistake, answer) in enumerate(answered, 1):
    print(f"{number:2} {answer.verdict:10} {mistake.typed}")  # noqa: T201 - the result of the command
    if "-v" in sys.argv and answer.verdict != "good":
        print("  ", *answer.words, *answer.faults, "\n" + answer.said, sep=" | ")  # noqa: T201 - likewise
