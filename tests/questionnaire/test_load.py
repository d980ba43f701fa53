"""A faulty questionnaire gets all its faults at once, each with file and path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.scoring.small import questionnaire, text

from dxassess.files.resources import resource_folder
from dxassess.questionnaire import load
from dxassess.questionnaire.load import QuestionnaireError, load_questionnaires


def faults(folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(QuestionnaireError) as caught:
        load_questionnaires(folder)
    return [(fault.file, fault.path, fault.key) for fault in caught.value.faults]


def small() -> dict[str, object]:
    data = questionnaire().model_dump(mode="json")
    return json.loads(json.dumps(data))  # type: ignore[no-any-return] # JSON is YAML


def write(folder: Path, data: dict[str, object], name: str = "small.yaml") -> None:
    (folder / name).write_text(json.dumps(data), encoding="utf-8")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write(tmp_path, small())
    assert load_questionnaires(tmp_path) == (questionnaire(),)


def test_what_is_recalled_is_what_was_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXASSESS_CACHE", str(tmp_path))
    folder = resource_folder("questionnaires") / "five-conditions"
    understood = load_questionnaires(folder)
    monkeypatch.setattr(load, "faults_of", None)  # whoever understands asks it
    recalled = load_questionnaires(folder)
    assert recalled == understood
    assert repr(recalled) == repr(understood)  # 1 is 1.0, and not the same


def test_a_changed_questionnaire_is_understood_anew(tmp_path: Path) -> None:
    data = small()
    for version in ("1", "2"):
        write(tmp_path, {**data, "version": version})
        assert load_questionnaires(tmp_path)[0].version == version
    (tmp_path / "small.yaml").write_text("a: [1", encoding="utf-8")
    for _ in range(2):
        assert [key for _, _, key in faults(tmp_path)] == ["yaml_syntax"]


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    data = small()
    items = data["conditions"][0]["indicators"][0]["items"]  # type: ignore[index]
    items[0]["applies"] = "NOBODY"
    items[0]["options"][1]["score"] = 0
    items[1]["target"] = None
    data["levels"][3]["at_least"] = 0.1  # type: ignore[index]
    write(tmp_path, data)
    place = "conditions.0.indicators.0.items"
    assert faults(tmp_path) == [
        ("small.yaml", "levels", "levels_not_ascending"),
        ("small.yaml", f"{place}.0.applies", "unknown_reference"),
        ("small.yaml", f"{place}.0.options", "scores_missing_or_equal"),
        ("small.yaml", f"{place}.1.target", "goalposts_missing"),
    ]


def test_faults_of_shape_name_their_path(tmp_path: Path) -> None:
    data = small()
    data["conditions"][1]["weight"] = "heavy"  # type: ignore[index]
    data["colour"] = "blue"
    write(tmp_path, data)
    write(tmp_path, {"id": "x"}, "other.yaml")
    found = faults(tmp_path)
    assert ("small.yaml", "conditions.1.weight", "float_parsing") in found
    assert ("small.yaml", "colour", "extra_forbidden") in found
    assert any(file == "other.yaml" and path == "title" for file, path, _ in found)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [1", "yaml_syntax"),
        ("a: 1\na: 2\n", "yaml_twice"),
        ("issued: 2026-02-30", "yaml_day"),
        ("\x00", "yaml_encoding"),
    ],
)
def test_what_is_no_yaml_is_a_fault_not_a_traceback(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "broken.yaml").write_text(text, encoding="utf-8")
    assert faults(tmp_path)[0][::2] == ("broken.yaml", fault)


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path)[0][2] == "no_questionnaire"


def test_the_shipped_questionnaires_are_whole() -> None:
    department, facility = load_questionnaires(resource_folder("questionnaires") / "five-conditions")
    assert [c.code for c in facility.conditions] == ["C1", "C2", "C3", "C4", "C5"]
    assert [c.of for c in department.conditions] == ["C1", "C2", "C3", "C4", "C5"]
    assert [c.share for c in department.conditions] == [0.4, 0.6, 0.25, 0.7, 0.7]
    assert {t.code: t.weight for t in facility.types} == {
        "general_hospital": 0.30,
        "specialised_hospital": 0.12,
        "health_centre": 0.20,
        "polyclinic": 0.05,
        "commune_station": 0.24,
        "health_point": 0.04,
        "preventive_centre": 0.05,
    }


def test_levels_may_be_fewer_or_more_than_five(tmp_path: Path) -> None:
    for count in (2, 8):
        data = small()
        data["levels"] = [{"level": n, "at_least": n / 10, "name": text(str(n))} for n in range(count)]
        data["standard_level"] = 1
        write(tmp_path, data)
        (found,) = load_questionnaires(tmp_path)
        assert (len(found.levels), found.gates_alone) == (count, False)


def test_levels_without_any_score_are_for_gates_alone(tmp_path: Path) -> None:
    data = small()
    for level in data["levels"]:  # type: ignore[attr-defined]
        level["at_least"] = 0
    write(tmp_path, data)
    assert load_questionnaires(tmp_path)[0].gates_alone


def test_a_level_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    data = small()
    items = data["conditions"][0]["indicators"][0]["items"]  # type: ignore[index]
    items[0]["gates"] = [{"level": 6, "at_least": 1}]
    data["standard_level"] = 7
    write(tmp_path, data)
    assert faults(tmp_path) == [
        ("small.yaml", "standard_level", "unknown_reference"),
        ("small.yaml", "conditions.0.indicators.0.items.0.gates.0.level", "unknown_reference"),
    ]


@pytest.mark.parametrize("node", ["condition", "indicator"])
def test_weights_of_items_are_not_for_geometric_means(tmp_path: Path, node: str) -> None:
    data = small()
    condition = data["conditions"][0]  # type: ignore[index]
    condition["indicators"][0]["weight"] = "items"
    write(tmp_path, data)
    assert load_questionnaires(tmp_path)
    (condition if node == "condition" else condition["indicators"][0])["aggregation"] = "geometric"
    write(tmp_path, data)
    assert faults(tmp_path) == [("small.yaml", "conditions.0.indicators.0.weight", "items_in_geometric")]
