"""How much a questionnaire asks and advises, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dxassess.authoring.lint_options import states_without_advice
from dxassess.frozen import Frozen
from dxassess.questionnaire.item_parts import Recommendation
from dxassess.questionnaire.items import Item, options_of
from dxassess.questionnaire.model import Questionnaire, Text
from dxassess.wording.wording import LANGUAGES


class Contents(Frozen):
    """Counts over the items of a questionnaire. `recommendations` by language counts those with both the
    advice and the first step; `unadvised` the answers short of the best that lead to none."""

    items: int
    options: int
    hints: int
    evidence: int
    recommendations: Mapping[str, int]
    unadvised: int


def contents_of(q: Questionnaire) -> Contents:
    """What the items of `q` hold. A text that is blank in a language does not count there."""
    items = tuple(q.items)
    advice = [a for item in items for a in _recommendations(item)]
    return Contents(
        items=len(items),
        options=sum(len(options_of(item)) for item in items),
        hints=_written(item.hint for item in items),
        evidence=_written(item.evidence for item in items),
        recommendations={
            language: sum(bool(a.text[language].strip() and a.first_step[language].strip()) for a in advice)
            for language in LANGUAGES
        },
        unadvised=sum(len(states_without_advice(item)) for item in items),
    )


def _recommendations(item: Item) -> list[Recommendation]:
    advices = (item.advice, *(option.advice for option in options_of(item)))
    return [advice for advice in advices if advice is not None]


def _written(texts: Iterable[Text | None]) -> int:
    return sum(text is not None and all(text[language].strip() for language in LANGUAGES) for text in texts)
