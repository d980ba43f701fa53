"""Rules and skips once more over answers that came from several files: what no file broke, the whole may."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.findings.finding import Finding
from dxassess.intake.form.consistency import find_behind_blanks, find_contradictions, statements_of
from dxassess.intake.submission import Facts, FileOutcome
from dxassess.questionnaire.model import Questionnaire

_AT_ODDS = ("INCONSISTENT", "FOLLOWS_BLANK")


def recheck(outcome: FileOutcome, questionnaire: Questionnaire) -> FileOutcome:
    """The outcome of merged answers with what they say against each other, instead of what the answers of its
    own file did. A rule about a count that submissions do not keep stays as the file had it."""
    if outcome.submission is None:
        return outcome
    statements, file = statements_of(outcome.submission), outcome.file.partition("#")[0]
    unkept = frozenset(_unkept(questionnaire))
    others = tuple(f for f in outcome.findings if f.code not in _AT_ODDS or f.found in unkept)
    at_odds = (
        *_without(find_contradictions(questionnaire, statements, file=file), unkept),
        *find_behind_blanks(questionnaire, statements, file=file),
    )
    status = "accepted_with_warnings" if at_odds else outcome.status
    return outcome.model_copy(update={"findings": (*others, *at_odds), "status": status})


def _unkept(questionnaire: Questionnaire) -> Iterator[str]:
    """The codes of the rules about facts that submissions do not keep."""
    for rule in questionnaire.rules:
        if any(s.kind == "fact" and s.code not in Facts.model_fields for s in rule.subjects):
            yield rule.code


def _without(findings: tuple[Finding, ...], rules: frozenset[str]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.found not in rules)
