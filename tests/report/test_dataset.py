"""The tidy tables: nothing lost, nothing invented, everything explained, nothing that runs."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook
from tests.report.hostile import HOSTILE, renamed
from tests.report.odd_rounds import ODD_ROUNDS
from tests.statistics.test_score_provinces import FACILITIES, register, small_round

from dxassess.assess import score_files
from dxassess.errors import DxassessError
from dxassess.files.harmless import harmless
from dxassess.files.resources import resource_folder
from dxassess.files.staging import write_outputs
from dxassess.insight.analysis import analyse
from dxassess.intake.submission import Answer, Facts
from dxassess.places.provinces import place_of
from dxassess.questionnaire.items import Multi, options_of
from dxassess.questionnaire.load import load_questionnaires
from dxassess.render import tables_xlsx
from dxassess.render.results_file import check_suffix, table_files
from dxassess.report.data import respondents
from dxassess.report.data.codebook import meanings
from dxassess.report.data.dataset import dataset
from dxassess.report.data.table import DataTable, table
from dxassess.round.round import Round
from dxassess.scoring.score import Node
from dxassess.statistics.score_provinces import score_provinces

FIVE = resource_folder("questionnaires") / "five-conditions"
ROUND = small_round(*FACILITIES, register=register(a=4, b=2))


def tables(round_: Round = ROUND, language: str = "vi") -> dict[str, DataTable]:
    return {table.name: table for table in dataset(analyse(round_), language)}


MADE = tables()


def test_every_facility_is_there_whether_it_answered_or_not() -> None:
    facilities = MADE["facilities"]
    answers = facilities.values("answer")
    assert answers.count("received") == len(ROUND.facilities)
    assert ROUND.register_ is not None
    silent = {entry.code for entry in ROUND.register_.facilities} - {s.code for s in ROUND.facilities}
    assert answers.count("not_received") == len(silent)
    assert all(
        score is None for a, score in zip(answers, facilities.values("score"), strict=True) if a != "received"
    )


def test_scores_are_those_of_the_round_unrounded() -> None:
    kept = dict(zip(MADE["facilities"].values("code"), MADE["facilities"].values("score"), strict=True))
    assert all(kept[score.code] == score.overall.score for score in ROUND.facilities)
    nodes = zip(*(MADE["provinces"].values(name) for name in ("province", "node", "score")), strict=True)
    expected = {(p.key, n.code): n.score for p in score_provinces(ROUND) for n in p.nodes}
    assert {(key, code): score for key, code, score in nodes} == expected


def test_what_has_no_score_is_empty_and_never_zero() -> None:
    rows = zip(*(MADE["conditions"].values(name) for name in ("code", "condition", "score")), strict=True)
    shown = {(code, condition): score for code, condition, score in rows}
    for score in ROUND.facilities:
        for node in score.conditions:
            assert shown[score.code, node.code] == node.score
    assert None in shown.values()


def test_items_lead_back_to_their_cells() -> None:
    items = MADE["items"]
    scores = (*ROUND.facilities, *ROUND.departments)
    assert len(items.rows) == sum(node.kind == "item" for score in scores for node in score.overall.walk())
    assert set(items.values("file")) <= set(ROUND.submission_by_file)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_codebook_explains_every_column_of_every_table(language: str) -> None:
    made = tables(language=language)
    book = made["codebook"]
    explained = set(zip(book.values("table"), book.values("column"), strict=True))
    assert explained == {(t.name, c.name) for t in made.values() for c in t.columns} | {
        (n, None) for n in made
    }


def test_questions_and_options_are_those_of_the_questionnaires() -> None:
    asked = load_questionnaires(resource_folder("questionnaires") / "five-conditions")
    facility = next(q for q in asked if q.respondent == "facility")
    from dxassess.report.data.codebook import options_table, questions_table

    questions, options = questions_table(asked, "en"), options_table(asked, "en")
    assert len(questions.rows) == sum(len(list(q.items)) for q in asked)
    assert facility.item_by_code["C1.1.1"].text["en"] in questions.values("wording")
    assert len(options.rows) == sum(len(options_of(item)) for q in asked for item in q.items)


def test_no_personal_fact_has_a_column() -> None:
    asked = load_questionnaires(resource_folder("questionnaires") / "five-conditions")
    personal = {fact.key for q in asked for fact in q.facts if fact.personal}
    assert personal
    assert not personal & {column.name for table in MADE.values() for column in table.columns}
    assert not personal & set(Facts.model_fields)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_names_of_tables_columns_and_codes_do_not_depend_on_the_language(language: str) -> None:
    assert tables(language=language)["items"] == MADE["items"]


@pytest.mark.parametrize("suffix", [".xlsx", ".zip", ".parquet"])
def test_the_same_tables_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        made = table_files(f"r{suffix}", tuple(tables().values()), round_key="r")
        write_outputs(tmp_path / name, made)
    one, two = ([p for p in sorted((tmp_path / name).rglob("*")) if p.is_file()] for name in ("one", "two"))
    assert len(one) >= 2, "the note and what was written"
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_the_workbook_has_names_frozen_heads_filters_and_formats(tmp_path: Path) -> None:
    write_outputs(tmp_path, table_files("r.xlsx", tuple(MADE.values()), round_key="r"))
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == list(MADE)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert book.defined_names[sheet.title].attr_text.startswith(f"{sheet.title}!$A$1:")
    score = MADE["facilities"].columns.index(next(c for c in MADE["facilities"].columns if c.name == "score"))
    cell = book["facilities"].cell(2, score + 1)
    assert (cell.value, cell.number_format) == (MADE["facilities"].rows[0][score], "0.000")
    column, last = get_column_letter(score + 1), len(MADE["facilities"].rows) + 1
    assert book.defined_names["facilities_score"].attr_text == f"facilities!${column}$2:${column}${last}"


def test_an_absent_value_is_an_empty_cell_in_the_workbook(tmp_path: Path) -> None:
    write_outputs(tmp_path, table_files("r.xlsx", tuple(MADE.values()), round_key="r"))
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["conditions"]
    for row, values in zip(
        sheet.iter_rows(min_row=2, values_only=True), MADE["conditions"].rows, strict=True
    ):
        assert row == values


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_never_runs(tmp_path: Path, name: str) -> None:
    made = tables(small_round(renamed(FACILITIES[0], name), register=None))
    write_outputs(tmp_path, table_files("r.xlsx", tuple(made.values()), round_key="r"))
    cell = openpyxl.load_workbook(tmp_path / "r.xlsx")["facilities"]["B2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", name, True)
    write_outputs(tmp_path, table_files("r.zip", tuple(made.values()), round_key="r"))
    with zipfile.ZipFile(tmp_path / "r.zip") as packed:
        text = packed.read("facilities.csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][1] == harmless(name) == "'" + name


def test_without_the_library_parquet_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    with pytest.raises(DxassessError) as caught:
        check_suffix(Path("r.parquet"))
    assert caught.value.key == "output.no_parquet"


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tables_xlsx, "MOST_ROWS", 10)
    write_outputs(tmp_path, table_files("r.xlsx", tuple(MADE.values()), round_key="r"))
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    names = [name for name in book.sheetnames if name == "items" or name.startswith("items_")]
    rows = MADE["items"].rows
    assert names == ["items", *(f"items_{n}" for n in range(2, -(-len(rows) // 9) + 1))]
    head = [column.name for column in MADE["items"].columns]
    sheets = [list(book[name].iter_rows(values_only=True)) for name in names]
    assert all(list(sheet[0]) == head for sheet in sheets)
    assert [row for sheet in sheets for row in sheet[1:]] == list(rows)
    score = get_column_letter(head.index("score") + 1)
    assert book.defined_names["items_2_score"].attr_text == f"items_2!${score}$2:${score}$10"


def test_what_stands_in_a_cell_comes_back_as_it_was(tmp_path: Path) -> None:
    texts = ("a & b < c", " beside ", "two\nlines", "", "00017", "ký tự", "x" * 40_000, "=1+1", "0")
    numbers = (0.1 + 0.2, 1e-9, -3.0, 12, 0, 0.0, 123_456_789.25, None, 1.0)
    days = ("2023-10-31", "1987-01-01", "2026-02-28", *(None,) * 6)
    made = table("made", "text:text number:number:none day:date:none", zip(texts, numbers, days, strict=True))
    odd = table("odd", "text:text", (("_x0041_",), ("a\x01b",)))
    write_outputs(tmp_path, table_files("r.xlsx", (made, odd), round_key="r"))
    rows = list(openpyxl.load_workbook(tmp_path / "r.xlsx")["made"].iter_rows(min_row=2, values_only=True))
    assert [row[0] or "" for row in rows] == [text[:32_767] for text in texts]
    assert [row[1] for row in rows] == [pytest.approx(n, rel=1e-15) if n else n for n in numbers]
    assert [row[2] and f"{row[2]:%Y-%m-%d}" for row in rows] == list(days)
    again = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx")).get_sheet_by_name("made").to_python()
    assert [row[0] for row in again[1:]][2:5] == ["two\nlines", "", "00017"]
    with zipfile.ZipFile(tmp_path / "r.xlsx") as package:
        xml = package.read("xl/worksheets/sheet2.xml").decode()
    assert "<t>_x005F_x0041_</t>" in xml  # a spreadsheet shows what was written
    assert "<t>a_x0001_b</t>" in xml


def test_of_several_options_none_may_be_chosen() -> None:
    asked = next(q for q in load_questionnaires(FIVE) if q.respondent == "facility")
    item = next(item for item in asked.items if isinstance(item, Multi))
    node = Node(code=item.code, kind="item", state="scored", weight=1.0)
    answer = Answer(item=item.code, state="answered", value=())
    assert respondents._answer(asked, node, answer) == ("none", None)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_rows_hold_what_their_columns_say(language: str) -> None:
    whole, text = (int,), (str,)
    kinds = {"count": whole, "level": whole, "text": text, "code": text, "date": text}
    for made in tables(language=language).values():
        assert DataTable.model_validate(made.model_dump()) == made
        for column in made.columns:
            allowed = kinds.get(column.kind, (int, float))
            assert {type(value) for value in made.values(column.name)} <= {type(None), *allowed}, column.name


@pytest.mark.parametrize(("language", "name"), [("vi", "Kết quả"), ("en", "Results")])
def test_the_workbook_opens_on_a_sheet_for_people(tmp_path: Path, language: str, name: str) -> None:
    """Of the hand-made round: its provinces, key figures, and a link with an explanation to each table."""
    write_outputs(tmp_path, score_files("r.xlsx", analyse(ROUND), language=language))
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == [name, *MADE]
    assert book.active is not None
    assert book.active.title == name
    front = book[name]
    said = {str(cell.value) for row in front.iter_rows() for cell in row if cell.value is not None}
    places = {place_of(score.key).name for score in score_provinces(ROUND)}
    assert places <= said
    links = {cell.value: cell.hyperlink.location for row in front for cell in row if cell.hyperlink}
    assert links == {table: f"'{table}'!A1" for table in MADE}
    assert set(meanings(tuple(tables(language=language).values())).values()) <= said
    assert (front.page_setup.orientation, front.page_setup.paperSize) == ("landscape", 9)
    assert front.sheet_properties.pageSetUpPr is not None
    assert front.sheet_properties.pageSetUpPr.fitToPage
    assert front.page_setup.fitToHeight == 0, "one page wide, as long as it needs"


def test_results_of_levels_alone_open_on_it_too(tmp_path: Path) -> None:
    round_ = ODD_ROUNDS["Circular 54 alone"]()
    write_outputs(tmp_path, score_files("r.xlsx", analyse(round_), language="vi"))
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames[:2] == ["Kết quả", "codebook"]
