"""A health point that sent no form counts with the station that answered; nobody else speaks for it."""

from __future__ import annotations

from random import Random

import pytest
from tests.reference.fill import fill
from tests.report.by_hand import province
from tests.report.shipped import SECOND, shipped
from tests.report.words import told

from dxassess.insight.analysis import analyse
from dxassess.intake.submission import FileOutcome
from dxassess.intake.tables import TableSheet
from dxassess.places.register import Entry, Register
from dxassess.report.sections.sources import coverage_section
from dxassess.report.value.model import Paragraph, Table
from dxassess.report.view import View
from dxassess.round.listing.listing import listing_of
from dxassess.round.points import answered_by_the_whole
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

HCMC = "gso2025:79"


def line(code: str, type_: str, *, part_of: str | None = None, commune: str = "", manager: str = "") -> Entry:
    facts = [("commune", commune)] if commune else []
    facts += [("managed_by", manager)] if manager else []
    return Entry(code=code, name=code, type=type_, province=HCMC, part_of=part_of, facts=tuple(facts))


STATION, OTHER = line("79001", "commune_station", commune="An Phú"), line("79002", "commune_station")


@pytest.mark.parametrize(
    ("point", "heard", "joins"),
    [
        (line("79011", "health_point", part_of="79001"), {"79001"}, True),
        (line("79011", "health_point", part_of="79001"), {"79002"}, False),  # its station is silent
        (line("79011", "health_point", part_of="79001"), {"79001", "79011"}, False),  # it answered itself
        (line("79011", "health_point", part_of="79999"), {"79001"}, False),  # of a station that is not asked
        (line("79011", "health_point", commune="an  phú"), {"79001"}, True),  # the only station there
        (line("79011", "health_point", commune="Bình Phú"), {"79001"}, False),
        (line("79011", "health_point"), {"79001"}, False),
        (line("79011", "polyclinic", part_of="79001"), {"79001"}, False),  # no part of anything
    ],
)
def test_who_speaks_for_a_silent_point(point: Entry, heard: set[str], joins: bool) -> None:
    types = next(q for q in shipped(SECOND) if q.respondent == "facility").types
    register = Register(entries=(STATION, OTHER, point))
    assert answered_by_the_whole(register, types, heard) == ((point,) if joins else ())


def test_of_two_stations_in_a_commune_none_is_meant() -> None:
    types = next(q for q in shipped(SECOND) if q.respondent == "facility").types
    twin = line("79003", "commune_station", commune="An Phú")
    point = line("79011", "health_point", commune="An Phú")
    assert answered_by_the_whole(Register(entries=(STATION, twin, point)), types, {"79001", "79003"}) == ()


@pytest.fixture(scope="module")
def round_() -> Round:
    """A station of which two points are silent, and a silent station with a silent point."""
    facility = next(q for q in shipped(SECOND) if q.respondent == "facility")
    random = Random(1)  # noqa: S311 - no secret
    form = fill("79001", facility, random, province="79", type_="commune_station", vintage="gso2025")
    entries = (
        line("79001", "commune_station", manager="commune"),
        line("79002", "commune_station", manager="commune"),
        line("79011", "health_point", part_of="79001", manager="commune"),
        line("79012", "health_point", part_of="79001", manager="commune"),
        line("79021", "health_point", part_of="79002", manager="department"),
    )
    return build_round(
        [FileOutcome(file=form.file, size=1, sha256=form.sha256, status="accepted", submission=form)],
        questionnaires=(facility,),
        settings=Settings(date="2026-11-27"),
        register=Register(entries=entries),
    )


def test_they_are_no_silence_and_no_line_of_the_register(round_: Round) -> None:
    assert [entry.code for entry in round_.joined] == ["79011", "79012"]
    assert [entry.code for entry in round_.silent] == ["79002", "79021"]
    own = province(View(analysis=analyse(round_)), HCMC)
    assert (own.coverage.accepted, own.coverage.registered) == (1, 3)


def test_the_report_says_so_and_who_manages(round_: Round) -> None:
    view = View(analysis=analyse(round_))
    section = coverage_section(view, province(view, HCMC))
    notes = [told(block.message) for block in section.blocks if isinstance(block, Paragraph)]
    assert any(note.startswith("2 health points without a form of their own count with") for note in notes)
    managers = next(block for block in section.blocks if isinstance(block, Table) and block.id == "managers")
    rows = [[told(cell.content) for cell in row] for row in managers.rows]
    assert rows == [["Department of Health", "0/1"], ["Commune People's Committee", "1/2"]]


def test_a_register_says_whose_part_a_point_is() -> None:
    head = ("code", "name", "type", "province", "part_of")
    rows = (head, ("79011", "P", "health_point", "79", "123"), ("79012", "Q", "health_point", "79", ""))
    listing = listing_of([TableSheet(name="register", rows=rows)], "register.csv", vintage="gso2025")
    assert listing.faults == ()
    found = listing.register_
    assert [entry.part_of for entry in found.entries] == ["00123", None]
    assert all("part_of" not in dict(entry.facts) for entry in found.entries)
