"""Mutants of the XML of forms, read by both paths and by openpyxl: `python -m tests.intake.agreement 2000`.

What the fast path accepts must be XML for expat and read alike by the general path, values and marks. What
the general path reads must be what openpyxl reads, cell by cell, unless the cell is told as unreadable.
"""

from __future__ import annotations

import io
import random
import re
import sys
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import openpyxl
from tests.intake.workbooks import book, issued, saved

from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx import fast, general
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xlsx.package import Package, read_book
from dxassess.intake.workbook.xlsx.styles import looks
from dxassess.intake.workbook.xlsx.table import CellTable, String, Styles
from dxassess.intake.workbook.zipguard import read_directory

TOKENS = (
    b"<!-- x -->", b"<![CDATA[5]]>", b"&#52;", b"&nbsp;", b"&amp;", b" ", b"\n", b"<v>7</v>", b"<v/>",
    b"<is><t>x</t></is>", b"<f>1+1</f>", b"<?p x?>", b't="e"', b't="s"', b't="b"', b't="str"', b's="3"',
    b's="999"', b'r="C5"', b"</c>", b'<c r="C5"/>', b'<c r="C5"><v>1</v></c>', b"</row>",
    b'<row r="7">', b"</sheetData><sheetData>", b"\x00", b"\xff", b"\xef\xbf\xbe", b"]]>", b"1_0",
    b"nan", b"1e5", b"1e999", b"-1", b"99999", b"<x:v>3</x:v>", b"<t>", b"</t>",
    b"<r><rPr><strike/></rPr><t>z</t></r>", b'<strike val="0"/>', b"<si><t>y</t></si>", b"<si/>",
    b'<rPh sb="0" eb="1"><t>k</t></rPh>', b'xml:space="preserve"', b'"', b">", b"<", b"&", b"\r\n",
    b'hidden="1"', b"_x000D_", b"_x0041_", b"\t", b'<row r="900"><c r="A900"><v>4</v></c></row>',
)  # fmt: skip
_SPOT = re.compile(rb'[<>"]')
_ODD_ROW = re.compile(rb' r="[A-Z]+[0-9]+_[0-9]')
"""To openpyxl, since to Python, B31_0 is B310; to the format it is no cell."""
_PIECE = re.compile(rb"<c [^>]*>.{0,200}?</c>|<si>.{0,200}?</si>", re.DOTALL)


class Mutant(NamedTuple):
    """A package with one changed part, and the name of that part."""

    parts: Mapping[str, bytes]
    changed: str


def mutants(count: int, *, seed: int) -> Iterator[Mutant]:
    """`count` packages, each a valid form with one to three changes in a sheet or in the strings."""
    draw = random.Random(seed)  # noqa: S311 - test data
    bases = [_parts(issued()), _parts(saved(book()))]
    for _ in range(count):
        whole = draw.choice(bases)
        parts = sorted(name for name in whole if "worksheets/sheet" in name and name.endswith(".xml"))
        name = draw.choice([*parts, *["xl/sharedStrings.xml"] * 3 * ("xl/sharedStrings.xml" in whole)])
        yield Mutant({**whole, name: _mutated(whole[name], draw)}, name)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _mutated(data: bytes, draw: random.Random) -> bytes:
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        spots = [m.start() for m in _SPOT.finditer(data, 0, 60_000)]
        at = draw.choice(spots) + draw.choice((0, 1))
        how = draw.random()
        if how < 0.55:
            data = data[:at] + draw.choice(TOKENS) + data[at:]
        elif how < 0.75:
            data = data[:at] + data[at + draw.randrange(1, 12) :]
        elif how < 0.9:
            piece = _PIECE.search(data, at)
            if piece:
                again = piece[0] * 2 if draw.random() < 0.5 else b""
                data = data[: piece.start()] + again + data[piece.end() :]
        else:
            data = data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]
    return data


class Read(NamedTuple):
    """The sheets of a package by name, without what differs by nature: the order of marks."""

    sheets: Mapping[str, CellTable]


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a package of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def read_by(path: object, content: bytes) -> Read:
    """All sheets by one of the two paths; raises its Odd or Refused."""
    package = Package(content, read_directory(content))
    plan = read_book(package)
    styles = Styles(looks(package.part(plan.styles), plan.styles), plan.epoch_1904)
    module = fast if path is fast else general
    strings: list[String] = (
        module.read_strings(package.part(plan.strings), plan.strings) if plan.strings else []
    )
    return Read(
        {
            listed.name: _comparable(
                module.read_sheet(package.part(listed.part), listed.part, strings, styles)
            )
            for listed in plan.sheets
        }
    )


def _comparable(found: CellTable) -> CellTable:
    filled = {row: cells for row, cells in found.rows.items() if cells}
    return found._replace(rows=filled, merged=sorted(found.merged), stray=sorted(found.stray))


def judge(mutant: Mutant) -> str:
    """How the two paths and openpyxl agree on a mutant, in a word; a word with "!" is a fault."""
    content = packed(mutant.parts)
    try:
        slow = read_by(general, content)
    except Refused:
        slow = None
    try:
        quick = read_by(fast, content)
    except Odd:
        if slow is None:
            return "refused by both paths"
        odd = _ODD_ROW.search(mutant.parts[mutant.changed])
        return "general alone reads" if odd else _judge_by_openpyxl(slow, content)
    if slow is None:
        return "! fast reads what is no XML"
    return "read alike" if quick == slow else "! fast and general differ"


def _judge_by_openpyxl(slow: Read, content: bytes) -> str:
    try:
        other = dict(_openpyxl_cells(content))
    except Exception:  # noqa: BLE001 - whatever ends the other reader, it has no word on this file
        return "general alone reads"
    mine = {
        (name, row, column): value
        for name, found in slow.sheets.items()
        for row, cells in found.rows.items()
        for column, value in enumerate(cells)
        if value != ""
    }
    told = {
        (name, *position)
        for name, found in slow.sheets.items()
        for position in (*found.unreadable, *found.errors, *found.stray)
    }
    for place in (mine.keys() | other.keys()) - told:
        if _plain(mine.get(place, "")) != _plain(other.get(place, "")):
            return f"! general and openpyxl differ: {place} {mine.get(place)!r} {other.get(place)!r}"
    return "general and openpyxl agree"


def _openpyxl_cells(content: bytes) -> Iterator[tuple[tuple[str, int, int], object]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.data_type != "e":
                    yield (sheet.title, cell.row - 1, (cell.column or 1) - 1), cell.value


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, str):
        return (
            re.sub(r"_x[0-9A-Fa-f]{4}_", "", value).replace("\r\n", "\n").replace("\r", "\n").replace("A", "")
        )
    return value


def main() -> None:
    """Count how many mutants end in which way."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    ends = Counter(judge(mutant) for mutant in mutants(count, seed=11))
    for word, n in sorted(ends.items(), key=lambda pair: -pair[1]):
        print(f"{n:6d}  {word}")  # noqa: T201 - a command of the tests


if __name__ == "__main__":
    main()
