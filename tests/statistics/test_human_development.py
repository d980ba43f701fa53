"""The Human Development Index as a questionnaire: goalposts, log income, geometric mean.

Goalposts of the technical notes since 2014: life expectancy 20-85 years, expected schooling 0-18, mean
schooling 0-15, income 100-75,000 $ in logarithms. The model has no logarithm; break-points along one come
within 0.0002 of it.
"""

from __future__ import annotations

from math import exp, log

import pytest
from tests.scoring.small import questionnaire, submission, text

from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score_submission import score_submission

INCOME = [(100 * exp(n / 90 * log(750)), n / 90) for n in range(91)]


def human_development() -> Questionnaire:
    def item(code: str, **more: object) -> dict[str, object]:
        return {"code": code, "type": "number", "text": text("q"), **more}

    def condition(code: str, *items: dict[str, object]) -> dict[str, object]:
        indicators = [{"code": f"{i['code']}i", "name": text("i"), "items": [i]} for i in items]
        return {"code": code, "name": text("c"), "short": text("c"), "weight": 1, "indicators": indicators}

    return questionnaire(
        aggregation="geometric",
        conditions=[
            condition("health", item("life", floor=20, target=85)),
            condition("education", item("expected", floor=0, target=18), item("mean", floor=0, target=15)),
            condition("income", item("gni", points=INCOME)),
        ],
    )


@pytest.mark.parametrize(
    ("inputs", "published", "within"),
    [
        # The worked example of the technical note of 2014 (Costa Rica, 2013), with its unrounded inputs.
        ((79.93, 8.37, 13.50, 13_011.7), 0.763, 0.0006),
        # The table of the report of 2021/2022 (year 2021), whose inputs are rounded to a tenth of a year.
        ((84.0, 13.9, 16.5, 66_933.0), 0.962, 0.001),
        ((73.6, 8.4, 13.0, 7_867.0), 0.703, 0.001),
    ],
    ids=["Costa Rica 2013", "Switzerland 2021", "Viet Nam 2021"],
)
def test_published_values(inputs: tuple[float, ...], published: float, within: float) -> None:
    life, mean, expected, gni = inputs
    answers = {"life": life, "mean": mean, "expected": expected, "gni": gni}
    score = score_submission(submission(answers), human_development()).overall.score
    assert score == pytest.approx(published, abs=within)
    health, income = (life - 20) / 65, log(gni / 100) / log(750)
    exact = (health * (mean / 15 + expected / 18) / 2 * income) ** (1 / 3)
    assert score == pytest.approx(exact, abs=0.0002)
