"""Which questionnaire is this? The hidden sheet says so; where it is lost, the codes do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dxassess.frozen import Frozen
from dxassess.intake.catalogue import finding
from dxassess.intake.codes import CodeIndex, index_codes
from dxassess.intake.match import Matched, match_codes
from dxassess.intake.opening import Refused
from dxassess.intake.reader import Sheet
from dxassess.intake.reading import shown
from dxassess.intake.submission import Finding, Place
from dxassess.intake.text import clean
from dxassess.questionnaire.model import Questionnaire

METADATA_SHEET = "_dxassess"
_CLEAR_MAJORITY = 10


class Instrument(Frozen):
    """A questionnaire with the index of its codes."""

    questionnaire: Questionnaire
    codes: CodeIndex


class Identified(NamedTuple):
    """The instrument of a workbook, the version that it was issued in, and its codes found."""

    questionnaire: Questionnaire
    version: str
    matched: Matched
    findings: tuple[Finding, ...]


def prepare_instruments(questionnaires: Sequence[Questionnaire]) -> tuple[Instrument, ...]:
    """The questionnaires, ready to be recognised."""
    return tuple(Instrument(questionnaire=q, codes=index_codes(q)) for q in questionnaires)


def identify(sheets: Sequence[Sheet], instruments: Sequence[Instrument], *, file: str) -> Identified:
    """The instrument that `sheets` fill in. Raises Refused if they hold the codes of none, or of two."""
    metadata = _metadata(sheets)
    tables = [sheet for sheet in sheets if sheet.name != METADATA_SHEET]
    named = [i for i in instruments if i.questionnaire.id == metadata.get("id")]
    matches = [(i, match_codes(tables, i.codes, file=file)) for i in named or instruments]
    matches.sort(key=lambda match: _items_found(*match), reverse=True)
    counts = [_items_found(*match) for match in matches]
    if not counts or not counts[0]:
        raise Refused("NOT_A_FORM")
    if len(counts) > 1 and counts[1] * _CLEAR_MAJORITY > counts[0]:
        raise Refused("TWO_INSTRUMENTS")
    instrument, matched = matches[0]
    questionnaire = instrument.questionnaire
    return Identified(
        questionnaire=questionnaire,
        version=metadata.get("version", questionnaire.version),
        matched=matched,
        findings=_doubts(metadata, questionnaire, file=file),
    )


def _items_found(instrument: Instrument, matched: Matched) -> int:
    return len(instrument.codes.items & matched.slots.keys())


def _metadata(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Keys and values of the hidden sheet; empty if it is gone."""
    rows = next((sheet.rows for sheet in sheets if sheet.name == METADATA_SHEET), ())
    pairs = ((clean(shown(row[0])), clean(shown(row[1]))) for row in rows if len(row) > 1)
    return {key: value for key, value in pairs if key and value}


def _doubts(metadata: dict[str, str], chosen: Questionnaire, *, file: str) -> tuple[Finding, ...]:
    place = Place(file=file)
    if not metadata:
        return (finding("INSTRUMENT_UNNAMED", place, expected=chosen.id),)
    if metadata.get("id") != chosen.id:
        return (finding("INSTRUMENT_UNKNOWN", place, found=metadata.get("id", ""), expected=chosen.id),)
    version = metadata.get("version", "")
    if version != chosen.version:
        return (finding("VERSION_DIFFERS", place, found=version, expected=chosen.version),)
    return ()
