"""An explanation as a tree in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.tree import Tree

from dxassess.cli.terminal import console, terminal_language
from dxassess.errors import DxassessError
from dxassess.insight.explanation import Explained, explain_respondent
from dxassess.insight.explanation_province import explain_province
from dxassess.places.provinces import match_province
from dxassess.wording.wording import Wording, wording

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis


def find_explanation(analysis: Analysis, who: str, code: str | None) -> Explained:
    """The explanation of a facility or department (by code) or a province (by name or code), or of one of
    its nodes. DxassessError if there is none."""
    for score in (*analysis.round.facilities, *analysis.round.departments):
        if score.code == who:
            found = explain_respondent(analysis.round, score, code=code)
            if found is None:
                raise DxassessError("item.unknown", items=code)
            return found
    place = match_province(who, analysis.round.settings.vintage)
    province = next((p for p in analysis.provinces if place and p.key == place.key), None)
    if province is None:
        raise DxassessError("respondent.unknown", code=who)
    whole = explain_province(analysis, province)
    wanted = whole if code in (None, "overall") else _below(whole, code or "")
    if wanted is None:
        raise DxassessError("item.unknown", items=code)
    return wanted


def print_explanation(found: Explained) -> None:
    """The tree. Every line: code, name, score; its share of the line above and what it adds there. A whole
    province ends at its strata: a condition of it goes down to the facilities."""
    say = wording("explain", terminal_language())
    console().print(_tree(_shortened(found) if found.kind == "province" else found, say))
    if found.kind == "province":
        console().print(f"[dim]{escape(say.text('more', code=found.children[0].code))}[/]")


def _below(node: Explained, code: str) -> Explained | None:
    if node.code == code:
        return node
    return next((found for child in node.children if (found := _below(child, code)) is not None), None)


def _shortened(node: Explained) -> Explained:
    ends = node.kind in ("department", "stratum")
    return node.model_copy(update={"children": () if ends else tuple(map(_shortened, node.children))})


def _tree(node: Explained, say: Wording) -> Tree:
    branch = Tree(_line(node, say), guide_style="dim")
    for child in node.children:
        branch.children.append(_tree(child, say))
    return branch


def _line(node: Explained, say: Wording) -> str:
    parts = [f"[bold]{escape(node.code)}[/] {escape(node.name[say.language])}", _score(node, say)]
    if node.share is not None and node.adds is not None:
        share, adds = say.percent(node.share, 1), say.score(node.adds)
        parts.append(f"[dim]{say.text('share', share=share, adds=adds)}[/]")
    if node.share is not None and node.factor is not None:
        share, factor = say.percent(node.share, 1), say.number(node.factor, 4)
        parts.append(f"[dim]{say.text('factor', share=share, factor=factor)}[/]")
    if node.interval is not None:
        low, high = (say.score(end) for end in node.interval)
        parts.append(say.text("interval", span=say.span(low, high).replace("\u2060", "")))
    if node.level is not None:
        parts.append(say.text("level", level=node.level))
    if node.counts is not None:
        counted, accepted, registered = node.counts
        parts.append(
            say.text("counts", counted=counted, accepted=accepted, registered=say.number(registered))
        )
    if node.answer is not None:
        parts.append(f"“{escape(node.answer)}”")
    cells = [f"{place.file} · {place.sheet}!{place.cell}" for place in node.places]
    if cells:
        parts.append(f"[cyan]{escape('; '.join(cells))}[/]")
    return "  ".join(parts)


def _score(node: Explained, say: Wording) -> str:
    if node.score is None:
        return f"[yellow]– {say.text(f'state.{node.state}')}[/]"
    if node.low is not None and node.high is not None and node.high - node.low > 1e-9:
        span = say.span(say.score(node.low), say.score(node.high)).replace("\u2060", "")
        return f"[bold]{say.score(node.score)}[/] ({span})"
    return f"[bold]{say.score(node.score)}[/]"
