"""Submissions that a round leaves out because of what is odd about them (method.md §11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from dxassess.round.exclude import exclude
from dxassess.round.round import Round
from dxassess.round.settings import FlagKind
from dxassess.statistics.quality import quality_flags


def exclude_flagged(round_: Round, *, vouched: Collection[str] = ()) -> Round:
    """The round without the facilities that carry a flag which its settings name under `exclude`. Of twins
    all go: which one copied is not known. The files `vouched` for were decided to count and stay. Without
    such settings, the round itself."""
    settings = round_.settings
    if not settings.exclude:
        return round_
    kinds: dict[str, set[FlagKind]] = defaultdict(set)
    for flag in quality_flags(round_, opened=settings.opened):
        if flag.kind in settings.exclude and flag.file not in vouched:
            kinds[flag.file].add(flag.kind)
    return exclude(round_, kinds) if kinds else round_
