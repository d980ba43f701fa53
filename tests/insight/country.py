"""Invented facilities of every type with real questionnaires; `python -m tests.insight.country [N]` times the
shortest plans of N of them (15,000) to their next level."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random
from time import perf_counter

from dxassess.demo.answers import InventedRespondent, answer_all
from dxassess.demo.situation import Lead, invent_situation
from dxassess.files.resources import resource_folder
from dxassess.insight.plan import shortest_plan
from dxassess.insight.whatif import Case
from dxassess.intake.submission import Answer, Facts, Submission
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score_submission import score_submission

MIX = {
    "general_hospital": 4,
    "specialised_hospital": 2,
    "health_centre": 5,
    "polyclinic": 5,
    "commune_station": 82,
    "preventive_centre": 2,
    "health_point": 20,
}


def facilities(questionnaire: Questionnaire, count: int, *, seed: int = 1) -> Iterator[Case]:
    """`count` facilities that differ in their answers, most of them commune stations."""
    kinds = [t.code for t in questionnaire.types]
    weights = [MIX[kind] for kind in kinds]
    for number in range(count):
        random = Random(f"{seed} {number}")  # noqa: S311 # example data, not secrets
        (kind,) = random.choices(kinds, weights)
        beds = 150.0 if kind in ("general_hospital", "specialised_hospital", "health_centre") else None
        respondent = InventedRespondent(
            type=kind, beds=beds, facts=(("staff", 120.0), ("it_staff", 2.0)), blank=0.01
        )
        ahead = random.gauss(0, 0.1)
        situation = invent_situation(kind, Lead(ahead, ahead), dict(respondent.facts), random)
        submission = Submission(
            file=f"{number}.xlsx",
            sha256=f"{number:064}",
            respondent="facility",
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            facts=Facts(facility_code=f"{number:05}", type=kind, beds_actual=beds),
            answers=tuple(
                Answer(
                    item=reply.item,
                    state="missing" if reply.value is None else "answered",
                    value=reply.value,
                )
                for reply in answer_all(questionnaire, respondent, situation, random=random)
                if not reply.not_applicable
            ),
        )
        score = score_submission(submission, questionnaire)
        yield Case(submission=submission, questionnaire=questionnaire, score=score)


def main(count: int) -> None:
    """Prints the time of the plans alone, and what came of them."""
    folder = resource_folder("questionnaires") / "five-conditions"
    asked = next(q for q in load_questionnaires(folder) if q.respondent == "facility")
    top = asked.levels[-1].level
    spent, tried, found, effort = 0.0, 0, 0, 0
    for case in facilities(asked, count):
        level = case.score.overall.level
        if level is None or level >= top:
            continue
        start = perf_counter()
        plan = shortest_plan(case, level + 1)
        spent += perf_counter() - start
        tried += 1
        found += plan is not None
        effort += plan.effort if plan else 0
    sys.stdout.write(
        f"{count} facilities, {tried} below the top, {found} plans, mean effort {effort / found:.1f}\n"
        f"{spent:.1f} s in one process, {1000 * spent / tried:.1f} ms a plan\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 15_000)
