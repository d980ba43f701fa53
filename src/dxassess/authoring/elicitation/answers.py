"""What experts wrote into their workbooks, with all that keeps a group from counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from dxassess.authoring.cells import blank, plain
from dxassess.authoring.elicitation.book import CODE, FIRST_ROW, NAME_ROW, OWN, SHEET, marks_of
from dxassess.errors import DxassessError
from dxassess.frozen import Frozen
from dxassess.intake.tables import cannot_use, cannot_use_cells, read_tables
from dxassess.intake.workbook.opening import Refused
from dxassess.questionnaire.model import Questionnaire, Vote, VoteShare
from dxassess.questionnaire.shares import POINTS, ShareGroup, groups

DoubtReason = Literal["incomplete", "not_a_number", "nothing", "rescaled"]
_CLOSE = 0.05
_NOTHING: Mapping[str, float] = MappingProxyType({})


class Doubt(Frozen):
    """Something about a group (by its owner) of a workbook. A group that is incomplete, holds what is no
    number, or gives nobody anything does not count; one that sums to something else than 100 is rescaled."""

    file: str
    owner: str
    reason: DoubtReason
    detail: str = ""


class Expert(Frozen):
    """The points of one expert by code, each group that counts summing to 100; the name as typed, else the
    file's."""

    file: str
    name: str
    points: tuple[tuple[str, float], ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def by_code(self) -> dict[str, float]:
        return dict(self.points)


def votes_of(experts: Sequence[Expert]) -> tuple[Vote, ...]:
    """What a new version keeps of its experts; of one who judged nothing, nothing. Who shares a name with
    another is told apart by a number."""
    judged = [expert for expert in experts if expert.points]
    names: list[str] = []
    for expert in judged:
        same = sum(name.partition(" #")[0] == expert.name for name in names)
        names.append(f"{expert.name} #{same + 1}" if same else expert.name)
    return tuple(
        Vote(
            code=f"V{number}",
            name=name,
            shares=tuple(
                VoteShare(code=code, points=round(own_points, 3)) for code, own_points in expert.points
            ),
        )
        for number, (name, expert) in enumerate(zip(names, judged, strict=True), start=1)
    )


def read_expert(q: Questionnaire, path: Path) -> Expert:
    """One expert's workbook. Raises DxassessError if it cannot be read or is about another version."""
    rows = _rows(path)
    about = plain(rows[0][CODE]) if rows and rows[0] else ""
    if about != marks_of(q):
        raise DxassessError("elicit.other_version", file=path.name, found=about or "–", expected=marks_of(q))
    cells = {plain(row[CODE]): row[OWN] for row in rows[FIRST_ROW:] if len(row) > OWN and plain(row[CODE])}
    points: list[tuple[str, float]] = []
    doubts: list[Doubt] = []
    for group in groups(q):
        group_points, doubt = _given(group, cells)
        points += group_points.items()
        if doubt is not None:
            doubts.append(Doubt(file=path.name, owner=group.owner, reason=doubt[0], detail=doubt[1]))
    name = plain(rows[NAME_ROW][OWN]).strip() if len(rows) > NAME_ROW and len(rows[NAME_ROW]) > OWN else ""
    return Expert(file=path.name, name=name or path.stem, points=tuple(points), doubts=tuple(doubts))


def _rows(path: Path) -> tuple[tuple[object, ...], ...]:
    try:
        page = next((table for table in read_tables(path) if table.name == SHEET), None)
    except Refused as refusal:
        raise cannot_use(path, refusal) from refusal
    if page is None:
        return ()
    # The sums below the groups are ours, and nobody reads them.
    coded = {n for n, row in enumerate(page.rows) if row and plain(row[CODE])}
    faults = tuple(f for f in page.faults_in((CODE, OWN)) if f.position[0] in coded)
    if faults:
        raise cannot_use_cells(path, faults)
    return page.rows


def _given(
    group: ShareGroup, cells: Mapping[str, object]
) -> tuple[Mapping[str, float], tuple[DoubtReason, str] | None]:
    """The points of a group, brought to 100, and what is odd. A group left blank is no opinion, no doubt."""
    by_code = {member.code: cells.get(member.code) for member in group.members}
    empty = [code for code, cell in by_code.items() if blank(cell)]
    if len(empty) == len(by_code):
        return _NOTHING, None
    if empty:
        return _NOTHING, ("incomplete", ", ".join(empty))
    numbers = {code: _number(cell) for code, cell in by_code.items()}
    wrong = [code for code, number in numbers.items() if number is None]
    if wrong:
        return _NOTHING, ("not_a_number", ", ".join(wrong))
    points = {code: number or 0.0 for code, number in numbers.items()}
    total = fsum(points.values())
    if not total:
        return _NOTHING, ("nothing", "")
    scaled = {code: POINTS * number / total for code, number in points.items()}
    return scaled, None if abs(total - POINTS) <= _CLOSE else ("rescaled", f"{total:g}")


def _number(cell: object) -> float | None:
    """A number of 0 or more; typed as text with a decimal comma too."""
    if isinstance(cell, bool):
        return None
    try:
        number = float(str(cell).strip().replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
