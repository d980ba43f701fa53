"""What changed in one item that kept its code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dxassess.questionnaire.model import Item, Option, Text

ItemKind = Literal[
    "reworded", "retyped", "options", "goalposts", "reweighted", "audience", "skip", "gates", "explained"
]
ItemChange = tuple[ItemKind, Text | None, Text | None]

BREAKING: frozenset[ItemKind] = frozenset({"reworded", "retyped", "options", "goalposts", "skip"})
"""After these the same answer no longer means, or no longer earns, the same."""

_GOALPOSTS = ("good", "floor", "target", "points", "scale", "numerator", "denominator")
_EXPLANATIONS = ("hint", "evidence", "unit", "tags", "basis", "advice", "replaces", "maps_to")


def item_changes(old: Item, new: Item) -> Iterator[ItemChange]:
    """The changes of an item, each kind once."""
    if old.text != new.text:
        yield "reworded", old.text, new.text
    if old.type != new.type:
        yield "retyped", _same(old.type), _same(new.type)
    yield from _option_changes(old.options, new.options)
    if any(getattr(old, key) != getattr(new, key) for key in _GOALPOSTS):
        yield "goalposts", goalposts(old), goalposts(new)
    if old.weight != new.weight:
        yield "reweighted", _same(f"{old.weight:g}"), _same(f"{new.weight:g}")
    if old.applies != new.applies or old.allow_na != new.allow_na:
        yield "audience", _audience(old), _audience(new)
    if old.asked_if != new.asked_if:
        yield "skip", _skip(old), _skip(new)
    if old.gates != new.gates:
        yield "gates", _gates(old), _gates(new)
    advice = [o.advice for o in old.options] != [o.advice for o in new.options]
    if advice or any(getattr(old, key) != getattr(new, key) for key in _EXPLANATIONS):
        yield "explained", None, None


def _option_changes(old: tuple[Option, ...], new: tuple[Option, ...]) -> Iterator[ItemChange]:
    """Options beside their advice, which explains and does not score; only those that differ are told."""
    bare = [[o.model_copy(update={"advice": None}) for o in options] for options in (old, new)]
    if bare[0] == bare[1]:
        return
    gone = [option for option in bare[0] if option not in bare[1]]
    come = [option for option in bare[1] if option not in bare[0]]
    yield "options", _listed(gone or bare[0]), _listed(come or bare[1])


def _listed(options: list[Option]) -> Text | None:
    if not options:
        return None
    said = {language: "; ".join(_option(o, language) for o in options) for language in ("vi", "en")}
    return Text.model_validate(said)


def _option(option: Option, language: str) -> str:
    credit = option.weight if option.score is None else option.score
    return f"{option.code}. {option.text[language]}" + (f" ({credit:g})" if credit is not None else "")


def goalposts(item: Item) -> Text | None:
    """How a quantity is scored, as `floor → target` or as its break-points; None if by default."""
    parts = [f"{x:g}: {y:g}" for x, y in item.points]
    if not parts and item.target is not None:
        parts = [f"{item.floor or 0:g} → {item.target:g}"]
    parts += [f"× {item.scale:g}"] if item.scale != 1 else []
    parts += [item.good] if item.type == "yes_no" else []
    return _same("; ".join(parts)) if parts else None


def _audience(item: Item) -> Text:
    return _same(item.applies + (" (n/a)" if item.allow_na else ""))


def _skip(item: Item) -> Text | None:
    return _same(f"{item.asked_if.item} ≥ {item.asked_if.at_least:g}") if item.asked_if else None


def _gates(item: Item) -> Text | None:
    said = [f"{g.level}: ≥ {g.at_least:g}" + (f" ({g.applies})" if g.applies else "") for g in item.gates]
    return _same("; ".join(said)) if said else None


def _same(words: str) -> Text:
    return Text(vi=words, en=words)
