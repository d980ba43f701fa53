"""The 63 provinces up to 30 June 2025 and the 34 since, and how a hand-typed name finds one.

Codes are reused with another meaning across the reform, so a province is its code and its vintage.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from typing import Literal

from dxassess.errors import DxassessError
from dxassess.files.resources import resource_folder
from dxassess.frozen import Frozen

Vintage = Literal["gso2004", "gso2025"]
_REFORM = "2025-07-01"
_ALWAYS = "before 2023"
"""Stands for a day before any round of this program."""
VINTAGES: tuple[Vintage, ...] = ("gso2004", "gso2025")


def vintage_on(day: str) -> Vintage:
    """The map of an ISO day."""
    return "gso2025" if day >= _REFORM else "gso2004"


class Province(Frozen):
    """A province as of its vintage. `region` is the socio-economic region of that map, in English: of 2023
    for the 63, of Resolution 306/NQ-CP of 2025 for the 34. `city_from` is the day since which it is a
    centrally run city (None: it is a province)."""

    code: str
    vintage: Vintage
    name: str
    ascii: str
    region: str
    city_from: str | None = None

    @property
    def key(self) -> str:
        """The code with its vintage: unambiguous across the reform of 2025."""
        return f"{self.vintage}:{self.code}"

    def is_city_on(self, day: str) -> bool:
        """Whether it was a centrally run city, not a province (tỉnh), on an ISO day."""
        return self.city_from is not None and self.city_from <= day

    @property
    def stem(self) -> str:
        """A file name without suffix, such as `80-long-an`."""
        return f"{self.code}-{re.sub('[^a-z]+', '-', self.ascii.lower()).strip('-')}"


@cache
def provinces() -> tuple[Province, ...]:
    """All provinces of both vintages, old ones first, by code."""
    rows, regions = _rows("provinces.csv"), {row["code"]: row for row in _rows("regions2025.csv")}
    old = [
        Province(
            code=row["old_code"],
            vintage="gso2004",
            name=row["old_name_vi"],
            ascii=row["old_name_ascii"],
            region=row["region_2023"],
            city_from=_old_city_from(row, regions),
        )
        for row in rows
    ]
    new = {row["new_code_2025"]: row for row in rows}
    merged = [
        Province(
            code=code,
            vintage="gso2025",
            name=row["new_name_vi"],
            ascii=row["new_name_ascii"],
            region=regions[code]["region_en"],
            city_from=_day(regions[code]["city_from"]),
        )
        for code, row in sorted(new.items())
    ]
    return (*old, *merged)


def _old_city_from(row: dict[str, str], regions: dict[str, dict[str, str]]) -> str | None:
    """A unit of the old map was a city if its successor was one before the reform and kept its code."""
    day = _day(regions[row["new_code_2025"]]["city_from"])
    kept_code = row["old_code"] == row["new_code_2025"]
    return day if kept_code and day is not None and day < _REFORM else None


def _day(text: str) -> str | None:
    return "" if text == _ALWAYS else text or None


def _rows(name: str) -> list[dict[str, str]]:
    with (resource_folder("data") / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def _successors() -> dict[str, str]:
    rows = _rows("provinces.csv")
    return {f"gso2004:{row['old_code']}": f"gso2025:{row['new_code_2025']}" for row in rows}


def successor(key: str) -> str:
    """The province of 2025 that a province is part of; a province of 2025 is its own."""
    return _successors().get(key, key)


def predecessors(key: str) -> tuple[str, ...]:
    """The provinces before 1 July 2025 that became part of a province of 2025, by key; nothing of others."""
    return tuple(sorted(old for old, new in _successors().items() if new == key))


def province_of(key: str) -> Province | None:
    """The province of a key `vintage:code`."""
    return next((province for province in provinces() if province.key == key), None)


def place_of(key: str) -> Province:
    """The province of a key that intake or the register made; KeyError for any other text."""
    province = province_of(key)
    if province is None:
        raise KeyError(key)
    return province


def match_province(text: str, vintage: str | None) -> Province | None:
    """The province that a cell names, by name (any accents, prefixes, hyphens) or by code.

    With a `vintage` only that map is searched. Without one the answer must be the same unit on both
    maps' terms: a name that exists on one map only is taken, one that stands on both is not a match,
    since "Vĩnh Long" alone does not say whether the province of 2023 or of 2025 is meant.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(r"\d{1,2}(\.0)?", typed):
        candidates = [p for p in provinces() if p.code == f"{int(float(typed)):02d}"]
    else:
        name = _fold(typed)
        candidates = [p for p in provinces() if name in _names(p)]
    if vintage is not None:
        candidates = [p for p in candidates if p.vintage == vintage]
    return candidates[0] if len(candidates) == 1 else None


def province_named(name: str, vintage: str) -> Province:
    """The province of the map that a person means. DxassessError where there is none, with the one whose name
    is nearly so, if any."""
    province = match_province(name, vintage)
    if province is not None:
        return province
    near = nearest_province(name, vintage)
    if near is None:
        raise DxassessError("check.no_province", name=name, vintage=vintage)
    raise DxassessError("check.no_province_near", name=name, vintage=vintage, near=near.name)


def nearest_province(text: str, vintage: str) -> Province | None:
    """The province of the map whose name is nearly `text`, None where none is."""
    # Loaded where a name is misspelt alone.
    from rapidfuzz import fuzz, process

    names = {_fold(province.name): province for province in provinces() if province.vintage == vintage}
    alike = process.extractOne(_fold(text), list(names), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return names[alike[0]] if alike is not None else None


_ALIKE = 70
_PREFIX = re.compile(r"^(tinh|thanh pho|tp|t)\b\.? *")
_ALIASES = {
    "Ho Chi Minh": ("hcm", "hcmc", "sai gon", "tphcm"),
    "Ba Ria - Vung Tau": ("vung tau", "brvt"),
    "Thua Thien Hue": ("hue",),
    "Dak Lak": ("dac lac", "daklak"),
    "Dak Nong": ("dac nong", "daknong"),
    "Bac Kan": ("bac can",),
    "Kon Tum": ("kontum",),
}


@cache
def _names(province: Province) -> frozenset[str]:
    aliases = _ALIASES.get(province.ascii, ())
    return frozenset({_fold(province.name), _fold(province.ascii), *map(_fold, aliases)})


def _fold(text: str) -> str:
    """`text` without accents, case, prefixes and punctuation, for comparison only."""
    bare = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).lower()
    bare = _PREFIX.sub("", re.sub(r"[\s_]+", " ", bare).strip())
    return re.sub(r"[^a-z]+", "", bare)
