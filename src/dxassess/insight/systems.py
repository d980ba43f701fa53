"""Where do the systems named at the workshop stand, against their targets (method.md §8)?

The list of measures is fixed here, as the source report names them; an item that a questionnaire does
not have gives no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum
from typing import Literal

from dxassess.frozen import Frozen
from dxassess.intake.submission import Submission
from dxassess.law.targets import Target, target_for
from dxassess.questionnaire.credit import quantity
from dxassess.questionnaire.items import MOST_PERCENT, Quantity
from dxassess.questionnaire.model import Questionnaire, Respondent
from dxassess.questionnaire.tolerance import reaches
from dxassess.round.round import Round
from dxassess.scoring.score import Score

SystemKind = Literal["department", "population", "mean", "reached"]


class Measure(Frozen):
    """A row to report. Kinds: "department": the department's own figure or score; "population": the
    facilities' percentages weighted by the people they serve; "mean": the plain mean score of the
    facilities' item; "reached": the share of facilities whose item scores at least `at_least`.

    `target` is a fixed one; `series` names the targets that were set by year (see `law.targets`)."""

    system: str
    item: str
    kind: SystemKind
    target: float | None = None
    series: str | None = None
    at_least: float = 1.0


# People with an electronic health record, as the department states it: the figure of page one.
EHR = Measure(system="ehr", item="D1.6", kind="department", series="ehr_people")
MEASURES = (
    Measure(system="warehouse", item="D3.5", kind="department"),
    Measure(system="warehouse", item="D3.6", kind="department", target=1.0),
    Measure(system="warehouse", item="C3.7.6", kind="mean"),
    Measure(system="telehealth", item="D3.7", kind="department"),
    Measure(system="telehealth", item="C3.6.1", kind="mean"),
    EHR,
    Measure(system="ehr", item="C3.5.1", kind="population", series="ehr_people"),
    Measure(system="ehr", item="C3.5.4", kind="reached", at_least=0.7),
    Measure(system="emr", item="D3.12", kind="department", series="emr_all_treating"),
    Measure(system="emr", item="C3.4.1", kind="reached", at_least=0.7),
    Measure(system="emr", item="C3.4.5", kind="reached", at_least=0.5),
    Measure(system="v20", item="D3.8", kind="department", target=1.0),
    Measure(system="v20", item="C3.7.5", kind="mean"),
    Measure(system="apps", item="D1.7", kind="department"),
    Measure(system="apps", item="C1.4.3", kind="mean"),
    Measure(system="apps", item="C3.8.6", kind="reached", at_least=0.7),
)


class SystemRow(Frozen):
    """A measure in a province: `value` in [0, 1] or None, from `n` answers, and the target that a round of
    that day works towards (None: there is none, or the day is not known); `year`: it is set for its end
    (None: it has no date)."""

    measure: Measure
    value: float | None
    n: int
    target: float | None
    year: int | None = None


def province_systems(round_: Round, key: str) -> tuple[SystemRow, ...]:
    """The rows of one province, for the items that the questionnaires have."""
    department = round_.department_of(key)
    answers_of: dict[str, list[tuple[Score, Submission]]] = {
        "facility": [(score, round_.submission_of(score)) for score in round_.facilities_of(key)],
        "department": [(department, round_.submission_of(department))] if department else [],
    }
    asking = {code: q for q in round_.questionnaires for code in q.item_by_code}
    rows = []
    for measure in MEASURES:
        if measure.item in asking:
            respondent: Respondent = "department" if measure.kind == "department" else "facility"
            values = _stated(measure, answers_of[respondent], asking[measure.item])
            set_for = _set_for(measure, round_.day)
            rows.append(
                SystemRow(
                    measure=measure,
                    value=_weighted(values),
                    n=len(values),
                    target=measure.target if set_for is None else set_for.share,
                    year=None if set_for is None else set_for.year,
                )
            )
    return tuple(rows)


def target_of(measure: Measure, day: str) -> float | None:
    """The target of a measure on an ISO day ("": not known) in [0, 1]."""
    set_for = _set_for(measure, day)
    return measure.target if set_for is None else set_for.share


def _set_for(measure: Measure, day: str) -> Target | None:
    """The target of a series that a round of that day works towards; None where there is none."""
    return target_for(measure.series, day) if measure.series is not None and day else None


def row_of(measure: Measure, rows: Iterable[SystemRow]) -> SystemRow | None:
    """The row of a measure; None where the questionnaires do not ask for it."""
    return next((row for row in rows if row.measure == measure), None)


def _stated(
    measure: Measure, answers: Sequence[tuple[Score, Submission]], questionnaire: Questionnaire
) -> list[tuple[float, float]]:
    """(weight, value) of every respondent with an answer that counts for the measure."""
    item = questionnaire.item_by_code[measure.item]
    weighted_values = []
    for score, submission in answers:
        node = score.node_by_code[measure.item]
        if node.state != "scored" or node.score is None:
            continue
        value = node.score
        if isinstance(item, Quantity) and item.percent:
            value = quantity(item, submission.answer_by_item[item.code].value) / MOST_PERCENT
        if measure.kind == "reached":
            value = 1.0 if reaches(node.score, measure.at_least) else 0.0
        weight = 1.0
        if measure.kind == "population":
            weight = submission.facts.population or 0.0
        if weight > 0:
            weighted_values.append((weight, value))
    return weighted_values


def _weighted(values: Sequence[tuple[float, float]]) -> float | None:
    total = fsum(weight for weight, _ in values)
    return fsum(weight * value for weight, value in values) / total if values else None
