"""Letters and reports in Word: what they say, what cannot be put into them, and templates of one's own."""

from __future__ import annotations

import io
import random
import subprocess
import zipfile
from pathlib import Path
from typing import get_args

import docx
import pypdfium2
import pytest
from tests.render.phrases import Phrases
from tests.render.sample import sample
from tests.report.golden import golden_round
from tests.statistics.invent import invent

from dxassess.errors import DxassessError
from dxassess.insight.analysis import analyse
from dxassess.questionnaire.model import Text
from dxassess.render.compose import compose
from dxassess.render.document import Document, PrintedFigure, PrintedQuestion, PrintedTable
from dxassess.render.letter_file import letter_file
from dxassess.render.report_word import render_word
from dxassess.report.page.behind import brief_report
from dxassess.report.page.build import build_reports
from dxassess.report.people.letters import ConditionResult, Letter, LetterKind, LetterStep, letters
from dxassess.report.value.say import say
from dxassess.wording.wording import wording

OWNER = say("plain", text="8 cơ sở y tế")
HOSTILE = "{{ 7*7 }} </w:t><w:evil/> =HYPERLINK(1) \x07 & <b>"


def letter(*, name: str = "Trạm Y tế Mẫu", kind: LetterKind = "letter") -> Letter:
    text = Text(vi="Lập kế hoạch", en="Make a plan")
    return Letter(
        kind=kind,
        stem="80-long-an/80012",
        province="Long An",
        city=False,
        round=Text(vi="Vòng 1", en="Round 1"),
        simulated=True,
        code="80012" if kind == "letter" else None,
        name=name if kind == "letter" else None,
        score=0.534,
        low=0.49,
        high=0.578,
        level=2,
        level_is_least=False,
        level_name=Text(vi="Cơ bản", en="Basic"),
        answered=20,
        registered=24,
        conditions=(ConditionResult(name=text, score=None, level=None, level_is_least=False),),
        advice=(
            LetterStep(text=text, first_step=None, due="2026-12-31", facilities=3, owner=OWNER, number=7),
        ),
    )


def words(content: bytes) -> str:
    page = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *cells])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_letter_has_the_parts_of_an_official_letter(language: str, templates: Path) -> None:
    said = words(letter_file(letter(), language=language, template_folder=templates))
    parts = {
        "vi": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số:", "V/v ",
               "Kính gửi: Trạm Y tế Mẫu", "Nơi nhận:", "GIÁM ĐỐC", "TỈNH LONG AN", "53,4",
               "SỐ LIỆU MÔ PHỎNG"),
        "en": ("To: Trạm Y tế Mẫu", "DIRECTOR", "53.4", "SIMULATED DATA"),
    }  # fmt: skip
    assert [part for part in parts[language] if part not in said] == []
    assert "{{" not in said
    assert "{%" not in said
    assert "–" in said, "what is not known is a dash, not a zero"


@pytest.mark.parametrize(("language", "told"), [("vi", "trong khoảng"), ("en", "possibly")])
def test_a_letter_tells_the_bounds_where_there_are_two(language: str, told: str, templates: Path) -> None:
    score_alone = letter().model_copy(update={"low": 0.534, "high": 0.5342})
    said = [
        words(letter_file(each, language=language, template_folder=templates))
        for each in (letter(), score_alone)
    ]
    assert [told in each for each in said] == [True, False]


def test_a_circular_goes_to_all_and_counts_them(templates: Path) -> None:
    content = letter_file(letter(kind="circular"), language="vi", template_folder=templates)
    said = words(content)
    assert "các cơ sở y tế trên địa bàn tỉnh Long An" in said
    assert "20 trên 24 cơ sở" in said
    tables = docx.Document(io.BytesIO(content)).tables
    asked = next(table for table in tables if table.cell(0, 0).text == "TT")
    assert asked.cell(1, 0).text == "7", "an action keeps its number in the plan"


