"""The shapes of published scores (docs/results.schema.json), read off the values of the program by name."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field

from dxassess.frozen import Frozen
from dxassess.scoring.score import Blocker


class _Published(Frozen):
    """Keys are published in the order of the fields; where a value of the program has another name for one,
    the field says so."""

    model_config = ConfigDict(from_attributes=True)


class RangeEnds(_Published):
    """A range."""

    low: float
    high: float


class KnownScore(_Published):
    """What is known of a score; None where nothing applies, `score` also where too little is answered."""

    score: float | None
    low: float | None
    high: float | None
    answered_share: float | None


class RespondentNode(KnownScore):
    """The overall score or a condition of one respondent."""

    level: int | None
    level_is_least: bool
    blocked_by: tuple[Blocker, ...]


class ProvincePart(KnownScore):
    """A score of a province, or the part of it that is the facilities'."""

    floor: float | None
    ceiling: float | None
    interval: RangeEnds | None
    band: RangeEnds | None


class ProvinceStratum(_Published):
    """The facilities of one type in one node of a province."""

    type: str
    weight: float
    registered: int | None
    accepted: int
    counted: int
    score: float | None = Field(validation_alias="mean")
    low: float | None
    high: float | None
    answered_share: float | None
    floor: float | None
    ceiling: float | None
    estimated: bool
    estimate: float | None


class ProvinceNode(ProvincePart):
    """The overall score or a condition of a province, with its parts."""

    level: int | None
    level_is_least: bool
    blocked_by: tuple[Blocker, ...]
    department_share: float = Field(validation_alias="share")
    facility: ProvincePart
    department: KnownScore | None
    strata: tuple[ProvinceStratum, ...]


class Ranks(_Published):
    """The rank of a score among the provinces ranked, and the ranks that hold 95 % of the draws."""

    rank: int
    low: int = Field(validation_alias="rank_low")
    high: int = Field(validation_alias="rank_high")


class CoveredType(_Published):
    """How many facilities of a type, or of all (None), answered."""

    type: str | None
    accepted: int
    registered: int | None
    share: float | None
    strangers: int


class AlphaOfCondition(_Published):
    """Both α of a condition and what each stands on."""

    alpha_pairwise: float | None = Field(validation_alias="alpha")
    items_pairwise: int = Field(validation_alias="items")
    alpha_complete: float | None
    items_complete: int
    facilities_complete: int = Field(validation_alias="complete")


def published(shape: type[Frozen], value: object) -> dict[str, Any]:
    """A value of the program in a published shape, as data."""
    return shape.model_validate(value).model_dump(mode="json")
