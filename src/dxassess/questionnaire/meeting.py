"""Who meets an audience."""

from __future__ import annotations

from dxassess.questionnaire.model import Questionnaire

Respondents = frozenset[tuple[str, bool]]
"""Kinds of respondents, as (facility type, has beds). A department is the one kind ("", True)."""


def meets(q: Questionnaire, audience: str) -> Respondents:
    """The kinds of respondents that an audience is made of."""
    if q.respondent == "department":
        return frozenset({("", True)})
    beds = {True: 1.0, False: 0.0}
    return frozenset((t.code, b) for t in q.types for b in beds if q.applies(audience, t.code, beds[b]))


def types_meeting(q: Questionnaire, audience: str) -> tuple[str, ...]:
    """The facility types of an audience in the questionnaire's order; none for a department."""
    types = {kind for kind, _ in meets(q, audience)}
    return tuple(t.code for t in q.types if t.code in types)
