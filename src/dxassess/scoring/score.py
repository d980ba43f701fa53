"""Score: the tree that one walk over a questionnaire leaves behind (method.md §2-§4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from dxassess.findings.finding import Place
from dxassess.frozen import Frozen

Kind = Literal["overall", "condition", "indicator", "item"]
NodeState = Literal["scored", "missing", "not_applicable", "not_scored"]


class Blocker(Frozen):
    """What stands between a node and its next level.

    kind "points": `have` is the score, `need` the threshold. "gate": `code` is the item, `need` the
    least score, `have` its score (None: no answer). "condition": `code` is the lowest condition that
    caps the overall level, `need` the level it would have to reach, `have` the level it has.
    "too_little_data": `have` is the answered share, `need` the least share; the level is that of the lower
    bound.
    """

    kind: Literal["points", "gate", "condition", "too_little_data"]
    level: int
    code: str | None = None
    need: float | None = None
    have: float | None = None


class Node(Frozen):
    """One node of the explained score.

    `value` is what the node is credited in its parent under the questionnaire's missing policy (None: it
    leaves its parent's value, but not its bounds); `score` is what may be shown: None when nothing applies
    or when `answered_share` is below the least share ("too little data"). `low` and `high` bound it: every
    missing answer at 0, at 1; None where nothing applies.
    `level` is None only where nothing applies, or no gate has a say where gates alone decide;
    `level_is_least`: it may well be higher, as too little is known.
    `weight` is the declared weight, `share` its part of the parent's score after normalisation over
    what applies. All in [0, 1], unrounded.
    """

    code: str
    kind: Kind
    state: NodeState
    weight: float
    share: float = 0.0
    value: float | None = None
    score: float | None = None
    low: float | None = None
    high: float | None = None
    answered_share: float | None = None
    reason: str | None = None
    places: tuple[Place, ...] = ()
    level: int | None = None
    level_is_least: bool = False
    blocked_by: tuple[Blocker, ...] = ()
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def node_of(
    code: str,
    kind: Kind,
    state: NodeState,
    *,
    weight: float,
    share: float = 0.0,
    value: float | None = None,
    score: float | None = None,
    low: float | None = None,
    high: float | None = None,
    answered_share: float | None = None,
    reason: str | None = None,
    places: tuple[Place, ...] = (),
    children: tuple[Node, ...] = (),
) -> Node:
    """A node without a level, of what the walk worked out: a round has a hundred nodes a facility, and to
    look at each of their fields again took half of the time of scoring."""
    return Node.unchecked(
        {
            "code": code,
            "kind": kind,
            "state": state,
            "weight": weight,
            "share": share,
            "value": value,
            "score": score,
            "low": low,
            "high": high,
            "answered_share": answered_share,
            "reason": reason,
            "places": places,
            "level": None,
            "level_is_least": False,
            "blocked_by": (),
            "children": children,
        }
    )


def with_share(node: Node, share: float) -> Node:
    """The node with its part of what stands above it."""
    return node if node.share == share else node.model_copy(update={"share": share})


class Score(Frozen):
    """One submission, scored: who it is and the tree of its score."""

    file: str
    respondent: Literal["facility", "department"]
    code: str | None
    name: str | None
    type: str | None
    province: str | None
    overall: Node

    @cached_property
    def node_by_code(self) -> dict[str, Node]:
        """Every node of the tree; the root is "overall"."""
        return {node.code: node for node in self.overall.walk()}

    @property
    def conditions(self) -> tuple[Node, ...]:
        return self.overall.children
