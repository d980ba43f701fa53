"""Parts of a facility that sent no form of their own, such as the health points of a station."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import FacilityType


def answered_by_the_whole(
    register: Register, types: Collection[FacilityType], answered_codes: Collection[str]
) -> tuple[Entry, ...]:
    """The parts that are silent while the facility that they belong to answered: it speaks for them, so they
    are no silence. The register says whose part they are (`part_of`); where it does not, the only facility of
    the whole's type in the same commune is meant, and where there is none or several, nobody's."""
    whole_of = {type_.code: type_.part_of for type_ in types if type_.part_of is not None}
    by_commune = _by_commune(register)

    def speaker(entry: Entry) -> str | None:
        """The facility that speaks for a part."""
        if entry.part_of is not None:
            return entry.part_of
        near = by_commune.get((entry.province, whole_of[entry.type] or "", _commune(entry)), [])
        return near[0] if len(near) == 1 else None

    silent = (e for e in register.facilities if e.type in whole_of and e.code not in answered_codes)
    return tuple(entry for entry in silent if speaker(entry) in answered_codes)


def without(register: Register, entries: Collection[Entry]) -> Register:
    """The register without these lines."""
    codes = {entry.code for entry in entries}
    return Register(entries=tuple(entry for entry in register.entries if entry.code not in codes))


def _by_commune(register: Register) -> dict[tuple[str, str, str], list[str]]:
    codes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for entry in register.facilities:
        if commune := _commune(entry):
            codes[entry.province, entry.type, commune].append(entry.code)
    return codes


def _commune(entry: Entry) -> str:
    """The commune as written, but for case and blanks; "" where it is not known."""
    return " ".join(dict(entry.facts).get("commune", "").split()).casefold()
