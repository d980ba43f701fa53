"""Every finding has words: what it is called, what is the matter, what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dxassess
from dxassess.findings.catalogue import SEVERITY
from dxassess.wording.wording import wording

SOURCES = sorted(Path(dxassess.__file__).parent.glob("round/*.py"))
ROUND = {
    code for path in SOURCES for code in re.findall(r'"([A-Z]{2,}(?:_[A-Z]+)+)"', path.read_text("utf-8"))
}
CODES = sorted(SEVERITY.keys() | ROUND)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", CODES)
def test_finding_is_said_in_both_languages(code: str, language: str) -> None:
    say = wording("findings", language)
    facts = {"found": "A", "expected": "B"}
    assert say.text(code, **facts).endswith(".")
    assert say.text(f"{code}.remedy", **facts).endswith(".")
    assert "{" not in say.text(f"{code}.title")
