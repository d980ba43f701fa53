"""A respondent of the example round before it opens a form: its cover sheet, and how things stand."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from dxassess.demo.answers import InventedRespondent
from dxassess.demo.situation import Lead, Situation, invent_situation
from dxassess.places.register import DEPARTMENT, Entry

_PERSONAL = {
    "respondent_name": "Người Trả Lời Mẫu",
    "respondent_post": "Viên chức",
    "respondent_phone": "0000 000 000",
    "respondent_email": "mau@example.invalid",
}


class Invented(NamedTuple):
    """`facts` are all that the respondent could write on a cover sheet, by key."""

    facts: Mapping[str, str]
    respondent: InventedRespondent
    situation: Situation


def invent_respondent(entry: Entry, lead: Lead, random: Random) -> Invented:
    """The respondent of a line of the register; `random` has its answers still before it."""
    facts = _facts(entry, random)
    counts = {key: float(value) for key, value in facts.items() if value.isdecimal()}
    # The situation has dice of its own: it is the same on whichever questionnaire the answers are given.
    situation = invent_situation(entry.type, lead, counts, Random(random.random()))
    respondent = InventedRespondent(
        type=None if entry.type == DEPARTMENT else entry.type,
        beds=entry.beds,
        facts=tuple(counts.items()),
        blank=random.choice((0.0, 0.01, 0.03, 0.06)),
    )
    return Invented(facts, respondent, situation)


def _facts(entry: Entry, random: Random) -> dict[str, str]:
    """What the respondent knows beyond the register, and what the register holds."""
    own_facts = {"answered_on": f"2023-10-{random.randint(2, 27):02d}", **_PERSONAL}
    if entry.type == DEPARTMENT:
        own_facts |= {"staff": str(random.randint(45, 90)), "it_staff": str(random.randint(1, 6))}
        own_facts |= {"population": str(1_000 * random.randint(750, 1_900))}
    else:
        own_facts["technical_level"] = (
            "initial" if entry.type in ("commune_station", "polyclinic") else "basic"
        )
    return own_facts | {key: value for key, value in entry.facts if value}
