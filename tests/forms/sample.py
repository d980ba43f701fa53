"""A questionnaire with every type of item, the shipped ones, and forms as openpyxl sees them."""

from __future__ import annotations

import io
from functools import cache
from types import MappingProxyType

from openpyxl import Workbook, load_workbook

from dxassess.demo.sheets import FormRow, find_rows
from dxassess.files.resources import resource_folder
from dxassess.forms.arrange import form_for
from dxassess.forms.form import Form, FormEntry
from dxassess.forms.template import write_form
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire

HOSPITAL = MappingProxyType(
    {
        "facility_code": "00080",
        "name": "Bệnh viện Mẫu",
        "province": "Long An",
        "type": "hospital",
        "beds_actual": "120",
    }
)


def both(words: str) -> dict[str, str]:
    return {"vi": f"{words} vi", "en": f"{words} en"}


def _item(code: str, kind: str, **more: object) -> dict[str, object]:
    return {"code": code, "type": kind, "text": both(f"Question {code}"), **more}


_STATES = [{"code": str(n), "score": n / 2, "text": both(f"State {n}, with a comma")} for n in range(3)]
_LETTERS = [{"code": letter, "weight": 1, "text": both(f"Part {letter}")} for letter in "abc"]
_ITEMS = [
    _item("X1.1.1", "choice", options=_STATES, allow_na=True, hint=both("Hint"), evidence=both("Proof")),
    _item("X1.1.2", "yes_no"),
    _item("X1.1.3", "yes_no", asked_if={"item": "X1.1.2", "at_least": 1}),
    _item("X1.1.4", "multi", options=_LETTERS),
    _item("X1.1.5", "multi", options=_LETTERS, allow_na=True, applies="B"),
    _item("X1.1.6", "percent", target=100, allow_na=True, asked_if={"item": "X1.1.1", "at_least": 0.4}),
    _item("X1.1.7", "count", target=10, unit=both("meetings"), applies="S"),
    _item("X1.1.8", "number", target=10),
    _item(
        "X1.1.9",
        "ratio",
        target=1,
        allow_na=True,
        numerator={"text": both("Above")},
        denominator={"text": both("Below")},
    ),
    _item("X1.1.10", "ratio", target=1, numerator={"text": both("Of")}, denominator={"fact": "staff"}),
    _item("X1.1.11", "ratio", target=1, numerator={"fact": "staff"}, denominator={"fact": "beds_actual"}),
    _item("X1.1.12", "text"),
    _item("X1.1.13", "date"),
]


@cache
def every_type() -> Questionnaire:
    """For hospitals and stations. X1.1.5 needs beds, X1.1.7 is for stations; sheet X2 for stations alone."""
    return Questionnaire.model_validate(
        {
            "id": "every-type",
            "version": "7",
            "respondent": "facility",
            "title": both("Every type"),
            "intro": both("All of them."),
            "levels": [{"level": n, "at_least": n / 10, "name": both(str(n))} for n in range(6)],
            "types": [{"code": code, "name": both(code), "weight": 0.5} for code in ("hospital", "station")],
            "audiences": [
                {"code": "A", "name": both("all"), "types": ["hospital", "station"]},
                {"code": "B", "name": both("beds"), "types": ["hospital", "station"], "beds": True},
                {"code": "S", "name": both("stations"), "types": ["station"]},
            ],
            "facts": [
                {"code": "F01", "key": "facility_code", "type": "code", "text": both("Code")},
                {"code": "F02", "key": "name", "type": "text", "required": True, "text": both("Name")},
                {
                    "code": "F03",
                    "key": "type",
                    "type": "choice",
                    "text": both("Type"),
                    "options": [{"code": c, "text": both(f"A {c}")} for c in ("hospital", "station")],
                },
                {"code": "F07", "key": "province", "type": "province", "text": both("Province")},
                {"code": "F10", "key": "beds_actual", "type": "count", "text": both("Beds")},
                {"code": "F11", "key": "staff", "type": "count", "text": both("Staff")},
                {"code": "F16", "key": "answered_on", "type": "date", "text": both("Day")},
                {
                    "code": "F17",
                    "key": "respondent_name",
                    "type": "text",
                    "personal": True,
                    "text": both("Who"),
                },
                {
                    "code": "F21",
                    "key": "population",
                    "type": "count",
                    "respondents": ["department"],
                    "text": both("People"),
                },
            ],
            "conditions": [
                {
                    "code": "X1",
                    "name": both("First"),
                    "short": both("IT/data"),
                    "weight": 1,
                    "indicators": [{"code": "X1.1", "name": both("Indicator"), "items": _ITEMS}],
                },
                {
                    "code": "X2",
                    "name": both("Second"),
                    "short": both("Second"),
                    "weight": 1,
                    "indicators": [
                        {
                            "code": "X2.1",
                            "name": both("Stations"),
                            "items": [_item("X2.1.1", "yes_no", applies="S")],
                        }
                    ],
                },
            ],
        }
    )


@cache
def shipped() -> MappingProxyType[str, Questionnaire]:
    """The questionnaires of the five conditions by respondent."""
    folder = resource_folder("questionnaires") / "five-conditions"
    return MappingProxyType({q.respondent: q for q in load_questionnaires(folder)})


def written(form: Form) -> bytes:
    stream = io.BytesIO()
    write_form(form, stream)
    return stream.getvalue()


def hospital_form(language: str = "vi", **prefill: str) -> Form:
    return form_for(every_type(), language, {**HOSPITAL, **prefill})


def opened(form: Form) -> Workbook:
    return load_workbook(io.BytesIO(written(form)))


def rows_of(book: Workbook, questionnaire: Questionnaire) -> MappingProxyType[str, FormRow]:
    codes = {code for item in questionnaire.items for code, _ in item.parts}
    return find_rows(book, codes | {fact.code for fact in questionnaire.facts})


def answered_lines(form: Form) -> tuple[FormEntry, ...]:
    """The lines of the condition sheets in which something is answered."""
    return tuple(line for sheet in form.sheets[1:] for line in sheet.lines if line.cell is not None)


def line_of(form: Form, code: str) -> FormEntry:
    return next(line for sheet in form.sheets for line in sheet.lines if line.code == code)
