"""What an ODS content part says about its sheets: one walk that knows where repeated cells stand."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from dxassess.intake.workbook.marks import MOST_COLUMNS, MOST_ROWS, Marks, Position, cell_name
from dxassess.intake.workbook.opening import Refused

_CONTENT, _MANIFEST = "content.xml", "meta-inf/manifest.xml"
_MOST_MARKS = 200_000


def sheet_marks(parts: Mapping[str, bytes]) -> dict[str, Marks]:
    """The marks of every table by its name; hidden tables are not told apart.

    Raises Refused for encrypted documents, for documents without tables or with two of one name, and for
    filled cells far away.
    """
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise Refused("PASSWORD")
    if _CONTENT not in parts:
        raise Refused("MISSING_PART", found=_CONTENT)
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    try:
        parser.Parse(parts[_CONTENT], True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as problem:
        raise Refused("CORRUPT", found=_CONTENT) from problem
    if not walk.sheets:
        raise Refused("NO_SHEETS")
    return walk.sheets


class _Walk:
    """Counts rows and columns while expat walks. Prefixes are read as LibreOffice, Excel and Google write
    them; a table inside a cell does not count."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self._kinds: dict[str, set[Position]] = {}
        self._name = ""
        self._depth = 0
        self._row = self._column = 0
        self._rows = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._open(attributes.get("table:name", ""))
        elif self._depth == 1 and name == "table:table-row":
            self._rows, self._column = _repeats(attributes, "table:number-rows-repeated"), 0
        elif self._depth == 1 and name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def end(self, name: str) -> None:
        if name == "table:table":
            if self._depth == 1:
                self.sheets[self._name] = Marks(
                    errors=frozenset(self._kinds["error"]),
                    uncalculated=frozenset(self._kinds["uncalculated"]),
                    formulas=frozenset(self._kinds["formula"]),
                    percent=frozenset(self._kinds["percentage"]),
                )
            self._depth -= 1
        elif self._depth == 1 and name == "table:table-row":
            self._row += self._rows

    def _open(self, name: str) -> None:
        if name in self.sheets:
            raise Refused("DUPLICATE_SHEET", found=name)
        self._name, self._row = name, 0
        self._kinds = {"error": set(), "uncalculated": set(), "formula": set(), "percentage": set()}

    def _cell(self, attributes: dict[str, str]) -> None:
        columns = _repeats(attributes, "table:number-columns-repeated")
        kinds = _kinds_of(attributes)
        if "office:value-type" in attributes or kinds:
            self._refuse_far(columns)
        for kind in kinds:
            marked = self._kinds[kind]
            marked.update(
                (self._row + r, self._column + c) for r in range(self._rows) for c in range(columns)
            )
            if len(marked) > _MOST_MARKS:
                raise Refused("SHEET_TOO_BIG", sheet=self._name)
        self._column += columns

    def _refuse_far(self, columns: int) -> None:
        last = (self._row + self._rows - 1, self._column + columns - 1)
        if last[0] >= MOST_ROWS or last[1] >= MOST_COLUMNS:
            raise Refused("STRAY_CELL", sheet=self._name, cell=cell_name((self._row, self._column)))


def _kinds_of(attributes: dict[str, str]) -> tuple[str, ...]:
    if attributes.get("calcext:value-type") == "error":
        return ("error",)
    value_type = attributes.get("office:value-type")
    kinds = []
    if "table:formula" in attributes:
        kinds.append("formula" if value_type else "uncalculated")
    if value_type == "percentage":
        kinds.append("percentage")
    return tuple(kinds)


def _repeats(attributes: dict[str, str], name: str) -> int:
    stated = attributes.get(name, "1")
    if not stated.isdecimal() or not 0 < int(stated) <= 1_048_576:
        raise Refused("CORRUPT", found=f"{name} {stated[:20]}")
    return int(stated)
