"""Three facilities of the example round computed again in plain Python from the workbook and the YAML,
following method.md §2-§4 word by word and sharing no line with the program."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

ROOT = Path(__file__).parents[1]
Score = tuple[float | None, float, float]
Yaml = dict[str, Any]


@pytest.fixture(scope="module")
def instrument() -> Yaml:
    text = (ROOT / "questionnaires/five-conditions/facility.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def cells_of(path: Path) -> dict[str, object]:
    """The value in column C beside every code of column A."""
    found: dict[str, object] = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        for code, _question, answer in sheet.iter_rows(min_col=1, max_col=3, values_only=True):
            if isinstance(code, str) and code not in found:
                found[code] = answer
    return found


def goalposts(item: Yaml, x: float) -> float:
    points = item.get("points")
    if not points:
        floor = item.get("floor", 0)
        return float(min(1.0, max(0.0, (x - floor) / (item["target"] - floor))))
    if x <= points[0][0]:
        return float(points[0][1])
    for (x0, y0), (x1, y1) in zip(points, points[1:]):  # noqa: B905, RUF007 - as a reader would write it
        if x <= x1:
            return float(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
    return float(points[-1][1])


def multi_by_hand(item: Yaml, cells: dict[str, object]) -> float | str:
    answers = [cells.get(item["code"] + option["code"]) for option in item["options"]]
    if all(a is None for a in answers):
        return "missing"
    earned = sum(o["weight"] for o, a in zip(item["options"], answers, strict=True) if a == "Có")
    return float(earned / sum(o["weight"] for o in item["options"]))


def item_by_hand(item: Yaml, cells: dict[str, object], facts: dict[str, object]) -> float | str:  # noqa: PLR0911 - a table of types
    """The item's score, or "missing", "n/a", "unscored"."""
    if item["type"] in ("text", "date"):
        return "unscored"
    if item["type"] == "multi":
        return multi_by_hand(item, cells)
    if item["type"] == "ratio":
        parts = []
        for letter, name in (("a", "numerator"), ("b", "denominator")):
            fact = item[name].get("fact")
            parts.append(facts.get(fact) if fact else cells.get(item["code"] + letter))
        if not all(isinstance(p, (int, float)) for p in parts) or parts[1] == 0:
            return "missing"
        return goalposts(item, parts[0] / parts[1] * item.get("scale", 1))  # type: ignore[operator] # checked
    answer = cells.get(item["code"])
    if answer is None:
        return "missing"
    if isinstance(answer, str) and answer in ("Không áp dụng", "N/A", "KAD"):
        return "n/a"
    if item["type"] == "yes_no":
        return float(answer == "Có")
    if item["type"] == "choice":
        chosen = [o for o in item["options"] if str(answer).startswith(o["code"] + ". ")]
        assert len(chosen) == 1, (item["code"], answer)
        return float(chosen[0]["score"])
    assert isinstance(answer, (int, float))
    return goalposts(item, float(answer))


