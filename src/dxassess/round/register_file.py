"""The register of a round from its file: XLSX, ODS, XLS or CSV, one line a facility or Department."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dxassess.errors import DxassessError, Reason
from dxassess.intake.tables import CellFault, cannot_use_cells
from dxassess.places.register import Register
from dxassess.questionnaire.kinds import catalogued
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.listing.fault import ListFault
from dxassess.round.listing.listing import FacilityList, read_list

_MOST_TOLD = 8


def read_register(path: Path, *, vintage: str, questionnaires: Sequence[Questionnaire] = ()) -> Register:
    """The register in a workbook or in a CSV file; `questionnaires` say which types of facility there are.

    Raises DxassessError that names the first faulty cells with what stands there and how many there are, and
    every cell that looks filled and holds no value: a name that is "#REF!" would be a nameless facility,
    beds that are not computed a wrong weight. So does a line that states another map of provinces than
    `vintage`: provinces of two maps are never counted side by side.
    """
    listing = read_list(path, vintage=vintage, questionnaires=questionnaires)
    refuse_faults(listing, path)
    _refuse_other_maps(listing.register_, path, vintage)
    return listing.register_


def _refuse_other_maps(register: Register, path: Path, vintage: str) -> None:
    stated = [entry.province.partition(":")[0] for entry in register.entries]
    others = [each for each in stated if each != vintage]
    if others:
        raise DxassessError(
            "register:other_map", path=path.name, n=len(others), stated=others[0], vintage=vintage
        )


def refuse_faults(listing: FacilityList, path: Path) -> None:
    """Raises DxassessError where something in the list of the file is not understood."""
    unusable = tuple(
        CellFault.model_validate({"code": fault.detail, "sheet": fault.sheet, "cell": fault.cell})
        for fault in listing.faults
        if fault.code == "cell_unusable"
    )
    if unusable:
        raise cannot_use_cells(path, unusable)
    if listing.faults:
        raise DxassessError(
            "register:faulty", path=path.name, n=len(listing.faults), reasons=tuple(_reasons(listing))
        )


def _reasons(listing: FacilityList) -> list[Reason]:
    reasons = [_told(fault) for fault in listing.faults[:_MOST_TOLD]]
    if len(listing.faults) > _MOST_TOLD:
        reasons.append(Reason("register:more", n=len(listing.faults) - _MOST_TOLD))
    options = dict(listing.options)
    asked_fields = {f.field for f in listing.faults if f.code in ("type_unknown", "option_unknown")}
    for field in sorted(asked_fields):
        names = tuple(option.text for option in options[field])
        reasons.append(
            Reason("register:options", column=catalogued("register", f"column.{field}"), names=names)
        )
    return reasons


def _told(fault: ListFault) -> Reason:
    fault_line = Reason("register:at", place=fault.place, stands=fault.stands or "–", reason=why(fault))
    if fault.suggestion is None:
        return fault_line
    return Reason("register:suggested", told=fault_line, suggestion=fault.suggestion)


def why(fault: ListFault) -> Reason:
    """What is wrong, as a sentence."""
    column = catalogued("register", f"column.{fault.field}") if fault.field != "vintage" else "vintage"
    detail: object = fault.detail
    if fault.code == "cell_unusable":
        detail = Reason(f"table.{fault.detail}")
    return Reason(f"register:fault.{fault.code}", column=column, detail=detail)
