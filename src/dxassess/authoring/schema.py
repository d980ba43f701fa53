"""The JSON Schema of a questionnaire's YAML, so that editors complete and check it while it is written."""

from __future__ import annotations

import json
from typing import Any

from dxassess.questionnaire.model import Questionnaire


def schema() -> dict[str, Any]:
    """The schema of what may be written, not of what the program makes of it. It checks shapes; that codes
    refer to something is for lint."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Questionnaire.model_json_schema(mode="validation", by_alias=True),
    }


def schema_text() -> str:
    """The text of docs/questionnaire.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
