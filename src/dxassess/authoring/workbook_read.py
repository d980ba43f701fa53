"""An edited workbook to a questionnaire, or to all its faults with sheet and cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dxassess.authoring.cells import NOTHING, from_cell, plain
from dxassess.authoring.columns import ABOUT, OWNER, BookTable, tables
from dxassess.authoring.workbook_sheets import BookLine, Sheets, read_sheets
from dxassess.questionnaire.faults import Fault
from dxassess.questionnaire.load import QuestionnaireError, faults_of
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.shape_faults import shape_faults

Data = dict[str, Any]


def read_workbook(path: Path) -> Questionnaire:
    """The questionnaire in a workbook that `export_workbook` wrote and people edited. Raises
    QuestionnaireError with every fault, its `path` being `sheet!cell`."""
    sheets = read_sheets(path)
    faults = list(sheets.faults)
    if not sheets.lines:
        raise QuestionnaireError(tuple(faults))
    tree = _Tree(sheets, path.name)
    faults += tree.faults
    try:
        questionnaire = Questionnaire.model_validate(tree.data)
        faults += [tree.placed(fault) for fault in faults_of(questionnaire, file=path.name)]
    except ValidationError as problem:
        faults += [tree.placed(fault) for fault in shape_faults(problem, file=path.name)]
    if faults:
        raise QuestionnaireError(tuple(faults))
    return questionnaire


class _Tree:
    """Rows put under what they belong to, and for each path of the tree the row it came from."""

    def __init__(self, sheets: Sheets, file: str) -> None:
        self.file = file
        self.data: Data = {}
        self.faults: list[Fault] = []
        self._origins: dict[str, BookLine] = {}
        self._paths: dict[str, dict[str, tuple[str, Data]]] = {}
        for line in sheets.lines[ABOUT][:1]:
            self.data = _value(line)
            self._origins[""] = line
        for line in sheets.lines[ABOUT][1:]:
            self.faults.append(Fault(file=file, path=line.place(), key="one_row_only"))
        for table in tables()[1:]:
            self._hang(table, sheets.lines[table.sheet])

    def _hang(self, table: BookTable, lines: list[BookLine]) -> None:
        at_top = table.owners == (ABOUT,)
        owners = {"": ("", self.data)} if at_top else self._owners(table)
        if table.required:
            for _, data in owners.values():
                data.setdefault(table.field, [])
        mine: dict[str, tuple[str, Data]] = {}
        for line in lines:
            code = "" if at_top else plain(line.cells.get(OWNER, "")).strip()
            if code not in owners:
                fault = Fault(file=self.file, path=line.place(OWNER), key="unknown_owner", detail=code)
                self.faults.append(fault)
                continue
            above, data = owners[code]
            siblings = data.setdefault(table.field, [])
            path = f"{above}.{table.field}.{len(siblings)}".lstrip(".")
            value = _value(line)
            siblings.append(value)
            self._origins[path] = line
            mine.setdefault(str(value.get("code", "")), (path, value))
        self._paths[table.sheet] = mine

    def _owners(self, table: BookTable) -> dict[str, tuple[str, Data]]:
        return {code: line for owner in table.owners for code, line in self._paths[owner].items()}

    def placed(self, fault: Fault) -> Fault:
        """The fault at the cell it came from; where a path has no row of its own, at the row above it."""
        twice = [line for line in self._origins.values() if line.cells.get("code") == fault.detail]
        if fault.key == "duplicate_code" and twice:
            return fault.model_copy(update={"path": twice[-1].place("code")})
        parts = fault.path.split(".")
        for cut in range(len(parts), -1, -1):
            line = self._origins.get(".".join(parts[:cut]))
            if line is not None:
                return fault.model_copy(update={"path": line.place(".".join(parts[cut:]))})
        return fault


def _value(line: BookLine) -> Data:
    """The nested value of a row; nothing for blank cells, so that defaults hold."""
    data: Data = {}
    for column in line.table.columns:
        if column.name not in line.cells:
            if column.kind == "codes" and column.required and len(column.path) == 1:
                _put(data, column.path, [])
            continue
        cell = line.cells[column.name]
        nothing = cell == NOTHING and not column.blank_is_none
        empty: object = [] if column.kind in ("codes", "points") else None
        _put(data, column.path, empty if nothing else from_cell(cell, column.kind))
    return data


def _put(data: Data, path: tuple[str, ...], value: object) -> None:
    for name in path[:-1]:
        data = data.setdefault(name, {})
    data[path[-1]] = value
