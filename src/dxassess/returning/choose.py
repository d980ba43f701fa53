"""The findings that somebody wants to see: by severity, by code, by province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dxassess.errors import DxassessError
from dxassess.findings.catalogue import FindingCode, Severity, code_named
from dxassess.findings.finding import Finding
from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome
from dxassess.places.provinces import province_named
from dxassess.returning.whose import Whose


class Wanted(Frozen):
    """What to show. Nothing set: everything. `province` is a province key, `facilities` are codes of
    respondents."""

    severities: tuple[Severity, ...] = ()
    codes: tuple[FindingCode, ...] = ()
    province: str | None = None
    facilities: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        return not (self.severities or self.codes or self.province or self.facilities)

    def takes(self, finding: Finding) -> bool:
        """Whether a finding is of a severity and a code that is of_severity."""
        of_severity = not self.severities or finding.severity in self.severities
        return of_severity and (not self.codes or finding.code in self.codes)


def wanted(
    *,
    severities: Iterable[Severity],
    codes: Iterable[str],
    province: str | None,
    vintage: str,
    facilities: Iterable[str] = (),
) -> Wanted:
    """What a user asked for. Raises DxassessError for a code or a province that there is not: an empty
    list would look like good news."""
    known_codes = tuple(map(_code, codes))
    place = province_named(province, vintage) if province else None
    return Wanted(
        severities=tuple(severities),
        codes=known_codes,
        province=place.key if place else None,
        facilities=tuple(facilities),
    )


def _code(typed: str) -> FindingCode:
    name = typed.strip().upper().replace("-", "_")
    code = code_named(name)
    if code is None:
        raise DxassessError("check.no_code", code=name)
    return code


def choose(
    outcomes: Iterable[FileOutcome], wish: Wanted, whose: Mapping[str, Whose]
) -> tuple[FileOutcome, ...]:
    """The outcomes of a province, or of respondents, with only the findings that are wanted. Where a severity
    or a code is asked for, files without such a finding are left out."""
    kept_outcomes: list[FileOutcome] = []
    for outcome in outcomes:
        if wish.province and whose[outcome.file].province != wish.province:
            continue
        if wish.facilities and whose[outcome.file].code not in wish.facilities:
            continue
        findings = tuple(filter(wish.takes, outcome.findings))
        if findings or not (wish.severities or wish.codes):
            kept_outcomes.append(outcome.model_copy(update={"findings": findings}))
    return tuple(kept_outcomes)
