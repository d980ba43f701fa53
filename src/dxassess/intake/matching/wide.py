"""Wide tables: one row of headings, then one row for every respondent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, assert_never

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.matching.codes import CodeIndex
from dxassess.intake.matching.columns import ColumnIndex, TableColumn
from dxassess.intake.matching.match import SheetTexts, Slot
from dxassess.intake.matching.respondents import SheetRespondent
from dxassess.intake.reading import CellValue, shown
from dxassess.intake.words.text import clean, same_words, without_accents
from dxassess.intake.words.vocabulary import NO, NOT_APPLICABLE, NOT_APPLICABLE_LOOSELY, YES
from dxassess.intake.workbook.marks import cell_name
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo, options_of
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.online_names import na_choice

_FEWEST_ITEMS = 3
_FEWEST_HEADINGS = _FEWEST_ITEMS + 1  # one more tells who answers
_HEADING_WITHIN = 50
_MOST_RESPONDENTS = 5_000
_SERVERS_OWN = frozenset(
    (
        "_uuid",
        "_submission_time",
        "_id",
        "key",
        "submissiondate",
        "meta/instanceid",
        "meta-instanceid",
        "instanceid",
    )
)
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_PARTED = re.compile(r"[\s,;|]+")


class WideTable(NamedTuple):
    """A sheet that is a wide table, its row of headings, and what stands in each column. `exported` if a
    server of online forms made it, which writes numbers with a decimal point whatever the language."""

    sheet: Sheet
    row: int
    columns: Mapping[int, TableColumn]
    exported: bool = False

    @property
    def items(self) -> set[str]:
        return {column.code for column in self.columns.values()}


def find_tables(sheets: Iterable[SheetTexts], columns: ColumnIndex) -> tuple[WideTable, ...]:
    """The sheets on which one row heads at least three items, and tells who answers."""
    return tuple(table for texts in sheets if (table := _table(texts, columns)) is not None)


def _table(texts: SheetTexts, columns: ColumnIndex) -> WideTable | None:
    for r, row in texts.rows:
        if r >= _HEADING_WITHIN:
            break
        headings = _headings(row, columns) if len(row) >= _FEWEST_HEADINGS else {}
        if not headings:
            continue
        codes = {column.code for column in headings.values()}
        if len(codes & columns.items) >= _FEWEST_ITEMS and codes & columns.identity:
            exported = any(text.casefold() in _SERVERS_OWN for _, text in row)
            return WideTable(texts.sheet, r, headings, exported)
    return None


def _headings(row: Sequence[tuple[int, str]], columns: ColumnIndex) -> dict[int, TableColumn]:
    """The columns that a row heads; none as soon as what is left of it could not make it head a table, so
    that in forms, which have few cells a row, free texts are not looked at."""
    spare = len(row) - _FEWEST_HEADINGS
    headings: dict[int, TableColumn] = {}
    for n, (c, text) in enumerate(row):
        if n - len(headings) > spare:
            return {}
        column = columns.by_heading[text]
        if column is not None:
            headings[c] = column
    return headings


def oddities(tables: Iterable[WideTable], codes: CodeIndex, *, file: str) -> Iterator[Finding]:
    """Headings that look like codes and are none: what stands below is not read."""
    for table in tables:
        for c, cell in enumerate(table.sheet.rows[table.row]):
            odd = isinstance(cell, str) and c not in table.columns
            if odd and (codes.is_stranger(str(cell)) or codes.repair(str(cell))):
                place = Place(file=file, sheet=table.sheet.name, cell=cell_name((table.row, c)))
                yield finding("CODE_UNKNOWN", place, found=cell)


def read_rows(
    tables: Iterable[WideTable], questionnaire: Questionnaire, *, file: str
) -> tuple[SheetRespondent, ...]:
    """A respondent for every row below the headings in which something stands."""
    rows: list[SheetRespondent] = []
    by_cell = questionnaire.item_by_cell
    texts = _texts(questionnaire)
    for table in tables:
        for r in range(table.row + 1, len(table.sheet.rows)):
            cells = table.sheet.rows[r]
            filled = [c for c in table.columns if c < len(cells) and _is_filled(cells[c])]
            if not filled or _repeats_headings(table, r, filled, texts):
                continue
            if len(rows) >= _MOST_RESPONDENTS:
                raise Refused("SHEET_TOO_BIG", sheet=table.sheet.name)
            rows.append(_respondent(table, r, questionnaire, by_cell, file=file))
    return tuple(rows)


def _is_filled(cell: CellValue) -> bool:
    return cell != "" and (not isinstance(cell, str) or clean(cell) != "")


def _texts(questionnaire: Questionnaire) -> frozenset[str]:
    texts = [text for item in questionnaire.items for _, text in (*item.parts, ("", item.text))]
    texts += [fact.text for fact in questionnaire.facts]
    return frozenset(same_words(t) for text in texts for t in text.wordings)


def _repeats_headings(table: WideTable, row: int, filled: list[int], texts: frozenset[str]) -> bool:
    """Whether a row says the questions themselves: below the codes many tables have the wording."""
    cells = [shown(table.sheet.at((row, c))) for c in filled]
    return sum(same_words(cell).rstrip(" *:") in texts for cell in cells) * 2 > len(cells)


def _respondent(
    table: WideTable, row: int, questionnaire: Questionnaire, by_cell: Mapping[str, Item], *, file: str
) -> SheetRespondent:
    slots: defaultdict[str, list[Slot]] = defaultdict(list)
    findings: list[Finding] = []
    for c, column in table.columns.items():
        cell = table.sheet.at((row, c))
        if column.kind == "cell":
            answer = _told(by_cell.get(column.code), cell, exported=table.exported)
            slots[column.code].append(Slot(column.code, table.sheet, (row, c), None, answer))
            continue
        item, lists = questionnaire.item_by_code[column.code], column.kind == "list"
        by_code = _chosen(item, cell) if isinstance(item, Multi) and lists else _inapplicable(item, cell)
        if by_code is None:
            place = Place(file=file, sheet=table.sheet.name, cell=cell_name((row, c)))
            findings.append(_not_understood(item, column, place, cell))
            by_code = dict.fromkeys(dict(item.parts), "") if lists else {}
        for code, value in by_code.items():
            slots[code].append(Slot(code, table.sheet, (row, c), None, value))
    name = f"{table.sheet.name}!{row + 1}"
    return SheetRespondent(
        name, {code: tuple(code_slots) for code, code_slots in slots.items()}, tuple(findings)
    )


def _told(item: Item | None, cell: CellValue, *, exported: bool) -> CellValue | None:
    """What a cell says in the words of the form where a table says it in its own way, else None: the code of
    an option, or a number as a server writes it."""
    if item is None:
        return None
    match item:
        case Choice():
            return _told_option(item, clean(shown(cell)))
        case Multi() | YesNo() | Quantity() | Ratio():
            text = clean(cell) if exported and isinstance(cell, str) else ""
            return float(text) if _DECIMAL.fullmatch(text) else None
        case Note():
            return None
        case _:
            assert_never(item)


def _told_option(item: Choice, text: str) -> str | None:
    option = next((o for o in item.options if o.code == text), None)
    if option is not None:
        return f"{option.code}. {option.text.wordings[0]}"
    return "N/A" if item.allow_na and text == na_choice(item.options) else None


def _chosen(item: Multi, cell: CellValue) -> dict[str, CellValue] | None:
    """What a list of options says of each, None if it names something else."""
    text = clean(shown(cell))
    if not text or _says_not_applicable(text):
        return dict.fromkeys(dict(item.parts), "N/A" if text else "")
    by_code = {option.code.casefold(): option.code for option in item.options}
    by_text = {same_words(t): o.code for o in item.options for t in o.text.wordings}
    if same_words(text) in by_text:
        chosen_codes: set[str | None] = {by_text[same_words(text)]}
    else:
        chosen_codes = {by_code.get(token) for token in _PARTED.split(text.casefold()) if token}
    if None in chosen_codes:
        return None
    return {item.code + option.code: option.code in chosen_codes for option in item.options}


def _inapplicable(item: Item, cell: CellValue) -> dict[str, CellValue] | None:
    """Every part of an item as not applicable if the cell says so; a blank or a no says nothing."""
    text = same_words(shown(cell))
    if text in YES:
        return dict.fromkeys(dict(item.parts), "N/A")
    return {} if not text or text in NO else None


def _not_understood(item: Item, column: TableColumn, place: Place, cell: CellValue) -> Finding:
    if column.kind == "na":
        return finding("NOT_YES_NO", place, item=item.code, found=shown(cell))
    expected = ", ".join(option.code for option in options_of(item))
    return finding("OPTION_UNKNOWN", place, item=item.code, found=shown(cell), expected=expected)


def _says_not_applicable(text: str) -> bool:
    return same_words(text) in NOT_APPLICABLE or without_accents(text) in NOT_APPLICABLE_LOOSELY
