"""Several respondents in one workbook, told apart by the stamps of their sheets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dxassess.findings.finding import Finding, Place, finding
from dxassess.forms.stamp import Stamp
from dxassess.intake.matching.codes import CodeIndex
from dxassess.intake.matching.match import Matched, Slot
from dxassess.intake.matching.respondents import SheetRespondent, answers_once
from dxassess.intake.matching.stamps import form_of
from dxassess.intake.workbook.sheet import Sheet
from dxassess.questionnaire.model import Questionnaire

_Slots = dict[str, tuple[Slot, ...]]


def split_by_stamp(
    matched: Matched,
    sheets: Sequence[Sheet],
    stamps: Mapping[str, Stamp],
    questionnaire: Questionnaire,
    codes: CodeIndex,
    *,
    file: str,
) -> tuple[SheetRespondent, ...]:
    """The respondents of a workbook whose sheets were issued as several forms, in the order of the sheets.
    Empty where a sheet with answers bears no stamp, or the sheets of a form are without their cover sheet,
    answer twice, or state the code of another form: a sheet that was put into another form is no form."""
    answering = {slot.sheet.name for slots in matched.slots.values() for slot in slots}
    order = [sheet.name for sheet in sheets if sheet.name in answering]
    forms = dict.fromkeys(form_of(stamps[name]) for name in order if name in stamps)
    if len(forms) < 2 or any(name not in stamps for name in order):
        return ()
    fact = questionnaire.fact_by_key.get("facility_code")
    respondents = []
    for form in forms:
        own_sheets = [name for name in order if form_of(stamps[name]) == form]
        slots = _on(own_sheets, matched.slots)
        if fact is None or fact.code not in slots or not answers_once(slots, codes):
            return ()
        findings = tuple(_about(own_sheets, matched.findings, file))
        respondents.append(SheetRespondent(own_sheets[0], slots, findings))
    return tuple(respondents)


def with_stamps(
    respondents: Iterable[SheetRespondent], stamps: Mapping[str, Stamp]
) -> tuple[SheetRespondent, ...]:
    """The respondents with the sheets on which each answers alone and the stamp of these; of several copies
    of one form the last counts, and the stamps of several forms say nothing."""
    each_on = [(one, {s.sheet.name for slots in one.slots.values() for s in slots}) for one in respondents]
    shared = Counter(name for _, names in each_on for name in names)
    stamped = []
    for one, names in each_on:
        its_stamps = [stamps[name] for name in names if name in stamps and shared[name] == 1]
        of_one_form = len({form_of(stamp) for stamp in its_stamps}) == 1
        stamp = max(its_stamps, key=lambda stamp: stamp.copy_number) if of_one_form else None
        alone_on = tuple(sorted(names)) if all(shared[name] == 1 for name in names) else ()
        stamped.append(one._replace(stamp=stamp, alone_on=alone_on))
    return tuple(stamped)


def _on(sheets: Sequence[str], slots: Mapping[str, tuple[Slot, ...]]) -> _Slots:
    slots_here: defaultdict[str, list[Slot]] = defaultdict(list)
    for code, slots_of_code in slots.items():
        for slot in slots_of_code:
            if slot.sheet.name in sheets:
                slots_here[code].append(slot)
    return {code: tuple(each) for code, each in slots_here.items()}


def _about(sheets: Sequence[str], findings: Iterable[Finding], file: str) -> Iterator[Finding]:
    yield from (finding_ for finding_ in findings if finding_.place.sheet in sheets)
    if len(sheets) > 1:
        yield finding("SHEETS_GROUPED", Place(file=file, sheet=sheets[0]), found=", ".join(sheets))
