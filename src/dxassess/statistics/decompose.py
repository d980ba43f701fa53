"""The difference of two scored submissions, split exactly over their trees (method.md §7)."""

from __future__ import annotations

from math import fsum, log

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Aggregation, Questionnaire
from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.scoring.score import Kind, Node, Score
from dxassess.statistics.panel import Floats


class Contribution(Frozen):
    """What one node adds to the difference of the overall scores. `change`: by scoring otherwise;
    `reweighted`: by counting more or less, since other things apply (for its siblings as well).
    The children's `change` + `reweighted` sum to the `change` of their parent, to 1e-9."""

    code: str
    kind: Kind
    change: float
    reweighted: float
    children: tuple[Contribution, ...] = ()


class _Side(Frozen):
    """A child on one side: its share of the parent and its value; None where it does not count there."""

    node: Node | None
    share: float
    value: float | None


def decompose(score: Score, other: Score, questionnaire: Questionnaire) -> Contribution | None:
    """`score` - `other`, both scored with `questionnaire`; None where either has no overall value.

    Arithmetic nodes: the change of a child times its mean share, plus the change of its share times how far
    it lies from the node, both midpoints. Geometric nodes: the same on logarithms, times the logarithmic
    mean of the two scores (LMDI-I). A child that counts on one side alone changes shares only.
    """
    new, old = score.overall, other.overall
    if new.value is None or old.value is None:
        return None
    return _split(new, old, factor=1.0, reweighted=0.0, walk=_Walk(questionnaire))


class _Walk:
    """How the nodes of a questionnaire aggregate."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.aggregation: dict[str, Aggregation] = {"overall": questionnaire.aggregation}
        for condition in questionnaire.conditions:
            self.aggregation[condition.code] = condition.aggregation
            self.aggregation |= {i.code: i.aggregation for i in condition.indicators}

    def sides(self, node: Node) -> dict[str, _Side]:
        valued = [child for child in node.children if child.value is not None]
        total = fsum(child.weight for child in valued)
        return {c.code: _Side(node=c, share=c.weight / total, value=c.value or 0.0) for c in valued}


_ABSENT = _Side(node=None, share=0.0, value=None)


def _split(new: Node, old: Node, *, factor: float, reweighted: float, walk: _Walk) -> Contribution:
    """The contribution of a node on both sides; `factor` is what a unit of its change adds at the root."""
    a, b = walk.sides(new), walk.sides(old)
    codes = [*a, *(code for code in b if code not in a)]
    middle = ((new.value or 0.0), (old.value or 0.0))
    geometric = walk.aggregation.get(new.code) == "geometric"
    split = _geometric if geometric else _arithmetic
    children = []
    for code in codes:
        one, two = a.get(code, _ABSENT), b.get(code, _ABSENT)
        slope, shift = split(one, two, middle)
        own_change = factor * shift
        if one.node is None or two.node is None:
            node = one.node or two.node
            assert node is not None
            children.append(Contribution(code=code, kind=node.kind, change=0.0, reweighted=own_change))
        else:
            children.append(
                _split(one.node, two.node, factor=factor * slope, reweighted=own_change, walk=walk)
            )
    return Contribution(
        code=new.code,
        kind=new.kind,
        change=factor * (middle[0] - middle[1]),
        reweighted=reweighted,
        children=tuple(children),
    )


def _values(one: _Side, two: _Side) -> tuple[float, float]:
    """Both values; an absent side takes the other's."""
    x = one.value if one.value is not None else two.value
    y = two.value if two.value is not None else one.value
    return x or 0.0, y or 0.0


def _arithmetic(one: _Side, two: _Side, middle: tuple[float, float]) -> tuple[float, float]:
    """What a unit of the child's change adds to the node, and what the change of its share adds."""
    x, y = _values(one, two)
    return (one.share + two.share) / 2, (one.share - two.share) * ((x + y) / 2 - fsum(middle) / 2)


def _geometric(one: _Side, two: _Side, middle: tuple[float, float]) -> tuple[float, float]:
    """Likewise through logarithms; what lies below the floor of 0.01 does not move the node."""
    x, y = _values(one, two)
    low, high = max(x, GEOMETRIC_FLOOR), max(y, GEOMETRIC_FLOOR)
    mean = float(log_mean(np.array([middle[0]]), np.array([middle[1]]))[0])
    level = (log(low * high) - log(middle[0] * middle[1])) / 2
    difference = x - y
    steepness = log(low / high) / difference if difference else (1 / x if x >= GEOMETRIC_FLOOR else 0.0)
    return mean * (one.share + two.share) / 2 * steepness, mean * (one.share - two.share) * level


def log_mean(a: Floats, b: Floats) -> Floats:
    """(a - b) / (ln a - ln b) for positive arrays, a where they are the same."""
    ratio = np.log(a / b)
    # Near 1 the quotient loses all digits, and its series does not.
    close = np.abs(ratio) < 1e-4
    series = np.sqrt(a * b) * (1 + ratio**2 / 24)
    return np.asarray(np.where(close, series, (a - b) / np.where(close, 1.0, ratio)))
