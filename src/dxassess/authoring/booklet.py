"""A questionnaire to its booklet: a value in one language, and a page to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from dxassess.authoring.booklet_items import item_line
from dxassess.authoring.booklet_model import Booklet, ConditionPart, CountLine, IndicatorPart, RuleLine
from dxassess.files.templates import fill_piece
from dxassess.questionnaire.meeting import types_meeting
from dxassess.questionnaire.model import Condition, Questionnaire
from dxassess.wording.wording import Wording, wording

_WORDS = (
    "advice", "basis", "code", "conditions", "counts", "credit", "evidence", "fact", "first_step", "for",
    "gates", "hint", "items", "level", "levels", "option", "parts", "question", "respondents", "scoring",
    "rule_text", "rule_when", "rules", "seen", "skip", "total", "type", "version", "weight",
)  # fmt: skip


def booklet(q: Questionnaire, language: str) -> Booklet:
    """The booklet of `q`. Pure: the same arguments give the same value."""
    say = wording("authoring", language)
    return Booklet(
        language=language,
        title=q.title[language],
        intro=q.intro[language],
        version=f"{q.id} {q.version}",
        levels=tuple(
            (f"{level.level} – {level.name[language]}", f"≥ {say.score(level.at_least)}")
            for level in q.levels
        ),
        facts=tuple(
            (fact.code, fact.text[language], say.text(f"type.{fact.type}"))
            for fact in q.facts
            if q.respondent in fact.respondents
        ),
        counts=tuple(_counts(q, say)),
        conditions=tuple(_condition(q, condition, say) for condition in q.conditions),
        rules=tuple(
            RuleLine(
                code=rule.code,
                audience=q.audience_by_code[rule.applies].name[language],
                when=rule.formula(q.number_of_fact),
                text=rule.text[language],
                ask=rule.ask[language],
            )
            for rule in q.rules
        ),
        words=tuple((key, say.text(f"show.{key}")) for key in _WORDS),
    )


def to_html(contents: Booklet, *, templates: Path) -> str:
    """One page with its style inside, nothing from elsewhere and no script. All text is escaped."""
    return fill_piece(templates, "booklet.html.j2", b=contents, w=dict(contents.words))


def _condition(q: Questionnaire, condition: Condition, say: Wording) -> ConditionPart:
    names = {level.level: f"{level.level} – {level.name[say.language]}" for level in q.levels}
    return ConditionPart(
        code=condition.code,
        name=condition.name[say.language],
        weight=weight_words(condition.weight, say),
        seen=tuple((names[d.level], d.text[say.language]) for d in condition.descriptors),
        indicators=tuple(
            IndicatorPart(
                code=indicator.code,
                name=indicator.name[say.language],
                weight=weight_words(indicator.weight, say),
                items=tuple(item_line(q, item, say) for item in indicator.items),
            )
            for indicator in condition.indicators
        ),
    )


def weight_words(weight: float | Literal["items"], say: Wording) -> str:
    """A weight with as many decimals as it has, at most three; that of the items that apply in words."""
    if weight == "items":
        return say.text("show.weight.items")
    digits = next((n for n in range(3) if round(weight, n) == weight), 3)
    return say.number(weight, digits)


def _counts(q: Questionnaire, say: Wording) -> Iterator[CountLine]:
    """A line for each type of facility, beds granted; a department is the one line of its questionnaire."""
    kinds = [(t.code, t.name[say.language]) for t in q.types] or [("", say.text("show.everyone"))]
    for code, name in kinds:
        numbers = [_asked(q, condition, code) for condition in q.conditions]
        yield CountLine(
            name=name, counts=tuple(say.number(n) for n in numbers), total=say.number(sum(numbers))
        )


def _asked(q: Questionnaire, condition: Condition, kind: str) -> int:
    return sum(1 for item in condition.items if not kind or kind in types_meeting(q, item.applies))
