"""One row per file received, and per finding."""

from __future__ import annotations

from collections import Counter

from dxassess.findings.finding import Finding
from dxassess.findings.words import facts
from dxassess.intake.submission import FileOutcome
from dxassess.report.data.table import DataTable, DataValue, table
from dxassess.wording.wording import Wording, wording

_FILES = (
    "file:text status:code size:count:none sha256:code:none respondent:code:none code:code:none "
    "errors:count warnings:count notes:count"
)
_FINDINGS = (
    "file:text sheet:text:no_place cell:code:no_place item:code:none severity:code finding:code title:text "
    "sentence:text remedy:text"
)


def files_table(outcomes: tuple[FileOutcome, ...]) -> DataTable:
    """Every file of the folder, how it ended, and how much was found."""
    return table("files", _FILES, (_file(outcome) for outcome in outcomes))


def findings_table(outcomes: tuple[FileOutcome, ...], language: str) -> DataTable:
    """Every finding with its words."""
    words = wording("findings", language)
    return table("findings", _FINDINGS, (_finding(f, words) for o in outcomes for f in o.findings))


def _file(outcome: FileOutcome) -> tuple[DataValue, ...]:
    numbers = Counter(finding.severity for finding in outcome.findings)
    submission = outcome.submission
    sender = (None, None) if submission is None else (submission.respondent, submission.facts.facility_code)
    counts = (numbers["error"], numbers["warning"], numbers["info"])
    return (outcome.file, outcome.status, outcome.size, outcome.sha256, *sender, *counts)


def _finding(finding: Finding, words: Wording) -> tuple[DataValue, ...]:
    place, values = finding.place, facts(finding, words.language)
    texts = (words.text(finding.code + part, **values) for part in (".title", "", ".remedy"))
    return (place.file, place.sheet, place.cell, finding.item, finding.severity, finding.code, *texts)
