"""Which systems exchange data, and the interconnection index (method.md §8)."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Item, options_of
from dxassess.questionnaire.model import FacilityType, Questionnaire
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.scoring.score import Node, Score


class SystemPair(Frozen):
    """Two systems that ought to exchange data, and the item that asks how they do."""

    item: str
    systems: tuple[str, str]


PAIRS = (
    SystemPair(item="C3.7.1", systems=("his", "lis")),
    SystemPair(item="C3.7.2", systems=("his", "ris_pacs")),
    SystemPair(item="C3.7.3", systems=("his", "emr")),
    SystemPair(item="C3.7.4", systems=("his", "insurance")),
    SystemPair(item="C3.7.5", systems=("emr_ehr", "v20")),
    SystemPair(item="C3.7.6", systems=("facility", "warehouse")),
    SystemPair(item="C3.7.7", systems=("prescription", "national_prescription")),
    SystemPair(item="C3.7.8", systems=("check_in", "vneid")),
    SystemPair(item="C3.7.9", systems=("results", "other_facilities")),
)


class Link(Frozen):
    """A pair over facilities: how many gave each answer (none, by hand, one way, two ways: the item's
    options in ascending score), how many gave none though it applies, and to how many it does not apply."""

    pair: SystemPair
    answers: tuple[int, ...]
    missing: int
    not_applicable: int


class Index(Frozen):
    """Earned / possible over applicable pairs, in [0, 1], each with its item's weight: what is not shown
    earns nothing. `high` gives every missing answer full marks. None where no pair applies."""

    low: float | None
    high: float | None

    @property
    def fragmentation(self) -> float | None:
        """1 - index."""
        return None if self.low is None else 1 - self.low


class Connection(Frozen):
    """The connection matrix of a group of facilities, its rows in the order of `PAIRS`, and its index:
    the mean of the facilities' indices by type, standardised with ω; `facilities` of them have one."""

    links: tuple[Link, ...]
    index: Index
    facilities: int


def connection(scores: Sequence[Score], questionnaire: Questionnaire) -> Connection:
    """The connection of `scores`. A pair whose item the questionnaire lacks has no row."""
    pairs = [pair for pair in PAIRS if pair.item in questionnaire.item_by_code]
    indices = [(score.type, facility_index(score)) for score in scores]
    indexed = [(type_, index) for type_, index in indices if index.low is not None]
    return Connection(
        links=tuple(_link(pair, scores, questionnaire.item_by_code[pair.item]) for pair in pairs),
        index=_standardise(indexed, questionnaire.types),
        facilities=len(indexed),
    )


def facility_index(score: Score) -> Index:
    """The interconnection index of one facility."""
    nodes = [score.node_by_code[pair.item] for pair in PAIRS if pair.item in score.node_by_code]
    applicable = [node for node in nodes if node.state in ("scored", "missing")]
    possible = fsum(node.weight for node in applicable)
    if possible == 0:
        return Index(low=None, high=None)
    return Index(
        low=fsum(node.weight * (node.low or 0.0) for node in applicable) / possible,
        high=fsum(node.weight * (1.0 if node.high is None else node.high) for node in applicable) / possible,
    )


def _link(pair: SystemPair, scores: Sequence[Score], item: Item) -> Link:
    steps = sorted({option.score or 0.0 for option in options_of(item)})
    nodes = [score.node_by_code[pair.item] for score in scores]
    return Link(
        pair=pair,
        answers=tuple(sum(_at(node, step) for node in nodes) for step in steps),
        missing=sum(node.state == "missing" for node in nodes),
        not_applicable=sum(node.state == "not_applicable" for node in nodes),
    )


def _at(node: Node, step: float) -> bool:
    return node.score is not None and abs(node.score - step) <= TOLERANCE


def _standardise(indexed: Sequence[tuple[str | None, Index]], types: Sequence[FacilityType]) -> Index:
    type_means = []
    for type_ in types:
        type_indices = [index for code, index in indexed if code == type_.code]
        if type_indices:
            low = fsum(index.low or 0.0 for index in type_indices) / len(type_indices)
            high = fsum(index.high or 0.0 for index in type_indices) / len(type_indices)
            type_means.append((type_.weight, low, high))
    omega = fsum(weight for weight, _, _ in type_means)
    if not type_means:
        return Index(low=None, high=None)
    return Index(
        low=fsum(weight * low for weight, low, _ in type_means) / omega,
        high=fsum(weight * high for weight, _, high in type_means) / omega,
    )
