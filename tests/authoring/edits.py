"""The small questionnaire, changed in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.scoring.small import questionnaire

from dxassess.questionnaire.items import Note
from dxassess.questionnaire.model import Questionnaire

Data = dict[str, Any]


def small(edit: Callable[[Data], object] = lambda data: None) -> Questionnaire:
    """The small questionnaire after `edit` changed its data, with translated texts and advice throughout."""
    data = questionnaire().model_dump(mode="json")
    for number, item in enumerate(items(data)):
        item["text"] = {"vi": f"câu {number}", "en": f"question {number}"}
        item["advice"] = {
            "text": {"vi": "làm", "en": "do"},
            "first_step": {"vi": "bắt đầu", "en": "begin"},
            "effort": 1,
        }
    items(data)[0]["options"][1]["score"] = 1.0
    items(data)[0]["options"][0]["score"] = 0.0
    edit(data)
    return Questionnaire.model_validate(data)


def items(data: Data) -> list[Data]:
    """All items, in order: C1.1.1 choice, C1.1.2 percent, C1.2.1, C1.2.2 yes_no, C2.1.1 percent, C3.1.1."""
    return [item for c in data["conditions"] for i in c["indicators"] for item in i["items"]]


def as_text(item: Data) -> None:
    """Make the item a question in words, which has no key of what earns a score."""
    kept = Note.model_fields.keys() & item.keys()
    for key in item.keys() - kept:
        del item[key]
    item["type"] = "text"
