"""The parts of an XLSX package, found by relationships as the standard has it, never by their usual names."""

from __future__ import annotations

from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from dxassess.files.outputs import OUTPUT_MARK
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx.markup import is_true, local
from dxassess.intake.workbook.xmlscan import Attributes, walk
from dxassess.intake.workbook.zipguard import Archive, inflate

_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_KINDS = (*_RELATIONS, "http://schemas.microsoft.com/office/2017/10/relationships")
_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_USUAL = "xl/workbook.xml"
_PROPERTIES = "docprops/core.xml"
_NONE = b"<none/>"


class Relation(NamedTuple):
    """Where a relationship leads: its kind ("worksheet") and the name of the part."""

    kind: str
    part: str


class SheetPart(NamedTuple):
    """A worksheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


class Book(NamedTuple):
    """What the workbook part says: its worksheets in order, the parts beside them ("" where there is none),
    and whether days count from 1904."""

    sheets: tuple[SheetPart, ...]
    strings: str
    styles: str
    epoch_1904: bool


class Package(NamedTuple):
    """A checked archive; its parts are inflated one by one, each held to its size and checksum."""

    content: bytes
    archive: Archive

    def holds(self, part: str) -> bool:
        return part in self.archive.parts

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises Refused where the package has none of that name."""
        if name not in self.archive.parts:
            raise Refused("MISSING_PART", found=name)
        return inflate(self.content, self.archive, [name])[name]


def main_part(package: Package) -> str:
    """The part that the package is about; where no relationship says so, the usual one. "" for none."""
    rels = "_rels/.rels"
    relations = _relations(package.part(rels), "", rels) if package.holds(rels) else {}
    related_part = next((r.part for r in relations.values() if r.kind == "officeDocument"), "")
    return related_part if package.holds(related_part) else _USUAL if package.holds(_USUAL) else ""


def is_output(package: Package) -> bool:
    """Whether the workbook says that a run wrote it as results, a work list or advice, and it is no form."""
    return package.holds(_PROPERTIES) and OUTPUT_MARK.encode() in package.part(_PROPERTIES)


def read_book(package: Package) -> Book:
    """The plan of the workbook. Raises Refused without a worksheet, with two sheets of one name, or where a
    sheet leads nowhere."""
    home = main_part(package)
    if not home:
        raise Refused("MISSING_PART", found=_USUAL)
    folder, _, leaf = home.rpartition("/")
    rels = join(folder, "_rels", f"{leaf}.rels")
    relations = _relations(package.part(rels) if package.holds(rels) else _NONE, dirname(home), rels)
    listed_sheets, epoch_1904 = _listed(package.part(home), home)
    return Book(
        sheets=_worksheets(package, listed_sheets, relations),
        strings=_beside(package, relations, "sharedStrings"),
        styles=_beside(package, relations, "styles"),
        epoch_1904=epoch_1904,
    )


def beside_part(package: Package, part: str) -> tuple[Relation, ...]:
    """Where the relationships of a part lead; none where the package has none for it."""
    folder, slash, leaf = part.rpartition("/")
    rels = f"{folder}{slash}_rels/{leaf}.rels"
    return tuple(_relations(package.part(rels), folder, rels).values()) if package.holds(rels) else ()


def _worksheets(
    package: Package, listed_sheets: tuple[tuple[str, str, bool], ...], relations: dict[str, Relation]
) -> tuple[SheetPart, ...]:
    sheets: list[SheetPart] = []
    seen_names: set[str] = set()
    for name, identity, hidden in listed_sheets:
        if name.casefold() in seen_names:
            raise Refused("DUPLICATE_SHEET", found=name)
        seen_names.add(name.casefold())
        relation = relations.get(identity)
        if relation is None or not package.holds(relation.part):
            raise Refused("MISSING_PART", found=relation.part if relation else name)
        if relation.kind == "worksheet":
            sheets.append(SheetPart(name, relation.part, hidden))
    if not sheets:
        raise Refused("NO_SHEETS")
    return tuple(sheets)


def _beside(package: Package, relations: dict[str, Relation], kind: str) -> str:
    part = next((relation.part for relation in relations.values() if relation.kind == kind), "")
    if part and not package.holds(part):
        raise Refused("MISSING_PART", found=part)
    return part


@lru_cache(maxsize=64)
def _relations(data: bytes, base: str, part: str) -> dict[str, Relation]:
    """Relationships by id; those that lead out of the package are none of ours."""
    relations: dict[str, Relation] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name != _RELATIONSHIP or attributes.get("TargetMode") == "External":
            return
        space, _, kind = attributes.get("Type", "").rpartition("/")
        target = unquote(attributes.get("Target", "")).replace("\\", "/")
        path = normpath(target.lstrip("/") if target.startswith("/") else join(base, target))
        relations[attributes.get("Id", "")] = Relation(kind if space in _KINDS else "", path.lower())

    walk(data, part, start=start)
    return relations


@lru_cache(maxsize=64)
def _listed(data: bytes, part: str) -> tuple[tuple[tuple[str, str, bool], ...], bool]:
    """(name, relationship, hidden) of every sheet in order, and whether days count from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    path: list[str] = []
    epoch_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal epoch_1904
        path.append(local(name))
        if path[-1] == "workbookPr":
            epoch_1904 = is_true(attributes.get("date1904"))
        elif path[-2:] == ["sheets", "sheet"]:
            relation = next(
                (attributes[f"{space} id"] for space in _RELATIONS if f"{space} id" in attributes), ""
            )
            sheets.append(
                (attributes.get("name", ""), relation, attributes.get("state", "visible") != "visible")
            )

    walk(data, part, start=start, end=lambda _name: path.pop())
    return tuple(sheets), epoch_1904
