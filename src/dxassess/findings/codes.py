"""Every finding that there is, with its severity: those of intake and those of the round."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dxassess.findings.catalogue import SEVERITY
from dxassess.findings.finding import Severity

# The round names its severities where it finds; a test holds this table against its findings.
OF_THE_ROUND: Mapping[str, Severity] = MappingProxyType(
    {
        "CONFLICTING_SUBMISSIONS": "error",
        "DIFFERS_FROM_REGISTER": "warning",
        "FACILITY_CODE_SHARED": "error",
        "FILLED_FROM_REGISTER": "warning",
        "NOT_IN_REGISTER": "warning",
        "OLDER_SUBMISSION": "info",
        "OTHER_FACILITY_IN_NAME": "warning",
        "SAME_ANSWERS_TWICE": "info",
        "SAME_FILE_TWICE": "info",
        "TYPE_OR_PROVINCE_UNKNOWN": "error",
        "EXCLUDED_BY_ROUND": "warning",
        "VISIT_RECORDED": "info",
        "VISIT_WITHOUT_FORM": "warning",
    }
)
ALL: Mapping[str, Severity] = MappingProxyType({**SEVERITY, **OF_THE_ROUND})
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

NOT_FOR_THE_SENDER = frozenset(
    {
        "CANNOT_OPEN",
        "CHANGED_WHILE_READING",
        "EXCLUDED_BY_ROUND",
        "FILLED_FROM_REGISTER",
        "MACROS",
        "REPEATED_ENTRY",
        "TRAILING_DATA",
        "VISIT_RECORDED",
        "VISIT_WITHOUT_FORM",
        "WRONG_EXTENSION",
    }
)
"""What the office settles itself, or nobody needs to settle: alone no reason to write to anybody."""
