"""The online form: pyxform takes it, every answer has its column, and what is asked follows the rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert
from tests.authoring.edits import Data, items, small
from tests.authoring.shipped import shipped
from tests.questionnaire.strategies import plain_words, questionnaires

from dxassess.authoring.xlsform import to_xlsform, tongues
from dxassess.authoring.xlsform_file import export_xlsform
from dxassess.questionnaire.credit import best_score
from dxassess.questionnaire.curve import ranges
from dxassess.questionnaire.items import Quantity
from dxassess.questionnaire.load import load_questionnaire
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.online_names import column_names


def columns(q: Questionnaire) -> dict[str, dict[str, str]]:
    """The questions of the form by their names, without groups."""
    lines = [dict(line) for line in to_xlsform(q).survey]
    return {line["name"]: line for line in lines if not line["type"].startswith(("begin", "end"))}


@pytest.mark.parametrize("path", shipped(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_pyxform_takes_the_shipped_questionnaires(path: Path, tmp_path: Path) -> None:
    q = load_questionnaire(path)
    export_xlsform(q, tmp_path / "form.xlsx")
    result = convert(str(tmp_path / "form.xlsx"), validate=False)
    assert result.warnings == []
    for tongue in tongues().values():
        assert f'lang="{tongue}"' in result.xform
    names = column_names(q)
    asked = columns(q)
    assert {names[code] for item in q.items for code, _ in item.parts} <= asked.keys()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(questionnaire=questionnaires(words=plain_words()))
def test_pyxform_takes_any_questionnaire(
    questionnaire: Questionnaire, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "drawn-form.xlsx"
    export_xlsform(questionnaire, path)
    convert(str(path), validate=False)


def test_facility_types_and_beds_decide_what_is_asked() -> None:
    asked = columns(load_questionnaire(shipped("facility")[0]))
    assert "relevant" not in asked["C2_3_1"]
    rule = asked["C1_1_3"]["relevant"]
    assert "${F03} = 'general_hospital'" in rule
    assert "commune_station" not in rule
    assert "not(coalesce(${F10}, ${F09}) = 0)" in rule


def test_parts_have_columns_of_their_own() -> None:
    asked = columns(load_questionnaire(shipped("facility")[0]))
    assert asked["C2_2_4a"]["type"] == "select_one yes_no"
    assert "${C2_2_4a} = 'yes'" in asked["C2_2_4e"]["constraint"]
    assert {"C1_3_1a", "C1_3_1b"} <= asked.keys()
    assert "C2_2_1" not in asked  # a ratio of two facts is answered by the cover sheet


def test_a_skip_becomes_relevant() -> None:
    def edit(data: Data) -> None:
        items(data)[1]["asked_if"] = {"item": "C1.1.1", "at_least": 0.5}
        items(data)[3]["asked_if"] = {"item": "C1.2.1", "at_least": 1}
        items(data)[4]["asked_if"] = {"item": "C1.1.2", "at_least": 0.5}

    asked = columns(small(edit))
    assert asked["C1_1_2"]["relevant"] == "${C1_1_1} != '0'"
    assert asked["C1_2_2"]["relevant"] == "${C1_2_1} != 'no'"
    rule = "(${C1_1_1} != '0') and (${C1_1_2} = '' or (${C1_1_2} >= 47.5))"
    assert asked["C2_1_1"]["relevant"] == rule


def test_not_applicable_is_a_choice_or_a_question_before() -> None:
    def edit(data: Data) -> None:
        items(data)[0]["allow_na"] = True
        items(data)[1]["allow_na"] = True
        items(data)[2]["allow_na"] = True

    q = small(edit)
    asked = columns(q)
    choices = {(line["list_name"], line["name"]) for line in to_xlsform(q).choices}
    assert ("C1_1_1", "na") in choices
    assert asked["C1_1_2"]["relevant"] == "not(${C1_1_2_na} = 'yes')"
    assert asked["C1_2_1"]["type"] == "select_one yes_no_na"


def test_names_stay_apart() -> None:
    def edit(data: Data) -> None:
        items(data)[0]["code"] = "C1_1_2"
        items(data)[2]["code"] = "9.1"
        items(data)[3]["code"] = "intro"

    names = column_names(small(edit))
    assert len(set(names.values())) == len(names)
    assert (names["C1_1_2"], names["C1.1.2"]) == ("C1_1_2", "C1_1_2_2")
    assert (names["9.1"], names["intro"]) == ("_9_1", "intro_2")


def test_a_reference_in_a_text_is_no_reference() -> None:
    asked = columns(small(lambda data: items(data)[0].update(text={"vi": "giá ${x}", "en": "price ${x}"})))
    assert "${" not in asked["C1_1_1"]["label::English (en)"]


@pytest.mark.parametrize(
    ("keys", "at_least", "expected"),
    [
        ({"target": 80.0}, 0.5, ((40.0, None),)),
        ({"target": 0.0, "floor": 50.0}, 0.5, ((0.0, 25.0),)),
        ({"target": None, "points": [[0, 1], [3, 0.5], [8, 0]], "type": "number"}, 0.5, ((0.0, 3.0),)),
        ({"target": None, "points": [[0, 0], [10, 1], [20, 0]], "type": "number"}, 0.5, ((5.0, 15.0),)),
        ({"target": 200.0}, 0.6, ()),
        ({"target": 80.0}, 0.0, ((0.0, None),)),
    ],
)
def test_ranges_that_score_enough(
    keys: Data, at_least: float, expected: tuple[tuple[float, float | None], ...]
) -> None:
    item = next(i for i in small(lambda data: items(data)[1].update(keys)).items if i.code == "C1.1.2")
    assert isinstance(item, Quantity)
    assert ranges(item, at_least) == expected
    best = best_score(item)
    assert best is not None
    assert (best >= at_least) is bool(expected)
