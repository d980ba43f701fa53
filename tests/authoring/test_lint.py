"""Lint finds each kind of doubt once, where it stands, and says it in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.authoring.edits import Data, as_text, items, small
from tests.authoring.shipped import shipped

from dxassess.authoring.contents import contents_of
from dxassess.authoring.lint import lint
from dxassess.authoring.remark import Remark, from_faults, sentence
from dxassess.questionnaire.faults import find_faults
from dxassess.questionnaire.items import Choice
from dxassess.questionnaire.load import QuestionnaireError, load_questionnaire
from dxassess.wording.wording import LANGUAGES

ITEMS = "conditions.0.indicators.0.items"
AS_INTENDED = {"type_without_item"}  # condition C3 of the small questionnaire is not for type "a"


def found(edit: Callable[[Data], object]) -> set[tuple[str, str]]:
    """(code, path) of the remarks after the edit."""
    q = small(edit)
    assert find_faults(q, file="") == ()
    return {(r.code, r.path) for r in lint(q) if r.code not in AS_INTENDED}


def put(n: int, **keys: object) -> Callable[[Data], object]:
    return lambda data: items(data)[n].update(keys)


def text(words: str) -> dict[str, str]:
    return {"vi": words + " (vi)", "en": words}


def option(code: str, **keys: object) -> Data:
    return {"code": code, "text": text(f"option {code}"), **keys}


def test_a_sound_questionnaire_has_no_remarks() -> None:
    assert found(lambda data: None) == set()


GATE = {"level": 2, "at_least": 0.5}
THIRD = "conditions.0.indicators.1.items.0"
FOURTH = "conditions.0.indicators.1.items.1"
FIFTH = "conditions.1.indicators.0"
LAST = "conditions.2.indicators.0.items.0"


@pytest.mark.parametrize(
    ("edit", "code", "path"),
    [
        (put(2, asked_if={"item": "C2.1.1", "at_least": 0.5}), "skip_backwards", f"{THIRD}.asked_if.item"),
        (put(2, asked_if={"item": "C1.1.1", "at_least": 0}), "skip_always", f"{THIRD}.asked_if.at_least"),
        (
            put(4, gates=[GATE, {"level": 3, "at_least": 0.5}]),
            "gate_without_effect",
            f"{FIFTH}.items.0.gates.1.at_least",
        ),
        (put(5, gates=[{**GATE, "applies": "N"}]), "gate_for_nobody", f"{LAST}.gates.0.applies"),
        (
            put(1, target=200, gates=[{"level": 2, "at_least": 0.6}]),
            "gate_never",
            f"{ITEMS}.1.gates.0.at_least",
        ),
        (put(1, target=200), "best_below_one", f"{ITEMS}.1.target"),
        (put(1, points=[[0, 0], [100, 1]]), "key_ignored", f"{ITEMS}.1.target"),
        (
            put(0, options=[option("0", score=1), option("1", score=0)]),
            "options_not_ascending",
            f"{ITEMS}.0.options",
        ),
        (
            put(0, options=[option("0", score=0), option("1", score=1, weight=2)]),
            "weight_ignored",
            f"{ITEMS}.0.options.1.weight",
        ),
        (
            put(0, type="multi", options=[option("a", weight=0), option("b", weight=1)]),
            "weight_of_nothing",
            f"{ITEMS}.0.options.0.weight",
        ),
        (
            put(0, type="multi", options=[option("a", weight=1), option("b", weight=1, exclusive=True)]),
            "exclusive_with_weight",
            f"{ITEMS}.0.options.1.weight",
        ),
        (put(0, advice=None), "advice_missing", f"{ITEMS}.0.options"),
        (put(2, advice=None), "advice_missing", f"{THIRD}.advice"),
        (lambda data: as_text(items(data)[4]), "indicator_never_scored", f"{FIFTH}.weight"),
        (put(3, text={"vi": "câu 2", "en": "other"}), "duplicate_text", f"{FOURTH}.text.vi"),
        (
            put(3, text={"vi": "have you a plan", "en": "have you a plan"}),
            "same_in_both_languages",
            f"{FOURTH}.text",
        ),
    ],
)
def test_each_doubt_is_found_where_it_stands(edit: Callable[[Data], object], code: str, path: str) -> None:
    def with_audience(data: Data) -> None:
        only_a = {"code": "N", "name": text("only a"), "types": ["a"], "beds": False}
        data["audiences"].append(only_a)
        edit(data)

    assert (code, path) in found(with_audience)


def test_a_skip_on_what_cannot_score_never_opens() -> None:
    def edit(data: Data) -> None:
        as_text(items(data)[0])
        items(data)[1]["asked_if"] = {"item": "C1.1.1", "at_least": 0.5}

    assert ("skip_never", f"{ITEMS}.1.asked_if.at_least") in found(edit)


def test_a_skip_that_loses_respondents_is_named() -> None:
    def edit(data: Data) -> None:
        items(data)[0]["applies"] = "B"
        items(data)[1]["asked_if"] = {"item": "C1.1.1", "at_least": 0.5}

    (remark,) = [r for r in lint(small(edit)) if r.code == "skip_narrower"]
    assert remark.detail == "C1.1.1: a"


@pytest.mark.parametrize(
    ("condition", "code", "key"),
    [
        ({"item": "C1.1.2", "above": 100}, "rule_never", "above"),
        ({"item": "C1.1.2", "below": 0}, "rule_never", "below"),
        ({"item": "C1.1.2", "at_most": 100}, "rule_always", "at_most"),
        ({"item": "C1.1.2", "at_least": 0}, "rule_always", "at_least"),
        ({"item": "C1.1.2", "above": 5}, "rule_not_asked", "item"),
    ],
)
def test_a_rule_that_says_nothing_or_too_much_is_named(condition: Data, code: str, key: str) -> None:
    def edit(data: Data) -> None:
        if code == "rule_not_asked":
            items(data)[1]["asked_if"] = {"item": "C1.1.1", "at_least": 0.5}
        when = [{"item": "C1.1.1", "is": ["0"]}, condition]
        words = text("C1.1.1, C1.1.2")
        data["rules"] = [{"code": "R1", "when": when, "text": words, "ask": text("check both")}]

    assert found(edit) == {(code, f"rules.0.when.1.{key}")}


def test_skips_in_a_circle_and_impossible_dates_make_it_unusable() -> None:
    def edit(data: Data) -> None:
        items(data)[0]["asked_if"] = {"item": "C1.1.2", "at_least": 0.5}
        items(data)[1]["asked_if"] = {"item": "C1.1.1", "at_least": 0.5}
        items(data)[2]["basis"] = [{"rule": "r", "date": "21/7/2025"}]

    remarks = lint(small(edit))
    assert {r.code for r in remarks} == {"skip_cycle", "bad_date"}
    assert {r.severity for r in remarks} == {"error"}


def test_a_type_without_items_and_an_idle_audience_are_named() -> None:
    q = small(lambda data: data["audiences"].append({"code": "N", "name": text("nobody"), "types": []}))
    assert {("type_without_item", "C3", "a"), ("audience_unused", "N", "")} <= {
        (r.code, r.of, r.detail) for r in lint(q)
    }


def test_codes_that_changed_their_meaning_are_named_unless_meant() -> None:
    former = small()

    def edit(data: Data) -> None:
        data["version"] = "2"
        items(data)[0]["options"][1]["score"] = 0.9
        items(data)[1]["text"] = text("something else")
        items(data)[2].update(text=text("new"), replaces="C1.2.1")
        items(data)[3].update(code="C1.2.9", replaces="C9.9.9")
        items(data)[4]["hint"] = text("a hint")

    remarks = {
        (r.code, r.of, r.detail) for r in lint(small(edit), former) if "code" in r.code or "repl" in r.code
    }
    assert remarks == {
        ("code_reused", "C1.1.1", "options"),
        ("code_reused", "C1.1.2", "reworded"),
        ("replaces_unknown", "C1.2.9", "C9.9.9"),
    }
    same = lint(small(put(4, hint=text("a hint"))), former)
    assert "version_unchanged" in {r.code for r in same}


def test_a_file_that_is_no_questionnaire_is_a_remark(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(QuestionnaireError) as problem:
        load_questionnaire(tmp_path / "a.yaml")
    (remark,) = from_faults(problem.value.faults)
    assert (remark.severity, remark.code, remark.file) == ("error", "yaml_syntax", "a.yaml")


@pytest.mark.parametrize("path", shipped(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_shipped_questionnaires_have_no_errors(path: Path) -> None:
    assert [remark for remark in lint(load_questionnaire(path)) if remark.severity == "error"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence(language: str) -> None:
    import re

    import dxassess.authoring as room

    folder = Path(room.__path__[0])
    sources = [
        *folder.glob("*lint*.py"),
        *folder.glob("workbook_*.py"),
        folder.parent / "questionnaire/faults.py",
        folder.parent / "questionnaire/rule_faults.py",
    ]
    named = re.compile(
        r'(?:yield [^\n]*?, |key=|code=|"(?:error|warning|info)", [^\n]*?, )"([a-z]+(?:_[a-z]+)+)"'
    )
    codes = {code for path in sources for code in named.findall(path.read_text(encoding="utf-8"))}
    assert len(codes) > 30
    for code in sorted(codes - {"asked_if"}):
        remark = Remark(severity="error", path="", code=code, detail="D")
        assert f"({code})" not in sentence(remark, language), code


def test_what_has_no_sentence_of_its_own_is_quoted() -> None:
    remark = Remark(severity="error", path="x", code="float_parsing", detail="not a number")
    assert "float_parsing" in sentence(remark, "en")
    assert "not a number" in sentence(remark, "en")


@pytest.mark.parametrize("path", shipped(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_shipped_questionnaires_advise_in_both_languages_without_a_gap(path: Path) -> None:
    found = contents_of(load_questionnaire(path))
    assert found.unadvised == 0
    assert found.recommendations["vi"] == found.recommendations["en"] >= found.items / 2
    assert found.evidence > 0


def test_an_answer_without_advice_is_counted() -> None:
    q = load_questionnaire(shipped("department")[0])
    silent = next(item for item in q.items if isinstance(item, Choice))
    muted = silent.model_copy(
        update={"options": tuple(o.model_copy(update={"advice": None}) for o in silent.options)}
    )
    condition = next(c for c in q.conditions if silent in c.items)
    indicator = next(i for i in condition.indicators if silent in i.items)
    less = indicator.model_copy(
        update={"items": tuple(muted if item is silent else item for item in indicator.items)}
    )
    rest = [c for c in q.conditions if c is not condition]
    parts = [less if i is indicator else i for i in condition.indicators]
    changed = q.model_copy(update={"conditions": (condition.model_copy(update={"indicators": parts}), *rest)})
    found = contents_of(changed)
    assert found.unadvised == len(silent.options) - 1
    assert found.recommendations["en"] == contents_of(q).recommendations["en"] - found.unadvised
