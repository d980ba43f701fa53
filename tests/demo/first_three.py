"""What the first steps of honest facilities are about: `python -m tests.demo.first_three DAY` prints how
many in a hundred concern the state of IT or a duty in force on that day, by weights alone (method.md §13)."""

from __future__ import annotations

import sys
from collections import Counter

from tests.demo.honest import Form, asked, forms

from dxassess.insight.open_steps import open_steps
from dxassess.insight.step_rows import StepRows
from dxassess.insight.whatif import Case
from dxassess.intake.submission import Facts, Submission
from dxassess.law.acts import duties
from dxassess.scoring.score_submission import score_submission

# As many of each type as answer in the example round.
COUNTS = {
    "general_hospital": 39,
    "specialised_hospital": 13,
    "health_centre": 46,
    "polyclinic": 19,
    "commune_station": 121,
    "preventive_centre": 13,
    "health_point": 13,
}


def case_of(form: Form) -> Case:
    """The form as a facility's case."""
    known = {key: value for key, value in form.given.facts.items() if key in Facts.model_fields}
    submission = Submission(
        file="-",
        sha256="",
        respondent="facility",
        questionnaire=form.questionnaire.id,
        version=form.questionnaire.version,
        facts=Facts.model_validate(known),
        answers=tuple(form.given.answers.values()),
    )
    score = score_submission(submission, form.questionnaire)
    return Case(submission=submission, questionnaire=form.questionnaire, score=score)


def main(day: str) -> None:
    """Prints the shares, of all and by type."""
    questionnaires = asked()
    q = questionnaires["facility"]
    steps, met = Counter[str](), Counter[str]()
    for kind, count in COUNTS.items():
        rows = StepRows(q, kind=kind, day="")
        for form in forms(questionnaires, kind, count):
            entries = open_steps(case_of(form), rows)
            for entry in sorted(entries, key=lambda entry: (-round(entry.priority, 9), entry.item))[:3]:
                law = q.item_by_code[entry.item].law
                steps[kind] += 1
                met[kind] += entry.condition == q.state or bool(duties(law, kind=kind, day=day))
    sys.stdout.write(f"{100 * met.total() / steps.total():.1f} % of {steps.total()}\n")
    for kind in COUNTS:
        sys.stdout.write(f"  {kind}: {100 * met[kind] / steps[kind]:.0f} %\n")


if __name__ == "__main__":
    main(sys.argv[1])
