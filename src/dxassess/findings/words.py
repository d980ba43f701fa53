"""A finding in words: where it is, what is the matter, what to do about it."""

from __future__ import annotations

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Finding
from dxassess.wording.wording import MISSING, wording


def sentence(finding: Finding, language: str) -> str:
    """What is the matter."""
    return wording("findings", language).text(finding.code, **facts(finding, language))


def title(code: FindingCode, language: str) -> str:
    """What a kind of finding is called."""
    return wording("findings", language).text(f"{code}.title")


def remedy(finding: Finding, language: str) -> str:
    """What the office that collects the forms can do."""
    return wording("findings", language).text(f"{finding.code}.remedy", **facts(finding, language))


def request(finding: Finding, language: str) -> str:
    """What the sender of the form is asked to do: the remedy, put to the sender where it speaks to the
    office ("ask for the file again")."""
    say = wording("returning", language)
    key = f"remedy.{finding.code}"
    return say.text(key, **facts(finding, language)) if say.has(key) else remedy(finding, language)


def statement(finding: Finding, language: str) -> str:
    """What is the matter, to its sender: the sentence, but where that names another respondent."""
    say = wording("returning", language)
    key = f"sentence.{finding.code}"
    return say.text(key, **facts(finding, language)) if say.has(key) else sentence(finding, language)


def where(finding: Finding, language: str) -> str:
    """The place within the file, in words. Never a bare code or cell name: where such a text stands alone
    in a workbook, intake would take it for the code of a question."""
    say, place = wording("returning", language), finding.place
    if place.sheet is None:
        spot = say.text("place.file")
    elif place.cell is None:
        spot = say.text("place.sheet", sheet=place.sheet)
    else:
        spot = say.text("place.cell", sheet=place.sheet, cell=place.cell)
    return f"{spot} ({say.text('place.item', item=finding.item)})" if finding.item else spot


def facts(finding: Finding, language: str) -> dict[str, str]:
    """What its texts quote; what there is not is a dash."""
    found, expected = finding.found_in(language), finding.expected_in(language)
    return {"found": found or MISSING, "expected": expected or MISSING}
