"""Which questionnaire is this? The hidden sheet says so; where it is lost, the codes do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from dxassess.findings.finding import Finding, Place, finding
from dxassess.forms.stamp import Stamp
from dxassess.frozen import Frozen
from dxassess.intake.matching.codes import CodeIndex, index_codes
from dxassess.intake.matching.columns import ColumnIndex, index_columns
from dxassess.intake.matching.issued import IssuedIndex, index_issued
from dxassess.intake.matching.match import (
    CodedSheet,
    Matched,
    SheetTexts,
    count_items,
    find_codes,
    match_codes,
    texts_of,
)
from dxassess.intake.matching.match_wordings import match_wordings
from dxassess.intake.matching.respondents import SheetRespondent, split_respondents
from dxassess.intake.matching.stamped import split_by_stamp, with_stamps
from dxassess.intake.matching.stamps import find_stamp, stamps_by_sheet
from dxassess.intake.matching.wide import WideTable, find_tables, oddities, read_rows
from dxassess.intake.matching.wordings import WordingIndex, index_wordings
from dxassess.intake.reading import shown
from dxassess.intake.words.text import clean
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet
from dxassess.questionnaire.model import Questionnaire

METADATA_SHEET = "_dxassess"
_CLEAR_MAJORITY = 10
_WORDED_MAJORITY = 2  # the questionnaires put some questions in nearly the same words
_Found = TypeVar("_Found")


class KnownInstrument(Frozen):
    """A questionnaire with the indexes of its codes, of the headings of wide tables, of its wordings and of
    what its forms hold as issued."""

    questionnaire: Questionnaire
    codes: CodeIndex
    columns: ColumnIndex
    wordings: WordingIndex
    issued: IssuedIndex


class Identified(NamedTuple):
    """The instrument of a workbook, the version that it was issued in, and its codes found; of several
    respondents, those of each, and whether they are rows of a table."""

    instrument: KnownInstrument
    version: str
    matched: Matched
    findings: tuple[Finding, ...]
    respondents: tuple[SheetRespondent, ...] = ()
    is_table: bool = False
    stamp: Stamp | None = None

    @property
    def questionnaire(self) -> Questionnaire:
        return self.instrument.questionnaire


def prepare_instruments(questionnaires: Sequence[Questionnaire]) -> tuple[KnownInstrument, ...]:
    """The questionnaires, ready to be recognised."""
    return tuple(
        KnownInstrument(
            questionnaire=q,
            codes=index_codes(q),
            columns=index_columns(q),
            wordings=index_wordings(q),
            issued=index_issued(q),
        )
        for q in questionnaires
    )


def identify(sheets: Sequence[Sheet], instruments: Sequence[KnownInstrument], *, file: str) -> Identified:
    """The instrument that `sheets` fill in. Raises Refused if they hold the codes of none, or of two."""
    stamps = stamps_by_sheet(sheets)
    stamp, odd_stamps = find_stamp(stamps.values(), file=file)
    metadata = _metadata(sheets) or _stamped(stamp)
    plain = [sheet for sheet in sheets if sheet.name != METADATA_SHEET]
    texts = [texts_of(sheet) for sheet in plain]
    candidates = [i for i in instruments if i.questionnaire.id == metadata.get("id")] or list(instruments)
    wide = _clearly_best(
        [(i, tables, _width(tables)) for i in candidates if (tables := find_tables(texts, i.columns))]
    )
    in_tables = {table.sheet.name for table in wide[1]} if wide else set()
    forms = [each for each in texts if each.sheet.name not in in_tables]
    form = _form(forms, candidates, file=file)
    if form and wide:
        raise Refused("FORM_AND_TABLE", sheet=min(in_tables))
    if wide:
        return _table(*wide, metadata, file=file)
    if form is None:
        raise Refused("NOT_A_FORM")
    instrument, matched = form
    questionnaire = instrument.questionnaire
    pages = [each.sheet for each in forms]
    respondents = with_stamps(
        split_by_stamp(matched, pages, stamps, questionnaire, instrument.codes, file=file)
        or split_respondents(matched, pages, questionnaire, instrument.codes, file=file),
        stamps,
    )
    return Identified(
        instrument=instrument,
        version=metadata.get("version", questionnaire.version),
        matched=matched,
        findings=(*_doubts(metadata, questionnaire, file=file), *(() if respondents else odd_stamps)),
        respondents=respondents,
        stamp=None if respondents else stamp,
    )


def _form(
    forms: Sequence[SheetTexts], candidates: Sequence[KnownInstrument], *, file: str
) -> tuple[KnownInstrument, Matched] | None:
    """The instrument whose codes the sheets hold, with the rows that lost theirs; where all are gone, the one
    whose questions they ask."""
    coded = [(i, find_codes(forms, i.codes)) for i in candidates]
    best = _clearly_best([(i, sheets, count_items(sheets, i.codes)) for i, sheets in coded])
    if best is not None:
        return best[0], _matched(best[1], forms, best[0], file=file)
    worded = [(i, _matched(sheets, forms, i, file=file)) for i, sheets in coded]
    return _clearly_best(
        [(i, m, len(i.codes.items & m.slots.keys())) for i, m in worded], majority=_WORDED_MAJORITY
    )


def _matched(
    coded: Sequence[CodedSheet], forms: Sequence[SheetTexts], instrument: KnownInstrument, *, file: str
) -> Matched:
    """By their codes, then by what they ask where a row has none."""
    by_code = match_codes(coded, instrument.codes, file=file)
    return match_wordings(
        by_code,
        [each.sheet for each in forms],
        instrument.wordings,
        instrument.codes,
        instrument.issued,
        file=file,
    )


def _clearly_best(
    candidates: list[tuple[KnownInstrument, _Found, int]], *, majority: int = _CLEAR_MAJORITY
) -> tuple[KnownInstrument, _Found] | None:
    """The instrument of which by far the most items were found, None if there is none.

    Raises Refused if another comes near."""
    ranked = sorted(candidates, key=lambda candidate: candidate[2], reverse=True)
    if not ranked or not ranked[0][2]:
        return None
    if len(ranked) > 1 and ranked[1][2] * majority > ranked[0][2]:
        raise Refused("TWO_INSTRUMENTS")
    return ranked[0][:2]


def _width(tables: Sequence[WideTable]) -> int:
    return sum(len(table.items) for table in tables)


def _table(
    instrument: KnownInstrument, tables: tuple[WideTable, ...], metadata: dict[str, str], *, file: str
) -> Identified:
    questionnaire = instrument.questionnaire
    return Identified(
        instrument=instrument,
        version=metadata.get("version", questionnaire.version),
        matched=Matched({}, tuple(oddities(tables, instrument.codes, file=file))),
        findings=_doubts(metadata, questionnaire, file=file),
        respondents=read_rows(tables, questionnaire, file=file),
        is_table=True,
    )


def _stamped(stamp: Stamp | None) -> dict[str, str]:
    """What the hidden sheet says, by the stamp: it survives where that is lost."""
    return {"id": stamp.questionnaire, "version": stamp.version} if stamp else {}


def _metadata(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Keys and values of the hidden sheet; empty if it is gone."""
    rows = next((sheet.rows for sheet in sheets if sheet.name == METADATA_SHEET), ())
    pairs = ((clean(shown(row[0])), clean(shown(row[1]))) for row in rows if len(row) > 1)
    return {key: value for key, value in pairs if key and value}


def _doubts(metadata: dict[str, str], questionnaire: Questionnaire, *, file: str) -> tuple[Finding, ...]:
    place = Place(file=file)
    if not metadata:
        return (finding("INSTRUMENT_UNNAMED", place, expected=questionnaire.id),)
    if metadata.get("id") != questionnaire.id:
        return (
            finding("INSTRUMENT_UNKNOWN", place, found=metadata.get("id", ""), expected=questionnaire.id),
        )
    version = metadata.get("version", "")
    if version != questionnaire.version:
        return (finding("VERSION_DIFFERS", place, found=version, expected=questionnaire.version),)
    return ()
