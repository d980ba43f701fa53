"""What makes the data of a drawn round doubtful: who copies, who ticks one column, rules that are broken, a
form that names another type or province than the register."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.scoring.small import text

from dxassess.intake.submission import Answer, Submission
from dxassess.questionnaire.items import Choice
from dxassess.questionnaire.model import Questionnaire

Data = dict[str, Any]
MANY = 36
"""Enough items for twins, and for ticking one column, to be seen."""


def many_choices(code: str) -> Data:
    """An indicator of choices."""
    scores = (0.0, 0.3, 0.6, 1.0)
    options = [{"code": str(n), "score": s, "text": text(str(n))} for n, s in enumerate(scores)]
    items = [
        {"code": f"{code}.{n}", "type": "choice", "text": text("q"), "options": options} for n in range(MANY)
    ]
    return {"code": code, "name": text("i"), "weight": 1, "items": items}


def stated(random: Random, facts: dict[str, str], choices: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """What a form says of its facility: now and then not what the register says."""
    wrong = random.random() < 0.1
    return {key: random.choice(choices[key]) if wrong else fact for key, fact in facts.items()}


def imitated(forms: list[Submission], asked: Questionnaire, random: Random) -> list[Submission]:
    """Some facilities copy another's answers, all or all but one; some tick one column."""
    done: list[Submission] = []
    for read in forms:
        others = [one for one in done if one.respondent == read.respondent == "facility"]
        fate = random.random()
        if read.respondent == "facility" and fate < 0.1:
            done.append(_ticked(read, asked, random))
        elif others and fate < 0.25:
            copied = list(random.choice(others).answers)
            for _ in range(random.choice((0, 1, 1, 2))):
                copied.pop(random.randrange(len(copied)))
            done.append(read.model_copy(update={"answers": tuple(copied)}))
        else:
            done.append(read)
    return done


def _ticked(read: Submission, asked: Questionnaire, random: Random) -> Submission:
    column = random.randrange(4)

    def tick(answer: Answer) -> Answer:
        item = asked.item_by_code[answer.item]
        if not isinstance(item, Choice) or answer.state != "answered" or random.random() < 0.07:
            return answer
        return answer.model_copy(update={"value": item.options[column].code})

    return read.model_copy(update={"answers": tuple(map(tick, read.answers))})


# ---------------------------------------------------------------- rules


def rules(random: Random, conditions: list[Data]) -> list[Data]:
    """Up to four rules on whatever is asked."""
    items = [i for c in conditions for n in c["indicators"] for i in n["items"]]
    return [_rule(random, n, random.sample(items, 2)) for n in range(random.randint(1, 4))]


def _rule(random: Random, n: int, items: list[Data]) -> Data:
    tests = [_test(random, item) for item in items]
    named = " ".join([*(item["code"] for item in items), "F01"])
    if random.random() < 0.3:
        tests.append({"fact": "beds_actual", "above": random.choice((0, 20))})
    return {"code": f"R{n}", "when": tests, "text": text(named), "ask": text("?")}


def _test(random: Random, item: Data) -> Data:
    """One that makes sense of the item, and that many an answer meets."""
    code = {"item": item["code"]}
    some = {"answered": random.choice((True, True, False))}
    match item["type"]:
        case "choice":
            return code | random.choice(({"is": ["1", "3"]}, {"is_not": ["0"]}, some))
        case "yes_no":
            return code | random.choice(({"is": ["yes"]}, {"is_not": ["yes"]}))
        case "multi":
            return code | random.choice(({"has": "a"}, {"has_not": "b"}))
        case "percent" | "number" | "ratio":
            return code | random.choice(({"at_least": 20}, {"above": 5}, {"at_most": 60}, {"below": 90}))
        case _:
            return code | some
