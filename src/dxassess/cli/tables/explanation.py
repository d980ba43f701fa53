"""An explanation as a tree in the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.tree import Tree

from dxassess.cli.terminal import console, terminal_language
from dxassess.findings.persons import without_persons
from dxassess.questionnaire.kinds import Text
from dxassess.questionnaire.tolerance import exceeds
from dxassess.render.rounding import band_words
from dxassess.wording.wording import Wording, wording

if TYPE_CHECKING:
    from dxassess.insight.explanation import Explained

_WORD = re.compile("[a-z]{2}")


def print_explanation(explained: Explained) -> None:
    """The tree. Every line: code where it has one, name, score; its share of the line above and what it adds
    there. A whole province ends at its strata: a condition of it goes down to the facilities."""
    say = wording("explain", terminal_language())
    console().print(_tree(_shortened(explained) if explained.kind == "province" else explained, say))
    if explained.kind == "province":
        console().print(f"[dim]{escape(say.text('more', code=explained.children[0].code))}[/]")


def _shortened(node: Explained) -> Explained:
    ends = node.kind in ("department", "stratum")
    return node.model_copy(update={"children": () if ends else tuple(map(_shortened, node.children))})


def _tree(node: Explained, say: Wording) -> Tree:
    branch = Tree(_line(node, say), guide_style="dim")
    for child in node.children:
        branch.children.append(_tree(child, say))
    return branch


def _line(node: Explained, say: Wording) -> str:
    name = escape(node.name[say.language])
    # Codes that are words of the program ("overall", a facility type) tell a reader nothing beside the name.
    shown = name if _WORD.search(node.code) else f"[bold]{escape(node.code)}[/] {name}"
    parts = [shown, _score(node, say)]
    if node.share is not None and node.adds is not None:
        share, adds = say.percent(node.share, 1), say.score(node.adds)
        parts.append(f"[dim]{say.text('share', share=share, adds=adds)}[/]")
    if node.share is not None and node.factor is not None:
        share, factor = say.percent(node.share, 1), say.number(node.factor, 4)
        parts.append(f"[dim]{say.text('factor', share=share, factor=factor)}[/]")
    if node.band is not None:
        parts.append(say.text("band", span=band_words(*node.band, say).replace("\u2060", "")))
    if node.interval is not None:
        low, high = (say.score(end) for end in node.interval)
        parts.append(say.text("interval", span=say.span(low, high).replace("\u2060", "")))
    if node.level is not None:
        key = "level.least" if node.level_is_least else "level"
        parts.append(say.text(key, level=node.level))
    if node.counts is not None:
        counted_facilities, accepted, registered = node.counts
        parts.append(
            say.text(
                "counts", counted=counted_facilities, accepted=accepted, registered=say.number(registered)
            )
        )
    if node.answer is not None:
        answer = node.answer[say.language] if isinstance(node.answer, Text) else node.answer
        parts.append(f"“{escape(without_persons(answer))}”")
    cells = [f"{place.file} · {place.sheet}!{place.cell}" for place in node.places]
    if cells:
        parts.append(f"[cyan]{escape('; '.join(cells))}[/]")
    return "  ".join(parts)


def _score(node: Explained, say: Wording) -> str:
    if node.score is None:
        return f"[yellow]– {say.text(f'state.{node.state}')}[/]"
    if node.low is not None and node.high is not None and exceeds(node.high, node.low):
        span = say.span(say.score(node.low), say.score(node.high)).replace("\u2060", "")
        return f"[bold]{say.score(node.score)}[/] ({span})"
    return f"[bold]{say.score(node.score)}[/]"
