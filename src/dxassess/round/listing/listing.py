"""A register from any list of facilities. Start reading here.

list ─► sheets (by the door) ─► tables (by headings) ─► lines (cell by cell) ─► entries, faults, notes
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.resources import resource_folder
from dxassess.frozen import Frozen
from dxassess.intake.tables import TableSheet, cannot_use, cannot_use_cells, read_tables
from dxassess.intake.workbook.marks import cell_name
from dxassess.intake.workbook.opening import Refused
from dxassess.places.register import CHOICES, COLUMNS, DEPARTMENT, FACTS, REQUIRED, Entry, Register
from dxassess.questionnaire.item_parts import Option
from dxassess.questionnaire.kinds import catalogued
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Fact, Questionnaire, Text
from dxassess.questionnaire.versions import DEFAULT
from dxassess.round.listing.fault import Correction, CorrectionKey, ListFault, ListNote, NoteCode
from dxassess.round.listing.headings import ORDINAL, HeadingIndex
from dxassess.round.listing.lines import LineReader, ListLine, ListWords, fault_at, is_complete
from dxassess.round.listing.option_words import words_of
from dxassess.round.listing.table import ListTable, find_tables
from dxassess.wording.wording import LANGUAGES, wording

_LAST = 1_000_000

_QUESTIONS_OF_A_FORM = 5
"""Codes of questions that a list of facilities does not name by chance."""


class FacilityList(Frozen):
    """A list as it was understood. The `register_` holds every line that is whole; as long as there are
    `faults`, it is not to be used. `options` are what may be chosen, by field."""

    register_: Register
    faults: tuple[ListFault, ...]
    notes: tuple[ListNote, ...]
    options: tuple[tuple[str, tuple[Option, ...]], ...]


def read_list(
    path: Path,
    *,
    vintage: str,
    questionnaires: Sequence[Questionnaire] = (),
    corrections: Mapping[CorrectionKey, Correction] | None = None,
) -> FacilityList:
    """The list in a workbook or CSV file. Of several sheets all that hold a list are read, guides excepted.
    `questionnaires` say which types there are, those of the five conditions where they are not for
    everybody.

    Raises DxassessError where the file cannot be read, where nothing is a list, where a column is missing
    without which nothing is known, and where two columns claim one field.
    """
    sheets = sheets_of(path)
    return listing_of(
        sheets, path.name, vintage=vintage, questionnaires=questionnaires, corrections=corrections
    )


def sheets_of(path: Path) -> tuple[TableSheet, ...]:
    """The sheets of a file, by the door. Raises DxassessError where it cannot be read, and where a cell far
    out shows that it is not what it seems."""
    try:
        sheets = read_tables(path)
    except Refused as refusal:
        raise cannot_use(path, refusal) from refusal
    stray = tuple(fault for sheet in sheets for fault in sheet.faults if fault.code == "STRAY_CELL")
    if stray:
        raise cannot_use_cells(path, stray)
    return sheets


def listing_of(
    sheets: Sequence[TableSheet],
    file: str,
    *,
    vintage: str,
    questionnaires: Sequence[Questionnaire] = (),
    corrections: Mapping[CorrectionKey, Correction] | None = None,
) -> FacilityList:
    """The list in sheets of a file of this name. Raises as `read_list` does."""
    _refuse_form(sheets, questionnaires, file)
    words = list_words(vintage, questionnaires)
    tables = find_tables(sheets, words.headings)
    _refuse_unheaded(sheets, tables, file)
    lines: list[ListLine] = []
    faults: list[ListFault] = []
    notes = _notes_on(sheets, tables)
    for table in tables:
        reader = LineReader(table, words, corrections or {})
        lines += reader.lines()
        faults += reader.faults
        notes += reader.notes
    faults += _twice(lines, {table.sheet.name: table for table in tables})
    if not lines:
        raise DxassessError("register:empty", path=file)
    return FacilityList(
        register_=Register(entries=tuple(_entry(line) for line in lines if is_complete(line))),
        faults=tuple(sorted(faults, key=_order)),
        notes=tuple(notes),
        options=tuple((field, options.options) for field, options in words.options.items()),
    )


def list_words(vintage: str, questionnaires: Sequence[Questionnaire] = ()) -> ListWords:
    """What headings and options are called, for those who are asked `questionnaires`. Where a questionnaire
    is for some types alone, the others may stand in the list all the same."""
    loaded = tuple(questionnaires)
    if not any(q.respondent == "department" for q in loaded):
        loaded += load_questionnaires(resource_folder("questionnaires") / DEFAULT)
    facts = [fact for q in loaded if q.respondent == "facility" for fact in q.facts]
    types = [Option(code=type_.code, text=type_.name) for q in loaded for type_ in q.types]
    options = {field: words_of(field, _options(field, facts, types)) for field in CHOICES}
    headings = HeadingIndex(facts, heading_labels())
    return ListWords(headings, options, vintage)


def heading_labels() -> dict[str, str]:
    """What the columns of a cleaned register are called in every language, to the field of each."""
    return {
        wording("register", language).text(f"column.{field}"): field
        for language in LANGUAGES
        for field in (*REQUIRED, *FACTS, "part_of", "contact", "phone", "email")
    }


def _options(field: str, facts: Iterable[Fact], types: Iterable[Option]) -> Sequence[Option]:
    by_code = {o.code: o for fact in facts if fact.key == field for o in fact.options}
    if field == "type":
        by_code |= {o.code: o for o in types if o.code not in by_code}
        by_code[DEPARTMENT] = Option(code=DEPARTMENT, text=catalogued("register", "type.department"))
    return tuple(by_code.values())


def _refuse_form(sheets: Sequence[TableSheet], questionnaires: Sequence[Questionnaire], file: str) -> None:
    """A filled form is no list: the codes of many questions stand in it."""
    codes = {item.code for questionnaire in questionnaires for item in questionnaire.items}
    cells = {cell for sheet in sheets for row in sheet.rows for cell in row}
    if len(codes & cells) >= _QUESTIONS_OF_A_FORM:
        raise DxassessError("register:is_form", path=file)


def _refuse_unheaded(sheets: Sequence[TableSheet], tables: Sequence[ListTable], file: str) -> None:
    if not any(sheet.rows for sheet in sheets):
        raise DxassessError("register:empty", path=file)
    if not tables:
        raise DxassessError("register:no_heading", path=file)
    for table in tables:
        if "code" not in table.columns:
            raise DxassessError("register:no_codes", path=file, sheet=table.sheet.name)
        if table.rivals:
            field, one, other = table.rivals[0]
            column = catalogued("register", f"column.{field}")
            raise DxassessError("register:rivals", path=file, column=column, one=one, other=other)


def _notes_on(sheets: Sequence[TableSheet], tables: Sequence[ListTable]) -> list[ListNote]:
    """How columns were understood, and what was not read."""
    notes: list[ListNote] = []
    read_sheets = {table.sheet.name for table in tables}
    for table in tables:
        for field, column in table.columns.items():
            read = None if field in (ORDINAL, "vintage") else catalogued("register", f"column.{field}")
            notes += [] if read is None else [_on_column(table, "column", column.at, column.heading, read)]
        notes += [_on_column(table, "column_unread", at, heading, None) for at, heading in table.unread]
    return notes + [
        ListNote(code="sheet_unread", sheet=sheet.name, place="", stands="")
        for sheet in sheets
        if sheet.name not in read_sheets and sheet.rows
    ]


def _on_column(table: ListTable, code: NoteCode, at: int, heading: str, read: Text | None) -> ListNote:
    place = cell_name((0, at)).rstrip("1")
    return ListNote(code=code, sheet=table.sheet.name, place=place, stands=heading, read=read)


def _twice(lines: Iterable[ListLine], tables: Mapping[str, ListTable]) -> list[ListFault]:
    """Both lines, or all, of a code that stands in several."""
    by_code: defaultdict[str, list[ListLine]] = defaultdict(list)
    for line in lines:
        by_code[line.values.get("code", "")].append(line)
    return [
        fault_at(
            tables[line.sheet],
            line.row,
            "code",
            code="code_twice",
            whose=line.whose,
            detail=", ".join(_place(other, line) for other in same if other is not line),
        )
        for code, same in by_code.items()
        if code and len(same) > 1
        for line in same
    ]


def _place(other: ListLine, line: ListLine) -> str:
    row = str(other.row + 1)
    return row if other.sheet == line.sheet else f"{other.sheet}!{row}"


def _order(fault: ListFault) -> tuple[str, int, int, int]:
    """By line, from left to right, then what the list has no column for."""
    column = _LAST if fault.column is None else fault.column
    return fault.sheet, fault.row, column, (*COLUMNS, "vintage").index(fault.field)


def _entry(line: ListLine) -> Entry:
    values = line.values
    beds = values.get("beds_actual") or values.get("beds_planned")
    return Entry(
        code=values["code"],
        name=values["name"],
        type=values["type"],
        province=values["province"],
        beds=None if beds is None else float(beds),
        part_of=values.get("part_of"),
        facts=tuple((field, values[field]) for field in FACTS if field in values),
        contact=values.get("contact"),
        phone=values.get("phone"),
        email=values.get("email"),
    )
