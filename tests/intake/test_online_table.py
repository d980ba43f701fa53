"""What a server exports of the online form is read back with exactly the answers given: any questionnaire, as
CSV and XLSX, with groups before the names or without, options by their codes or their labels."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from tests.forms.sample import shipped
from tests.forms.valid import Said, counts_of, said_of
from tests.questionnaire.strategies import plain_words, questionnaires

from dxassess.authoring.lint import lint
from dxassess.authoring.xlsform import XlsForm, to_xlsform, tongues
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, Taken, take_file
from dxassess.questionnaire.items import Choice, Item, Quantity
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.online_names import (
    NOT_APPLICABLE,
    asks_whether_it_applies,
    column_names,
    na_choice,
)

ODD = {
    "SEVERAL_RESPONDENTS",
    "INSTRUMENT_UNNAMED",
    "NUMBER_AS_TEXT",
    "PART_MISSING",
    "FACT_MISSING",
    "COLUMNS_NOT_FOUND",
    "INCONSISTENT",
    "FOLLOWS_BLANK",
}
Cell = str | float | None


class Way(NamedTuple):
    """How a server exports: the kind of file, group names before the questions, labels for the options."""

    kind: str
    groups: bool
    labels: str | None


WAYS = st.builds(Way, st.sampled_from(["csv", "xlsx"]), st.booleans(), st.sampled_from([None, "vi", "en"]))


class Reply(NamedTuple):
    """What one respondent says: the type of facility, counts of the cover sheet by key, and answers."""

    type: str | None
    counts: Mapping[str, float]
    said: Mapping[str, Said]


@st.composite
def replies(draw: st.DrawFn, questionnaire: Questionnaire, kind: str | None) -> Reply:
    counts = draw(counts_of(questionnaire))
    asked = [item for item in questionnaire.items if questionnaire.applies(item.applies, kind, None)]
    said = {item.code: draw(said_of(item, counts).filter(_unambiguous)) for item in asked}
    assume(any(answer.state != "missing" for answer in said.values()))
    return Reply(kind, counts, said)


def _unambiguous(said: Said) -> bool:
    """A number above 0 and up to 1 for a percentage is refused, since it may be a share."""
    return said.state != "answered" or not isinstance(said.value, float) or said.value == 0 or said.value > 1


@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(questionnaire=questionnaires(words=plain_words()), data=st.data(), way=WAYS)
def test_export_of_any_sound_questionnaire_comes_back(
    questionnaire: Questionnaire, data: st.DataObject, way: Way
) -> None:
    assume(all(remark.severity != "error" for remark in lint(questionnaire)))
    fact = questionnaire.fact_by_key["facility_code"]
    assume(questionnaire.respondent in fact.respondents and not fact.personal)
    assume(sum(len(item.parts) for item in questionnaire.items) >= 3)
    kinds: list[str | None] = [t.code for t in questionnaire.types] or [None]
    drawn = [
        data.draw(replies(questionnaire, data.draw(st.sampled_from(kinds))))
        for _ in range(1 + bool(questionnaire.types))
    ]
    _check(questionnaire, drawn, way)


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data(), way=WAYS)
def test_export_of_the_five_conditions_comes_back(data: st.DataObject, way: Way) -> None:
    questionnaire = shipped()["facility"]
    kinds = ("general_hospital", "commune_station")
    _check(questionnaire, [data.draw(replies(questionnaire, kind)) for kind in kinds], way)


def _check(questionnaire: Questionnaire, drawn: Sequence[Reply], way: Way) -> None:
    taken = _take(questionnaire, _table(questionnaire, drawn, way), way.kind)
    _, *outcomes = taken.outcomes
    codes = {found.code for outcome in taken.outcomes for found in outcome.findings}
    assert codes <= ODD, [o.findings for o in taken.outcomes]
    assert len(outcomes) == len(drawn)
    for outcome, reply in zip(outcomes, drawn, strict=True):
        assert outcome.submission is not None, outcome.findings
        answers = {a.item: (a.state, a.value) for a in outcome.submission.answers}
        expected = {code: (answer.state, answer.value) for code, answer in reply.said.items()}
        # Columns of items that are not for this type are there and blank.
        assert {code: answers[code] for code in expected} == expected
        assert {state for code, (state, _) in answers.items() if code not in expected} <= {"missing"}


def _take(questionnaire: Questionnaire, table: list[list[Cell]], kind: str) -> Taken:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export.{kind}"
        path.write_bytes(_csv(table) if kind == "csv" else _xlsx(table))
        told = ReaderSettings(instruments=prepare_instruments([questionnaire]), vintage="gso2004")
        return take_file(Workbook(file=path.name, path=path), told)


def _csv(table: list[list[Cell]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(table)
    return stream.getvalue().encode()


def _xlsx(table: list[list[Cell]]) -> bytes:
    book, stream = Book(), io.BytesIO()
    sheet = book.worksheets[0]
    for r, row in enumerate(table, start=1):
        for c, content in enumerate(row, start=1):
            cell = sheet.cell(r, c, content)
            if isinstance(content, str):
                cell.data_type = "s"
    book.save(stream)
    return stream.getvalue()


def _table(questionnaire: Questionnaire, drawn: Sequence[Reply], way: Way) -> list[list[Cell]]:
    """The export: the columns of the online form between those that a server adds."""
    form = to_xlsform(questionnaire)
    names = dict(_columns(form, groups=way.groups))
    rows = [_row(questionnaire, reply, form, way.labels, number) for number, reply in enumerate(drawn)]
    head: list[Cell] = ["start", *names.values(), "_uuid", "_submission_time"]
    body = [
        ["2026-11-01T08:00:00+07:00", *(row.get(name) for name in names), f"uuid:{n}", "2026-11-01T08:30:00"]
        for n, row in enumerate(rows)
    ]
    return [head, *body]


def _columns(form: XlsForm, *, groups: bool) -> Iterator[tuple[str, str]]:
    """The names of the questions, and the headings of their columns."""
    path: list[str] = []
    for line in form.survey:
        if line["type"] == "begin_group":
            path.append(line["name"])
        elif line["type"] == "end_group":
            path.pop()
        elif line["type"] != "note":
            yield line["name"], "/".join([*path, line["name"]]) if groups else line["name"]


def _row(q: Questionnaire, reply: Reply, form: XlsForm, labels: str | None, number: int) -> dict[str, Cell]:
    names = column_names(q)
    facts: dict[str, Cell] = {
        "facility_code": f"0008{number}",
        **({"type": reply.type} if reply.type else {}),
    }
    facts |= reply.counts
    row = {names[fact.code]: facts[fact.key] for fact in q.facts if fact.key in facts}
    for code, said in reply.said.items():
        item = q.item_by_code[code]
        row |= {names[cell]: _value(item, content) for cell, content in said.cells.items()}
        if asks_whether_it_applies(item):
            row[names[code + NOT_APPLICABLE]] = "yes" if said.state == "not_applicable" else "no"
    return {name: _labelled(name, cell, form, labels) for name, cell in row.items()} if labels else row


def _value(item: Item, content: str | float | bool | None) -> Cell:
    if content is None:
        return (
            None
            if asks_whether_it_applies(item)
            else na_choice(item.options)
            if isinstance(item, Choice)
            else "na"
        )
    if isinstance(content, bool):
        return "yes" if content else "no"
    return content


def _labelled(name: str, cell: Cell, form: XlsForm, language: str) -> Cell:
    asked = next(
        line["type"] for line in form.survey if line["name"] == name and "_group" not in line["type"]
    )
    kind, _, choices = asked.partition(" ")
    if kind != "select_one" or cell is None:
        return cell
    column = f"label::{tongues()[language]}"
    return next(c[column] for c in form.choices if c["list_name"] == choices and c["name"] == cell)


@pytest.mark.parametrize("typed", ["1.234", "12.5", "0.125"])
def test_numbers_of_a_server_have_a_decimal_point(typed: str) -> None:
    questionnaire = shipped()["facility"]
    item = next(
        i
        for i in questionnaire.items
        if isinstance(i, Quantity)
        and i.type == "number"
        and questionnaire.applies(i.applies, "commune_station", None)
    )
    said = {item.code: Said("answered", float(typed), {item.code: float(typed)})}
    _check(questionnaire, [Reply("commune_station", {}, said)], Way("csv", groups=True, labels=None))
