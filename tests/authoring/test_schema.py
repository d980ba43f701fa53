"""The published schema is that of the model, and the shipped files follow it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests.authoring.shipped import shipped

from dxassess.authoring.schema import schema, schema_text

PUBLISHED = Path(__file__).parents[2] / "docs" / "questionnaire.schema.json"


def test_published_schema_is_up_to_date() -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == json.loads(schema_text()), (
        "run: dxassess questionnaire schema -o docs/questionnaire.schema.json"
    )


@pytest.mark.parametrize("path", shipped(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_files_follow_the_schema(path: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(data)] == []


def test_schema_refuses_what_loading_refuses() -> None:
    data = yaml.safe_load(shipped()[0].read_text(encoding="utf-8"))
    data["conditions"][0]["indicators"][0]["items"][0]["colour"] = "blue"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())
