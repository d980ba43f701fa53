"""Each kind of item by the table: its cells, its credit, its best, its steps, its keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from tests.questionnaire.sample import made
from tests.scoring.small import questionnaire, text

from dxassess.questionnaire.credit import Value, best_score, credit
from dxassess.questionnaire.items import KEYS, counted_facts, goalposts_of, options_of, unit_of
from dxassess.questionnaire.load import QuestionnaireError, load_questionnaires
from dxassess.questionnaire.online_names import asks_whether_it_applies
from dxassess.questionnaire.steps import attainable_scores

Data = dict[str, Any]
ITEMS = "conditions.0.indicators.0.items"
STATES = [{"code": "0", "text": text("no"), "score": 0}, {"code": "1", "text": text("yes"), "score": 0.8}]
PARTS = [{"code": "a", "text": text("one"), "weight": 1}, {"code": "b", "text": text("two"), "weight": 3}]
COUNTS = {"numerator": {"text": text("of")}, "denominator": {"fact": "staff"}}

Row = tuple[Data, tuple[str, ...], Value, float | None, float | None, list[float], bool]
KINDS: list[Row] = [
    # keys; cells; an answer and what it earns; the best; scores from 0 on; does it ask whether it applies?
    ({"type": "choice", "options": STATES}, ("Q",), "1", 0.8, 0.8, [0, 0.8], False),
    ({"type": "multi", "options": PARTS}, ("Qa", "Qb"), ("b",), 0.75, 1.0, [0.25, 1.0], False),
    ({"type": "yes_no", "good": "no"}, ("Q",), False, 1.0, 1.0, [1.0], False),
    ({"type": "percent", "target": 80}, ("Q",), 40.0, 0.5, 1.0, [0.25, 0.5, 0.75, 1.0], True),
    ({"type": "count", "points": [[0, 0], [4, 0.6]]}, ("Q",), 2.0, 0.3, 0.6, [0.25, 0.5, 0.75, 1.0], True),
    (
        {"type": "number", "target": 10, "unit": text("h"), "gates": [{"level": 1, "at_least": 0.1}]},
        ("Q",), 20.0, 1.0, 1.0, [0.1, 0.25, 0.5, 0.75, 1.0], True,
    ),
    (
        {"type": "ratio", "target": 50, "scale": 100, **COUNTS},
        ("Qa",), (1.0, 8.0), 0.25, 1.0, [0.25, 0.5, 0.75, 1.0], True,
    ),
    ({"type": "text"}, ("Q",), "words", None, None, [], True),
    ({"type": "date"}, ("Q",), "2026-01-31", None, None, [], True),
]  # fmt: skip


@pytest.mark.parametrize("row", KINDS, ids=[row[0]["type"] for row in KINDS])
def test_a_kind(row: Row) -> None:
    keys, cells, answer, earned, best, steps, asks = row
    item = made({"code": "Q", "text": text("q"), "allow_na": True, **keys})
    assert tuple(code for code, _ in item.parts) == cells
    assert credit(item, answer) == (None if earned is None else pytest.approx(earned))
    assert best_score(item) == best
    assert sorted(attainable_scores(item, 0.0)) == pytest.approx(steps)
    assert item.scored is (earned is not None)
    assert asks_whether_it_applies(item) is asks
    assert len(options_of(item)) == len(keys.get("options", ()))
    assert counted_facts(item) == (("staff",) if keys["type"] == "ratio" else ())
    assert (unit_of(item) is not None) is ("unit" in keys)
    assert goalposts_of(item) == (None, keys.get("target"))


def test_the_keys_of_all_kinds_are_listed_in_order() -> None:
    held = {
        key for row in KINDS for key in type(made({"code": "Q", "text": text("q"), **row[0]})).model_fields
    }
    assert set(KEYS) == held
    assert len(KEYS) == len(held)


@pytest.mark.parametrize(
    "keys",
    [
        {"type": "choice", "options": STATES, "scale": 2},
        {"type": "yes_no", "options": STATES},
        {"type": "text", "weight": 2},
        {"type": "number", "target": 1, "numerator": {"text": text("of")}},
        {"type": "ratio", "target": 1, "numerator": {"text": text("of")}},
        {"type": "rating"},
    ],
)
def test_a_kind_has_no_key_of_another(keys: Data) -> None:
    with pytest.raises(ValidationError):
        made({"code": "Q", "text": text("q"), **keys})


@pytest.mark.parametrize(
    ("number", "change", "expected"),
    [
        (0, {"scale": 2}, [(".0.scale", "key_of_other_type")]),
        (1, {"options": STATES}, [(".1.options", "key_of_other_type")]),
        (1, {"colour": "red"}, [(".1.colour", "extra_forbidden")]),
        (1, {"target": "high"}, [(".1.target", "float_parsing")]),
        (1, {"type": "essay"}, [(".1.type", "literal_error")]),
        (1, {"type": "essay", "weight": -1, "colour": "red"}, [
            (".1.type", "literal_error"), (".1.weight", "greater_than"), (".1.colour", "extra_forbidden"),
        ]),
        (1, {"type": "ratio"}, [(".1.numerator", "missing"), (".1.denominator", "missing")]),
        (0, {"options": STATES[:1]}, [(".0.options", "options_too_few")]),
    ],
)  # fmt: skip
def test_faults_of_an_item_stand_where_its_author_wrote_them(
    tmp_path: Path, number: int, change: Data, expected: list[tuple[str, str]]
) -> None:
    data = json.loads(json.dumps(questionnaire().model_dump(mode="json")))
    data["conditions"][0]["indicators"][0]["items"][number].update(change)
    (tmp_path / "a.yaml").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(QuestionnaireError) as caught:
        load_questionnaires(tmp_path)
    assert [(fault.path, fault.key) for fault in caught.value.faults] == [
        (ITEMS + path, key) for path, key in expected
    ]


def test_an_item_without_a_type_is_told_so(tmp_path: Path) -> None:
    data = json.loads(json.dumps(questionnaire().model_dump(mode="json")))
    del data["conditions"][0]["indicators"][0]["items"][0]["type"]
    (tmp_path / "a.yaml").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(QuestionnaireError) as caught:
        load_questionnaires(tmp_path)
    assert [(f.path, f.key) for f in caught.value.faults] == [(f"{ITEMS}.0.type", "missing")]
