"""The nouns of a province's result (method.md §5-§6)."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.scoring.score import Blocker


class Part(Frozen):
    """A score with its bounds, in [0, 1]; score None where there is none."""

    score: float | None
    low: float | None
    high: float | None


class Stratum(Frozen):
    """The facilities of one type in a province, for one condition.

    `weight` is ω; `accepted` counts accepted submissions, `counted` those with a score here;
    `registered` is None without a register. `mean` None: nobody has a score; where the condition `applies` to
    anybody there (or nobody answered), the bounds of the facility component take the stratum from 0 to 1.
    """

    type: str
    weight: float
    registered: int | None
    accepted: int
    counted: int
    mean: float | None
    low: float | None
    high: float | None
    applies: bool = True


class Interval(Frozen):
    """A 95 % interval for the sampling error; `degrees` None: full coverage, no sampling error."""

    low: float
    high: float
    degrees: float | None


class NodeScore(Frozen):
    """One condition, or the overall score, of a province.

    `share` is the department's part λ as used: 0 without a department score. For the overall score
    the parts are the weighted means of the conditions' parts.
    """

    code: str
    weight: float
    score: float | None
    low: float | None
    high: float | None
    level: int | None
    blocked_by: tuple[Blocker, ...]
    interval: Interval | None
    facility: Part
    department: Part | None
    share: float
    strata: tuple[Stratum, ...]


class Coverage(Frozen):
    """Accepted submissions of registered facilities; registered None: no register, coverage unknown."""

    type: str | None
    accepted: int
    registered: int | None

    @property
    def share(self) -> float | None:
        """Accepted / registered, at most 1; None where unknown or nobody is registered."""
        return min(1.0, self.accepted / self.registered) if self.registered else None


class ProvinceScore(Frozen):
    """A province. `key` is its code with vintage; `flags`: "no_department", "no_register",
    "no_facility", "stratum_unheard" (a registered stratum without an accepted submission),
    "department_incomplete" (it answered, but too little for a score in some condition that it has a part in),
    "pooled_variance"."""

    key: str
    overall: NodeScore
    conditions: tuple[NodeScore, ...]
    coverage: Coverage
    coverage_by_type: tuple[Coverage, ...]
    flags: tuple[str, ...]

    @property
    def nodes(self) -> tuple[NodeScore, ...]:
        return (self.overall, *self.conditions)
