"""What reports will say is odd about submissions, told with the files: before it is too late to ask."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from dxassess.findings.finding import Finding
from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.ledger.shelf import Shelf, key_of, recalled
from dxassess.round.doubts import doubt
from dxassess.round.received import Received


class Doubts(Frozen):
    """What is odd, by the order of files."""

    all: tuple[Finding, ...]


def with_doubts(received: Received, shelf: Shelf) -> Received:
    """What was received, with what is odd about the facilities' submissions that count, by the same rules as
    in reports (method.md §11). It takes nothing away from them. What was worked out for the same files is
    kept on the shelf: it takes a library of numbers that alone is slower to load than a round to recall."""
    submissions = [s for s in received.counting if s.respondent == "facility"]

    def find() -> Doubts:
        from dxassess.statistics.quality import flags_between

        flags = flags_between(submissions, received.facility, opened=received.settings.opened)
        return Doubts(all=tuple(doubt(flag.kind, flag.file, flag.facts) for flag in flags))

    if not submissions:
        return received
    doubts: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in recalled(shelf, _key(received, submissions), Doubts, find).all:
        doubts[finding.place.file].append(finding)
    outcomes = tuple(_with(outcome, doubts.get(outcome.file, ())) for outcome in received.outcomes)
    return received.model_copy(update={"outcomes": outcomes})


def _key(received: Received, submissions: Sequence[Submission]) -> str:
    """The key of all that flags come from: the bytes of every file with what became of it, who counts and
    since when, by which questionnaire."""
    files = [
        (o.file, o.sha256, o.status, [(f.code, str(f.found)) for f in o.findings]) for o in received.outcomes
    ]
    counting = [(s.file, s.facts.facility_code, s.facts.answered_on) for s in submissions]
    content = json.dumps([files, counting, received.settings.opened], ensure_ascii=False)
    return key_of("doubts", received.facility.model_dump_json(), content)


def _with(outcome: FileOutcome, doubts: Sequence[Finding]) -> FileOutcome:
    if not doubts:
        return outcome
    return outcome.model_copy(
        update={"status": "accepted_with_warnings", "findings": (*outcome.findings, *doubts)}
    )
