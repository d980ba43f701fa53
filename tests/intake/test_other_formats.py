"""What is marked in XLSX is marked in OpenDocument and Excel 97 too: struck out, signs, errors, notes."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from tests.intake.book import pack
from tests.intake.corpus.formats import as_ods
from tests.intake.ods_agreement import differences, mutants
from tests.intake.workbooks import C1, QUESTIONNAIRES, book, cell_of, saved

from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.marks import cell_name
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.sheet import Sheet

MANIFEST = "META-INF/manifest.xml"
STYLES = """
<style:style style:name="struck" style:family="table-cell" style:parent-style-name="above"/>
<style:style style:name="free" style:family="table-cell" style:parent-style-name="above"
><style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="signs" style:family="table-cell"><style:text-properties
 style:font-name="Wingdings 2"/></style:style>
<style:style style:name="line" style:family="text"><style:text-properties
 style:text-line-through-style="solid"/></style:style>
<style:style style:name="plain" style:family="text"><style:text-properties
 style:text-line-through-style="none" fo:font-family="Arial"/></style:style>
<style:style style:name="away" style:family="table"><style:table-properties
 table:display="false"/></style:style>
"""
ABOVE = """
<office:document-styles xmlns:office="o" xmlns:style="s"><office:styles><style:style style:name="above"
 style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
</office:styles></office:document-styles>
"""


def ods(cells: str, *, table_style: str = "", columns: str = "") -> Sheet:
    """The one sheet of an ODS whose first row has these cells."""
    names = ("office", "table", "text", "style", "fo", "calcext", "draw")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="A" table:style-name="{table_style}">'
        f"{columns}<table:table-row>{cells}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(io.BytesIO(as_ods())) as archive:
        manifest = archive.read(MANIFEST)
    parts = {"mimetype": kind, MANIFEST: manifest, "styles.xml": ABOVE.encode()}
    parts["content.xml"] = content.encode()
    packed = pack(parts)
    (sheet,) = read_sheets(packed, examine(packed))
    return sheet


def cell(text: str, style: str = "", about: str = 'office:value-type="string"') -> str:
    named = f' table:style-name="{style}"' if style else ""
    return f"<table:table-cell {about}{named}>{text}</table:table-cell>"


def test_what_is_struck_out_in_an_ods_is_marked() -> None:
    runs = '<text:p>a<text:span text:style-name="line">b</text:span>c</text:p>'
    number = cell("<text:p>5</text:p>", "struck", 'office:value-type="float" office:value="5"')
    kept = '<text:p>x<text:span text:style-name="plain">y</text:span></text:p>'
    sheet = ods(
        cell("<text:p>x</text:p>", "struck") + cell(runs) + number + cell(kept, "struck") + cell(kept, "free")
    )
    assert dict(sheet.marks.struck) == {(0, 0): "", (0, 1): "ac", (0, 2): "", (0, 3): "y"}
    assert sheet.rows == (("x", "abc", 5.0, "xy", "xy"),)


def test_styles_of_columns_count_where_a_cell_has_none() -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="struck"/>'
    )
    plain = cell("<text:p>x</text:p>")
    sheet = ods(plain * 3 + cell("<text:p>x</text:p>", "free"), columns=columns)
    assert dict(sheet.marks.struck) == {(0, 2): ""}


def test_signs_errors_formulas_and_notes_of_an_ods_are_marked() -> None:
    said = "<dc:creator>An</dc:creator><text:p>Có</text:p><text:p>ạ</text:p>"
    note = f"<office:annotation>{said}</office:annotation>"
    sheet = ods(
        cell("<text:p>ü</text:p>", "signs")
        + cell("<text:p>#REF!</text:p>", about='office:value-type="string" table:formula="of:=[.#REF!]"')
        + cell("<text:p>Err:502</text:p>", about='office:value-type="string" calcext:value-type="error"')
        + cell("", about='table:formula="of:=1+1"')
        + cell(note.replace("dc:", "office:") + "<text:p>#N/A là gì</text:p>")
        + "<table:table-cell><draw:frame/></table:table-cell>",
        table_style="away",
    )
    marks = sheet.marks
    assert [cell_name(at) for at in sorted(marks.symbols)] == ["A1"]
    assert [cell_name(at) for at in sorted(marks.errors)] == ["B1", "C1"]
    assert [cell_name(at) for at in sorted(marks.uncalculated)] == ["D1"]
    assert [(note.at, note.text) for note in sheet.over.notes] == [((0, 4), "Có ạ")]
    assert (sheet.over.objects, marks.hidden) == (1, True)
    assert sheet.rows[0][:5] == ("ü", "", "", "", "#N/A là gì")


def test_an_ods_written_otherwise_says_the_same() -> None:
    assert [each for mutant in mutants(24, seed=3) for each in differences(mutant)] == []


def marked() -> bytes:
    """The form of the commune station with every mark in it."""
    made = book()
    sheet = made[C1]
    cell_of(made, "C1.1.1").value = "Có"
    cell_of(made, "C1.1.1").font = Font(strike=True)
    cell_of(made, "C1.1.2").value = CellRichText(
        TextBlock(InlineFont(strike=True), "Không"), TextBlock(InlineFont(), "Có")
    )
    cell_of(made, "C1.1.4").value = "ü"
    cell_of(made, "C1.1.4").font = Font(name="Wingdings")
    cell_of(made, "C1.2.5").value = "=1/0"
    cell_of(made, "C1.2.2").value = "Có"
    sheet.row_dimensions[cell_of(made, "C1.2.2").row].hidden = True
    cell_of(made, "C1.3.2").comment = Comment("trả lời: Có", "An")
    cell_of(made, "C1.4.1").value = 0.5
    cell_of(made, "C1.4.1").number_format = "0%"
    made["C2 Bộ phận chuyên trách"].sheet_state = "hidden"
    return saved(made)


def told(outcome: FileOutcome) -> object:
    """All that was understood of a file."""
    assert outcome.submission is not None
    findings = {
        (finding.code, finding.item, finding.place.sheet, finding.place.cell, str(finding.found))
        for finding in outcome.findings
    }
    return (
        findings,
        outcome.submission.facts,
        [(a.item, a.state, a.value) for a in outcome.submission.answers],
    )


@pytest.mark.parametrize("kind", ["ods", "xls:MS Excel 97"])
def test_the_same_form_says_the_same_in_every_format(kind: str, soffice: str, tmp_path: Path) -> None:
    suffix = kind.partition(":")[0]
    (tmp_path / "a.xlsx").write_bytes(marked())
    outcomes: list[FileOutcome] = []
    for each in ("xlsx:Calc MS Excel 2007 XML", kind):
        target = tmp_path / each.partition(":")[0]
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        convert = [soffice, home, "--headless", "--convert-to", each, "--outdir", target, tmp_path / "a.xlsx"]
        subprocess.run(list(map(str, convert)), check=True, capture_output=True, timeout=240)
        outcomes += take_in(target, questionnaires=QUESTIONNAIRES, vintage="gso2004")
    assert [outcome.file for outcome in outcomes] == ["a.xlsx", f"a.{suffix}"]
    codes = {finding.code for finding in outcomes[0].findings}
    assert {"STRUCK_OUT", "STRUCK_PARTLY", "ERROR_CELL", "HIDDEN_SHEET", "MARK_UNREAD"} <= codes
    assert told(outcomes[1]) == told(outcomes[0])