@pytest.mark.parametrize(("planned", "rest"), [(1, False), (10, True)])
def test_a_directive_says_that_more_is_planned_where_it_is(planned: int, rest: bool, templates: Path) -> None:
    one = letter(kind="directive").model_copy(update={"planned": planned})
    said = words(letter_file(one, language="vi", template_folder=templates))
    assert f"({planned} việc)" in said
    assert ("các việc còn lại thực hiện theo kế hoạch" in said) == rest


@pytest.mark.parametrize("kind", get_args(LetterKind))
def test_what_is_signed_has_days_place_and_room_for_the_signer(kind: LetterKind, templates: Path) -> None:
    """Decree 30/2020/NĐ-CP, Annex I."""
    content = letter_file(letter(kind=kind), language="vi", template_folder=templates)
    said = words(content)
    parts = ("Long An, ngày      tháng      năm", "31/12/2026", "GIÁM ĐỐC", "(Ký, ghi rõ họ tên, đóng dấu)")
    assert [part for part in parts if part not in said] == []
    assert ("CHỈ THỊ" in said) == ("8 cơ sở y tế" in said) == (kind == "directive")
    asked = next(t for t in docx.Document(io.BytesIO(content)).tables if t.cell(0, 0).text == "TT")
    head = [cell.text for cell in asked.rows[0].cells]
    widths = dict(zip(head, (column.width for column in asked.columns), strict=True))
    assert head[-1] == "Thời hạn"
    assert widths["TT"] < widths["Thời hạn"] < widths["Bước đầu tiên"] < widths["Nội dung"]


def test_text_of_a_workbook_stays_text(templates: Path) -> None:
    made = letter_file(letter(name=HOSTILE), language="vi", template_folder=templates)
    said = words(made)
    assert "{{ 7*7 }}" in said
    assert "</w:t><w:evil/>" in said
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        body = package.read("word/document.xml").decode()
    assert "<w:evil/>" not in body
    assert "\x07" not in body


def test_the_same_letter_has_the_same_bytes(templates: Path) -> None:
    first, second = (letter_file(letter(), language="vi", template_folder=templates) for _ in range(2))
    assert first == second


def test_a_department_may_bring_its_own_letter(templates: Path, tmp_path: Path) -> None:
    own = tmp_path / "word" / "letter.vi.docx"
    own.parent.mkdir()
    page = docx.Document()
    page.add_paragraph("Mẫu của Sở: {{ name }} được {{ score }} điểm")
    page.save(str(own))
    assert words(letter_file(letter(), language="vi", template_folder=tmp_path)) == (
        "Mẫu của Sở: Trạm Y tế Mẫu được 53,4 điểm"
    )
    assert "Kính gửi" in words(letter_file(letter(kind="circular"), language="vi", template_folder=tmp_path))


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{{ nobody }}", "nobody"), ("{% if score %}", "endif"), ("{{ name.__class__.__mro__ }}", "unsafe")],
)
def test_a_broken_letter_is_named_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    own = tmp_path / "word" / "letter.vi.docx"
    own.parent.mkdir()
    page = docx.Document()
    page.add_paragraph(text)
    page.save(str(own))
    with pytest.raises(DxassessError) as problem:
        letter_file(letter(), language="vi", template_folder=tmp_path)
    assert problem.value.key in ("template.faulty", "template.faulty_file")
    assert str(problem.value.facts["file"]) == str(own)
    assert reason in str(problem.value.facts["reason"])


