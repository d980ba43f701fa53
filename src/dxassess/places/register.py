"""The register: which facilities and departments were asked, so that silence can be counted."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from dxassess.frozen import Frozen

COUNTS = (
    "beds_planned",
    "beds_actual",
    "staff",
    "it_staff",
    "outpatient_visits",
    "inpatients",
    "population",
)
COLUMNS = (
    "code",
    "name",
    "type",
    "facility_class",
    "ownership",
    "managed_by",
    "province",
    "commune",
    *COUNTS,
    "part_of",
    "contact",
    "phone",
    "email",
)
"""What a line may say; `contact`, `phone` and `email` are how the facility is reached, for letters alone."""
REQUIRED = ("code", "name", "type", "province")
CHOICES = ("type", "facility_class", "ownership", "managed_by")
FACTS = ("facility_class", "ownership", "managed_by", "commune", *COUNTS)
"""What is known of a facility beforehand and stands on the cover sheet of its form."""
DEPARTMENT = "department"
CODE_LENGTH = 5


class Entry(Frozen):
    """One line of the register. `province` is a province key; `type` a facility type or "department".
    `part_of` is the code of the facility that it is a part of, where the register says so (a health point).
    `facts` are what the cover sheet is prefilled with, by key: codes of options, whole numbers, text."""

    code: str
    name: str
    type: str
    province: str
    beds: float | None = None
    part_of: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    contact: str | None = None
    phone: str | None = None
    email: str | None = None


class Register(Frozen):
    """All facilities and departments of a round."""

    entries: tuple[Entry, ...]

    @cached_property
    def entry_by_code(self) -> dict[str, Entry]:
        return {entry.code: entry for entry in self.entries}

    @property
    def facilities(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.type != DEPARTMENT)

    def sizes(self, province: str) -> dict[str, int]:
        """How many facilities of each type are registered in a province."""
        return dict(Counter(entry.type for entry in self.facilities if entry.province == province))
