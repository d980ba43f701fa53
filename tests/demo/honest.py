"""Forms of people who answer as things are; `python -m tests.demo.honest [N]` prints how often each rule
names one of N of them (2,400), by type, and how many of those who boast are named."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from dxassess.demo.answers import InventedRespondent, Reply, answer_all
from dxassess.demo.population import MIX, invent_facilities, region
from dxassess.demo.register_file import facility_line
from dxassess.demo.situation import Lead, Situation, invent_lead, invent_situation
from dxassess.files.resources import resource_folder
from dxassess.intake.form.consistency import Statements, contradicted
from dxassess.intake.submission import Answer
from dxassess.places.register import DEPARTMENT
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.versions import DEFAULT

TYPES = (*MIX, DEPARTMENT)
# Provinces in which next to nothing runs and everybody plans: the hardest ones for rules about claims.
BARE = Lead(systems=-0.42, paper=0.15)
Asked = Mapping[str, Questionnaire]
"""The questionnaires of a version by respondent."""


class Form(NamedTuple):
    """An answered form, and how things stand behind it."""

    situation: Situation
    questionnaire: Questionnaire
    given: Statements


def asked(version: str = DEFAULT) -> Asked:
    questionnaires = load_questionnaires(resource_folder("questionnaires") / version)
    return MappingProxyType({q.respondent: q for q in questionnaires})


def forms(
    questionnaires: Asked, kind: str, count: int, *, boasting: bool = False, lead: Lead | None = None
) -> Iterator[Form]:
    """`count` forms of a type, of those who boast or of all others; `lead` is that of every province, where
    it is not drawn."""
    number = found = 0
    while found < count:
        random = Random(f"{kind} {number}")  # noqa: S311 # example data, not secrets
        counts = _counts(kind, random)
        drawn = invent_lead(random.choice(region()), random)
        situation = invent_situation(kind, lead or drawn, counts, random)
        number += 1
        if situation.boasts is boasting:
            found += 1
            yield _fill(questionnaires, kind, counts, situation, random)


def _counts(kind: str, random: Random) -> dict[str, float]:
    """The counts of a cover sheet of this type, as the register of the example has them."""
    if kind == DEPARTMENT:
        return {"staff": 60.0, "it_staff": 3.0}
    of_type = [f for f in invent_facilities(random.choice(region()), random) if f.type == kind]
    line = facility_line(random.choice(of_type))
    return {key: float(value) for key, value in line.items() if isinstance(value, int)}


def _fill(
    questionnaires: Asked, kind: str, counts: dict[str, float], situation: Situation, random: Random
) -> Form:
    is_department = kind == DEPARTMENT
    q = questionnaires["department" if is_department else "facility"]
    respondent = InventedRespondent(
        type=None if is_department else kind,
        beds=counts.get("beds_actual"),
        facts=tuple(counts.items()),
        blank=random.choice((0.0, 0.01, 0.03, 0.06)),
    )
    replies = answer_all(q, respondent, situation, random=random)
    return Form(situation, q, _given(replies, {**counts, **({} if is_department else {"type": kind})}))


def _given(replies: Sequence[Reply], facts: Mapping[str, object]) -> Statements:
    return Statements({reply.item: answer_of(reply) for reply in replies}, facts)


def answer_of(reply: Reply) -> Answer:
    """The reply as a form holds it."""
    if reply.not_applicable:
        return Answer(item=reply.item, state="not_applicable")
    return Answer(item=reply.item, state="missing" if reply.value is None else "answered", value=reply.value)


def fired(
    questionnaires: Asked, kind: str, count: int, *, boasting: bool = False, lead: Lead | None = None
) -> tuple[Counter[str], int]:
    """How many of the forms break each rule, and how many any."""
    rules, named = Counter[str](), 0
    for form in forms(questionnaires, kind, count, boasting=boasting, lead=lead):
        broken = contradicted(form.questionnaire, form.given)
        rules.update(rule.code for rule in broken)
        named += bool(broken)
    return rules, named


def main(total: int, version: str) -> None:
    """Prints the shares in per cent."""
    questionnaires = asked(version)
    count = -(-total // len(TYPES))
    for lead in (None, BARE):
        sys.stdout.write("as drawn\n" if lead is None else "where next to nothing runs\n")
        for kind in TYPES:
            rules, named = fired(questionnaires, kind, count, lead=lead)
            told = ", ".join(f"{code} {100 * n / count:.1f}" for code, n in rules.most_common()) or "none"
            sys.stdout.write(
                f"  {kind}: of {count} honest forms {100 * named / count:.1f} % named; by rule, %: {told}\n"
            )
    for kind in MIX:
        _, named = fired(questionnaires, kind, 30, boasting=True)
        sys.stdout.write(f"{kind}: of 30 who boast {named} named\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 2_400, sys.argv[2] if sys.argv[2:] else DEFAULT)
