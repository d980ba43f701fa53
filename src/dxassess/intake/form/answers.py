"""Slots to answers: parts put together, ratios formed, every item in the questionnaire's order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from functools import partial
from typing import NamedTuple, assert_never

from dxassess.findings.finding import Finding, Place, finding
from dxassess.findings.persons import without_persons
from dxassess.intake.form.cells import CellAnswer, answer_cells, evidence_beside
from dxassess.intake.form.known import KnownAnswer, keep, key_of, recall, slots_of
from dxassess.intake.matching.match import Slot
from dxassess.intake.reading import CellValue, Reading, shown
from dxassess.intake.submission import Answer, State, Value
from dxassess.intake.values.item_cell import read_item_cell
from dxassess.intake.words.memo import Memo
from dxassess.questionnaire.item_parts import RatioCount
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire, Text

_PER_HUNDRED = 100.0

FactValues = Mapping[str, float | None]
"""Counts of the cover sheet by fact key, for ratios that refer to them."""

ItemCells = Mapping[str, CellAnswer]
"""What the cells of an item say, by their codes."""

ItemResult = tuple[Value | None, Finding | None]
"""The value of an item, or why it has none."""


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
    doubted: Container[str]


def read_answers(
    questionnaire: Questionnaire,
    slots: Mapping[str, tuple[Slot, ...]],
    *,
    facts: FactValues,
    applies: Callable[[Item], bool],
    file: str,
    epoch_1904: bool = False,
    doubted: Container[str] = (),
) -> Answers:
    """An answer for every item of which a code stands in the workbook, blank and `doubted` ones as missing. A
    ratio of two
    facts has no cell of its own: it is answered from the cover sheet if it `applies` to the respondent."""
    source = _Source(questionnaire, slots, facts, file, epoch_1904, doubted)
    answers: list[Answer] = []
    findings: list[Finding] = []
    for item in questionnaire.items:
        item_slots = slots_of(item, slots)
        if item_slots or any(code in slots for code, _ in item.parts):
            answer, item_findings = _answer(item, item_slots, source)
            answers.append(answer)
            findings += item_findings
        elif not item.parts and applies(item):
            value, problem = _value(item, {}, source)
            answers.append(_made(item, "missing" if value is None else "answered", value, {}, source))
            findings += [problem] if problem else []
    return Answers(tuple(answers), tuple(findings))


def _answer(item: Item, slots: Sequence[Slot], source: _Source) -> tuple[Answer, list[Finding]]:
    """The answer to an item; what plain cells said before without a finding, they say again."""
    key = None
    if slots and item.code not in source.doubted:
        key = key_of(item, slots, epoch_1904=source.epoch_1904)
        known = recall(key) if key else None
        if known is not None:
            return _answered_again(known, slots, source.file), []
    answer, findings = _read_anew(item, source)
    if key and not findings:
        keep(key, KnownAnswer(item, answer.state, answer.value))
    return answer, findings


def _answered_again(known: KnownAnswer, slots: Sequence[Slot], file: str) -> Answer:
    texts = [text for slot in slots if slot.evidence and (text := evidence_beside(slot))]
    return Answer.unchecked(
        {
            "item": known.item.code,
            "state": known.state,
            "value": known.value,
            "places": tuple([slot.place(file) for slot in slots]),
            "evidence": _nameless(dict.fromkeys(texts)),
        }
    )


def _read_anew(item: Item, source: _Source) -> tuple[Answer, list[Finding]]:
    cells = {code: _cell(item, code, source) for code, _ in item.parts if code in source.slots}
    findings = [each for cell in cells.values() for each in cell.findings]
    states = {cell.reading.state for cell in cells.values()} - {"missing"}
    failed = any(cell.failed for cell in cells.values())
    if failed or not states or item.code in source.doubted:
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


def _read(cell: CellValue, percent_format: bool, *, item: Item, epoch_1904: bool) -> Reading:  # noqa: FBT001
    reading = read_item_cell(
        cell, item, percent_format=percent_format, epoch_1904=epoch_1904, na_in_text=item.allow_na
    )
    if not reading.notes or not isinstance(item, Multi):
        return reading
    # A sign beside an option is how a choice is made, and how online forms tell it.
    return reading._replace(notes=tuple(note for note in reading.notes if note.code != "MARK_READ"))


def _not_applicable(
    item: Item,
    states: set[State],
    cells: ItemCells,
    findings: list[Finding],
    source: _Source,
) -> tuple[Answer, list[Finding]]:
    if item.allow_na and len(states) == 1:
        return _made(item, "not_applicable", None, cells, source), findings
    place = next(c.places[0] for c in cells.values() if c.reading.state == "not_applicable")
    findings.append(finding("NA_NOT_ALLOWED", place, item=item.code))
    return _made(item, "missing", None, cells, source), findings


def _value(item: Item, cells: ItemCells, source: _Source) -> ItemResult:
    match item:  # a class that matches at once costs nothing, each that does not a call
        case Quantity():
            return cells[item.code].reading.value, None
        case Choice() | YesNo():
            return cells[item.code].reading.value, None
        case Multi():
            return _chosen(item, cells, source)
        case Ratio():
            return _ratio(item, cells, source)
        case Note():
            value = cells[item.code].reading.value
            return (without_persons(value) if isinstance(value, str) else value), None
        case _:
            assert_never(item)


def _chosen(item: Multi, cells: ItemCells, source: _Source) -> tuple[Value | None, Finding | None]:
    """Options marked yes; a blank among answered ones is not chosen, but of one whose row is gone nobody
    knows."""
    missing_option = next((option for option in item.options if item.code + option.code not in cells), None)
    if missing_option is not None:
        place = next((place for cell in cells.values() for place in cell.places), Place(file=source.file))
        return None, finding("OPTION_GONE", place, item=item.code, expected=missing_option.text)
    chosen_options = [
        option for option in item.options if cells[item.code + option.code].reading.value is True
    ]
    if len(chosen_options) > 1 and any(option.exclusive for option in chosen_options):
        exclusive = next(option for option in chosen_options if option.exclusive)
        place = cells[item.code + exclusive.code].places[0]
        return None, finding("EXCLUSIVE_WITH_OTHERS", place, item=item.code, found=exclusive.text)
    return tuple(option.code for option in chosen_options), None


def _ratio(item: Ratio, cells: ItemCells, source: _Source) -> ItemResult:
    numerator, denominator = (_counted(code, count, cells, source) for code, count in item.counts)
    if numerator is None or denominator is None:
        count = item.numerator if numerator is None else item.denominator
        gap = _gap(item, cells, source, count)
        return None, finding("PART_MISSING", gap, item=item.code, expected=_asked(count, source))
    if denominator == 0:
        place = _gap(item, cells, source, item.denominator)
        return None, finding(
            "ZERO_DENOMINATOR", place, item=item.code, expected=_asked(item.denominator, source)
        )
    if _is_share(item) and numerator > denominator:
        place = next(place for cell in cells.values() for place in cell.places)
        fraction = f"{shown(numerator)} / {shown(denominator)}"
        return None, finding("PART_ABOVE_WHOLE", place, item=item.code, found=fraction, expected=item.unit)
    return (numerator, denominator), None


def _is_share(item: Ratio) -> bool:
    """Whether the numerator is part of the denominator: both asked in one unit, and counted per hundred."""
    return item.scale == _PER_HUNDRED and item.unit is not None and not item.facts


def _counted(code: str, count: RatioCount, cells: ItemCells, source: _Source) -> float | None:
    if count.fact is not None:
        return source.facts.get(count.fact)
    value = cells[code].reading.value if code in cells else None
    return float(value) if isinstance(value, float | int) else None


def _asked(count: RatioCount, source: _Source) -> Text | None:
    return count.text if count.fact is None else source.questionnaire.fact_by_key[count.fact].text


def _gap(item: Ratio, cells: ItemCells, source: _Source, count: RatioCount) -> Place:
    """Where a count is to be filled in or corrected: its own cell, on the cover sheet or of the item."""
    fact_places = () if count.fact is None else _fact_places(count.fact, source)
    codes = (code for code, each in item.counts if each is count)
    own_places = (place for code in codes if code in cells for place in cells[code].places)
    item_places = (place for cell in cells.values() for place in cell.places)
    return next(iter((*fact_places, *own_places, *item_places)), Place(file=source.file))


def _fact_places(key: str, source: _Source) -> tuple[Place, ...]:
    code = source.questionnaire.fact_by_key[key].code
    return tuple(slot.place(source.file) for slot in source.slots.get(code, ()))


def _made(item: Item, state: State, value: Value | None, cells: ItemCells, source: _Source) -> Answer:
    evidence = dict.fromkeys([cell.evidence for cell in cells.values() if cell.evidence])
    places = [place for cell in cells.values() for place in cell.places]
    if type(item) is Ratio:
        places += [place for key in item.facts for place in _fact_places(key, source)]
    return Answer.unchecked(
        {
            "item": item.code,
            "state": state,
            "value": value,
            "places": tuple(places),
            "evidence": _nameless(evidence),
        }
    )


def _nameless(evidence: Collection[str]) -> str | None:
    return _NAMELESS["; ".join(evidence)] or None if evidence else None


_NAMELESS = Memo(without_persons)
