"""What the state of IT means for a patient: in words, never a count of facilities (method.md §7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxassess.frozen import Frozen
from dxassess.insight.systems import SystemRow
from dxassess.places.provinces import place_of
from dxassess.report.value.model import Cell, Section, Table
from dxassess.report.value.roughly import by_extent, roughly
from dxassess.report.value.say import count, percent, say, sentences, text_cell
from dxassess.report.value.small_groups import MIN_GROUP
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View

_SERVICES = {
    "C3.4.1": "hospital_records",
    "C3.4.5": "station_records",
    "C3.5.1": "health_records",
    "C3.5.4": "daily_records",
    "C3.6.1": "telehealth",
    "C3.8.6": "station_payment",
    "C1.4.3": "satisfaction",
}
"""The measures that a patient meets, and what they are called."""
_FACTS = 2
"""How many of them page one says."""


class Service(Frozen):
    """What a patient meets, by `name`, and how far it has come; `known`: these readers are told."""

    name: str
    how_far: Message | Number
    known: bool


def services(rows: tuple[SystemRow, ...]) -> tuple[Service, ...]:
    """Of a province, in the order of the list above, those that the questionnaire asks about."""
    by_item = {row.measure.item: row for row in rows}
    return tuple(_service(name, by_item[item]) for item, name in _SERVICES.items() if item in by_item)


def _service(name: str, row: SystemRow) -> Service:
    """People and patients as a percentage, since many stand behind every facility's figure; facilities in a
    word."""
    if row.value is None or row.n < MIN_GROUP:
        return Service(name=name, how_far=say("patients.unknown"), known=False)
    if name in ("health_records", "satisfaction"):
        return Service(name=name, how_far=percent(row.value), known=True)
    kind = "extent" if row.measure.kind == "mean" else "places"
    return Service(name=name, how_far=say(f"{kind}.{roughly(row.value, row.n)}"), known=True)


def patients_section(view: View, key: str) -> tuple[Section, ...]:
    """A service a row: what it is, how far it has come, what that means; nothing where none is asked."""
    return _section(
        [_row(service, text_cell(service.how_far)) for service in services(view.analysis.systems[key])]
    )


def regional_patients_section(view: View) -> tuple[Section, ...]:
    """A service a row, with the provinces by how far it has come there: what their own copies say."""
    by_province = {
        place_of(p.key).name: services(view.analysis.systems[p.key]) for p in view.analysis.ordered
    }
    rows = []
    for same in zip(*by_province.values(), strict=True):
        stated = by_extent(zip(by_province, (service.how_far for service in same), strict=True))
        rows.append(_row(same[0], text_cell(stated)))
    return _section(rows)


def _row(service: Service, how_far: Cell) -> tuple[Cell, ...]:
    name, means = say(f"patients.{service.name}"), say(f"patients.{service.name}.means")
    return text_cell(name, strong=True), how_far, text_cell(means)


def _section(rows: Sequence[tuple[Cell, ...]]) -> tuple[Section, ...]:
    if not rows:
        return ()
    table = Table(
        id="patients",
        of_groups=True,
        head=tuple(say(f"head.{head}") for head in ("service", "how_far", "means_for_you")),
        rows=tuple(rows),
        note=say("roughly.note", least=count(MIN_GROUP)),
    )
    return (
        Section(
            id="patients",
            title=say("section.patients"),
            intro=say("section.patients.intro"),
            blocks=(table,),
        ),
    )


def patients_sentence(view: View, key: str) -> Message | None:
    """For page one: the first that is known; None where nothing is."""
    stated = list(_stated(view, key))[:_FACTS]
    return sentences(stated) if stated else None


def _stated(view: View, key: str) -> Iterator[Message]:
    for service in services(view.analysis.systems[key]):
        if service.known:
            yield say("patients.fact", service=say(f"patients.{service.name}"), how_far=service.how_far)
