"""The cover sheet to facts. What is personal is not even read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple, assert_never

from dxassess.findings.finding import Finding, Place, finding
from dxassess.findings.persons import WITHHELD, without_contacts
from dxassess.intake.form.cells import CellAnswer, answer_cells
from dxassess.intake.matching.match import Slot
from dxassess.intake.reading import CellNote, CellValue, Reading, answered, shown, unreadable
from dxassess.intake.submission import Facts
from dxassess.intake.values.values import read_value
from dxassess.intake.words.legacy import from_legacy
from dxassess.intake.words.memo import as_key
from dxassess.intake.words.text import clean, latin
from dxassess.places.provinces import VINTAGES, match_province
from dxassess.questionnaire.model import Fact, Questionnaire

_CODE_LENGTH = 5
_APOSTROPHES = "'`´‘’"
"""With which people, and programs, tell a spreadsheet to leave a number alone."""
_KEPT = frozenset(Facts.model_fields)
_ALIKE, _MOST_KNOWN, _LONGEST_KNOWN = ("choice", "count", "date", "province"), 5_000, 200
"""Facts of other types tell respondents apart and hardly come twice."""
_CODE = re.compile(r"[0-9A-Z]{5}")


class CoverSheet(NamedTuple):
    """Facts, counts by their keys (those too of which `Facts` has no field, since a ratio may rest on them),
    what was odd about them, and where each stands by its key."""

    facts: Facts
    counts: Mapping[str, float]
    findings: tuple[Finding, ...]
    places: Mapping[str, Place]


def read_facts(
    questionnaire: Questionnaire,
    slots: Mapping[str, tuple[Slot, ...]],
    *,
    vintage: str | None,
    file: str,
    epoch_1904: bool = False,
) -> CoverSheet:
    """The facts that the workbook states. `vintage` is the map of provinces that the round uses, None if
    that is not known; then a name that stands on both maps is no match."""
    values: dict[str, object] = {}
    findings: list[Finding] = []
    places: dict[str, Place] = {}
    for fact in questionnaire.facts:
        wanted_fact = fact.type == "count" or fact.key in _KEPT
        if fact.personal or not wanted_fact or fact.code not in slots:
            continue
        read = partial(_read_known, fact=fact, vintage=vintage, epoch_1904=epoch_1904)
        cell = answer_cells(slots[fact.code], read, file=file, item=fact.code)
        findings += cell.findings
        values |= _stated(fact, cell)
        places[fact.key] = cell.places[0]
        if fact.required and cell.reading.state == "missing" and not cell.failed:
            findings.append(finding("FACT_MISSING", cell.places[0], item=fact.code, expected=fact.text))
    counts = {key: value for key, value in values.items() if isinstance(value, float)}
    known_facts = {key: value for key, value in values.items() if key in _KEPT}
    return CoverSheet(Facts.model_validate(known_facts), counts, tuple(findings), places)


def _stated(fact: Fact, cell: CellAnswer) -> dict[str, object]:
    value = None if cell.failed else cell.reading.value
    if value is None:
        return {}
    if fact.type == "province":
        vintage, _, code = str(value).partition(":")
        return {"province": code, "vintage": vintage}
    if fact.type == "text":
        value = without_contacts(str(value))
    return {} if value == WITHHELD else {fact.key: value}


_known: dict[tuple[object, ...], tuple[Reading, Fact]] = {}


def _read_known(
    cell: CellValue,
    percent_format: bool,  # noqa: FBT001 - as `ReadCell` has it
    *,
    fact: Fact,
    vintage: str | None,
    epoch_1904: bool,
) -> Reading:
    """What a cell says, kept where the forms of a round say the same again."""
    if fact.type not in _ALIKE or (isinstance(cell, str) and len(cell) > _LONGEST_KNOWN):
        return _read(cell, percent_format, fact=fact, vintage=vintage, epoch_1904=epoch_1904)
    key = (*as_key(cell), id(fact), percent_format, vintage, epoch_1904)
    known = _known.get(key)
    if known is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        reading = _read(cell, percent_format, fact=fact, vintage=vintage, epoch_1904=epoch_1904)
        known = _known[key] = (reading, fact)  # the fact is kept too, so that its id stays its own
    return known[0]


def _read(
    cell: CellValue,
    percent_format: bool,  # noqa: FBT001 - as `ReadCell` has it
    *,
    fact: Fact,
    vintage: str | None,
    epoch_1904: bool,
) -> Reading:
    read = partial(read_value, cell, percent_format=percent_format, epoch_1904=epoch_1904)
    match fact.type:
        case "choice":
            reading = read("choice", options=fact.options)
        case "count" | "date" | "text":
            reading = read(fact.type, topic=fact.text)
        case "code":
            reading = read("text")
            reading = _facility_code(cell) if reading.state == "answered" else reading
        case "province":
            reading = read("text")
            if reading.state == "answered":
                by_name = _province(str(reading.value), vintage)
                reading = by_name._replace(notes=(*reading.notes, *by_name.notes))
        case _:
            assert_never(fact.type)
    return reading if reading.state == "answered" else reading._replace(state="missing")


def _province(text: str, vintage: str | None) -> Reading:
    """By name or code; as an old encoding only where the name is none as it stands."""
    province = match_province(text, vintage)
    if province is not None:
        return answered(f"{province.vintage}:{province.code}")
    readings = {province_ for reading in from_legacy(text) if (province_ := match_province(reading, vintage))}
    if len(readings) == 1:
        (province,) = readings
        return answered(f"{province.vintage}:{province.code}", CellNote("READ_AS", province.name))
    other = next((v for v in VINTAGES if v != vintage and match_province(text, v)), None)
    if vintage is None or other is None or text.isdecimal():
        return unreadable("PROVINCE_UNKNOWN")
    return unreadable("PROVINCE_OF_OTHER_MAP", f"vintage: {other}")


def _facility_code(cell: CellValue) -> Reading:
    """Five characters; a spreadsheet that took the code for a number has eaten the zeros in front."""
    typed = latin(clean(shown(cell))).upper().replace(" ", "")
    text = typed.lstrip(_APOSTROPHES)
    if text.isdecimal() and 0 < len(text) < _CODE_LENGTH:
        padded = text.zfill(_CODE_LENGTH)
        return answered(padded, CellNote("FACILITY_CODE_PADDED", padded))
    if not _CODE.fullmatch(text):
        return unreadable("FACILITY_CODE_UNREADABLE")
    return answered(text) if text == typed else answered(text, CellNote("READ_AS", text))
