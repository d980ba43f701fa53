"""The reply to a respondent, ready to be pasted into an e-mail."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.findings.finding import Finding
from dxassess.findings.words import request, statement, where
from dxassess.intake.submission import Status
from dxassess.returning.terms import Terms
from dxassess.wording.wording import Wording, wording

MOST_NAMED = 10


def letter(
    findings: Sequence[Finding],
    *,
    file: str,
    status: Status,
    name: str | None,
    terms: Terms,
    copy: str | None,
    fresh: bool = False,
) -> str:
    """Subject, greeting, the most important findings in words (errors come first in `findings`), what to do
    and until when, whom to ask. `copy` is the name of the workbook that goes with it, a marked copy or a
    `fresh` form; None if there is none."""
    language = terms.language
    say = wording("returning", language)
    errors = sum(finding.severity == "error" for finding in findings)
    facts = {"file": _line(file), "round": terms.round_name, "name": _line(name or say.text("letter.you"))}
    parts = [
        say.text("letter.subject", **facts),
        say.text("letter.greeting", **facts),
        say.text("letter.thanks", **facts) + " " + say.text(f"letter.{_verdict(status, errors)}"),
        "\n".join(_points(findings, language)),
        *_rest(findings, say),
        "\n".join((say.text("letter.please"), *_steps(say, findings, status, copy, fresh=fresh))),
        *([say.text("letter.due", day=say.date(terms.due))] if terms.due else []),
        *_end(terms, say),
    ]
    return "\n\n".join(parts) + "\n"


def _verdict(status: Status, errors: int) -> str:
    if status == "rejected":
        return "rejected"
    return "with_errors" if errors else "with_warnings"


def _points(findings: Sequence[Finding], language: str) -> list[str]:
    return [
        f"{number}. {where(f, language)}: {statement(f, language)} {request(f, language)}"
        for number, f in enumerate(findings[:MOST_NAMED], start=1)
    ]


def _rest(findings: Sequence[Finding], say: Wording) -> list[str]:
    more = len(findings) - MOST_NAMED
    return [say.text("letter.more", n=more)] if more > 0 else []


def _steps(
    say: Wording, findings: Sequence[Finding], status: Status, copy: str | None, *, fresh: bool
) -> list[str]:
    if fresh:
        steps = ["fresh", "send"]
    elif copy is not None:
        steps = ["open", "correct", "date", "send"]
    elif status == "rejected" and all(finding.place.sheet is None for finding in findings):
        steps = ["again"]
    else:
        steps = ["own_file", "date", "send"]
    return ["- " + say.text(f"step.{step}", copy=copy or "", sheet=say.text("sheet.name")) for step in steps]


def _end(terms: Terms, say: Wording) -> list[str]:
    """Whom to ask and who writes; where the round does not say, a place for it."""
    if terms.contact is None:
        return [say.text("letter.closing"), say.text("letter.signature")]
    whom = terms.contact.words(wording("forms", say.language))
    return [say.text("letter.closing_contact", contact=whom), terms.contact.unit[say.language]]


def _line(text: str) -> str:
    """A name in one line: names of files and facilities come from outside."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
