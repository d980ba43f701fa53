"""How the answer to an item of one questionnaire answers an item of another."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema

from dxassess.frozen import Frozen
from dxassess.questionnaire.kinds import Code


def _as_pairs(value: object) -> object:
    """`{"3": yes}` as ("3=yes",). YAML reads a bare yes or no as a truth; here it is an answer."""
    if not isinstance(value, dict):
        return value
    return tuple(f"{_word(source_answer)}={_word(own_answer)}" for source_answer, own_answer in value.items())


def _word(code: object) -> object:
    return {True: "yes", False: "no"}[code] if isinstance(code, bool) else code


AnswerPair = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,40}=[A-Za-z0-9_.:-]{1,40}$")]
Pairs = Annotated[
    tuple[AnswerPair, ...],
    BeforeValidator(_as_pairs),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "object", "additionalProperties": {"type": ["string", "boolean"]}},
                {"type": "array", "items": {"type": "string", "pattern": "^[^=]+=[^=]+$"}},
            ]
        }
    ),
]


class Carried(Frozen):
    """Where this item's answer may be taken from: an item of another questionnaire (`questionnaire` is its
    id) that asks the same.

    At most one of the three says how; without any the answer is taken as it stands.
    `options`: which answer there is which answer here (option codes, or yes and no). An answer that is not
    listed says nothing certain about this item, which then stays without an answer.
    `part`: an option of a `multi` item there; chosen is yes, not chosen no.
    `at_least`: yes from this quantity on, in the unit of the answer there (percent: 0-100), else no.
    """

    questionnaire: Code
    item: Code
    options: Pairs = ()
    part: Code | None = None
    at_least: float | None = None

    @cached_property
    def here(self) -> dict[str, str]:
        """The answer here by the answer there."""
        return dict(pair.split("=", 1) for pair in self.options)
