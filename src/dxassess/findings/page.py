"""The page of all findings, from the catalogues: `python -m dxassess.findings.page docs/findings.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dxassess.findings.catalogue import CATALOGUE, SEVERITIES, FindingCode, Severity
from dxassess.wording.wording import LANGUAGES, wording

_GAP = "…"


def findings_page() -> str:
    """Every finding by severity, in both languages: its code, what is the matter, what to do."""
    lines = [f"# {' · '.join(_said('page.title'))}", "", *_paragraphs("page.intro")]
    for severity in SEVERITIES:
        lines += [f"## {' · '.join(_said(f'severity.{severity}'))}", "", *_paragraphs(f"page.{severity}")]
        lines += [*_table(severity), ""]
    return "\n".join(lines)


def _said(key: str) -> list[str]:
    return [wording("returning", language).text(key) for language in LANGUAGES]


def _paragraphs(key: str) -> Iterator[str]:
    for paragraph in _said(key):
        yield paragraph
        yield ""


def _table(severity: Severity) -> Iterator[str]:
    yield "| | Tiếng Việt | English |"
    yield "|---|---|---|"
    for code in sorted(code for code, kind in CATALOGUE.items() if kind.severity == severity):
        yield f"| `{code}` | {' | '.join(_cell(code, language) for language in LANGUAGES)} |"


def _cell(code: FindingCode, language: str) -> str:
    say = wording("findings", language)
    facts = {"found": _GAP, "expected": _GAP}
    parts = (
        f"**{say.text(f'{code}.title')}**",
        say.text(code, **facts),
        f"*{say.text(f'{code}.remedy', **facts)}*",
    )
    return "<br>".join(part.replace("|", "\\|") for part in parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(findings_page(), encoding="utf-8")
