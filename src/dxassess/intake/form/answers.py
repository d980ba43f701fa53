"""Slots to answers: parts put together, ratios formed, every item in the questionnaire's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.form.cells import CellAnswer, answer_cells
from dxassess.intake.matching.match import Slot
from dxassess.intake.reading import Cell, Reading
from dxassess.intake.submission import Answer, State, Value
from dxassess.intake.values.values import CellType, read_value
from dxassess.questionnaire.model import Item, Quantity, Questionnaire, Text

FactValues = Mapping[str, float | None]
"""Counts of the cover sheet by fact key, for ratios that refer to them."""


class Answers(NamedTuple):
    """The answers to all items found in the workbook, and what was odd about them."""

    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]


class _Source(NamedTuple):
    questionnaire: Questionnaire
    slots: Mapping[str, tuple[Slot, ...]]
    facts: FactValues
    file: str
    epoch_1904: bool


def read_answers(
    questionnaire: Questionnaire,
    slots: Mapping[str, tuple[Slot, ...]],
    *,
    facts: FactValues,
    applies: Callable[[Item], bool],
    file: str,
    epoch_1904: bool = False,
) -> Answers:
    """An answer for every item of which a code stands in the workbook, blank ones as missing. A ratio of two
    facts has no cell of its own: it is answered from the cover sheet if it `applies` to the respondent."""
    source = _Source(questionnaire, slots, facts, file, epoch_1904)
    answers: list[Answer] = []
    findings: list[Finding] = []
    for item in questionnaire.items:
        if any(code in slots for code, _ in item.parts):
            answer, found = _answer(item, source)
            answers.append(answer)
            findings += found
        elif not item.parts and applies(item):
            value, problem = _ratio(item, {}, source)
            answers.append(_made(item, "missing" if value is None else "answered", value, {}, source))
            findings += [problem] if problem else []
    return Answers(tuple(answers), tuple(findings))


def _answer(item: Item, source: _Source) -> tuple[Answer, list[Finding]]:
    cells = {code: _cell(item, code, source) for code, _ in item.parts if code in source.slots}
    findings = [found for cell in cells.values() for found in cell.findings]
    states = {cell.reading.state for cell in cells.values()} - {"missing"}
    failed = any(cell.failed for cell in cells.values())
    if failed or not states:
        return _made(item, "missing", None, cells, source), findings
    if "not_applicable" in states:
        return _not_applicable(item, states, cells, findings, source)
    value, problem = _value(item, cells, source)
    if problem is not None:
        findings.append(problem)
    return _made(item, "missing" if value is None else "answered", value, cells, source), findings


def _cell(item: Item, code: str, source: _Source) -> CellAnswer:
    read = partial(_read, item=item, epoch_1904=source.epoch_1904)
    return answer_cells(source.slots[code], read, file=source.file, item=item.code)


def _read(cell: Cell, percent_format: bool, *, item: Item, epoch_1904: bool) -> Reading:  # noqa: FBT001
    types: dict[str, CellType] = {"multi": "yes_no", "ratio": "part"}
    cell_type: CellType = types.get(item.type) or item.type  # type: ignore[assignment]
    reading = read_value(
        cell,
        cell_type,
        options=item.options,
        unit=item.unit,
        percent_format=percent_format,
        epoch_1904=epoch_1904,
        na_in_text=item.allow_na,
    )
    if item.type != "multi":
        return reading
    # A sign beside an option is how a choice is made, and how online forms tell it.
    return reading._replace(notes=tuple(note for note in reading.notes if note.code != "MARK_READ"))


def _not_applicable(
    item: Item,
    states: set[State],
    cells: dict[str, CellAnswer],
    findings: list[Finding],
    source: _Source,
) -> tuple[Answer, list[Finding]]:
    if item.allow_na and len(states) == 1:
        return _made(item, "not_applicable", None, cells, source), findings
    place = next(c.places[0] for c in cells.values() if c.reading.state == "not_applicable")
    findings.append(finding("NA_NOT_ALLOWED", place, item=item.code))
    return _made(item, "missing", None, cells, source), findings


def _value(item: Item, cells: dict[str, CellAnswer], source: _Source) -> tuple[Value | None, Finding | None]:
    if item.type == "multi":
        return _chosen(item, cells, source)
    if item.type == "ratio":
        return _ratio(item, cells, source)
    return cells[item.code].reading.value, None


def _chosen(item: Item, cells: dict[str, CellAnswer], source: _Source) -> tuple[Value | None, Finding | None]:
    """Options marked yes; a blank among answered ones is not chosen, but of one whose row is gone nobody
    knows."""
    gone = next((option for option in item.options if item.code + option.code not in cells), None)
    if gone is not None:
        place = next((place for cell in cells.values() for place in cell.places), Place(file=source.file))
        return None, finding("OPTION_GONE", place, item=item.code, expected=gone.text)
    chosen = [option for option in item.options if cells[item.code + option.code].reading.value is True]
    if len(chosen) > 1 and any(option.exclusive for option in chosen):
        exclusive = next(option for option in chosen if option.exclusive)
        place = cells[item.code + exclusive.code].places[0]
        return None, finding("EXCLUSIVE_WITH_OTHERS", place, item=item.code, found=exclusive.text.vi)
    return tuple(option.code for option in chosen), None


def _ratio(item: Item, cells: dict[str, CellAnswer], source: _Source) -> tuple[Value | None, Finding | None]:
    numerator = _count(item.code + "a", item.numerator, cells, source)
    denominator = _count(item.code + "b", item.denominator, cells, source)
    if numerator is None or denominator is None:
        quantity = item.numerator if numerator is None else item.denominator
        gap = _gap(item, cells, source, quantity)
        return None, finding("PART_MISSING", gap, item=item.code, expected=_asked(quantity, source))
    if denominator == 0:
        place = _gap(item, cells, source, item.denominator)
        return None, finding(
            "ZERO_DENOMINATOR", place, item=item.code, expected=_asked(item.denominator, source)
        )
    return (numerator, denominator), None


def _count(
    code: str, quantity: Quantity | None, cells: dict[str, CellAnswer], source: _Source
) -> float | None:
    if quantity is not None and quantity.fact is not None:
        return source.facts.get(quantity.fact)
    value = cells[code].reading.value if code in cells else None
    return float(value) if isinstance(value, float | int) else None


def _asked(quantity: Quantity | None, source: _Source) -> Text | None:
    if quantity is None or quantity.text is not None:
        return quantity.text if quantity else None
    return source.questionnaire.fact_by_key[quantity.fact].text if quantity.fact else None


def _gap(item: Item, cells: dict[str, CellAnswer], source: _Source, quantity: Quantity | None) -> Place:
    """Where a count is to be filled in or corrected: its cell of the cover sheet or of the item."""
    told = _fact_places(quantity, source)
    blank = (c.places[0] for code, _ in item.parts if (c := cells.get(code)) and c.reading.state == "missing")
    asked = (place for cell in cells.values() for place in cell.places)
    return next(iter((*told, *blank, *asked)), Place(file=source.file))


def _fact_places(quantity: Quantity | None, source: _Source) -> tuple[Place, ...]:
    if quantity is None or quantity.fact is None:
        return ()
    code = source.questionnaire.fact_by_key[quantity.fact].code
    return tuple(slot.place(source.file) for slot in source.slots.get(code, ()))


def _made(
    item: Item, state: State, value: Value | None, cells: dict[str, CellAnswer], source: _Source
) -> Answer:
    evidence = dict.fromkeys(cell.evidence for cell in cells.values() if cell.evidence)
    return Answer(
        item=item.code,
        state=state,
        value=value,
        places=(
            *(place for cell in cells.values() for place in cell.places),
            *_fact_places(item.numerator, source),
            *_fact_places(item.denominator, source),
        ),
        evidence="; ".join(evidence) or None,
    )
