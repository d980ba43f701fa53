"""What is odd about a submission as a finding, to be asked about while there is time."""

from __future__ import annotations

from dxassess.findings.finding import Finding, Place, finding
from dxassess.round.settings import FlagKind


def doubt(kind: FlagKind, file: str, facts: tuple[str | int | float, ...]) -> Finding:
    """The finding of a flag with its facts. ValueError for the kinds that the reading of a form tells already
    (contradictions, impossible numbers) or that rest on a score (evidence)."""
    place = Place(file=file)
    match kind, facts:
        case "twins", (other, same, of):
            return finding("TWINS", place, found=f"{same}/{of}", expected=other)
        case "straight_lining", (_, count, of):
            return finding("STRAIGHT_LINING", place, found=f"{count}/{of}")
        case "stale", (answered, opened):
            return finding("STALE_ANSWERS", place, found=answered, expected=opened)
    raise ValueError(kind)
