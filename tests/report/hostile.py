"""Names that a spreadsheet would run."""

from __future__ import annotations

from dxassess.intake.submission import FileOutcome

HOSTILE = ("=1+1", "+84 123", "-2", "@SUM(A1)", "\t=1", "\uff1d1", "  =1", "|x", "%0A=1")


def renamed(outcome: FileOutcome, name: str) -> FileOutcome:
    """The same facility under another name."""
    assert outcome.submission is not None
    facts = outcome.submission.facts.model_copy(update={"name": name})
    return outcome.model_copy(update={"submission": outcome.submission.model_copy(update={"facts": facts})})
