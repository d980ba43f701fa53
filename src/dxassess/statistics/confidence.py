"""How far the data of a province can be trusted: the worst of three grades (method.md §11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dxassess.frozen import Frozen
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.round.round import Round
from dxassess.statistics.quality import Flag, evidence_gaps

Grade = Literal["A", "B", "C", "D"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")
COVERED, FLAGGED, EVIDENT = (0.9, 0.7, 0.5), (0.05, 0.1, 0.2), (0.8, 0.6, 0.4)
"""The least coverage, the greatest share flagged, the least share with evidence for A, B and C."""


class Confidence(Frozen):
    """The grade, and the figures that it stands on, in [0, 1]: `coverage` (None: unknown, which is a D);
    `flagged`, the share of facilities with a flag other than missing evidence (None: there are no
    facilities, which is a D); `evidence`, of the answers that meet a gate and whose item asks for evidence
    the share that gives some (None: there are none such)."""

    grade: Grade
    coverage: float | None
    flagged: float | None
    evidence: float | None


def confidence(round_: Round, flags: Sequence[Flag], province: str, *, coverage: float | None) -> Confidence:
    """The confidence in a province's facilities and Department, whose `coverage` is known from its score."""
    flagged, evidence = flagged_share(round_, flags, province), evidence_share(round_, province)
    return Confidence(
        grade=grade(coverage, flagged, evidence), coverage=coverage, flagged=flagged, evidence=evidence
    )


def grade(coverage: float | None, flagged: float | None, evidence: float | None) -> Grade:
    """The worst of three: A for a coverage of 90 %, B for 70 %, C for 50 %; for at most 5, 10, 20 % flagged;
    for 80, 60, 40 % with evidence; else D, as where coverage or flags are unknown."""
    parts = (
        0.0 if coverage is None else coverage,
        0.0 if flagged is None else 1 - flagged,
        1.0 if evidence is None else evidence,
    )
    bars = (COVERED, tuple(1 - most for most in FLAGGED), EVIDENT)
    pairs = zip(parts, bars, strict=True)
    return GRADES[max(sum(part < bar - TOLERANCE for bar in part_bars) for part, part_bars in pairs)]


def flagged_share(round_: Round, flags: Sequence[Flag], province: str) -> float | None:
    """The share of a province's facilities with at least one flag other than missing evidence; None without
    facilities."""
    flagged = {flag.file for flag in flags if flag.kind != "evidence"}
    members = [score.file for score in round_.facilities if score.province == province]
    return sum(file in flagged for file in members) / len(members) if members else None


def evidence_share(round_: Round, province: str) -> float | None:
    """The share with evidence of a province's answers that meet a gate and whose item asks for it."""
    required = missing = 0
    for score in (*round_.facilities, *round_.departments):
        questionnaire = round_.facility if score.respondent == "facility" else round_.department
        if score.province == province and questionnaire is not None:
            own_required, bare = evidence_gaps(round_.submission_by_file[score.file], score, questionnaire)
            required, missing = required + own_required, missing + bare
    return 1 - missing / required if required else None
