"""Who may see what of an analysis: what a report tells is worked out from what its readers may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol, Self

from pydantic import model_validator

from dxassess.frozen import Frozen
from dxassess.insight.analysis import Analysis
from dxassess.insight.models import Model
from dxassess.law.acts import acts
from dxassess.places.provinces import VINTAGES, place_of, provinces
from dxassess.questionnaire.tolerance import reaches
from dxassess.report.value.model import Readers
from dxassess.report.value.say import say
from dxassess.report.value.small_groups import MIN_GROUP, small_among, small_in_table
from dxassess.report.value.words import Message
from dxassess.round.exclude import without_provinces
from dxassess.round.round import Round
from dxassess.scoring.items import count_asked
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.region import node_at

_REGIONS = "NQ-306-2025-CP"
"""The act that put the 34 provinces into regions; until then they had none."""


class Rated(Protocol):
    """What has a score and a level."""

    @property
    def score(self) -> float | None: ...
    @property
    def level(self) -> int | None: ...
    @property
    def level_is_least(self) -> bool: ...


class View(Frozen):
    """An analysis for `readers`: which of its figures they may see (method.md §7).

    Of the analysis that it is made from it keeps that of the provinces whose figures they may see, and of
    nothing else: whatever a report says is worked out from it, so that nothing can give a hidden one away. Of
    those, the `hidden`, a report tells how many answered.

    Copies for others than the department have an outline of their own (`page/open_*`), yet the sections of
    the department's still ask `readers`, `least` and the small types: a second wall, so that a section which
    one day stands in such a copy too keeps back what it must from the first day.
    """

    analysis: Analysis
    readers: Readers = "department"
    hidden: tuple[ProvinceScore, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _keep_what_may_be_seen(cls, data: dict[str, object]) -> dict[str, object]:
        analysis = data["analysis"]
        assert isinstance(analysis, Analysis)
        if data.get("readers", "department") == "department":
            return data
        sizes = {province.key: province.coverage.accepted for province in analysis.provinces}
        small = small_among(sizes)
        hidden = tuple(p for p in analysis.provinces if p.key in small)
        if not hidden:
            return data
        before = data.get("hidden", ())
        assert isinstance(before, tuple)
        keys, previous = {p.key for p in hidden}, analysis.previous
        visible = Analysis(
            round=without_provinces(analysis.round, keys),
            previous=None if previous is None else without_provinces(previous, keys),
        )
        return {**data, "analysis": visible, "hidden": tuple(sorted((*before, *hidden), key=lambda p: p.key))}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A changed copy, restricted to what its own readers may see; what this one hides stays hidden."""
        copied = super().model_copy(deep=deep)
        fields = {name: getattr(copied, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **(update or {})})

    @property
    def round(self) -> Round:
        """The round, of what is shown."""
        return self.analysis.round

    @cached_property
    def listed(self) -> tuple[ProvinceScore, ...]:
        """All provinces, to be named with their answers: those shown in the order to read them in, then the
        hidden ones by key, so that their place tells nothing."""
        return (*self.analysis.ordered, *self.hidden)

    @cached_property
    def small_provinces(self) -> frozenset[str]:
        """The provinces whose figures these readers may not see."""
        return frozenset(province.key for province in self.hidden)

    @cached_property
    def region(self) -> Message:
        """The region's name if the provinces are all those of one that was known on the day of the round,
        else "the provinces of this round": a mean of some is not the region's."""
        day, is_new = self.round.day, self.round.settings.vintage == VINTAGES[-1]
        if is_new and day and acts()[_REGIONS].standing(day) != "in_force":
            return say("region.round")
        places = {place_of(province.key) for province in self.listed}
        regions = {place.region for place in places}
        only = next(iter(regions)) if len(regions) == 1 else None
        vintages = {place.vintage for place in places}
        if any(p.region == only and p.vintage in vintages and p not in places for p in provinces()):
            only = None
        return say(f"region.{only.lower().replace(' ', '_')}" if only else "region.round")

    @property
    def least(self) -> int:
        """The fewest facilities whose figures these readers may see."""
        return 1 if self.readers == "department" else MIN_GROUP

    def scored(self, code: str = "overall") -> tuple[ProvinceScore, ...]:
        """The provinces shown that have a score of a condition, or of "overall"."""
        return tuple(p for p in self.analysis.provinces if node_at(p, code).score is not None)

    def region_mean(self, code: str) -> float | None:
        """The plain mean of a condition, or of "overall"; None where fewer than two provinces have a score: a
        province is not compared with a mean of itself."""
        return self.analysis.region_mean(code) if len(self.scored(code)) > 1 else None

    def meets_standard(self, node: Rated) -> bool | None:
        """Whether a score is at the standard; None: there is no score."""
        return None if node.score is None else reaches(node.score, self.round.standard)

    @staticmethod
    def reaches_level(node: Rated, level: int) -> bool | None:
        """Whether a level is reached; None: not known, as where it may be higher than what is said."""
        if node.level is None or (node.level_is_least and node.level < level):
            return None
        return node.level >= level

    @cached_property
    def small_types(self) -> frozenset[tuple[str, str]]:
        """The types of facility, by (province, type), whose figures these readers may not see."""
        sizes = Counter((score.province, score.type) for score in self.round.facilities)
        keys = [province.key for province in self.analysis.provinces]
        table = {key: {type_: sizes[key, type_] for type_ in self.round.types} for key in keys}
        return small_in_table(table, least=self.least)

    @cached_property
    def small_types_of_all(self) -> frozenset[str]:
        """The types of facility that are too few in all provinces together for these readers."""
        sizes = Counter(score.type for score in self.round.facilities)
        return small_among({type_: sizes[type_] for type_ in self.round.types}, least=self.least)

    def asked_by_province(self, item: str) -> Mapping[str, int]:
        """To how many facilities an item applies, by province; counted once for the pages of all of them."""
        if item not in self._asked:
            self._asked[item] = {
                province.key: count_asked(self.round.facilities_of(province.key), item)
                for province in self.analysis.provinces
            }
        return self._asked[item]

    @cached_property
    def _asked(self) -> dict[str, Mapping[str, int]]:
        return {}

    def hides_types(self, key: str) -> bool:
        """Whether a type is hidden in a province or in all: the plain mean of all and the standardised one
        are two equations, from which two hidden types could be worked out."""
        return bool({type_ for where, type_ in self.small_types if where == key} | self.small_types_of_all)

    def may_name(self, model: Model) -> bool:
        """Whether these readers may see who is a good model: the public once the department confirmed it."""
        return model.confirmed or self.readers != "public"
