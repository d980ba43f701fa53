"""A work list: one row a finding about which there is something to do, with room for who takes care of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from dxassess.findings.catalogue import CATALOGUE, FindingCode
from dxassess.findings.words import remedy, sentence
from dxassess.intake.submission import FileOutcome
from dxassess.places.provinces import province_of
from dxassess.returning.whose import Whose
from dxassess.round.states import state_of
from dxassess.wording.wording import wording

_SAID_ELSEWHERE: frozenset[FindingCode] = frozenset(
    ("ANOTHER_CHOSEN", "SAME_ANSWERS_TWICE", "SAME_FILE_TWICE")
)


class RepairTask(NamedTuple):
    """One row. `owner` and `done` are for people to fill in."""

    file: str
    province: str | None
    facility: str | None
    state: str
    sheet: str | None
    cell: str | None
    item: str | None
    severity: str
    code: str
    text: str
    remedy: str
    owner: str | None = None
    done: str | None = None


def tasks(
    outcomes: Iterable[FileOutcome],
    whose: Mapping[str, Whose],
    *,
    language: str,
    returned_hashes: Collection[str] = (),
) -> tuple[RepairTask, ...]:
    """The findings of `outcomes` that somebody has to do something about, in their order, with the state of
    the file (`returned_hashes` as in `round/states.py`). What was sent twice is told once, and nothing
    of a file beside which another was decided to count."""
    rows: list[RepairTask] = []
    say = wording("cli", language)
    for outcome in outcomes:
        if _stands_for_nothing(outcome):
            continue
        sender = whose[outcome.file]
        province = province_of(sender.province) if sender.province else None
        rows += (
            RepairTask(
                file=outcome.file,
                province=province.name if province else None,
                facility=sender.code,
                state=say.text(f"state.{state_of(outcome, returned_hashes) or 'none'}"),
                sheet=finding.place.sheet,
                cell=finding.place.cell,
                item=finding.item,
                severity=finding.severity,
                code=finding.code,
                text=sentence(finding, language),
                remedy=remedy(finding, language),
            )
            for finding in outcome.findings
            if CATALOGUE[finding.code].to_do
        )
    return tuple(rows)


def _stands_for_nothing(outcome: FileOutcome) -> bool:
    codes = {finding.code for finding in outcome.findings}
    return outcome.submission is None and not _SAID_ELSEWHERE.isdisjoint(codes)


def heads(language: str) -> tuple[str, ...]:
    """The names of the columns."""
    say = wording("returning", language)
    return tuple(say.text(f"list.{field}") for field in RepairTask._fields)
