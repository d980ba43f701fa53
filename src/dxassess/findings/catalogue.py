"""Every finding that there is, by its code. A new one is a line here, in the list of where it is found and
how bad it is; the type checker then knows it wherever a finding is made or asked for.

The wording lives in the catalogue `findings`: `CODE` says in one sentence what is the matter, `CODE.title`
what it is called, `CODE.remedy` what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The worst first."""

Room = Literal["intake", "round"]

_IntakeError = Literal[
    "CANNOT_OPEN",
    "PATH_TOO_LONG",
    "EMPTY_FILE",
    "TOO_BIG",
    "CHANGED_WHILE_READING",
    "NOT_A_WORKBOOK",
    "CSV_NOT_READ",
    "CSV_RAGGED",
    "ZIP_OF_WORKBOOKS",
    "XLSB_NOT_READ",
    "OLD_XML_NOT_READ",
    "TRUNCATED",
    "CORRUPT",
    "PASSWORD",
    "SENSITIVITY_LABEL",
    "UNSUPPORTED_COMPRESSION",
    "TOO_MANY_ENTRIES",
    "TOO_BIG_INFLATED",
    "SIZE_LIE",
    "OVERLAPPING_ENTRIES",
    "DUPLICATE_ENTRY",
    "DTD",
    "ODD_XML_ENCODING",
    "MISSING_PART",
    "NO_SHEETS",
    "DUPLICATE_SHEET",
    "STRAY_CELL",
    "SHEET_TOO_BIG",
    "UNREADABLE",
    "MEMORY",
    "TIMEOUT",
    "READER_CRASH",
    "NOT_A_FORM",
    "FORM_AND_TABLE",
    "TWO_INSTRUMENTS",
    "NO_ANSWER_COLUMN",
    "TWO_ANSWER_COLUMNS",
    "TWO_TABLES",
    "NO_ANSWERS",
    "NO_IDENTITY",
    "CELL_UNREADABLE",
    "ERROR_CELL",
    "ERROR_CELLS",
    "STRUCK_OUT",
    "FORMULA_NO_VALUE",
    "FORMULAS_NO_VALUE",
    "CONFLICTING_ANSWERS",
    "OPTION_UNKNOWN",
    "OPTION_AMBIGUOUS",
    "EXCLUSIVE_WITH_OTHERS",
    "NOT_YES_NO",
    "NA_NOT_ALLOWED",
    "NOT_A_NUMBER",
    "AMBIGUOUS_NUMBER",
    "NOT_WHOLE",
    "NEGATIVE",
    "OVER_100",
    "AMBIGUOUS_PERCENT",
    "MERGED_ANSWER",
    "BAD_DATE",
    "PART_MISSING",
    "ZERO_DENOMINATOR",
    "PART_ABOVE_WHOLE",
    "FACILITY_CODE_UNREADABLE",
    "FACILITY_TWICE",
    "PROVINCE_UNKNOWN",
    "TEXT_AMBIGUOUS",
    "TEXT_UNKNOWN",
    "PROVINCE_OF_OTHER_MAP",
    "OPTION_GONE",
    "ANSWERS_SHIFTED",
    "ANSWERS_MISFIT",
    "ANSWER_DOUBTED",
    "ANSWER_ELSEWHERE",
    "SECOND_ANSWER",
    "TICKED_UNREAD",
    "CONTROL_UNREAD",
    "CONTROL_NUMBER",
    "CODE_TEXT_DIFFER",
]

_IntakeWarning = Literal[
    "WRONG_EXTENSION",
    "ENCODING_GUESSED",
    "TRAILING_DATA",
    "REPEATED_ENTRY",
    "MACROS",
    "EXTERNAL_LINKS",
    "INSTRUMENT_UNNAMED",
    "INSTRUMENT_UNKNOWN",
    "VERSION_DIFFERS",
    "HEADER_MISSING",
    "CODE_REPAIRED",
    "CODE_UNKNOWN",
    "CODES_UNKNOWN",
    "CODE_ELSEWHERE",
    "ROWS_NOT_FOUND",
    "COLUMNS_NOT_FOUND",
    "HIDDEN_SHEET",
    "SHEETS_GROUPED",
    "FORMULA",
    "FORMULAS",
    "STRUCK_PARTLY",
    "READ_AS",
    "GROUPED_THOUSANDS",
    "SHORT_YEAR",
    "DATE_AS_NUMBER",
    "LONG_TEXT",
    "FACILITY_CODE_PADDED",
    "FACT_MISSING",
    "INCONSISTENT",
    "SAME_PERCENTAGES",
    "FOLLOWS_BLANK",
    "MATCHED_BY_TEXT",
    "CODES_GONE",
    "QUESTION_CHANGED",
    "UNIT_CHANGED",
    "MARK_UNREAD",
    "ANSWER_NOT_ASKED",
    "OBJECTS_UNREAD",
    "CONTROLS_UNREAD",
    "SHEETS_OF_SEVERAL_FORMS",
]

