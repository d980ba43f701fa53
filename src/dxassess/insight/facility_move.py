"""How one facility moved between two rounds, on what both asked (method.md §7)."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.round.compare import Pair
from dxassess.round.round import Round
from dxassess.scoring.score import Score

_LEAST = 0.01
"""Less than a point is no move worth naming."""


class FacilityMove(Frozen):
    """A facility in two rounds: `was_there`, whether the earlier one has it; its overall score in both, in
    [0, 1], None where there is none; the condition that rose most and the one that fell most, each with by
    how much: None where none moved by a point."""

    was_there: bool
    before: float | None = None
    now: float | None = None
    rose: tuple[str, float] | None = None
    fell: tuple[str, float] | None = None


def facility_move(pair: Pair, facility: Score) -> FacilityMove:
    """The move of the facility with this code and type; a tie names the first condition."""
    now, before = (_in(round_, facility) for round_ in (pair.now, pair.before))
    if before is None or now is None:
        return FacilityMove(was_there=before is not None)
    moves = [
        (later.code, later.score - earlier.score)
        for later, earlier in zip(now.conditions, before.conditions, strict=True)
        if later.score is not None and earlier.score is not None
    ]
    most = max(moves, key=lambda move: move[1], default=None)
    least = min(moves, key=lambda move: move[1], default=None)
    return FacilityMove(
        was_there=True,
        before=before.overall.score,
        now=now.overall.score,
        rose=most if most is not None and most[1] >= _LEAST else None,
        fell=least if least is not None and least[1] <= -_LEAST else None,
    )


def _in(round_: Round, facility: Score) -> Score | None:
    """The same facility, by code and type, in another scoring of a round."""
    same = (s for s in round_.facilities if (s.code, s.type) == (facility.code, facility.type))
    return next(same, None) if facility.code is not None else None
