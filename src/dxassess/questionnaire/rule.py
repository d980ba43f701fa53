"""Rules between answers: which of them do not fit together, and what to ask then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from dxassess.frozen import Frozen
from dxassess.questionnaire.kinds import Code, Text

CHOICES = ("is", "is_not")
PARTS = ("has", "has_not")
QUANTITIES = ("at_least", "above", "at_most", "below")
_SIGNS = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<", "has": "∋", "has_not": "∌"}


def _as_words(value: object) -> object:
    """YAML reads a bare yes or no as a truth; here it is an answer."""
    if isinstance(value, (list, tuple)):
        return tuple({True: "yes", False: "no"}[v] if isinstance(v, bool) else v for v in value)
    return value


def _as_reference(value: object) -> object:
    """`{fact: staff}` as "fact:staff"."""
    if isinstance(value, dict) and len(value) == 1:
        ((kind, code),) = value.items()
        return f"{kind}:{code}"
    return value


AnswerWords = Annotated[
    tuple[Code, ...],
    BeforeValidator(_as_words),
    WithJsonSchema({"type": "array", "items": {"type": ["string", "boolean"]}}),
]
Bound = Annotated[
    float | Annotated[str, StringConstraints(pattern=r"^(fact|item):[A-Za-z0-9_.:-]{1,40}$")],
    BeforeValidator(_as_reference),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": "^(fact|item):"},
                *(
                    {
                        "type": "object",
                        "properties": {kind: {"type": "string"}},
                        "required": [kind],
                        "additionalProperties": False,
                    }
                    for kind in ("fact", "item")
                ),
            ]
        }
    ),
]


class Subject(NamedTuple):
    """What a condition looks at: an item by its code or a fact by its key."""

    kind: str
    code: str


class RuleCondition(Frozen):
    """One test of one answer: of an `item` by its code, or of a `fact` of the cover sheet by its key.

    Exactly one test: `is`, `is_not` the answer is (is none) of these options ("yes", "no" of a `yes_no`);
    `has`, `has_not` the option is (is not) among those chosen of a `multi`; `at_least`, `above`, `at_most`,
    `below` against a number, `{fact: key}` or `{item: code}`; `answered` whether there is an answer.
    Units: percent 0-100, a ratio by its value times `scale`, counts as typed.
    """

    model_config = ConfigDict(populate_by_name=True)  # so that what is dumped is read again

    item: Code | None = None
    fact: Code | None = None
    is_: AnswerWords = Field(default=(), alias="is")
    is_not: AnswerWords = ()
    has: Code | None = None
    has_not: Code | None = None
    at_least: Bound | None = None
    above: Bound | None = None
    at_most: Bound | None = None
    below: Bound | None = None
    answered: bool | None = None

    @cached_property
    def tests(self) -> dict[str, object]:
        """The tests that are written down, by their key; one where the condition is sound."""
        by_key = {"is": self.is_, **{key: getattr(self, key) for key in ("is_not", *PARTS, *QUANTITIES)}}
        return {k: v for k, v in {**by_key, "answered": self.answered}.items() if v is not None and v != ()}

    @cached_property
    def subject(self) -> Subject:
        """What is tested."""
        return Subject("fact", self.fact or "") if self.item is None else Subject("item", self.item)

    @cached_property
    def against(self) -> Subject | None:
        """The other answer that a quantity is held against, if it is."""
        bound = next((self.tests[key] for key in QUANTITIES if key in self.tests), None)
        return Subject(*bound.split(":", 1)) if isinstance(bound, str) else None

    def __str__(self) -> str:
        return self.formula({})

    def formula(self, numbers: Mapping[str, str]) -> str:
        """The same in all languages: `C3.4.2 < 50`; "–" stands for no answer. Facts are called by their
        `numbers` on the form, where it has theirs, else by their keys."""
        name = _name(self.subject, numbers)
        return "; ".join(f"{name} {_said(key, test, numbers)}" for key, test in self.tests.items())


class Rule(Frozen):
    """Answers that do not fit together: where all of `when` hold, `text` says what is odd and `ask` what to
    check. `code` is unique in the questionnaire and never reused; `applies` is one of its audiences. A rule
    changes no answer and no score."""

    code: Code
    applies: Code = "A"
    when: tuple[RuleCondition, ...]
    text: Text
    ask: Text

    def formula(self, numbers: Mapping[str, str]) -> str:
        """All conditions, the same in all languages (see `RuleCondition.formula`)."""
        return " ∧ ".join(condition.formula(numbers) for condition in self.when)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Every item and fact that the rule looks at, in its own order."""
        subjects = (s for c in self.when for s in (c.subject, c.against) if s is not None)
        return tuple(dict.fromkeys(subjects))

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The items among them, by their codes."""
        return tuple(subject.code for subject in self.subjects if subject.kind == "item")


def _name(subject: Subject, numbers: Mapping[str, str]) -> str:
    return numbers.get(subject.code, subject.code) if subject.kind == "fact" else subject.code


def _said(key: str, test: object, numbers: Mapping[str, str]) -> str:
    if key in ("is", "is_not"):
        assert isinstance(test, tuple)
        return f"{'=' if key == 'is' else '≠'} {' | '.join(test)}"
    if key == "answered":
        return "≠ –" if test else "= –"
    of_other = isinstance(test, str) and key in QUANTITIES
    bound = _name(Subject(*str(test).split(":", 1)), numbers) if of_other else test
    return f"{_SIGNS[key]} {bound:g}" if isinstance(bound, float) else f"{_SIGNS[key]} {bound}"
