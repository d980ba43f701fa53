"""Questionnaires as Hypothesis draws them: every type of item, every optional key, without faults.

`questionnaires()` gives any questionnaire that can be loaded; `questionnaires(words=plain_words())` the same
with wording that a form can show.
"""

from __future__ import annotations

import re
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from dxassess.questionnaire.load import faults_of
from dxassess.questionnaire.model import Questionnaire

Data = dict[str, Any]
Words = st.SearchStrategy[str]

_LOST_IN_XLSX = re.compile(r"_x[0-9A-Fa-f]{4}_|[\ufffe\uffff]")
_AWKWARD = (
    "yes",
    "no",
    "null",
    "1",
    "1,5",
    "2026-01-01",
    "=1+1",
    "()",
    "# note",
    "a: b",
    "- x",
    "'",
    '"',
    "{}",
)
_QUANTITIES = ("percent", "number", "count", "ratio")
_SCORED = ("choice", "multi", "yes_no", *_QUANTITIES)
_CREDIT = st.integers(0, 100).map(lambda n: n / 100)
_WEIGHT = st.floats(0.001, 1e6)
_DAY = st.dates().map(lambda day: day.isoformat())


def any_words() -> Words:
    """Text as nasty as a file can hold it, without outer space (loading takes that off)."""
    letters = st.characters(codec="utf-8")
    drawn = st.text(letters, min_size=1, max_size=20) | st.sampled_from(_AWKWARD)
    return drawn.map(str.strip).filter(lambda s: bool(s) and not _LOST_IN_XLSX.search(s))


def plain_words() -> Words:
    """One line of letters, figures and usual signs, as authors write it."""
    letters = "abcdefghiklmnopqrstuvxyàáảãạăâđêôơưếộẵỹ ABC 0123456789 ,.()%–/"
    return st.text(letters, min_size=1, max_size=30).map(str.strip).filter(bool)


@st.composite
def questionnaires(
    draw: st.DrawFn, words: Words | None = None, respondent: str | None = None
) -> Questionnaire:
    """A questionnaire without faults, for either respondent or the one named."""
    maker = _Maker(draw, any_words() if words is None else words, respondent)
    found = Questionnaire.model_validate(maker.questionnaire())
    assume(not faults_of(found, file=""))
    return found


