"""A visit plan: which facilities to verify first, and some at random, so that nobody is safe (method.md
§11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Literal

from dxassess.frozen import Frozen
from dxassess.questionnaire.tolerance import reaches
from dxassess.round.round import Round
from dxassess.scoring.score import Score
from dxassess.statistics.quality import Flag

RANDOM_PART = 5
JUMP = 0.2


class PlannedVisit(Frozen):
    """A facility to visit, `order` from 1. `chosen`: by its reasons, or at random (then it may have reasons
    too). Reasons: the kinds of its flags, "level_without_evidence", "jump"."""

    order: int
    file: str
    code: str | None
    province: str | None
    chosen: Literal["reasons", "random"]
    reasons: tuple[str, ...]


def visit_plan(
    round_: Round,
    flags: Sequence[Flag],
    *,
    visits: int,
    province: str | None = None,
    previous: Mapping[str, float] | None = None,
) -> tuple[PlannedVisit, ...]:
    """At most `visits` facilities of `round_`, or of one province: first those with most reasons, ties by
    higher overall score (more credit rests on the answers), then code; at least a fifth of the visits,
    rounded up, are drawn at random.

    "level_without_evidence": its overall level is at or above the questionnaire's standard level and it has
    the flag "evidence", which alone is no reason. "jump": its overall score rose by 0.2 or more, a whole
    level, above `previous` (overall scores by facility code). Facilities without reasons are visited only
    by the draw. The draw is seeded by the submissions' contents: it cannot be known before they are in, and
    nobody can repeat it until it suits.
    """
    reasons = _reasons(round_, flags, previous or {})
    members = [s for s in round_.facilities if province is None or s.province == province]
    chance = min(-(-visits // RANDOM_PART), len(members))
    ranked = sorted(
        (s for s in members if reasons[s.file]),
        key=lambda s: (-len(reasons[s.file]), -(s.overall.score or 0.0), s.code or "", s.file),
    )[: max(0, visits - chance)]
    by_reasons = {score.file for score in ranked}
    by_chance = _draw(round_, [s for s in members if s.file not in by_reasons])
    by_chance = by_chance[: visits - len(ranked)] if visits > 0 else []
    return tuple(
        PlannedVisit(
            order=n,
            file=score.file,
            code=score.code,
            province=score.province,
            chosen="reasons" if score.file in by_reasons else "random",
            reasons=tuple(reasons[score.file]),
        )
        for n, score in enumerate([*ranked, *by_chance], start=1)
    )


def _reasons(
    round_: Round, flags: Sequence[Flag], previous: Mapping[str, float]
) -> defaultdict[str, list[str]]:
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for flag in flags:
        if flag.kind != "evidence" and flag.kind not in reasons[flag.file]:
            reasons[flag.file].append(flag.kind)
    unproven = {flag.file for flag in flags if flag.kind == "evidence"}
    for score in round_.facilities:
        if score.file in unproven and (score.overall.level or 0) >= round_.facility.standard_level:
            reasons[score.file].append("level_without_evidence")
        before, now = previous.get(score.code or ""), score.overall.score
        if before is not None and now is not None and reaches(now - before, JUMP):
            reasons[score.file].append("jump")
    return reasons


def _draw(round_: Round, scores: Sequence[Score]) -> list[Score]:
    """The facilities in an order that chance gives: by a hash of all contents and their own."""
    contents = {file: s.sha256 for file, s in round_.submission_by_file.items()}
    all_contents = sha256("\n".join(sorted(contents[s.file] for s in round_.facilities)).encode()).hexdigest()
    return sorted(
        scores,
        key=lambda s: (sha256(f"{all_contents} {contents[s.file]} {s.code}".encode()).digest(), s.file),
    )
