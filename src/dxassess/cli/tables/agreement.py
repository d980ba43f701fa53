"""How far experts agree on weights, group by group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dxassess.cli.terminal import console, tell, terminal_language
from dxassess.wording.wording import Wording, wording

if TYPE_CHECKING:
    from dxassess.authoring.elicitation.agreement import Agreement
    from dxassess.authoring.elicitation.answers import Expert


def print_agreement(experts: Sequence[Expert], agreements: Sequence[Agreement]) -> None:
    """Doubts first, then a table for each group that somebody gave points to."""
    say = wording("authoring", terminal_language())
    for expert in experts:
        for doubt in expert.doubts:
            facts = {"file": doubt.file, "owner": doubt.owner or "–", "detail": doubt.detail}
            tell(say.text(f"elicit.doubt.{doubt.reason}", **facts), err=True)
    tell(say.text("elicit.experts", n=len(experts), names=", ".join(e.name for e in experts)))
    for agreement in agreements:
        _print(agreement, say)


def _print(agreement: Agreement, say: Wording) -> None:
    from rich.markup import escape
    from rich.table import Table

    group, words = agreement.group, {m.code: m.text[say.language] for m in agreement.group.members}
    title = say.text(
        "elicit.group",
        title=f"{group.owner} {group.title[say.language]}".strip(),
        n=agreement.experts,
        w=say.number(agreement.concordance, 2),
    )
    table = Table(title=escape(title), title_justify="left")
    for key in ("code", "question", "was", "mean", "spread", "range", "weight"):
        table.add_column(
            say.text(f"elicit.{key}"), justify="left" if key in ("code", "question") else "right"
        )
    for opinion in agreement.opinions:
        table.add_row(
            escape(opinion.code),
            escape(words[opinion.code]),
            *(say.number(value, 1) for value in (opinion.now, opinion.mean, opinion.spread)),
            say.span(say.number(opinion.least, 1), say.number(opinion.most, 1)),
            say.number(opinion.weight, 1),
        )
    console().print(table)
