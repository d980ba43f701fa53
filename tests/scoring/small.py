"""The questionnaire of method.md §12 and its answers."""

from __future__ import annotations

from collections.abc import Mapping

from dxassess.intake.submission import Answer, Facts, Submission
from dxassess.questionnaire.model import Questionnaire

THRESHOLDS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95)


def text(words: str) -> dict[str, str]:
    return {"vi": words, "en": words}


def questionnaire(**changes: object) -> Questionnaire:
    """Three conditions of weight 2, 1, 1; the third is for nobody of type "a"."""
    halves = [
        {"code": "0", "score": 0, "text": text("no")},
        {"code": "1", "score": 0.5, "text": text("half")},
    ]
    data: dict[str, object] = {
        "id": "small",
        "version": "1",
        "respondent": "facility",
        "title": text("Small"),
        "intro": text("Small"),
        "levels": [{"level": n, "at_least": t, "name": text(str(n))} for n, t in enumerate(THRESHOLDS)],
        "types": [
            {"code": "a", "name": text("a"), "weight": 0.6},
            {"code": "b", "name": text("b"), "weight": 0.4},
        ],
        "audiences": [
            {"code": "A", "name": text("all"), "types": ["a", "b"]},
            {"code": "B", "name": text("b"), "types": ["b"]},
        ],
        "facts": [],
        "conditions": [
            {
                "code": "C1",
                "name": text("one"),
                "short": text("one"),
                "weight": 2,
                "indicators": [
                    {
                        "code": "C1.1",
                        "name": text("i1"),
                        "items": [
                            {"code": "C1.1.1", "type": "choice", "text": text("q"), "options": halves},
                            {
                                "code": "C1.1.2",
                                "type": "percent",
                                "text": text("q"),
                                "weight": 3,
                                "target": 95,
                            },
                        ],
                    },
                    {
                        "code": "C1.2",
                        "name": text("i2"),
                        "items": [
                            {"code": "C1.2.1", "type": "yes_no", "text": text("q")},
                            {"code": "C1.2.2", "type": "yes_no", "text": text("q")},
                        ],
                    },
                ],
            },
            {
                "code": "C2",
                "name": text("two"),
                "short": text("two"),
                "weight": 1,
                "indicators": [
                    {
                        "code": "C2.1",
                        "name": text("i3"),
                        "items": [{"code": "C2.1.1", "type": "percent", "text": text("q"), "target": 100}],
                    }
                ],
            },
            {
                "code": "C3",
                "name": text("three"),
                "short": text("three"),
                "weight": 1,
                "indicators": [
                    {
                        "code": "C3.1",
                        "name": text("i4"),
                        "items": [{"code": "C3.1.1", "type": "yes_no", "text": text("q"), "applies": "B"}],
                    }
                ],
            },
        ],
    }
    return Questionnaire.model_validate({**data, **changes})


Replies = Mapping[str, float | bool | str | None]


def submission(answers: Replies, type_: str = "a") -> Submission:
    """Answers by item code, underscores for dots; None is a blank cell."""
    return Submission(
        file=f"{type_}.xlsx",
        sha256="0" * 64,
        respondent="facility",
        questionnaire="small",
        version="1",
        facts=Facts(facility_code="00001", type=type_, province="80", vintage="gso2004"),
        answers=tuple(
            Answer(item=code.replace("_", "."), state="missing" if value is None else "answered", value=value)
            for code, value in answers.items()
        ),
    )


WORKED: Replies = {"C1_1_1": "1", "C1_1_2": 57.0, "C1_2_1": None, "C1_2_2": True, "C2_1_1": 80.0}
