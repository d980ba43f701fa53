"""The register: which facilities and departments were asked, so that silence can be counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from dxassess.errors import DxassessError
from dxassess.frozen import Frozen
from dxassess.places.provinces import match_province

COLUMNS = (
    "code",
    "name",
    "type",
    "facility_class",
    "ownership",
    "managed_by",
    "province",
    "commune",
    "beds_planned",
    "beds_actual",
    "staff",
    "it_staff",
    "outpatient_visits",
    "inpatients",
    "population",
    "part_of",
)
DEPARTMENT = "department"


class Entry(Frozen):
    """One line of the register. `province` is a province key; `type` a facility type or "department".
    `part_of` is the code of the facility that it is a part of, where the register says so (a health point).
    `facts` are the remaining columns as typed, to prefill the cover sheet."""

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


def register_of(rows: Sequence[Sequence[str]], file: str, *, vintage: str) -> Register:
    """The register in rows of which the first names the columns (`code`, `name`, `type`, `province` at
    least); `file` is what they are called. Raises DxassessError that names every faulty line at once."""
    if not rows:
        raise DxassessError("register.empty", path=file)
    head = [column_named(cell) for cell in rows[0]]
    absent = [name for name in ("code", "name", "type", "province") if name not in head]
    if absent:
        raise DxassessError("register.columns", path=file, absent=", ".join(absent))
    entries: list[Entry] = []
    faults: list[str] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: "" for name in head if name}
        cells |= {name: cell.strip() for name, cell in zip(head, row, strict=False) if name}
        if any(cells.values()):
            entry = _entry(cells, vintage)
            if entry is None:
                faults.append(str(number))
            else:
                entries.append(entry)
    codes = [entry.code for entry in entries]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if faults or twice:
        raise DxassessError(
            "register.lines", path=file, lines=", ".join(faults) or "–", twice=", ".join(twice) or "–"
        )
    return Register(entries=tuple(entries))


def column_named(head: str) -> str | None:
    """The column that a head names, None for one that is not read."""
    name = head.strip().lower()
    return name if name in COLUMNS or name == "vintage" else None


def _entry(cells: dict[str, str], vintage: str) -> Entry | None:
    province = match_province(cells["province"], cells.get("vintage") or vintage)
    code = cells["code"].zfill(5)
    if province is None or not cells["type"] or not cells["code"]:
        return None
    beds = cells.get("beds_actual") or cells.get("beds_planned") or ""
    return Entry(
        code=code,
        name=cells["name"],
        type=cells["type"],
        province=province.key,
        beds=float(beds) if beds.replace(".", "", 1).isdigit() else None,
        part_of=cells["part_of"].zfill(5) if cells.get("part_of") else None,
        facts=tuple((key, cells[key]) for key in COLUMNS[4:-1] if cells.get(key)),
    )