class Hand:
    """The whole walk for one workbook."""

    def __init__(self, q: Yaml, path: Path) -> None:
        cells = cells_of(path)
        self.facts: dict[str, object] = {f["key"]: cells.get(f["code"]) for f in q["facts"]}
        names = {o["text"]["vi"]: o["code"] for f in q["facts"] if f["key"] == "type" for o in f["options"]}
        stated = str(self.facts["type"])
        self.type = names.get(stated) or names[stated.split(". ", 1)[1]]
        beds = (
            self.facts["beds_actual"] if self.facts["beds_actual"] is not None else self.facts["beds_planned"]
        )
        bedded = {kind for a in q["audiences"] if a.get("beds") for kind in a["types"]}
        self.audiences = {
            a["code"]
            for a in q["audiences"]
            if self.type in a["types"]
            and ("beds" not in a or self.type not in bedded or a["beds"] is not (beds == 0))
        }
        self.scores: dict[str, float | str] = {}
        for condition in q["conditions"]:
            for indicator in condition["indicators"]:
                for item in indicator["items"]:
                    if item.get("applies", "A") in self.audiences:
                        self.scores[item["code"]] = item_by_hand(item, cells, self.facts)
        for condition in q["conditions"]:
            for indicator in condition["indicators"]:
                for item in indicator["items"]:
                    before = self.scores.get(item.get("asked_if", {}).get("item"))
                    if isinstance(before, float) and before < item["asked_if"]["at_least"] - 1e-9:
                        self.scores[item["code"]] = "n/a"
        self.conditions = {c["code"]: self.condition(c) for c in q["conditions"]}
        self.levels = {c["code"]: self.level(q, c, self.conditions[c["code"]]) for c in q["conditions"]}
        self.overall = mean(q, [(c["weight"], self.conditions[c["code"]]) for c in q["conditions"]])

    def condition(self, condition: Yaml) -> Score:
        parts = []
        for indicator in condition["indicators"]:
            weight = indicator.get("weight", 1)
            if weight == "items":
                asked = (i for i in indicator["items"] if self.scores.get(i["code"]) not in (None, "n/a"))
                weight = sum(i.get("weight", 1) for i in asked if i["type"] not in ("text", "date"))
            parts.append((weight, self.indicator(indicator)))
        return mean({}, parts)

    def indicator(self, indicator: Yaml) -> Score:
        parts: list[tuple[float, Score]] = []
        for item in indicator["items"]:
            s = self.scores.get(item["code"], "n/a")
            if s == "missing":
                parts.append((item.get("weight", 1), (0.0, 0.0, 1.0)))
            elif isinstance(s, float):
                parts.append((item.get("weight", 1), (s, s, s)))
        return mean({}, parts)

    def level(self, q: Yaml, condition: Yaml, score: Score) -> int:
        assert score[0] is not None
        level = 0
        for step in q["levels"][1:]:
            if score[0] < step["at_least"] - 1e-9:
                break
            shut = False
            for indicator in condition["indicators"]:
                for item in indicator["items"]:
                    for gate in item.get("gates", []):
                        s = self.scores.get(item["code"], "n/a")
                        meant = gate["level"] == step["level"] and gate.get("applies", "A") in self.audiences
                        if meant and s not in ("n/a", "unscored"):
                            shut = shut or s == "missing" or float(s) < gate["at_least"] - 1e-9
            if shut:
                break
            level = step["level"]
        return level


def mean(_q: Yaml, parts: list[tuple[float, Score]]) -> Score:
    parts = [(w, s) for w, s in parts if s[0] is not None]
    if not parts:
        return None, 0.0, 0.0
    total = sum(w for w, _ in parts)
    return tuple(sum(w * float(s[k] or 0) for w, s in parts) / total for k in range(3))  # type: ignore[return-value]


@pytest.mark.parametrize("kind", ["general_hospital", "health_centre", "commune_station"])
def test_program_agrees_with_a_computation_by_hand(
    kind: str, example_round: Path, example_results: Path, instrument: Yaml
) -> None:
    results = json.loads(example_results.read_text(encoding="utf-8"))
    run = {
        f["code"]: f for f in results["facilities"] if f["type"] == kind and f["overall"]["score"] is not None
    }
    by_file = {path.name[:5]: path for path in sorted(example_round.glob("*/*.xlsx"))}
    code = next(c for c in sorted(run) if c in by_file and untouched(by_file[c]))
    hand = Hand(instrument, by_file[code])
    assert hand.type == kind
    assert isinstance(hand.facts["answered_on"], datetime)
    program = run[code]
    for condition, (score, low, high) in hand.conditions.items():
        told = program["conditions"][condition]
        assert told["score"] == pytest.approx(score, abs=1e-9), condition
        assert (told["low"], told["high"]) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
        assert told["level"] == hand.levels[condition], condition
    for key, value in zip(("score", "low", "high"), hand.overall, strict=True):
        assert program["overall"][key] == pytest.approx(value, abs=1e-9)
    by_points = max(
        s["level"] for s in instrument["levels"] if (hand.overall[0] or 0) >= s["at_least"] - 1e-9
    )
    capped = (hand.levels[c["code"]] + c["caps"] for c in instrument["conditions"])
    assert program["overall"]["level"] == min(by_points, *capped)


def untouched(path: Path) -> bool:
    """Whether the workbook holds just what the drop-downs offer, so that plain reading suffices."""
    try:
        cells = cells_of(path)
    except Exception:  # noqa: BLE001 - the round holds broken files
        return False
    texts = [str(v) for k, v in cells.items() if k.startswith("C") and isinstance(v, str)]
    return all(
        (t[:1].isdigit() and ". " in t[:4]) or t in ("Có", "Không", "Không áp dụng") or len(t) > 40
        for t in texts
    )