@pytest.mark.parametrize("content", [b"", b"not a package", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_word_document_is_named(tmp_path: Path, content: bytes, templates: Path) -> None:
    for name in ("letter.vi.docx", "report.docx"):
        (tmp_path / "word").mkdir(exist_ok=True)
        (tmp_path / "word" / name).write_bytes(content)
    with pytest.raises(DxassessError):
        letter_file(letter(), language="vi", template_folder=tmp_path)
    with pytest.raises(DxassessError):
        render_word(document(), template_folder=tmp_path)


@pytest.mark.parametrize(
    "text", ["{{ 1 / 0 }}", "{{ range(1000000) }}", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"]
)
def test_a_letter_that_fails_while_it_is_filled_is_named(tmp_path: Path, text: str) -> None:
    own = tmp_path / "word" / "letter.vi.docx"
    own.parent.mkdir()
    page = docx.Document()
    page.add_paragraph("Xin chào")
    page.add_paragraph(text)
    page.save(str(own))
    with pytest.raises(DxassessError) as problem:
        letter_file(letter(), language="vi", template_folder=tmp_path)
    assert problem.value.facts["line"] == 2


def test_no_damage_to_a_template_ends_in_a_stack_trace(templates: Path, tmp_path: Path) -> None:
    sound = (templates / "word" / "letter.vi.docx").read_bytes()
    own = tmp_path / "word" / "letter.vi.docx"
    own.parent.mkdir()
    chance, refused = random.Random(1), 0  # noqa: S311 - damage, not a secret
    for _ in range(60):
        damaged = bytearray(sound)
        for _ in range(20):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        own.write_bytes(damaged)
        try:
            letter_file(letter(), language="vi", template_folder=tmp_path)
        except DxassessError:
            refused += 1
    assert refused > 0


def filled(name: str, folder: Path) -> bytes:
    if name == "report.docx":
        return render_word(document(), template_folder=folder)
    return letter_file(letter(), language="vi", template_folder=folder)


@pytest.mark.parametrize("body", [b"<a/>", b"<?xml version='1.0'?><w:document"])
@pytest.mark.parametrize("name", ["letter.vi.docx", "report.docx"])
def test_a_word_document_without_a_body_is_named(
    templates: Path, tmp_path: Path, name: str, body: bytes
) -> None:
    own = tmp_path / "word" / name
    own.parent.mkdir()
    with zipfile.ZipFile(templates / "word" / name) as sound, zipfile.ZipFile(own, "w") as made:
        for part in sound.namelist():
            made.writestr(part, body if part == "word/document.xml" else sound.read(part))
    with pytest.raises(DxassessError) as problem:
        filled(name, tmp_path)
    assert problem.value.facts["file"] == str(own)


def test_a_template_cannot_bring_a_file_of_the_computer_into_a_letter(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("MARKER4711", encoding="utf-8")
    page, sound = docx.Document(), io.BytesIO()
    page.add_paragraph("x {{ name }}")
    page.save(sound)
    own = tmp_path / "word" / "letter.vi.docx"
    own.parent.mkdir()
    entity = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'.encode()
    with zipfile.ZipFile(sound) as whole, zipfile.ZipFile(own, "w") as made:
        for part in whole.namelist():
            content = whole.read(part)
            if part == "word/document.xml":
                content = entity + content.split(b"?>", 1)[1].replace(b"x {{", b"&s; {{")
            made.writestr(part, content)
    with zipfile.ZipFile(
        io.BytesIO(letter_file(letter(), language="vi", template_folder=tmp_path))
    ) as package:
        assert not any(b"MARKER4711" in package.read(part) for part in package.namelist())


def test_a_code_cannot_lead_a_letter_out_of_its_folder() -> None:
    round_ = invent(0)
    strange = round_.facilities[0].model_copy(update={"code": "../../../evil"})
    moved = round_.model_copy(update={"facilities": (strange, *round_.facilities[1:])})
    analysis = analyse(moved)
    stems = [one.stem for one in letters(analysis, ["../../../evil"])]
    assert [stem.split("/")[1:] for stem in stems] == [["evil"]]


def test_every_facility_that_answered_gets_a_letter_and_every_province_a_circular() -> None:
    round_ = invent(0)
    analysis = analyse(round_)
    written = letters(analysis, ())
    assert [one.code for one in written if one.code] == [score.code for score in round_.facilities]
    assert sum(one.kind == "circular" for one in written) == len(analysis.provinces)
    assert sum(one.kind == "directive" for one in written) == len(analysis.provinces)
    (only,) = letters(analysis, [round_.facilities[0].code or ""])
    assert only.score == round_.facilities[0].overall.score


def document() -> Document:
    return compose(sample(), Phrases("vi"), wording("render", "vi"))


@pytest.fixture(scope="module")
def report(templates: Path) -> bytes:
    return render_word(document(), template_folder=templates)


def test_a_report_in_word_holds_all_that_the_pdf_holds(report: bytes) -> None:
    whole, said = document(), words(report)
    page = docx.Document(io.BytesIO(report))
    headings = [p.text for p in page.paragraphs if (p.style.name if p.style else "") == "Heading 1"]
    assert headings == [f"{n}. {section.title}" for n, section in enumerate(whole.sections, start=1)]
    footers = (page.sections[0].footer, page.sections[0].first_page_footer)
    assert {whole.labels.simulated in f.paragraphs[0].text for f in footers} == {whole.simulated}
    blocks = [block for section in whole.sections for block in section.blocks]
    assert whole.position is not None
    figures = [whole.position, *(block for block in blocks if isinstance(block, PrintedFigure))]
    tables = [block for block in blocks if isinstance(block, PrintedTable)]
    tables += [f.table for f in figures if f.tabulated and f.table is not None]
    assert len(page.inline_shapes) == len(figures)
    cells = {
        " ".join((cell.text + " " + cell.mark).split())
        for table in tables
        for row in table.rows
        for cell in row
    }
    found = {" ".join(line.split()) for line in said.splitlines()}
    assert cells <= found
    assert len(page.tables) == len(tables) + 1
    assert whole.labels.simulated in page.sections[0].footer.paragraphs[0].text


def test_word_answers_the_questions_and_brings_what_is_quoted(document: Document, templates: Path) -> None:
    asked = PrintedQuestion(
        title="Đang ở đâu?", mark="37–39", text="Khoảng 37–39 điểm.", section="conditions"
    )
    told = {"questions": (asked,), "quote": "Theo đợt khảo sát.", "deadline": "Đến ngày 31."}
    page = docx.Document(io.BytesIO(render_word(document.model_copy(update=told), template_folder=templates)))
    cells = [[cell.text for cell in row.cells] for row in page.tables[0].rows]
    assert cells == [["Đang ở đâu?", "37–39", "Khoảng 37–39 điểm."]]
    words_of_page = " ".join(paragraph.text for paragraph in page.paragraphs)
    assert "Theo đợt khảo sát." in words_of_page
    assert "Đến ngày 31." in words_of_page


def test_pictures_in_word_have_a_text_alternative(report: bytes) -> None:
    page = docx.Document(io.BytesIO(report))
    alternatives = [shape._inline.docPr.get("descr") for shape in page.inline_shapes]
    assert all(alternatives)


def test_the_same_report_has_the_same_bytes(report: bytes, templates: Path) -> None:
    assert render_word(document(), template_folder=templates) == report


def test_libreoffice_opens_both(report: bytes, templates: Path, soffice: str, tmp_path: Path) -> None:
    """And a brief has one page there, a province twelve at the most, whatever stands in for Times."""
    (tmp_path / "report.docx").write_bytes(report)
    own = next(r for r in build_reports(analyse(golden_round())) if r.stem == "80-long-an")
    brief = brief_report(own)
    assert brief is not None
    for name, told in (("brief", brief), ("province", own)):
        document = compose(told, wording("report", "vi"), wording("render", "vi"))
        (tmp_path / f"{name}.docx").write_bytes(render_word(document, template_folder=templates))
    (tmp_path / "letter.docx").write_bytes(letter_file(letter(), language="vi", template_folder=templates))
    made = [str(tmp_path / f"{name}.docx") for name in ("report", "letter", "brief", "province")]
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to",
         "pdf", "--outdir", str(tmp_path), *made],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert (tmp_path / "report.pdf").stat().st_size > 20_000
    assert (tmp_path / "letter.pdf").stat().st_size > 5_000
    pages = [len(pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")) for name in ("brief", "province")]
    assert pages[0] == 1
    assert 1 < pages[1] <= 12
