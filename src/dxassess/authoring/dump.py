"""A questionnaire to the text of its YAML file: keys in the order of the shipped files, defaults left out."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from dxassess.files.journal import Written
from dxassess.files.staging import write_output
from dxassess.questionnaire.model import Questionnaire

_FIRST = (
    "id", "version", "respondent", "level", "item", "fact", "at_least", "code", "key", "type", "required",
    "personal", "respondents", "score", "weight", "exclusive", "applies", "asked_if", "after", "allow_na",
    "gates", "aggregation", "of", "share", "province_weight", "caps", "part_of", "treats", "tags", "law",
    "replaces", "good", "scale", "floor", "target", "points", "issued", "state", "why", "title", "intro",
    "standard_level", "missing", "min_answered", "name", "short", "when", "text",
)  # fmt: skip
_LAST = (
    "ask", "unit", "hint", "evidence", "first_step", "effort", "money", "rule", "date", "until", "basis",
    "numerator", "denominator", "descriptors", "levels", "types", "beds", "audiences", "facts", "options",
    "advice", "items", "indicators", "conditions", "rules", "shares", "votes",
)  # fmt: skip
_RANK = {key: n for n, key in enumerate(_FIRST)} | {key: len(_FIRST) + 1 + n for n, key in enumerate(_LAST)}
_LARGEST_PLAIN = 1e15
_BREAKS = re.compile("[\r\n\x85\u2028\u2029\ufeff]")
_NO_WRAPPING = 10**9


def to_yaml(questionnaire: Questionnaire) -> str:
    """The YAML text; reading it gives `questionnaire` again. Comments of an older file are not in it."""
    data = questionnaire.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.dump(
        _arranged(data),
        Dumper=_Quoting,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=_NO_WRAPPING,
    )


def write_yaml(questionnaire: Questionnaire, path: Path, *, force: bool = False) -> Written:
    """Write the YAML file, by the rule for what people edited. Raises OutputError if it cannot be written."""
    return write_output(path, to_yaml(questionnaire), force=force)


class _Quoting(yaml.SafeDumper):
    """The safe dumper, but what YAML takes for a line break or drops is escaped: between other quotes it
    would come back as another character."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _BREAKS.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Quoting.add_representer(str, _text)


def _arranged(value: object) -> object:
    """Keys in order, and whole numbers without decimals, as a person writes them. A key that this module
    does not know yet stands in the middle."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: _RANK.get(key, len(_FIRST)))
        return {key: _arranged(value[key]) for key in keys}
    if isinstance(value, list):
        return [_arranged(part) for part in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_PLAIN:
        return int(value)
    return value
