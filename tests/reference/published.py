"""The program's published results of a round, and the same round as the slow reference reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from tests.reference.country import Country, Form, Line, Scored
from tests.reference.facility import Data, heard, score_respondent
from tests.reference.flags import Answered, Found, flags

from dxassess.insight.analysis import analyse
from dxassess.intake.submission import Submission
from dxassess.questionnaire.model import Questionnaire
from dxassess.report.data.results import results
from dxassess.round.round import Round

Json = dict[str, Any]


def published(round_: Round) -> Json:
    return results(analyse(round_))


def province_in(found: Json, key: str) -> Json:
    (one,) = (p for p in found["provinces"] if f"{p['vintage']}:{p['code']}" == key)
    assert isinstance(one, dict)
    return one


def reference(submission: Submission, asked: Questionnaire) -> dict[str, Data]:
    read = submission.model_dump()
    return score_respondent(asked.model_dump(), read["facts"], list(read["answers"]))


class Slow:
    """A round read by the reference: the country, and who answered what in a province."""

    def __init__(self, round_: Round, change: Callable[[Data], Data] = dict) -> None:
        """`change`: what else the questionnaires are made to say."""
        self.round = round_
        self.q = change(round_.facility.model_dump())
        self.department = change(round_.department.model_dump()) if round_.department else None
        self.scores: dict[str, Scored] = {}
        self.answered: dict[str, Answered] = {}
        forms: list[Form] = []
        departments: dict[str, Scored] = {}
        for outcome in round_.outcomes:
            read = outcome.submission
            if read is None:
                continue
            facts = read.model_dump()["facts"]
            asked = self.q if read.respondent == "facility" else self.department
            assert asked is not None
            scores = score_respondent(asked, facts, list(read.model_dump()["answers"]))
            self.scores[read.file] = scores
            if not heard(asked, list(read.model_dump()["answers"])):
                continue
            self.answered[read.file] = (asked, facts, list(read.model_dump()["answers"]), scores)
            place = f"{facts['vintage']}:{facts['province']}"
            if read.respondent == "department":
                departments[place] = scores
            else:
                forms.append(Form(facts["facility_code"], place, facts["type"], scores))
        self.country = Country(
            self.q,
            self.department,
            forms,
            departments,
            self.lines(),
            weights=round_.settings.weights,
            strangers=round_.settings.strangers,
        )

    def lines(self) -> list[Line] | None:
        if self.round.register_ is None:
            return None
        return [Line(e.code, e.province, e.type, e.beds) for e in self.round.register_.facilities]

    @cached_property
    def flags(self) -> Found:
        """What is odd about the facilities that count."""
        return flags(self.facilities(), self.round.settings.opened)

    def facilities(self, place: str | None = None) -> dict[str, Answered]:
        """The facilities that count, in a province or anywhere, by file."""
        codes = {f.code for f in self.country.counted if place in (None, f.province)}
        return {
            file: one
            for file, one in self.answered.items()
            if one[0] is self.q and one[1]["facility_code"] in codes
        }

    def respondents(self, place: str) -> list[Answered]:
        """The province's facilities that count, and its Department."""
        own = [
            one
            for one in self.answered.values()
            if one[0] is not self.q and f"{one[1]['vintage']}:{one[1]['province']}" == place
        ]
        return [*self.facilities(place).values(), *own]
