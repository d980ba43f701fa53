"""The marks of a marked copy, as whoever opens it sees them: on the picture of the sheet."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from PIL.Image import Image
from pypdfium2 import PdfDocument
from tests.intake.workbooks import C1, book, cell_of, read

from dxassess.returning.marks import COLOURS, EDGES
from dxassess.returning.order import CopyOrder, made_copy
from dxassess.returning.rules_in_front import take_off

WRONG = "hình như thế"
SCALE = 2.0


def marked(made: Book, folder: Path) -> Path:
    """The marked copy of a form, beside the form."""
    folder.mkdir(exist_ok=True)
    outcome = read(made, folder)
    path = folder.with_name(f"{folder.name}.copy.xlsx")
    order = CopyOrder(folder / "a.xlsx", outcome.sha256, outcome.findings)
    path.write_bytes(made_copy(order, language="vi", questions={}))
    return path


def around(text: str, path: Path, soffice: str) -> Image:
    """The picture of the cell that says `text`, as LibreOffice prints it, with its frame."""
    home = f"-env:UserInstallation={(path.parent / 'home').as_uri()}"
    convert = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=240)
    with PdfDocument(path.with_suffix(".pdf")) as made:
        for page in made:
            hit = page.get_textpage().search(text).get_next()
            # The list in front quotes what it found, in quotation marks.
            if hit is not None and "“" not in page.get_textpage().get_text_range(max(hit[0] - 1, 0), 1):
                left, bottom, right, top = page.get_textpage().get_charbox(hit[0])
                height = page.get_size()[1]
                edges = (left - 12, height - top - 8, right + 40, height - bottom + 8)
                picture: Image = (
                    page.render(scale=SCALE).to_pil().convert("RGB").crop([SCALE * e for e in edges])
                )
                return picture
    raise AssertionError(f"{text} is on no page")


def pixels(picture: Image, colour: str) -> float:
    """The share of the picture that has nearly this colour, in hexadecimal."""
    wanted = bytes.fromhex(colour[-6:])
    raw = picture.tobytes()
    near = [
        all(abs(a - b) <= 12 for a, b in zip(raw[n : n + 3], wanted, strict=True))
        for n in range(0, len(raw), 3)
    ]
    return sum(near) / len(near)


def doubtful() -> Book:
    made = book()
    cell_of(made, "C1.2.5").value = WRONG
    return made


def test_a_wrong_answer_is_seen_in_red_and_framed(tmp_path: Path, soffice: str) -> None:
    seen = around(WRONG, marked(doubtful(), tmp_path / "in"), soffice)
    assert pixels(seen, COLOURS["error"]) > 0.3
    assert pixels(seen, EDGES["error"]) > 0.02


def test_a_fill_alone_is_not_seen(tmp_path: Path, soffice: str) -> None:
    """What the rules in front are for: the form's own rule paints every filled answer."""
    path = marked(doubtful(), tmp_path / "in")
    made = openpyxl.load_workbook(path)
    for sheet in made.worksheets:
        take_off(sheet)
    made.save(path)
    assert pixels(around(WRONG, path, soffice), COLOURS["error"]) < 0.01


def rules(sheet: Worksheet) -> list[tuple[str, Rule]]:
    return [(str(of.sqref), rule) for of in sheet.conditional_formatting for rule in of.rules]


def order_of_rules(sheet: Worksheet) -> list[tuple[str, str]]:
    """The rules of a sheet by their priority, as their cells and formulas."""
    ranked = sorted(rules(sheet), key=lambda each: each[1].priority)
    return [(cells, rule.formula[0]) for cells, rule in ranked]


def look(cell: Cell) -> tuple[object, ...]:
    edges = (getattr(cell.border, side) for side in ("left", "right", "top", "bottom"))
    return cell.fill.fgColor.value, *(
        (edge.style, edge.color.value if edge.color else None) for edge in edges
    )


def test_rules_of_the_form_keep_their_cells_and_their_order(tmp_path: Path) -> None:
    made = doubtful()
    before = order_of_rules(made[C1])
    copy = openpyxl.load_workbook(marked(made, tmp_path / "in"))[C1]
    first, *rest = order_of_rules(copy)
    assert first[0] == cell_of(made, "C1.2.5").coordinate
    assert rest == before
    assert rules(copy)[0][1].stopIfTrue


def test_the_marks_of_a_corrected_answer_go(tmp_path: Path) -> None:
    before = doubtful()
    made = openpyxl.load_workbook(marked(before, tmp_path / "in"))
    cell_of(made, "C1.2.5").value = "Có"
    cell_of(made, "C2.4.1").value = WRONG
    again = openpyxl.load_workbook(marked(made, tmp_path / "again"))
    assert look(cell_of(again, "C1.2.5")) == look(cell_of(before, "C1.2.5"))
    assert cell_of(again, "C1.2.5").comment is None
    assert order_of_rules(again[C1]) == order_of_rules(before[C1])
    assert cell_of(again, "C2.4.1").border.left.style == "thick"


def test_every_cell_of_marks_that_nobody_read_is_seen(tmp_path: Path) -> None:
    made = book()
    for row in (9, 10, 12):
        made[C1].cell(row, 9).value = "xem lại"
    copy = openpyxl.load_workbook(marked(made, tmp_path / "in"))[C1]
    framed = {
        cell.coordinate for row in copy.iter_rows() for cell in row if cell.border.left.style == "thick"
    }
    assert framed == {"I9", "I10", "I12"}
    assert [cell for cell in sorted(framed) if copy[cell].comment] == ["I9"]
