"""What a round leaves out: submissions that do not count, provinces that are not told of. The count of files
stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dxassess.findings.finding import Place, finding
from dxassess.intake.submission import FileOutcome
from dxassess.round.round import Excluded, Round
from dxassess.round.settings import FlagKind


def exclude(round_: Round, kinds: Mapping[str, Collection[FlagKind]]) -> Round:
    """The round without the facilities' submissions in the files of `kinds`, which says why by file. The
    files are set aside with a finding, and the facilities count as not having answered."""
    excluded = tuple(
        Excluded(file=score.file, province=score.province, kinds=tuple(sorted(kinds[score.file])))
        for score in round_.facilities
        if score.file in kinds
    )
    return round_.model_copy(
        update={
            "outcomes": set_aside(round_.outcomes, kinds),
            "facilities": tuple(score for score in round_.facilities if score.file not in kinds),
            "visited": tuple(visit for visit in round_.visited if visit.own.file not in kinds),
            "excluded": excluded,
        }
    )


def set_aside(
    outcomes: Iterable[FileOutcome], kinds: Mapping[str, Collection[FlagKind]]
) -> tuple[FileOutcome, ...]:
    """The outcomes with those in the files of `kinds` set aside, with a finding that says why."""
    return tuple(
        _aside(outcome, kinds[outcome.file]) if outcome.file in kinds else outcome for outcome in outcomes
    )


def without_provinces(round_: Round, keys: Collection[str]) -> Round:
    """The round as if nobody in these provinces had been asked."""
    register = round_.register_
    if register is not None:
        entries = tuple(entry for entry in register.entries if entry.province not in keys)
        register = register.model_copy(update={"entries": entries})
    return round_.model_copy(
        update={
            "register_": register,
            "facilities": tuple(one for one in round_.facilities if one.province not in keys),
            "departments": tuple(one for one in round_.departments if one.province not in keys),
            "strangers": tuple(one for one in round_.strangers if one.province not in keys),
            "excluded": tuple(one for one in round_.excluded if one.province not in keys),
            "visited": tuple(visit for visit in round_.visited if visit.own.province not in keys),
        }
    )


def _aside(outcome: FileOutcome, kinds: Collection[FlagKind]) -> FileOutcome:
    kind_names = ", ".join(sorted(kinds))
    return outcome.set_aside(finding("EXCLUDED_BY_ROUND", Place(file=outcome.file), found=kind_names))