class _Maker:
    """Draws the parts; numbers make codes unique, as authors do."""

    def __init__(self, draw: st.DrawFn, words: Words, respondent: str | None) -> None:
        self.draw = draw
        self.words = words
        self.facility = draw(st.booleans()) if respondent is None else respondent == "facility"
        self.types = [f"t{n}" for n in range(draw(st.integers(1, 3)))] if self.facility else []
        self.audiences = ["A", *(f"B{n}" for n in range(draw(st.integers(0, 2))))]
        self.facts: list[Data] = []
        self.earlier: list[str] = []
        self.items: list[Data] = []

    def coin(self) -> bool:
        return self.draw(st.booleans())

    def text(self) -> Data:
        return {"vi": self.draw(self.words), "en": self.draw(self.words)}

    def texts(self, n: int) -> list[Data]:
        """Wordings that differ from one another in each language."""
        return [{k: f"{v} {at}" for k, v in self.text().items()} for at in range(n)]

    def maybe(self, **keys: Any) -> Data:  # noqa: ANN401 - strategies and makers
        """Each key, or not. A callable makes the value when it is wanted."""
        return {k: v() if callable(v) else self.draw(v) for k, v in keys.items() if self.coin()}

    def questionnaire(self) -> Data:
        types = [{"code": t, "name": self.text(), "weight": self.draw(_WEIGHT)} for t in self.types]
        self.facts = self._facts()
        thresholds = sorted(self.draw(st.sets(st.integers(1, 100), min_size=3, max_size=9)))
        self.top = len(thresholds)
        if self.coin():
            thresholds = [0] * len(thresholds)
        conditions = [self._condition(n) for n in range(1, 1 + self.draw(st.integers(1, 2)))]
        return {
            "id": "drawn",
            "version": self.draw(self.words),
            "respondent": "facility" if self.facility else "department",
            "title": self.text(),
            "intro": self.text(),
            "levels": [
                {"level": n, "at_least": t / 100, "name": self.text()} for n, t in enumerate([0, *thresholds])
            ],
            "types": types,
            "audiences": [self._audience(code) for code in self.audiences],
            "facts": self.facts,
            "conditions": conditions,
            **self.maybe(
                rules=lambda: [self._rule(n) for n in range(1, 1 + self.draw(st.integers(1, 3)))],
                standard_level=st.integers(1, len(thresholds)),
                missing=st.sampled_from(("not_credited", "left_out")),
                min_answered=_CREDIT,
                aggregation=st.sampled_from(("arithmetic", "geometric")),
            ),
        }

    def _audience(self, code: str) -> Data:
        chosen = [t for t in self.types if code == "A" or self.coin()]
        return {"code": code, "name": self.text(), "types": chosen, **self.maybe(beds=st.booleans())}

    def _facts(self) -> list[Data]:
        kinds = [
            "code",
            *self.draw(st.lists(st.sampled_from(("text", "choice", "count", "date", "province")))),
        ]
        found = [self._fact(n, kind) for n, kind in enumerate(kinds[:5])]
        if self.facility:
            options = [{"code": t, "text": text} for t, text in zip(self.types, self.texts(9), strict=False)]
            kind = {"code": "F90", "key": "type", "type": "choice", "text": self.text(), "options": options}
            found.append(kind)
        return found

    def _fact(self, n: int, kind: str) -> Data:
        respondents = st.sampled_from(([], ["facility"], ["department"], ["facility", "department"]))
        key = "facility_code" if kind == "code" and n == 0 else f"k{n}"
        made: Data = {"code": f"F{n:02d}", "key": key, "type": kind, "text": self.text()}
        if kind == "choice":
            made["options"] = [{"code": f"o{at}", "text": text} for at, text in enumerate(self.texts(2))]
        return made | self.maybe(
            hint=self.text, personal=st.booleans(), required=st.booleans(), respondents=respondents
        )

    def _condition(self, n: int) -> Data:
        indicators = [self._indicator(f"C{n}.{i}") for i in range(1, 1 + self.draw(st.integers(1, 2)))]
        made = {"code": f"C{n}", "name": self.text(), "short": self.text(), "weight": self.draw(_WEIGHT)}
        part = {} if self.facility else {"share": self.draw(_CREDIT), "of": f"C{n}"}
        return made | part | {"indicators": indicators, **self._aggregation()}

    def _indicator(self, code: str) -> Data:
        items = [self._item(f"{code}.{n}") for n in range(1, 1 + self.draw(st.integers(1, 3)))]
        made = {"code": code, "name": self.text(), "items": items, **self._aggregation()}
        return made | self.maybe(weight=_WEIGHT, tags=_tags())

    def _aggregation(self) -> Data:
        return self.maybe(aggregation=st.sampled_from(("arithmetic", "geometric")))

    def _item(self, code: str) -> Data:
        kind = self.draw(st.sampled_from((*_SCORED, "text", "date")))
        made = {"code": code, "type": kind, "text": self.text(), **self._kind(kind)}
        made |= self.maybe(
            applies=st.sampled_from(self.audiences),
            allow_na=st.booleans(),
            hint=self.text,
            evidence=self.text,
            tags=_tags(),
            basis=lambda: [{"rule": self.draw(self.words), **self.maybe(date=_DAY, until=_DAY)}],
            replaces=st.just("OLD.1"),
        )
        if kind in _SCORED:
            made |= self.maybe(weight=_WEIGHT, advice=self._advice, gates=self._gates)
        if kind in _QUANTITIES:
            made |= self.maybe(unit=self.text)
        if self.earlier and self.coin():
            made["asked_if"] = {
                "item": self.draw(st.sampled_from(self.earlier)),
                "at_least": self.draw(_CREDIT),
            }
        self.earlier += [code] if kind in _SCORED else []
        self.items.append(made)
        return made

    def _kind(self, kind: str) -> Data:
        if kind in ("choice", "multi"):
            return {"options": self._options(kind)}
        if kind == "yes_no":
            return self.maybe(good=st.sampled_from(("yes", "no")), maps_to=self._carried)
        if kind == "ratio":
            parts = {"numerator": self._quantity(), "denominator": self._quantity()}
            return {**parts, **self._goalposts(), **self.maybe(scale=_WEIGHT)}
        return self._goalposts() if kind in _SCORED else {}

    def _options(self, kind: str) -> list[Data]:
        n = self.draw(st.integers(2, 5))
        scores = self.draw(st.lists(_CREDIT, min_size=n, max_size=n, unique=True))
        codes = list("01234"[:n] if kind == "choice" and self.coin() else "abcde"[:n])
        made = [
            {"code": c, "text": t, **self.maybe(advice=self._advice)}
            for c, t in zip(codes, self.texts(n), strict=True)
        ]
        for option, score in zip(made, scores, strict=True):
            option["score" if kind == "choice" else "weight"] = score if kind == "choice" else 1 + score
        if kind == "multi" and self.coin():
            made[-1] |= {"exclusive": True, "weight": 0}
        return made

    def _carried(self) -> Data:
        way: Data = self.draw(
            st.sampled_from(({}, {"options": ["1=yes", "2=no"]}, {"part": "a"}, {"at_least": 50}))
        )
        return {"questionnaire": "other", "item": "X.1", **way}

    def _goalposts(self) -> Data:
        if self.coin():
            drawn: set[int] = self.draw(st.sets(st.integers(0, 100), min_size=2, max_size=4))
            xs = sorted(drawn)
            return {"points": [[x, self.draw(_CREDIT)] for x in xs]}
        floor, target = self.draw(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True))
        return {"floor": floor, "target": target}

    def _quantity(self) -> Data:
        keys = [fact["key"] for fact in self.facts if fact["type"] == "count"]
        if keys and self.coin():
            return {"fact": self.draw(st.sampled_from(keys))}
        return {"text": self.text()}

    def _gates(self) -> list[Data]:
        levels: set[int] = self.draw(st.sets(st.integers(1, self.top)))
        return [self._gate(level) for level in sorted(levels)]

    def _gate(self, level: int) -> Data:
        return {
            "level": level,
            "at_least": self.draw(_CREDIT),
            **self.maybe(applies=st.sampled_from(self.audiences)),
        }

    def _rule(self, n: int) -> Data:
        """A rule over items that all respondents meet, and over facts, with their codes in its text."""
        common = [item for item in self.items if item.get("applies", "A") == "A"]
        asked = "facility" if self.facility else "department"
        facts = [
            fact
            for fact in self.facts
            if asked in fact.get("respondents", (asked,)) and not fact.get("personal")
        ]
        assume(common or facts)
        tested = [self.draw(st.sampled_from([*common, *facts])) for _ in range(self.draw(st.integers(1, 3)))]
        counts = [each for each in (*common, *facts) if each["type"] in _QUANTITIES]
        when: list[Data] = []
        codes = [each["code"] for each in tested]
        for each in tested:
            key, value, more = self._test(each, counts)
            when.append({**_named(each), key: value})
            codes += more
        text = {k: f"{v} {' '.join(codes)}" for k, v in self.text().items()}
        made = {"code": f"R{n:02d}", "when": when, "text": text, "ask": self.text()}
        return made | self.maybe(applies=st.just("A"))

    def _test(self, tested: Data, counts: list[Data]) -> tuple[str, Any, list[str]]:
        """A test that the answer can be put to, and the codes that it names besides."""
        kind = tested["type"]
        if self.coin() or kind not in (*_QUANTITIES, "choice", "multi", "yes_no"):
            return "answered", self.coin(), []
        if kind in _QUANTITIES:
            key = self.draw(st.sampled_from(("at_least", "above", "at_most", "below")))
            if self.coin():
                return key, self.draw(st.floats(-1e6, 1e6)), []
            other = self.draw(st.sampled_from(counts))
            return key, _named(other), [other["code"]]
        codes = ["yes", "no"] if kind == "yes_no" else [option["code"] for option in tested["options"]]
        if kind == "multi":
            return self.draw(st.sampled_from(("has", "has_not"))), self.draw(st.sampled_from(codes)), []
        chosen = self.draw(st.lists(st.sampled_from(codes), min_size=1, unique=True))
        return self.draw(st.sampled_from(("is", "is_not"))), chosen, []

    def _advice(self) -> Data:
        advice = {"text": self.text(), "first_step": self.text(), "effort": self.draw(st.integers(1, 3))}
        money = self.draw(st.sampled_from((None, True, False)))
        return advice if money is None else {**advice, "money": money}


def _named(tested: Data) -> Data:
    """The item or fact as a rule names it."""
    return {"fact": tested["key"]} if "key" in tested else {"item": tested["code"]}


def _tags() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(("leadership", "sys:emr", "ask:centre")), unique=True)
