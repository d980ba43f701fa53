"""Every finding of intake by its code, with its severity. The wording lives in the catalogue `findings`:
`CODE` says in one sentence what is the matter, `CODE.remedy` what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dxassess.findings.finding import Finding, Place, Severity
from dxassess.questionnaire.model import Text

_ERRORS = """
CANNOT_OPEN EMPTY_FILE TOO_BIG CHANGED_WHILE_READING
NOT_A_WORKBOOK CSV_NOT_READ CSV_RAGGED ZIP_OF_WORKBOOKS XLSB_NOT_READ OLD_XML_NOT_READ
TRUNCATED CORRUPT PASSWORD UNSUPPORTED_COMPRESSION TOO_MANY_ENTRIES TOO_BIG_INFLATED SIZE_LIE
OVERLAPPING_ENTRIES DUPLICATE_ENTRY DTD ODD_XML_ENCODING MISSING_PART NO_SHEETS DUPLICATE_SHEET COUNT_LIE
STRAY_CELL DUPLICATE_CELL SHEET_TOO_BIG UNREADABLE MEMORY TIMEOUT READER_CRASH
NOT_A_FORM FORM_AND_TABLE TWO_INSTRUMENTS NO_ANSWER_COLUMN TWO_ANSWER_COLUMNS TWO_TABLES NO_ANSWERS
NO_IDENTITY
ERROR_CELL FORMULA_NO_VALUE CONFLICTING_ANSWERS OPTION_UNKNOWN OPTION_AMBIGUOUS EXCLUSIVE_WITH_OTHERS
NOT_YES_NO NA_NOT_ALLOWED NOT_A_NUMBER AMBIGUOUS_NUMBER NOT_WHOLE NEGATIVE OVER_100 AMBIGUOUS_PERCENT
MERGED_ANSWER BAD_DATE PART_MISSING ZERO_DENOMINATOR
FACILITY_CODE_UNREADABLE FACILITY_TWICE PROVINCE_UNKNOWN
TEXT_AMBIGUOUS TEXT_UNKNOWN PROVINCE_OF_OTHER_MAP OPTION_GONE ANSWERS_SHIFTED
"""

_WARNINGS = """
WRONG_EXTENSION ENCODING_GUESSED TRAILING_DATA REPEATED_ENTRY MACROS EXTERNAL_LINKS
INSTRUMENT_UNNAMED INSTRUMENT_UNKNOWN VERSION_DIFFERS
HEADER_MISSING CODE_REPAIRED CODE_UNKNOWN CODE_ELSEWHERE ROWS_NOT_FOUND COLUMNS_NOT_FOUND
HIDDEN_SHEET SHEETS_GROUPED
FORMULA READ_AS GROUPED_THOUSANDS SHORT_YEAR DATE_AS_NUMBER LONG_TEXT
FACILITY_CODE_PADDED FACT_MISSING INCONSISTENT
MATCHED_BY_TEXT
"""

_NOTES = """
LOCK_FILE SYSTEM_FILE LINK NOT_A_FILE NOT_A_SUBMISSION ARCHIVE_OPENED SEVERAL_RESPONDENTS REGISTER_FILE
ROUND_FILE OUTPUT_FILE
NUMBER_AS_TEXT UNIT_REMOVED MARK_READ
"""

SEVERITY: Mapping[str, Severity] = MappingProxyType(
    {
        **dict.fromkeys(_ERRORS.split(), "error"),
        **dict.fromkeys(_WARNINGS.split(), "warning"),
        **dict.fromkeys(_NOTES.split(), "info"),
    }
)
LONGEST_QUOTE = 80


def finding(
    code: str,
    place: Place,
    *,
    item: str | None = None,
    found: object = None,
    expected: object = None,
) -> Finding:
    """A finding with the severity of its code; what was found is quoted in at most 80 characters."""
    return Finding(
        code=code,
        severity=SEVERITY[code],
        place=place,
        item=item,
        found=None if found is None else _quote(found),
        expected=expected if expected is None or isinstance(expected, Text) else str(expected),
    )


def _quote(found: object) -> str:
    text = " ".join(str(found).split())
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
