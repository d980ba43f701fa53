"""Who may see what of an analysis."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from dxassess.frozen import Frozen
from dxassess.insight.analysis import Analysis
from dxassess.insight.models import Model
from dxassess.law.acts import acts
from dxassess.places.provinces import VINTAGES, place_of
from dxassess.report.value.model import Readers
from dxassess.report.value.say import say
from dxassess.report.value.small_groups import MIN_GROUP, small_among, small_in_table
from dxassess.report.value.words import Message
from dxassess.round.round import Round

_REGIONS = "NQ-306-2025-CP"
"""The act that put the 34 provinces into regions; until then they had none."""


class View(Frozen):
    """An analysis for `readers`: which of its figures they may see (method.md §7)."""

    analysis: Analysis
    readers: Readers = "department"

    @property
    def round(self) -> Round:
        return self.analysis.round

    @cached_property
    def region(self) -> Message:
        """The region's name if all provinces lie in one that was known on the day of the round, else "the
        provinces of this round"."""
        day, is_new = self.round.day, self.round.settings.vintage == VINTAGES[-1]
        if is_new and day and acts()[_REGIONS].standing(day) != "in_force":
            return say("region.round")
        regions = {place_of(province.key).region for province in self.analysis.provinces}
        only = next(iter(regions)) if len(regions) == 1 else None
        return say(f"region.{only.lower().replace(' ', '_')}" if only else "region.round")

    @property
    def least(self) -> int:
        """The fewest facilities whose figures these readers may see."""
        return 1 if self.readers == "department" else MIN_GROUP

    @cached_property
    def small_provinces(self) -> frozenset[str]:
        """The provinces whose figures these readers may not see."""
        sizes = {province.key: province.coverage.accepted for province in self.analysis.provinces}
        return small_among(sizes, least=self.least)

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

    def may_name(self, model: Model) -> bool:
        """Whether these readers may see who is a good model: the public once the department confirmed it."""
        return model.confirmed or self.readers != "public"
