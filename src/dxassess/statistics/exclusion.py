"""Submissions that a round leaves out because of what is odd about them (method.md §11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from dxassess.round.exclude import exclude, set_aside
from dxassess.round.received import Received
from dxassess.round.round import Round, score_received
from dxassess.round.settings import FlagKind, Settings
from dxassess.statistics.quality import Flag, flags_without_scores, quality_flags


def exclude_flagged(round_: Round, *, vouched: Collection[str] = ()) -> Round:
    """The round without the facilities that carry a flag which its settings name under `exclude`. Of twins
    all go: which one copied is not known. The files `vouched` for were decided to count and stay. Without
    such settings, the round itself."""
    settings = round_.settings
    if not settings.exclude:
        return round_
    kinds = _kinds(quality_flags(round_, opened=settings.opened), settings, vouched)
    return exclude(round_, kinds) if kinds else round_


def exclude_before_scoring(received: Received, *, vouched: Collection[str] = ()) -> Received:
    """What was received, as `exclude_flagged` leaves it. Nothing is scored for it unless the settings name
    the flag of evidence, which alone rests on scores."""
    settings = received.settings
    if not settings.exclude:
        return received
    if "evidence" in settings.exclude:
        return exclude_flagged(score_received(received), vouched=vouched)
    submissions = [submission for submission in received.counting if submission.respondent == "facility"]
    flags = flags_without_scores(submissions, received.facility, opened=settings.opened)
    return received.model_copy(
        update={"outcomes": set_aside(received.outcomes, _kinds(flags, settings, vouched))}
    )


def _kinds(
    flags: Iterable[Flag], settings: Settings, vouched: Collection[str]
) -> dict[str, Collection[FlagKind]]:
    """For what each file is left out."""
    kinds: defaultdict[str, set[FlagKind]] = defaultdict(set)
    for flag in flags:
        if flag.kind in settings.exclude and flag.file not in vouched:
            kinds[flag.file].add(flag.kind)
    return dict(kinds)
