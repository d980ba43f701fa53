"""A survey and a framework that takes its answers from it, one item for each way of taking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.scoring.small import questionnaire, text

from dxassess.questionnaire.model import Questionnaire

Data = dict[str, Any]


def options(*codes: str, multi: bool = False) -> list[Data]:
    credit = "weight" if multi else "score"
    return [{"code": c, credit: (n + 1) / len(codes), "text": text(c)} for n, c in enumerate(codes)]


def item(code: str, type_: str, **more: object) -> Data:
    posts = {"target": 100} if type_ in ("percent", "number", "count") else {}
    return {"code": code, "type": type_, "text": text(code), **posts, **more}


def instrument(id_: str, *groups: list[Data], **changes: object) -> Questionnaire:
    """A questionnaire with one condition of one indicator for each list of items."""
    conditions = [
        {
            "code": f"C{n}",
            "name": text(str(n)),
            "short": text(str(n)),
            "weight": n,
            "indicators": [{"code": f"C{n}.1", "name": text(str(n)), "items": items}],
        }
        for n, items in enumerate(groups, start=1)
    ]
    return questionnaire(id=id_, conditions=conditions, **changes)


def survey() -> Questionnaire:
    return instrument(
        "survey",
        [
            item("A.1", "choice", options=options("0", "1", "2"), allow_na=True),
            item("A.2", "multi", options=options("a", "b", "c", multi=True)),
            item("A.3", "percent", allow_na=True),
            item("A.4", "yes_no"),
        ],
    )


def takes(item_: str, **how: object) -> Data:
    return {"maps_to": {"questionnaire": "survey", "item": item_, **how}}


def framework(**changes: Mapping[str, object]) -> Questionnaire:
    """`changes` replace `maps_to` of the item whose code they name, with _ for the point."""
    first = [
        item("B.1", "choice", options=options("x", "y"), **takes("A.1", options={"0": "x", "2": "y"})),
        item("B.2", "yes_no", allow_na=True, **takes("A.1", options={"0": False, "1": True, "2": True})),
        item("B.3", "yes_no", **takes("A.2", part="b")),
        item("B.4", "yes_no", **takes("A.3", at_least=80)),
        item("B.5", "percent", **takes("A.3")),
    ]
    second = [
        item("B.6", "choice", options=options("x", "y"), **takes("A.4", options={"yes": "y", "no": "x"})),
        item("B.7", "yes_no", asked_if={"item": "B.8", "at_least": 1}, **takes("A.4")),
        item("B.8", "yes_no"),
        item("B.9", "text"),
    ]
    for entry in (*first, *second):
        if entry["code"].replace(".", "_") in changes:
            entry["maps_to"] = changes[entry["code"].replace(".", "_")]
    return instrument("framework", first, second, [item("B.10", "yes_no")])
