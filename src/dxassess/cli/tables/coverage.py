"""How much of another framework the answers cover, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from dxassess.cli.terminal import console, terminal_language, texts

if TYPE_CHECKING:
    from dxassess.round.coverage import Carriage


def print_coverage(carried: Carriage, *, err: bool) -> None:
    """How much of the framework was asked, and every item that was not."""
    said, out, found = texts(), console(stderr=err), carried.coverage
    facts = {
        "source": carried.source.title[terminal_language()],
        "target": carried.target.title[terminal_language()],
        "covered": len(found.covered),
        "total": len(found.covered) + len(found.not_covered),
        "share": said.percent(found.share),
        "weight": said.percent(found.weight),
    }
    out.print("\n" + escape(said.text("score.coverage", **facts)))
    if carried.target.gates_alone:
        out.print(escape(said.text("score.level_so_far")))
    if not found.not_covered:
        return
    out.print("\n" + escape(said.text("score.not_covered", n=len(found.not_covered))))
    for code in found.not_covered:
        out.print(f"  {code}  {escape(carried.target.item_by_code[code].text[terminal_language()])}")
