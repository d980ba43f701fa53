"""How much of another framework the answers cover, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from dxassess.cli.terminal import console, terminal_language, texts

if TYPE_CHECKING:
    from dxassess.round.coverage import Carriage


def print_coverage(carried: Carriage, *, err: bool) -> None:
    """How much of the framework was asked, and every item that was not."""
    say, out, coverage = texts(), console(stderr=err), carried.coverage
    facts = {
        "source": carried.source.title[terminal_language()],
        "target": carried.target.title[terminal_language()],
        "covered": len(coverage.covered),
        "total": len(coverage.covered) + len(coverage.not_covered),
        "share": say.percent(coverage.share),
        "weight": say.percent(coverage.weight),
    }
    out.print("\n" + escape(say.text("score.coverage", **facts)))
    if carried.target.gates_alone:
        out.print(escape(say.text("score.level_so_far")))
    if not coverage.not_covered:
        return
    out.print("\n" + escape(say.text("score.not_covered", n=len(coverage.not_covered))))
    for code in coverage.not_covered:
        out.print(f"  {code}  {escape(carried.target.item_by_code[code].text[terminal_language()])}")
