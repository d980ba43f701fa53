"""The register of the example round, and `round.yaml` beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openpyxl import Workbook

from dxassess.demo.population import Facility
from dxassess.demo.sealing import seal
from dxassess.places.provinces import Province
from dxassess.places.register import DEPARTMENT

COLUMNS = (
    "code", "name", "type", "facility_class", "ownership", "managed_by", "province", "vintage", "commune",
    "beds_planned", "beds_actual", "staff", "it_staff", "outpatient_visits", "inpatients", "population",
)  # fmt: skip

ROUND_ID = "vi-du-2023"
SETTINGS = f"""\
# The settings of the round. This one is an example: its facilities and their answers are invented.
name:
  vi: Đợt khảo sát ví dụ 2023, Đồng bằng sông Cửu Long
  en: Example survey round 2023, Mekong Delta
id: {ROUND_ID}          # forms are stamped with it, so that one of another round is known
date: 2023-10-31
vintage: gso2004        # the map with 63 provinces
register: register.xlsx
contact:                # whom respondents may ask; stands on the first sheet of every form
  unit: {{vi: "Phòng Nghiệp vụ, Sở Y tế", en: "Professional Affairs Division, Department of Health"}}
  phone: "000 000 000"
  email: mau@example.invalid
simulated: true         # every page of the reports says so
"""


def department_line(province: Province) -> Mapping[str, object]:
    """The register line of a province's Department of Health."""
    return {
        "code": f"SYT{province.code}",
        "name": f"Sở Y tế {province.name}",
        "type": DEPARTMENT,
        "province": province.name,
        "vintage": province.vintage,
    }


def facility_line(facility: Facility) -> Mapping[str, object]:
    """The register line of a facility; a count that means nothing for its type is None."""
    fields = {name: getattr(facility, name) for name in COLUMNS if name not in ("province", "vintage")}
    return {**fields, "province": facility.province.name, "vintage": facility.province.vintage}


def register_workbook(lines: Iterable[Mapping[str, object]]) -> bytes:
    """The register as a workbook of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "register"
    sheet.append(COLUMNS)
    for line in lines:
        sheet.append([line.get(name) for name in COLUMNS])
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["B"].width = 44
    return seal(book)
