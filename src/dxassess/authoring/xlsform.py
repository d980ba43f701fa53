"""A questionnaire to the rows of an XLSForm, for KoboToolbox and ODK (docs/online-forms.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, assert_never

from dxassess.authoring.online_rules import (
    applies_rule,
    audience_rule,
    both,
    skip_rule,
    types_rule,
)
from dxassess.questionnaire.item_parts import Option
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo, unit_of
from dxassess.questionnaire.model import Condition, Fact, Indicator, Questionnaire, Text
from dxassess.questionnaire.online_names import (
    NOT_APPLICABLE,
    YES_NO,
    YES_NO_NA,
    asks_whether_it_applies,
    column_names,
    na_choice,
)
from dxassess.wording.wording import LANGUAGES, wording

FormLine = Mapping[str, str]

_LEAST = ". >= 0"
_TYPES = {
    "percent": "decimal", "number": "decimal", "ratio": "decimal", "count": "integer",
    "date": "date", "text": "text",
}  # fmt: skip
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class XlsForm(NamedTuple):
    """The three sheets; a row is its cells by the name of the column."""

    survey: tuple[FormLine, ...]
    choices: tuple[FormLine, ...]
    settings: tuple[FormLine, ...]


@cache
def tongues() -> Mapping[str, str]:
    """What KoboToolbox and ODK call each language."""
    return {language: wording("authoring", language).text("online.language") for language in LANGUAGES}


def to_xlsform(q: Questionnaire) -> XlsForm:
    """The form in both languages. The same questionnaire gives the same form."""
    maker = _Maker(q)
    survey = tuple(maker.survey())
    setting = {
        "form_title": q.title[LANGUAGES[0]],
        "form_id": f"{q.id}-{q.respondent}",
        "version": q.version,
        "default_language": tongues()[LANGUAGES[0]],
        "style": "pages",
    }
    return XlsForm(survey=survey, choices=tuple(maker.choices()), settings=(setting,))


class _Maker:
    """The questionnaire with the names of its columns."""

    def __init__(self, q: Questionnaire) -> None:
        self.q = q
        self.names = column_names(q)
        self.say = {language: wording("authoring", language) for language in LANGUAGES}

    def survey(self) -> Iterator[FormLine]:
        yield {"type": "note", "name": "intro", **_labels("label", self.q.intro)}
        yield {"type": "begin_group", "name": "cover", **self._own("label", "online.cover")}
        for fact in self.q.facts:
            if self.q.respondent in fact.respondents:
                yield self._fact(fact)
        yield {"type": "end_group", "name": "cover"}
        for condition in self.q.conditions:
            yield from self._condition(condition)

    def _fact(self, fact: Fact) -> FormLine:
        required = {"required": "yes"} if fact.required else {}
        words = {**_labels("label", fact.text), **_labels("hint", fact.hint)}
        kind, limits = self._asked(fact)
        rule = types_rule(self.q, {fact.applies}, self.names) if fact.applies is not None else ""
        condition = {"relevant": rule} if rule else {}
        return {"type": kind, "name": self.names[fact.code], **words, **required, **condition, **limits}

    def _asked(self, fact: Fact) -> tuple[str, FormLine]:
        """The type of the question and what may be answered."""
        match fact.type:
            case "choice":
                return f"select_one {self.names[fact.code]}", {}
            case "count":
                return "integer", self._limit(_LEAST, "count")
            case "date":
                return "date", {}
            case "text" | "code" | "province":
                return "text", {}
            case _:
                assert_never(fact.type)

    def _condition(self, condition: Condition) -> Iterator[FormLine]:
        label = _labels("label", condition.name, before=f"{condition.code}. ")
        rule = types_rule(self.q, {item.applies for item in condition.items}, self.names)
        name = self.names[condition.code]
        yield {"type": "begin_group", "name": name, **label, **_relevant(rule)}
        for indicator in condition.indicators:
            yield from self._indicator(indicator)
        yield {"type": "end_group", "name": name}

    def _indicator(self, indicator: Indicator) -> Iterator[FormLine]:
        label = _labels("label", indicator.name, before=f"{indicator.code}. ")
        rule = types_rule(self.q, {item.applies for item in indicator.items}, self.names)
        name = self.names[indicator.code]
        yield {"type": "begin_group", "name": name, **label, **_relevant(rule)}
        for item in indicator.items:
            if item.parts:
                yield from self._item(item)
        yield {"type": "end_group", "name": name}

    def _item(self, item: Item) -> Iterator[FormLine]:
        """One question, or for an item of several cells a group with a question for each."""
        open_rule = both(audience_rule(self.q, item.applies, self.names), skip_rule(self.q, item, self.names))
        label = _labels("label", item.text, before=f"{item.code}. ", unit=unit_of(item))
        hint = self._hint(item)
        if asks_whether_it_applies(item):
            name = self.names[item.code + NOT_APPLICABLE]
            words = self._own("label", "online.na", code=item.code)
            yield {"type": f"select_one {YES_NO}", "name": name, **words, **_relevant(open_rule)}
        rule = both(open_rule, applies_rule(item, self.names))
        match item:
            case Choice() | YesNo() | Quantity() | Note():
                base = {"type": self._type(item), "name": self.names[item.code], **label, **hint}
                yield {**base, **_relevant(rule), **self._limits(item)}
            case Multi() | Ratio():
                yield {"type": "begin_group", "name": self.names[item.code], **label, **_relevant(rule)}
                yield from self._parts(item, hint)
                yield {"type": "end_group", "name": self.names[item.code]}
            case _:
                assert_never(item)

    def _parts(self, item: Multi | Ratio, hint: FormLine) -> Iterator[FormLine]:
        for n, (code, text) in enumerate(item.parts):
            words = _labels("label", text, unit=unit_of(item))
            cell = {"type": self._type(item), "name": self.names[code], **words, **(hint if n == 0 else {})}
            alone = self._alone(item, code) if isinstance(item, Multi) else {}
            yield {**cell, **self._limits(item), **alone}

    def _type(self, item: Item) -> str:
        match item:
            case Choice():
                return f"select_one {self.names[item.code]}"
            case YesNo() | Multi():
                return f"select_one {YES_NO_NA if item.allow_na else YES_NO}"
            case Quantity() | Ratio() | Note():
                return _TYPES[item.type]
            case _:
                assert_never(item)

    def _hint(self, item: Item) -> FormLine:
        """The hint, then the evidence that is asked for."""
        if item.evidence is None:
            return _labels("hint", item.hint)
        evidence = self._text("online.evidence", text=item.evidence)
        if item.hint is None:
            return _labels("hint", evidence)
        hint = item.hint
        return _labels("hint", Text.each(lambda language: f"{hint[language]} {evidence[language]}"))

    def _limits(self, item: Item) -> FormLine:
        match item:
            case Quantity():
                most = f" and . <= {item.highest:g}" if item.percent else ""
                return self._limit(f"{_LEAST}{most}", item.type)
            case Ratio():
                return self._limit(_LEAST, "number")
            case Choice() | Multi() | YesNo() | Note():
                return {}
            case _:
                assert_never(item)

    def _limit(self, rule: str, kind: str) -> FormLine:
        return {"constraint": rule, **self._own("constraint_message", f"online.{kind}")}

    def _alone(self, item: Multi, code: str) -> FormLine:
        """The option "none of these" cannot be chosen beside another option."""
        option = next((o for o in item.options if item.code + o.code == code), None)
        if option is None or not option.exclusive:
            return {}
        others = [f"${{{self.names[c]}}} = 'yes'" for c, _ in item.parts if c != code]
        rule = f". != 'yes' or not({' or '.join(others)})"
        return {"constraint": rule, **self._own("constraint_message", "online.alone")}

    def choices(self) -> Iterator[FormLine]:
        for fact in self.q.facts:
            if fact.type == "choice" and self.q.respondent in fact.respondents:
                yield from self._list(self.names[fact.code], fact.options, allow_na=False)
        for item in self.q.items:
            if isinstance(item, Choice):
                yield from self._list(self.names[item.code], item.options, allow_na=item.allow_na)
        for name, values in ((YES_NO, ("yes", "no")), (YES_NO_NA, ("yes", "no", "na"))):
            for value in values:
                key = "online.na.choice" if value == "na" else f"online.{value}"
                yield {"list_name": name, "name": value, **self._own("label", key)}

    def _list(self, name: str, options: tuple[Option, ...], *, allow_na: bool) -> Iterator[FormLine]:
        for option in options:
            yield {"list_name": name, "name": option.code, **_labels("label", option.text)}
        if allow_na:
            yield {"list_name": name, "name": na_choice(options), **self._own("label", "online.na.choice")}

    def _own(self, column: str, key: str, **facts: object) -> FormLine:
        return _labels(column, self._text(key, **facts))

    def _text(self, key: str, **facts: object) -> Text:
        return Text.each(lambda language: self.say[language].text(key, **_in(language, facts)))


def _labels(column: str, text: Text | None, *, before: str = "", unit: Text | None = None) -> FormLine:
    if text is None:
        return {}
    return {
        f"{column}::{tongue}": _harmless(before + text[language] + (f" ({unit[language]})" if unit else ""))
        for language, tongue in tongues().items()
    }


def _in(language: str, facts: Mapping[str, object]) -> dict[str, object]:
    return {name: fact[language] if isinstance(fact, Text) else fact for name, fact in facts.items()}


def _harmless(text: str) -> str:
    """Text in which `${` does not begin a reference to another question, without what XML cannot hold."""
    return _NOT_XML.sub("", text).replace("${", "$ {")


def _relevant(rule: str) -> FormLine:
    return {"relevant": rule} if rule else {}
