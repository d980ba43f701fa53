"""What a respondent is told of the round before: its sheet and its letter say it in the same sentences."""

from __future__ import annotations

from dxassess.insight.analysis import Analysis
from dxassess.insight.facility_move import facility_move
from dxassess.report.value.say import say, score
from dxassess.report.value.words import Message, Number
from dxassess.scoring.score import Score


def told_move(analysis: Analysis, facility: Score) -> tuple[Message, ...]:
    """How a facility moved since the earlier round, and in what most; that it was not in it, or that too
    little is known; nothing without an earlier round."""
    if analysis.pair is None:
        return ()
    move = facility_move(analysis.pair, facility)
    if not move.was_there:
        return (say("facility.change.new"),)
    if move.now is None or move.before is None:
        return (say("facility.change.unknown"),)
    change = _signed(move.now - move.before)
    messages = [say("facility.change", before=score(move.before), now=score(move.now), change=change)]
    for way, moved in (("rose", move.rose), ("fell", move.fell)):
        if moved is not None:
            code, by = moved
            condition = analysis.round.condition_name(code)
            messages.append(say(f"facility.change.{way}", condition=condition, change=_signed(by)))
    return tuple(messages)


def _signed(value: float) -> Number:
    return Number(value=value, style="signed_score")
