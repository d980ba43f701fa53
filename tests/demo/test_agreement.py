"""The example round breaks every rule seldom, and some now and then."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from dxassess.demo.agreement import agree
from dxassess.demo.answers import InventedRespondent, Reply, answer_all
from dxassess.demo.maturity import OF_TYPE, invent_maturity
from dxassess.files.resources import resource_folder
from dxassess.intake.form.consistency import Statements, contradicted
from dxassess.intake.submission import Answer
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire

ASKED = load_questionnaires(resource_folder("questionnaires") / "five-conditions")
NOBODY_DIFFERS = (0.0,) * 5


def broken(q: Questionnaire, respondent: InventedRespondent, replies: tuple[Reply, ...]) -> list[str]:
    answers = {
        r.item: Answer(item=r.item, state="missing" if r.value is None else "answered", value=r.value)
        for r in replies
    }
    facts = {**dict(respondent.facts), **({"type": respondent.type} if respondent.type else {})}
    return [rule.code for rule in contradicted(q, Statements(answers, facts))]


@pytest.mark.parametrize("q", ASKED, ids=lambda q: q.respondent)
def test_answers_fit_together_but_for_a_few(q: Questionnaire) -> None:
    kinds = [t.code for t in q.types] or ["department"]
    before, after = Counter[str](), Counter[str]()
    for n in range(300):
        random = Random(n)  # noqa: S311 # no secret
        kind = kinds[n % len(kinds)]
        facts = (("beds_actual", 100.0), ("staff", 90.0), ("it_staff", 2.0), ("outpatient_visits", 9_000.0))
        respondent = InventedRespondent(type=kind if q.types else None, beds=100, facts=facts, blank=0.02)
        codes = tuple(condition.code for condition in q.conditions)
        assert OF_TYPE[kind]
        maturity = invent_maturity(kind, NOBODY_DIFFERS, random, conditions=codes)
        drawn = answer_all(q, respondent, maturity, random=random)
        before.update(broken(q, respondent, drawn))
        agreed = agree(q, respondent, drawn, random=random)
        assert [reply.item for reply in agreed] == [reply.item for reply in drawn]
        after.update(broken(q, respondent, agreed))
    assert max(before.values()) > 3
    assert 0 < sum(after.values()) <= sum(before.values()) / 5
    assert max(after.values()) <= 300 / 10
