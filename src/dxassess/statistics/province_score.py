"""The nouns of a province's result (method.md §5-§6)."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.scoring.score import Blocker


class Interval(Frozen):
    """A 95 % interval for the error of sampling and estimation; `degrees` None: there is none."""

    low: float
    high: float
    degrees: float | None


class Band(Frozen):
    """The total band: from the 2.5th percentile of the low end to the 97.5th of the high end, over sampling
    errors and the choice of weights."""

    low: float
    high: float


class Part(Frozen):
    """What is known of a score, in [0, 1].

    `value` is what it is credited in what stands above it (None: it leaves that without a value); `score` is
    what may be shown, None where there is no value or less than the least share is answered. `low`, `high`:
    what was received, its blanks at 0 and at 1, and anything between for types and departments of which
    nothing was; None where nothing applies. `floor`, `ceiling`: the same with every single registered
    respondent that is silent at 0 and at 1; None without a register.
    """

    score: float | None
    value: float | None
    low: float | None
    high: float | None
    answered_share: float | None = None
    floor: float | None = None
    ceiling: float | None = None
    interval: Interval | None = None
    band: Band | None = None


class Stratum(Frozen):
    """The facilities of one type in a province, for one condition.

    `weight` is ω; `accepted` counts submissions that count here, `counted` those that are credited something;
    `registered` is None without a register. `mean` is what they are credited; None: nothing was received.
    Then `estimate` is what stands in for it (None: it cannot be estimated). Where the condition does not
    apply to the type, or to anybody of a stratum that answered in full, `applies` is False and it is no part
    of the province's score.
    """

    type: str
    weight: float
    registered: int | None
    accepted: int
    counted: int
    mean: float | None
    low: float | None
    high: float | None
    answered_share: float | None = None
    floor: float | None = None
    ceiling: float | None = None
    estimate: float | None = None
    applies: bool = True

    @property
    def estimated(self) -> bool:
        """Whether another value stands in for what was not received."""
        return self.estimate is not None


class Tipping(Frozen):
    """The one mean that all silent facilities of a province would need for its overall level, or its place
    among the provinces, to change: from `level_up` on the level is higher, below `level_down` lower, likewise
    the place. In [0, 1]; None: impossible."""

    level_up: float | None = None
    level_down: float | None = None
    place_up: float | None = None
    place_down: float | None = None


class NodeScore(Part):
    """One condition, or the overall score, of a province.

    `weight` is its weight in the province's overall score, `share` the department's part λ as used: 0 where
    the condition does not apply to it. `department` is None there too; of a department that sent no form
    nothing is known. For the overall score the parts are the weighted means of the conditions' parts.
    `level` is None where nothing applies or gates alone decide; `level_is_least`: it is that of the lower
    bound, or held by such a one.
    """

    code: str
    weight: float
    level: int | None
    level_is_least: bool = False
    blocked_by: tuple[Blocker, ...]
    facility: Part
    department: Part | None
    share: float
    strata: tuple[Stratum, ...]


class Coverage(Frozen):
    """Registered facilities, those of them with an accepted submission, and submissions of facilities that
    are not in the register. `registered` None: no register, coverage unknown."""

    type: str | None
    accepted: int
    registered: int | None
    strangers: int = 0

    @property
    def share(self) -> float | None:
        """Accepted / registered; None where unknown or nobody is registered."""
        return self.accepted / self.registered if self.registered else None


class ProvinceScore(Frozen):
    """A province. `key` is its code with vintage; `flags`: "no_department" (it was asked and sent no
    form), "no_register",
    "register_outdated" (more submissions than lines in a stratum, or one without a line that counts),
    "no_facility", "stratum_unheard" (a registered stratum without an accepted submission),
    "stratum_estimated" (the value of other provinces stands in for one), "department_incomplete" (it
    answered, but too little for a score in some condition that it has a part in), "beds_estimated" (some
    weights are the median of the type), "beds_unknown" (too few beds are known, all weigh the same),
    "pooled_variance"."""

    key: str
    overall: NodeScore
    conditions: tuple[NodeScore, ...]
    coverage: Coverage
    coverage_by_type: tuple[Coverage, ...]
    flags: tuple[str, ...]
    tipping: Tipping = Tipping()

    @property
    def unheard(self) -> tuple[str, ...]:
        """The registered types of which nothing was accepted."""
        return tuple(c.type for c in self.coverage_by_type if c.type and c.registered and not c.accepted)

    @property
    def estimated(self) -> tuple[str, ...]:
        """The types that other provinces stand in for, in some condition."""
        strata = [stratum for node in self.conditions for stratum in node.strata]
        types = {stratum.type for stratum in strata if stratum.estimated}
        return tuple(c.type for c in self.coverage_by_type if c.type in types)

    @property
    def nodes(self) -> tuple[NodeScore, ...]:
        return (self.overall, *self.conditions)
