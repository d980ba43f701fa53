"""The reply to a respondent, ready to be pasted into an e-mail."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.findings.finding import Finding
from dxassess.findings.words import request, sentence, where
from dxassess.intake.submission import Status
from dxassess.wording.wording import Wording, wording

MOST_NAMED = 10


def letter(
    findings: Sequence[Finding],
    *,
    file: str,
    status: Status,
    name: str | None,
    round_name: str,
    language: str,
    copy: str | None,
) -> str:
    """Subject, greeting, the most important findings in words (errors come first in `findings`), what to do,
    closing. `copy` is the name of the marked copy that goes with it, None if there is none."""
    say = wording("returning", language)
    errors = sum(finding.severity == "error" for finding in findings)
    facts = {"file": _line(file), "round": round_name, "name": _line(name or say.text("letter.you"))}
    parts = [
        say.text("letter.subject", **facts),
        say.text("letter.greeting", **facts),
        say.text("letter.thanks", **facts) + " " + say.text(f"letter.{_verdict(status, errors)}"),
        "\n".join(_points(findings, language)),
        *_rest(findings, say),
        "\n".join((say.text("letter.please"), *_steps(say, findings, status, copy))),
        say.text("letter.closing"),
        say.text("letter.signature"),
    ]
    return "\n\n".join(parts) + "\n"


def _verdict(status: Status, errors: int) -> str:
    if status == "rejected":
        return "rejected"
    return "with_errors" if errors else "with_warnings"


def _points(findings: Sequence[Finding], language: str) -> list[str]:
    return [
        f"{number}. {where(f, language)}: {sentence(f, language)} {request(f, language)}"
        for number, f in enumerate(findings[:MOST_NAMED], start=1)
    ]


def _rest(findings: Sequence[Finding], say: Wording) -> list[str]:
    more = len(findings) - MOST_NAMED
    return [say.text("letter.more", n=more)] if more > 0 else []


def _steps(say: Wording, findings: Sequence[Finding], status: Status, copy: str | None) -> list[str]:
    if copy is not None:
        steps = ["open", "correct", "date", "send"]
    elif status == "rejected" and all(finding.place.sheet is None for finding in findings):
        steps = ["again"]
    else:
        steps = ["own_file", "date", "send"]
    return ["- " + say.text(f"step.{step}", copy=copy or "", sheet=say.text("sheet.name")) for step in steps]


def _line(text: str) -> str:
    """A name in one line: names of files and facilities come from outside."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
