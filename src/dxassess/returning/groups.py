"""Hundreds of findings to a few groups: one per code, counted, with examples from different files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from dxassess.findings.catalogue import SEVERITIES, FindingCode, Severity
from dxassess.findings.finding import Finding
from dxassess.intake.submission import FileOutcome


class Group(NamedTuple):
    """All findings of one code: how many of them, in how many files, and some of them."""

    code: FindingCode
    severity: Severity
    findings: int
    files: int
    examples: tuple[Finding, ...]


def group(outcomes: Iterable[FileOutcome], *, examples: int) -> tuple[Group, ...]:
    """The groups, errors first, then by the number of files that they touch."""
    by_code: defaultdict[FindingCode, list[Finding]] = defaultdict(list)
    for outcome in outcomes:
        for finding in outcome.findings:
            by_code[finding.code].append(finding)
    groups = [
        Group(code, all_[0].severity, len(all_), len({f.place.file for f in all_}), _spread(all_, examples))
        for code, all_ in by_code.items()
    ]
    return tuple(sorted(groups, key=lambda g: (SEVERITIES.index(g.severity), -g.files, -g.findings, g.code)))


def _spread(findings: list[Finding], most: int) -> tuple[Finding, ...]:
    """The first finding of each file, then the second of each: one file must not fill all places."""
    rank: defaultdict[str, int] = defaultdict(int)
    ranked: list[tuple[int, int, Finding]] = []
    for n, finding in enumerate(findings):
        ranked.append((rank[finding.place.file], n, finding))
        rank[finding.place.file] += 1
    spread = sorted(ranked, key=lambda r: r[:2])[:most]
    return tuple(finding for _, _, finding in sorted(spread, key=lambda r: r[1]))
