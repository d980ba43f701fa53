"""Findings of one cause made one: a column of errors, of formulas or of unknown codes is one thing to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Finding
from dxassess.intake.workbook.marks import cell_position, list_cells

_FEWEST = 4
_FEWEST_CODES = 2
"""One strange code may be a slip of the pen; two are another form."""
_FOLDED: Mapping[FindingCode, FindingCode] = MappingProxyType(
    {
        "CODE_UNKNOWN": "CODES_UNKNOWN",
        "ERROR_CELL": "ERROR_CELLS",
        "FORMULA_NO_VALUE": "FORMULAS_NO_VALUE",
        "FORMULA": "FORMULAS",
    }
)
_Cause = tuple[str, str | None, int]


def fold(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with one in place of four or more of a kind (two unknown codes) in one column of a sheet:
    it stands at the first of their cells, counts and lists them, and names their items."""
    all_findings = tuple(findings)
    groups: defaultdict[_Cause, list[Finding]] = defaultdict(list)
    for finding in all_findings:
        cause = _cause(finding)
        if cause is not None:
            groups[cause].append(finding)
    folded = {cause: _one(group) for cause, group in groups.items() if len(group) >= _fewest(cause)}
    return tuple(_folded(all_findings, folded)) if folded else all_findings


def _folded(findings: Iterable[Finding], folded: dict[_Cause, Finding]) -> Iterator[Finding]:
    """Each of the folded ones where the first of its findings stood."""
    waiting = dict(folded)
    for finding in findings:
        cause = _cause(finding)
        if cause is None or cause not in folded:
            yield finding
        elif cause in waiting:
            yield waiting.pop(cause)


def _fewest(cause: _Cause) -> int:
    return _FEWEST_CODES if cause[0] == "CODE_UNKNOWN" else _FEWEST


def _cause(finding: Finding) -> _Cause | None:
    if finding.code not in _FOLDED or finding.place.cell is None:
        return None
    return finding.code, finding.place.sheet, cell_position(finding.place.cell)[1]


def _one(group: list[Finding]) -> Finding:
    first = min(group, key=lambda finding: cell_position(finding.place.cell or ""))
    positions = sorted({cell_position(finding.place.cell) for finding in group if finding.place.cell})
    return first.model_copy(
        update={
            "code": _FOLDED[first.code],
            "item": None,
            "items": tuple(dict.fromkeys(finding.item for finding in group if finding.item)),
            "found": str(len(positions)),
            "expected": list_cells(positions),
        }
    )
