"""Rounds of any size: forms whose answers are those of the example's forms, mixed anew row by row.

No two forms are alike, as no two facilities are; silent facilities and Departments are among them. Bad
files are not: what those cost is measured by `benchmarks.worst`."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from dxassess.demo.make import make_demo
from dxassess.demo.population import Facility, invent_facilities
from dxassess.demo.register_file import SETTINGS, department_line, facility_line, register_workbook
from dxassess.forms.stamp import read_stamp
from dxassess.places.provinces import Province, provinces
from dxassess.places.register import DEPARTMENT, Entry
from dxassess.round.register_file import read_register

_ROW = re.compile(rb'<row r="\d+".*?</row>', re.DOTALL)
_STAMP = re.compile(rb"dx1 [^<]*")
_COVER = "xl/worksheets/sheet2.xml"
_ASKED = tuple(f"xl/worksheets/sheet{n}.xml" for n in range(3, 8))
_DAY = (2023, 10, 31, 8, 0, 0)
_MOST_A_PROVINCE, _SMALL, _MOST_SMALL = 900, 13, 4_000
_STATIONS = 0.82  # of all that answer, as in a province


class _Donor(NamedTuple):
    """An answered form of the example, taken apart."""

    entry: Entry
    parts: Mapping[str, bytes]
    rows: Mapping[str, tuple[bytes, ...]]


def make_example(place: Path) -> Path:
    """The example round, made in a folder of `place`: half a minute."""
    make_demo(place / "example")
    return place / "example"


def make_round(folder: Path, forms: int, *, example: Path, seed: int = 7) -> int:
    """A round of about so many answered forms in `folder`, from those of the `example` round; how many there
    are. Thirteen provinces, above four thousand forms all of them; a fifth of all facilities are silent."""
    random = Random(seed)  # noqa: S311 - no secret
    donors = _donors(example)
    every = [p for p in provinces() if p.vintage == "gso2004"]
    chosen = every[:_SMALL] if forms <= _MOST_SMALL else every
    lines: list[Mapping[str, object]] = []
    made = 0
    for province in chosen:
        here = folder / f"{province.code} {province.name}"
        here.mkdir(parents=True)
        lines.append(department_line(province))
        _write(here, _departments_form(random.choice(donors[DEPARTMENT]), province), f"SYT{province.code}")
        facilities = list(_facilities(province, min(forms // len(chosen), _MOST_A_PROVINCE), random, donors))
        lines += map(facility_line, facilities)
        for facility in (one for one in facilities if one.answers):
            _write(here, _form(facility, donors[facility.type], random), facility.code)
            made += 1
    (folder / "register.xlsx").write_bytes(register_workbook(lines))
    (folder / "round.yaml").write_text(SETTINGS, encoding="utf-8")
    return made + len(chosen)


def _facilities(
    province: Province, count: int, random: Random, donors: Mapping[str, Sequence[_Donor]]
) -> Iterator[Facility]:
    """So many facilities that answer, and a fifth of all that do not."""
    patterns = [one for one in invent_facilities(province, random) if one.type in donors]
    stations = [one for one in patterns if one.type == "commune_station"]
    others = [one for one in patterns if one.type != "commune_station"]
    for number in range(1, count + count // 4 + 1):
        first = number <= len(others)
        kind = (
            others[number - 1]
            if first
            else random.choice(stations if random.random() < _STATIONS else others)
        )
        yield kind.model_copy(
            update={
                "code": f"{province.code}{number:03d}",
                "name": f"{kind.name} {number}",
                "answers": number <= count,
            }
        )


def _donors(example: Path) -> dict[str, list[_Donor]]:
    """The answered forms of the example by type; of a type those of the commonest layout."""
    entries = read_register(example / "register.xlsx", vintage="gso2004").entry_by_code
    by_layout: dict[str, dict[tuple[int, ...], list[_Donor]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(example.glob("*/*.xlsx")):
        entry = entries.get(path.name.partition(" ")[0])
        parts = _parts(path)
        if (
            entry is None
            or "(1)" in path.name
            or _ASKED[-1] not in parts
            or not _is_told(parts[_COVER], entry)
        ):
            continue
        rows = {name: tuple(_ROW.findall(parts[name])) for name in _ASKED}
        by_layout[entry.type][tuple(map(len, rows.values()))].append(_Donor(entry, parts, rows))
    return {kind: max(layouts.values(), key=len) for kind, layouts in by_layout.items()}


def _parts(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return {}


def _is_told(cover: bytes, entry: Entry) -> bool:
    return all(_in_xml(text) in cover for text in (entry.code, entry.name))


def _departments_form(donor: _Donor, province: Province) -> dict[str, bytes]:
    return _renamed(dict(donor.parts), donor, f"SYT{province.code}", f"Sở Y tế {province.name}", province)


def _form(facility: Facility, donors: Sequence[_Donor], random: Random) -> dict[str, bytes]:
    """The form of a facility: each row of answers from one of four facilities of its type."""
    donor = random.choice(donors)
    mixed = [random.choice(donors) for _ in range(4)]
    parts = dict(donor.parts)
    for name in _ASKED:
        xml = parts[name]
        start, end = xml.index(b"<sheetData>") + len(b"<sheetData>"), xml.index(b"</sheetData>")
        rows = zip(*(one.rows[name] for one in mixed), strict=True)
        parts[name] = xml[:start] + b"".join(random.choice(same) for same in rows) + xml[end:]
    return _renamed(parts, donor, facility.code, facility.name, facility.province)


def _renamed(
    parts: dict[str, bytes], donor: _Donor, code: str, name: str, province: Province
) -> dict[str, bytes]:
    """The parts with another code, name and province on cover and stamps."""
    before = next(each for each in provinces() if each.key == donor.entry.province)
    for old, new in ((donor.entry.code, code), (donor.entry.name, name), (before.name, province.name)):
        parts[_COVER] = parts[_COVER].replace(b">" + _in_xml(old) + b"<", b">" + _in_xml(new) + b"<")

    def restamped(match: re.Match[bytes]) -> bytes:
        stamp = read_stamp(match.group().decode())
        return match.group() if stamp is None else stamp.model_copy(update={"code": code}).text.encode()

    return {part: _STAMP.sub(restamped, xml) if part.endswith(".xml") else xml for part, xml in parts.items()}


def _in_xml(text: str) -> bytes:
    """A text as openpyxl writes it."""
    return "".join(c if c.isascii() and c not in "<>&" else f"&#{ord(c)};" for c in text).encode()


def _write(folder: Path, parts: Mapping[str, bytes], name: str) -> None:
    with zipfile.ZipFile(folder / f"{name}.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(zipfile.ZipInfo(part, _DAY), content, zipfile.ZIP_DEFLATED)