_IntakeNote = Literal[
    "LOCK_FILE",
    "SYSTEM_FILE",
    "LINK",
    "NOT_A_FILE",
    "NOT_A_SUBMISSION",
    "ARCHIVE_OPENED",
    "ARCHIVE_NOT_OPENED",
    "PAGE_OF_FORM",
    "SEVERAL_RESPONDENTS",
    "REGISTER_FILE",
    "ROUND_FILE",
    "OUTPUT_FILE",
    "NUMBER_AS_TEXT",
    "UNIT_REMOVED",
    "MARK_READ",
]

_RoundError = Literal[
    "VERSIONS_DIFFER",
    "WRONG_RESPONDENT",
    "NAME_OF_ANOTHER",
    "FACILITY_CODE_SHARED",
    "TYPE_OR_PROVINCE_UNKNOWN",
    "OTHER_ROUND",
]

_RoundWarning = Literal[
    "DIFFERS_FROM_REGISTER",
    "FILLED_FROM_REGISTER",
    "NOT_IN_REGISTER",
    "OTHER_FACILITY_IN_NAME",
    "STAMP_DIFFERS",
    "RECOGNISED",
    "DATE_DOUBTFUL",
    "EXCLUDED_BY_ROUND",
    "LEFT_OUT",
    "STALE_ANSWERS",
    "STRAIGHT_LINING",
    "TWINS",
    "VISIT_WITHOUT_FORM",
]

_RoundNote = Literal[
    "ANOTHER_CHOSEN",
    "CORRECTED",
    "MERGED",
    "ANSWER_UPDATED",
    "SAME_ANSWERS_TWICE",
    "SAME_FILE_TWICE",
    "VISIT_RECORDED",
]
FindingCode = Literal[_IntakeError, _IntakeWarning, _IntakeNote, _RoundError, _RoundWarning, _RoundNote]

_FOR_THE_OFFICE: frozenset[FindingCode] = frozenset(
    (
        "CANNOT_OPEN",
        "CHANGED_WHILE_READING",
        "EXCLUDED_BY_ROUND",
        "FILLED_FROM_REGISTER",
        "LEFT_OUT",
        "MACROS",
        "PATH_TOO_LONG",
        "REPEATED_ENTRY",
        "TRAILING_DATA",
        "VISIT_RECORDED",
        "VISIT_WITHOUT_FORM",
        "WRONG_EXTENSION",
    )
)


_NOTHING_TO_DO: frozenset[FindingCode] = frozenset(
    (
        "ANOTHER_CHOSEN",
        "ANSWER_UPDATED",
        "ARCHIVE_OPENED",
        "CORRECTED",
        "LEFT_OUT",
        "MACROS",
        "MARK_READ",
        "MERGED",
        "NOT_A_FILE",
        "NUMBER_AS_TEXT",
        "OUTPUT_FILE",
        "PAGE_OF_FORM",
        "REGISTER_FILE",
        "REPEATED_ENTRY",
        "ROUND_FILE",
        "SAME_ANSWERS_TWICE",
        "SAME_FILE_TWICE",
        "SEVERAL_RESPONDENTS",
        "SYSTEM_FILE",
        "TRAILING_DATA",
        "UNIT_REMOVED",
        "VISIT_RECORDED",
    )
)


class FindingKind(NamedTuple):
    """What is the same of all findings of a code: how bad they are, which room finds them, whether the
    sender of the file has something to do about them, and whether anybody has. What the office settles
    itself, or nobody needs to settle, is alone no reason to write to anybody; the latter is no work."""

    severity: Severity
    room: Room
    for_the_sender: bool
    to_do: bool


_LISTS: tuple[tuple[Room, Severity, object], ...] = (
    ("intake", "error", _IntakeError),
    ("intake", "warning", _IntakeWarning),
    ("intake", "info", _IntakeNote),
    ("round", "error", _RoundError),
    ("round", "warning", _RoundWarning),
    ("round", "info", _RoundNote),
)
CATALOGUE: Mapping[FindingCode, FindingKind] = MappingProxyType(
    {
        code: FindingKind(severity, room, code not in _FOR_THE_OFFICE, code not in _NOTHING_TO_DO)
        for room, severity, codes in _LISTS
        for code in get_args(codes)
    }
)


def code_named(name: str) -> FindingCode | None:
    """The code of this name, None if there is no such code."""
    return next((code for code in CATALOGUE if code == name), None)
