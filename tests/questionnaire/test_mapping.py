"""`maps_to`: how it is written, and what can be wrong in it."""

from __future__ import annotations

import pytest
import yaml
from pydantic import ValidationError
from tests.round.small_mapping import framework, survey

from dxassess.questionnaire.carried import Carried
from dxassess.questionnaire.mapping import find_mapping_faults
from dxassess.questionnaire.model import Questionnaire


def faults(target: Questionnaire, *sources: Questionnaire) -> list[tuple[str, str]]:
    return [(f.key, f.detail) for f in find_mapping_faults(target, sources, file="x")]


def test_a_sound_framework_has_no_faults() -> None:
    assert faults(framework(), survey()) == []


def test_answers_are_written_as_people_write_yaml() -> None:
    data = yaml.safe_load("{questionnaire: s, item: A, options: {0: no, '1': yes, x: y}}")
    found = Carried.model_validate(data)
    assert found.options == ("0=no", "1=yes", "x=y")
    assert found.here == {"0": "no", "1": "yes", "x": "y"}
    assert Carried.model_validate(found.model_dump(mode="json")) == found


@pytest.mark.parametrize("options", [{"a b": "c"}, ["a"], {"": "x"}, "a=b"])
def test_options_that_are_no_codes_are_refused(options: object) -> None:
    with pytest.raises(ValidationError):
        Carried.model_validate({"questionnaire": "s", "item": "A", "options": options})


@pytest.mark.parametrize(
    ("item", "how", "fault"),
    [
        ("B_3", {"item": "A.2", "part": "b", "at_least": 1}, ("maps_two_ways", "B.3")),
        ("B_1", {"item": "A.1"}, ("maps_without_options", "B.1")),
        ("B_5", {"item": "A.3", "at_least": 3}, ("maps_to_yes_no_only", "B.5")),
        ("B_1", {"item": "A.1", "options": ["0=x", "0=y"]}, ("duplicate_code", "0")),
        ("B_1", {"item": "A.1", "options": {"0": "z"}}, ("unknown_reference", "z")),
        ("B_2", {"item": "A.1", "options": {"0": "maybe"}}, ("unknown_reference", "maybe")),
        ("B_7", {"item": "A.99"}, ("not_asked", "A.99")),
        ("B_2", {"item": "A.1", "options": {"7": "yes"}}, ("unknown_reference", "A.1: 7")),
        ("B_3", {"item": "A.2", "part": "z"}, ("unknown_reference", "A.2: z")),
        ("B_3", {"item": "A.1", "part": "0"}, ("unknown_reference", "A.1: 0")),
        ("B_4", {"item": "A.4", "at_least": 1}, ("maps_other_type", "A.4: yes_no")),
        ("B_7", {"item": "A.3"}, ("maps_other_type", "A.3: percent")),
    ],
)
def test_every_fault_is_named(item: str, how: dict[str, object], fault: tuple[str, str]) -> None:
    target = framework(**{item: {"questionnaire": "survey", **how}})
    assert fault in faults(target, survey())


def test_without_the_source_only_own_faults_are_found() -> None:
    assert faults(framework(B_7={"questionnaire": "survey", "item": "A.99"})) == []
