"""What changed in one item that kept its code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from dxassess.questionnaire.item_parts import Option
from dxassess.questionnaire.items import (
    Choice,
    Item,
    Measured,
    Multi,
    Note,
    Quantity,
    Ratio,
    YesNo,
    options_of,
    unit_of,
)
from dxassess.questionnaire.model import Text

ItemKind = Literal[
    "reworded", "retyped", "options", "goalposts", "reweighted", "audience", "skip", "gates", "explained"
]
ItemChange = tuple[ItemKind, Text | None, Text | None]

BREAKING: frozenset[ItemKind] = frozenset({"reworded", "retyped", "options", "goalposts", "skip"})
"""After these the same answer no longer means, or no longer earns, the same."""

_BY_DEFAULT = (None, None, (), None, None, 1.0)


def item_changes(old: Item, new: Item) -> Iterator[ItemChange]:
    """The changes of an item, each kind once."""
    if old.text != new.text:
        yield "reworded", old.text, new.text
    if old.type != new.type:
        yield "retyped", Text.same(old.type), Text.same(new.type)
    yield from _option_changes(options_of(old), options_of(new))
    if _credited(old) != _credited(new):
        yield "goalposts", goalposts(old), goalposts(new)
    if old.weight != new.weight:
        yield "reweighted", Text.same(f"{old.weight:g}"), Text.same(f"{new.weight:g}")
    if old.applies != new.applies or old.allow_na != new.allow_na:
        yield "audience", _audience(old), _audience(new)
    if old.asked_if != new.asked_if:
        yield "skip", _skip(old), _skip(new)
    if old.gates != new.gates:
        yield "gates", _gates(old), _gates(new)
    if _explanations(old) != _explanations(new):
        yield "explained", None, None


def _option_changes(old: tuple[Option, ...], new: tuple[Option, ...]) -> Iterator[ItemChange]:
    """Options beside their advice, which explains and does not score; only those that differ are told."""
    bare = [[o.model_copy(update={"advice": None}) for o in options] for options in (old, new)]
    if bare[0] == bare[1]:
        return
    removed = [option for option in bare[0] if option not in bare[1]]
    added = [option for option in bare[1] if option not in bare[0]]
    yield "options", _listed(removed or bare[0]), _listed(added or bare[1])


def _listed(options: list[Option]) -> Text | None:
    if not options:
        return None
    return Text.each(lambda language: "; ".join(_option(o, language) for o in options))


def _option(option: Option, language: str) -> str:
    credit = option.weight if option.score is None else option.score
    return f"{option.code}. {option.text[language]}" + (f" ({credit:g})" if credit is not None else "")


def _explanations(item: Item) -> tuple[object, ...]:
    """What helps to answer, and changes no score."""
    advice = (item.advice, *(option.advice for option in options_of(item)))
    return (
        item.hint, item.evidence, unit_of(item), item.tags, item.basis, item.law, item.why, item.after,
        advice, item.replaces, item.maps_to,
    )  # fmt: skip


def _credited(item: Item) -> tuple[object, ...]:
    """What an answer is scored by, beside its options."""
    match item:
        case Quantity():
            return item.floor, item.target, item.points, None, None, 1.0
        case Ratio():
            return item.floor, item.target, item.points, item.numerator, item.denominator, item.scale
        case YesNo():
            return _BY_DEFAULT if item.good == "yes" else (item.good,)
        case Choice() | Multi() | Note():
            return _BY_DEFAULT
        case _:
            assert_never(item)


def goalposts(item: Item) -> Text | None:
    """How a quantity is scored, as `floor → target` or as its break-points; the good answer of yes and no;
    None if by default."""
    match item:
        case Quantity():
            parts = _corners(item)
        case Ratio():
            parts = _corners(item) + ([f"× {item.scale:g}"] if item.scale != 1 else [])
        case YesNo():
            parts = [item.good]
        case Choice() | Multi() | Note():
            parts = []
        case _:
            assert_never(item)
    return Text.same("; ".join(parts)) if parts else None


def _corners(item: Measured) -> list[str]:
    if not item.points and item.target is not None:
        return [f"{item.floor or 0:g} → {item.target:g}"]
    return [f"{x:g}: {y:g}" for x, y in item.points]


def _audience(item: Item) -> Text:
    return Text.same(item.applies + (" (n/a)" if item.allow_na else ""))


def _skip(item: Item) -> Text | None:
    return Text.same(f"{item.asked_if.item} ≥ {item.asked_if.at_least:g}") if item.asked_if else None


def _gates(item: Item) -> Text | None:
    gate_texts = [
        f"{g.level}: ≥ {g.at_least:g}" + (f" ({g.applies})" if g.applies else "") for g in item.gates
    ]
    return Text.same("; ".join(gate_texts)) if gate_texts else None
