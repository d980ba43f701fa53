"""Replies into the cells of an issued form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import assert_never

from openpyxl import Workbook

from dxassess.demo.answers import Reply
from dxassess.demo.phrases import invent_evidence, invent_story
from dxassess.demo.sheets import FormRow, find_rows
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Fact, Questionnaire

FilledCell = str | float | date


def fill_form(
    book: Workbook,
    questionnaire: Questionnaire,
    *,
    replies: Iterable[Reply],
    facts: Mapping[str, str],
    language: str,
    random: Random,
) -> Mapping[str, FormRow]:
    """Type the replies into the open cells of the form, and the facts that the register has not filled
    in; where each code stands is returned."""
    codes = {code for item in questionnaire.items for code, _ in item.parts}
    rows = find_rows(
        book, codes | {item.code for item in questionnaire.items} | {f.code for f in questionnaire.facts}
    )
    for fact in questionnaire.facts:
        row = rows.get(fact.code)
        if row is not None and fact.key in facts and book[row.sheet][row.open_cells[0]].value is None:
            _type(book, row, _fact_cell(fact, facts[fact.key], row))
    for reply in replies:
        item = questionnaire.item_by_code[reply.item]
        for code, content in _cells(item, reply, rows, language, random):
            _type(book, rows[code], content)
        if reply.evidence:
            _prove(book, rows.get(item.parts[0][0]), invent_evidence(language, random))
    return rows


def _type(book: Workbook, row: FormRow, content: FilledCell | None) -> None:
    if content is not None:
        book[row.sheet][row.open_cells[0]].value = content


def _prove(book: Workbook, row: FormRow | None, evidence: str) -> None:
    if row is not None and len(row.open_cells) > 1:
        book[row.sheet][row.open_cells[1]].value = evidence


def _fact_cell(fact: Fact, value: str, row: FormRow) -> FilledCell:
    codes = [option.code for option in fact.options]
    if value in codes and row.choices:
        return row.choices[codes.index(value)]
    match fact.type:
        case "date":
            return date.fromisoformat(value)
        case "count":
            return int(value)
        case "choice" | "text" | "code" | "province":
            return value
        case _:
            assert_never(fact.type)


def _cells(
    item: Item, reply: Reply, rows: Mapping[str, FormRow], language: str, random: Random
) -> list[tuple[str, FilledCell | None]]:
    """The cells of a reply that the form has."""
    places = [code for code, _ in item.parts if code in rows]
    if not places or (reply.value is None and not reply.not_applicable):
        return []
    if reply.not_applicable:
        row = rows[places[0]]
        return [(places[0], row.choices[-1] if row.choices else "N/A")]
    match item:
        case Multi():
            chosen_codes = reply.value if isinstance(reply.value, tuple) else ()
            return [
                (code, _yes_no(rows[code], yes=option.code in chosen_codes))
                for (code, _), option in zip(item.parts, item.options, strict=True)
                if code in rows
            ]
        case Ratio():
            counts = reply.value if isinstance(reply.value, tuple) else ()
            return [(code, float(counts[code.endswith("b")])) for code in places]
        case Choice() | YesNo() | Quantity() | Note():
            return [(places[0], _single(item, reply, rows[places[0]], language, random))]
        case _:
            assert_never(item)


def _single(
    item: Choice | YesNo | Quantity | Note, reply: Reply, row: FormRow, language: str, random: Random
) -> FilledCell | None:
    match item:
        case Choice():
            return row.choices[[option.code for option in item.options].index(str(reply.value))]
        case YesNo():
            return _yes_no(row, yes=reply.value is True)
        case Note() if not item.dated:
            return invent_story(language, random)
        case Quantity() | Note():
            return reply.value if isinstance(reply.value, (str, float)) else None
        case _:
            assert_never(item)


def _yes_no(row: FormRow, *, yes: bool) -> str:
    return row.choices[0 if yes else 1]
