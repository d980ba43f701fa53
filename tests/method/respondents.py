"""The examples of sections 2 to 4: one respondent."""

from __future__ import annotations

from typing import Any

import pytest
from tests.method.rows import Recompute, Row, known, number, parts, span
from tests.questionnaire.sample import made
from tests.reference.published import reference
from tests.scoring.small import questionnaire, submission, text

from dxassess.intake.submission import Answer
from dxassess.questionnaire.credit import credit
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score import Node
from dxassess.scoring.score_submission import score_submission
from dxassess.wording.wording import MISSING, Wording

Data = dict[str, Any]


def item(kind: str, **more: object) -> Item:
    return made({"code": "Q", "type": kind, "text": text("q"), **more})


def percent(code: str, weight: float = 1.0, **more: object) -> Data:
    return {"code": code, "type": "percent", "target": 100, "text": text("q"), "weight": weight, **more}


def asked(*indicators: Data, **changes: object) -> Questionnaire:
    """A questionnaire of one condition C."""
    named = [{"code": f"C.{n}", "name": text("i"), **i} for n, i in enumerate(indicators, 1)]
    one = {"code": "C", "name": text("c"), "short": text("c"), "weight": 1, "indicators": named}
    return questionnaire(**{"conditions": [one], **changes})


def scored(q: Questionnaire, replies: dict[str, float | None]) -> dict[str, Node]:
    """Every node, once the slow reference says the same."""
    read = submission({})
    answers = tuple(
        Answer(item=code, state="missing" if x is None else "answered", value=None if x is None else x * 100)
        for code, x in replies.items()
    )
    read = read.model_copy(update={"answers": answers})
    nodes, slow = score_submission(read, q).node_by_code, reference(read, q)
    for code, node in nodes.items():
        assert (node.score is None) == (slow[code]["score"] is None), code
    return nodes


def quantities(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for floor, target, x, _ in rows:
        asked_for = item("number", floor=number(floor), target=number(target))
        done.append([floor, target, x, say.score(credit(asked_for, number(x)))])
    return done


def options(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for kind, counts, chosen, _ in rows:
        own = []
        for n, value in enumerate(map(number, parts(counts)), 1):
            earns = {"score": value / 100} if kind == "choice" else {"weight": value}
            own.append({"code": str(n), "text": text(str(n)), **earns})
        picked = () if chosen == MISSING else tuple(part.strip() for part in chosen.split(","))
        answer = picked[0] if kind == "choice" else picked
        done.append([kind, counts, chosen, say.score(credit(item(kind, options=own), answer))])
    return done


def followups(rows: list[Row], say: Wording) -> list[Row]:
    after = percent("C.1.2", asked_if={"item": "C.1.1", "at_least": 0.5})
    q = asked({"items": [percent("C.1.1"), after]})
    done = []
    for leading, following, *_ in rows:
        node = scored(q, {"C.1.1": known(leading), "C.1.2": known(following)})["C"]
        done.append([leading, following, *(say.score(v) for v in (node.score, node.low, node.high))])
    return done


def blanks(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for rule, *_ in rows:
        items = [percent("C.1.1", 2.0), percent("C.1.2"), percent("C.1.3")]
        way = "geometric" if rule == "geometric" else "arithmetic"
        policy = "left_out" if rule == "left_out" else "not_credited"
        q = asked({"items": items, "aggregation": way}, missing=policy)
        node = scored(q, {"C.1.1": 0.8, "C.1.2": 0.5, "C.1.3": None})["C.1"]
        shown = [say.score(value) for value in (node.score, node.low, node.high)]
        done.append([rule, *shown, say.percent(node.answered_share, 1)])
    return done


def too_little(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for rule, second, *_ in rows:
        q = asked({"items": [percent("A")]}, {"items": [percent("B1"), percent("B2")]}, missing=rule)
        one, other = map(known, parts(second))
        nodes = scored(q, {"A": 0.8, "B1": one, "B2": other})
        shown = [(say.score(n.score), span(n.low, n.high, say)) for n in (nodes["C.2"], nodes["C"])]
        done.append([rule, second, *shown[0], *shown[1]])
    return done


def levels(rows: list[Row], _say: Wording) -> list[Row]:
    gated = percent("G", 1e-9, gates=[{"level": 2, "at_least": 0.5}])
    q = asked({"items": [percent("S"), gated]})
    done = []
    for score, gate, _ in rows:
        node = scored(q, {"S": known(score), "G": known(gate)})["C"]
        done.append([score, gate, str(node.level)])
    return done


def cap(rows: list[Row], _say: Wording) -> list[Row]:
    """Conditions that reach their level by a gate, and a fourth that brings the overall score to 70."""
    done = []
    for listed, caps, _ in rows:
        conditions: list[Data] = []
        replies: dict[str, float | None] = {}
        for n, (level, own) in enumerate(zip(listed.split(","), caps.split(","), strict=True), 1):
            gates = [{"level": int(level) + 1, "at_least": 1}]
            shut = percent(f"G{n}", 1e-9, gates=gates)
            conditions.append(condition(f"C{n}", [percent(f"S{n}"), shut], int(own)))
            replies |= {f"S{n}": 1.0, f"G{n}": 0.0}
        conditions.append(condition("C9", [percent("S9")], 5, weight=3 * 0.3 / 0.7))
        q = questionnaire(conditions=conditions)
        nodes = scored(q, {**replies, "S9": 0.0})
        done.append([listed, caps, str(nodes["overall"].level)])
    return done


def condition(code: str, items: list[Data], caps: int, weight: float = 1.0) -> Data:
    indicators = [{"code": f"{code}.1", "name": text("i"), "items": items}]
    words = {"name": text("c"), "short": text("c")}
    return {"code": code, "weight": weight, "caps": caps, "indicators": indicators, **words}


def at_least(rows: list[Row], _say: Wording) -> list[Row]:
    done = []
    for bounds, _ in rows:
        low, high = (number(end) / 100 for end in bounds.split("–"))
        answered = 1 - (high - low)
        items = [percent("A", answered or 1.0), percent("B", 1 - answered)]
        node = scored(asked({"items": items}), {"A": low / answered if answered else None, "B": None})["C"]
        assert node.score is None
        assert [node.low, node.high] == pytest.approx([low, high])
        done.append([bounds, str(node.level)])
    return done


EXAMPLES: tuple[Recompute, ...] = (quantities, options, followups, blanks, too_little, levels, cap, at_least)
