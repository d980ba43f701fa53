"""Makes the Word templates of report_templates/word/ anew: `python .ci/make_word_templates.py [FOLDER]`.

They are the layout of an official letter by Decree 30/2020/ND-CP, Annex I. A department edits the .docx in
Word; this script only says where the first ones came from.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as AT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

Words = dict[str, str]
HOME = Path(__file__).parents[1] / "report_templates" / "word"
_SHORT = 27  # millimetres; columns no wider are set in the middle
DAY = (1980, 1, 1, 0, 0, 0)

WORDS: dict[str, Words] = {
    "vi": {
        "above": "ỦY BAN NHÂN DÂN\n{{ above }}",
        "office": "SỞ Y TẾ",
        "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "number": "Số:          /SYT-……",
        "about": "V/v khuyến cáo chuyển đổi số\nsau {{ round }}",
        "day": "{{ province }}, ngày      tháng      năm ……",
        "fake": "SỐ LIỆU MÔ PHỎNG, không phải văn bản thật",
        "to": "Kính gửi: ",
        "to_all": "các cơ sở y tế trên địa bàn {{ place }}",
        "directive_number": "Số:          /CT-SYT",
        "directive": "CHỈ THỊ",
        "directive_about": "Về chuyển đổi số y tế sau {{ round }}",
        "directive_opening": "Kết quả {{ round }} cho thấy {{ place }} đạt khoảng {{ band }} trên thang 100 (ước tính {{ score }}), "
        "mức độ chuyển đổi số: {{ level }}. Để nâng mức độ chuyển đổi số, Giám đốc Sở Y tế {{ place }} yêu cầu thực hiện các "
        "nhiệm vụ sau:",
        "directive_close": "Các đơn vị có trách nhiệm thực hiện Chỉ thị này và báo cáo kết quả về Sở Y tế trước ngày "
        "……………./.",
        "owner": "Đơn vị thực hiện",
        "opening": "Căn cứ kết quả {{ round }}, Sở Y tế {{ province }} thông báo kết quả của {{ name }} (mã {{ code }}) "
        "và khuyến cáo như sau:",
        "opening_all": "Căn cứ kết quả {{ round }}, Sở Y tế {{ province }} thông báo kết quả chung và khuyến cáo các "
        "cơ sở y tế như sau:",
        "h1": "1. Kết quả",
        "result": "Điểm chung: {{ score }} trên thang 100{% if bounds != score %}, trong khoảng {{ bounds }} nếu kể cả "
        "các câu chưa trả lời{% endif %}. "
        "Mức độ chuyển đổi số: {{ level }}.",
        "result_all": "Đã nhận phiếu dùng được của {{ answered }} trên {{ registered }} cơ sở. Điểm chung của {{ place }}: "
        "khoảng {{ band }} trên thang 100 (ước tính {{ score }}). Mức độ chuyển đổi số: {{ level }}.",
        "condition": "Điều kiện",
        "points": "Điểm",
        "grade": "Mức",
        "h2": "2. Khuyến cáo, theo thứ tự ưu tiên",
        "nr": "TT",
        "what": "Nội dung",
        "first": "Bước đầu tiên",
        "due": "Thời hạn",
        "concerns": "Số cơ sở",
        "numbers": "Số thứ tự là số của việc trong kế hoạch nêu tại báo cáo. Việc do Sở Y tế tự thực hiện và việc xếp "
        "sau trong kế hoạch không nêu ở đây; “–”: việc ngoài kế hoạch.",
        "directive_numbers": "Số thứ tự là số của việc trong kế hoạch nêu tại báo cáo ({{ planned }} việc)."
        "{% if planned != advice|length|string %} Chỉ thị nêu các việc đầu; các việc còn lại thực hiện theo kế hoạch."
        "{% endif %}",
        "none": "Không có khuyến cáo mới: mọi câu trả lời đã ở trạng thái tốt nhất.",
        "h3": "3. Tổ chức thực hiện",
        "do": "Đề nghị đơn vị giao người phụ trách, xác định thời hạn cho từng nội dung và báo cáo kết quả về Sở Y tế "
        "trước ngày ……………",
        "do_all": "Đề nghị các cơ sở y tế rà soát các nội dung trên, lồng ghép vào kế hoạch chuyển đổi số của đơn vị và báo "
        "cáo kết quả về Sở Y tế trước ngày ……………",
        "close": "Sở Y tế {{ province }} thông báo để triển khai thực hiện./.",
        "copies": "Nơi nhận:",
        "copy_list": "- Như trên;\n- ……………;\n- Lưu: VT, …….",
        "sign": "GIÁM ĐỐC",
        "sign_how": "(Ký, ghi rõ họ tên, đóng dấu)",
        "remind_about": "V/v nhắc gửi phiếu {{ round }}{% if nth %} (lần {{ nth }}){% endif %}",
        "silent": "Thực hiện {{ round }}, Sở Y tế {{ province }} {% if issued %}đã gửi phiếu tới {{ name }} (mã {{ code }})"
        "{% if due %}, đề nghị gửi lại chậm nhất {{ due }}{% endif %}{% else %}đề nghị {{ name }} (mã {{ code }}) trả lời "
        "phiếu gửi kèm công văn này{% endif %}. Tính đến {{ as_of }}, Sở Y tế chưa nhận được phiếu của đơn vị.",
        "unusable": "Thực hiện {{ round }}, tính đến {{ as_of }}, Sở Y tế {{ province }} đã nhận được tệp của {{ name }} "
        "(mã {{ code }}), nhưng phiếu chưa sử dụng được nên chưa được tính vào kết quả.",
        "errors": "Thực hiện {{ round }}, tính đến {{ as_of }}, Sở Y tế {{ province }} đã nhận được phiếu của {{ name }} "
        "(mã {{ code }}). Trong phiếu còn {{ errors }} điểm phải sửa; các câu trả lời này chưa được tính vào kết quả.",
        "again": "Đây là lần nhắc thứ {{ nth }}.",
        "please": "Sở Y tế đề nghị đơn vị:",
        "fill_in": "1. Trả lời đầy đủ vào phiếu “{{ attached }}” gửi kèm (đã ghi sẵn mã và tên đơn vị), lưu dạng .xlsx.",
        "correct": "1. Sửa các điểm đã đánh dấu trong tệp “{{ attached }}” gửi kèm, lưu dạng .xlsx.",
        "correct_own": "1. Sửa phiếu theo các điểm mà Sở Y tế đã nêu khi gửi trả, lưu dạng .xlsx.",
        "send": "2. Gửi phiếu về Sở Y tế{% if email %} (địa chỉ {{ email }}){% endif %} "
        "{% if overdue %}ngay khi nhận được công văn này, do hạn gửi đã qua{% elif due %}chậm nhất {{ due }}"
        "{% else %}trước ngày ……………{% endif %}.",
        "crossed": "3. Nếu đã gửi phiếu, xin báo ngày gửi và nơi nhận để đối chiếu.",
        "ask": "Cần hướng dẫn, xin liên hệ {% if contact %}{{ contact }}{% else %}……………{% endif %}.",
        "remind_close": "Sở Y tế {{ province }} đề nghị đơn vị quan tâm thực hiện./.",
    },
    "en": {
        "above": "PEOPLE'S COMMITTEE OF\n{{ above }}",
        "office": "DEPARTMENT OF HEALTH",
        "state": "SOCIALIST REPUBLIC OF VIET NAM",
        "motto": "Independence - Freedom - Happiness",
        "number": "No.:          /SYT-……",
        "about": "Re: digital transformation, recommendations after {{ round }}",
        "day": "{{ province }}, date ……………",
        "fake": "SIMULATED DATA, not a real letter",
        "to": "To: ",
        "to_all": "the health facilities of {{ place }}",
        "directive_number": "No.:          /CT-SYT",
        "directive": "DIRECTIVE",
        "directive_about": "On digital transformation in health after {{ round }}",
        "directive_opening": "By the results of {{ round }}, {{ place }} scores {{ score }} of 100 (total band: {{ band }}), "
        "maturity level: {{ level }}. To raise it, the Director of the Department of Health asks for the following:",
        "directive_close": "All named carry out this directive and report to the Department of Health before ……………",
        "owner": "Who",
        "opening": "On the results of {{ round }}, the Department of Health of {{ province }} informs {{ name }} (code "
        "{{ code }}) of its results and recommends the following:",
        "opening_all": "On the results of {{ round }}, the Department of Health of {{ province }} informs the health "
        "facilities of the overall results and recommends the following:",
        "h1": "1. Results",
        "result": "Overall score: {{ score }} of 100{% if bounds != score %}, possibly {{ bounds }} counting what was not "
        "answered{% endif %}. "
        "Maturity level: {{ level }}.",
        "result_all": "Forms that could be used came from {{ answered }} of {{ registered }} facilities. Overall score of "
        "{{ place }}: {{ score }} of 100, total band: {{ band }}. Maturity level: {{ level }}.",
        "condition": "Condition",
        "points": "Score",
        "grade": "Level",
        "h2": "2. Recommendations, by priority",
        "nr": "No.",
        "what": "What",
        "first": "First step",
        "due": "Due",
        "concerns": "Facilities",
        "numbers": "Numbers are those of the plan in the report. What the Department does itself and what comes later "
        "in the plan is not named here; “–”: not in the plan.",
        "directive_numbers": "Numbers are those of the plan in the report ({{ planned }} actions)."
        "{% if planned != advice|length|string %} The directive names the first of them; the others follow by the plan."
        "{% endif %}",
        "none": "No new recommendation: every answer is already the best one.",
        "h3": "3. Carrying out",
        "do": "Please name who is in charge, set a date for each of these and report to the Department of Health "
        "before ……………",
        "do_all": "Please review these points, make them part of your digital transformation plan and report to the "
        "Department of Health before ……………",
        "close": "The Department of Health of {{ province }} asks for this to be carried out.",
        "copies": "Copies to:",
        "copy_list": "- As above;\n- ……………;\n- File.",
        "sign": "DIRECTOR",
        "sign_how": "(Signature, full name, seal)",
        "remind_about": "Re: form of {{ round }}, reminder{% if nth %} no. {{ nth }}{% endif %}",
        "silent": "For {{ round }}, the Department of Health of {{ province }} {% if issued %}sent a form to {{ name }} "
        "(code {{ code }}){% if due %}, to be returned by {{ due }}{% endif %}. As of {{ as_of }} we have not received it."
        "{% else %}asks {{ name }} (code {{ code }}) to answer the form attached to this letter. As of {{ as_of }} we have "
        "received nothing from you.{% endif %}",
        "unusable": "For {{ round }}, the Department of Health of {{ province }} had received a file from {{ name }} (code "
        "{{ code }}) by {{ as_of }}, but it cannot be used and does not count in the results.",
        "errors": "For {{ round }}, the Department of Health of {{ province }} had received the form of {{ name }} (code "
        "{{ code }}) by {{ as_of }}. Points in it that have to be corrected: {{ errors }}; these answers do not count in the "
        "results.",
        "again": "This is reminder no. {{ nth }}.",
        "please": "Please:",
        "fill_in": "1. Fill in the attached form “{{ attached }}”, which has your code and name in it already, and save it as "
        ".xlsx.",
        "correct": "1. Correct the points that are marked in the attached file “{{ attached }}” and save it as .xlsx.",
        "correct_own": "1. Correct the points that we named when we returned the form, and save it as .xlsx.",
        "send": "2. Send it to the Department of Health{% if email %} ({{ email }}){% endif %} "
        "{% if overdue %}as soon as you receive this letter, since the day for it has passed{% elif due %}by {{ due }}"
        "{% else %}before ……………{% endif %}.",
        "crossed": "3. If you have sent it already, tell us when and where to.",
        "ask": "For any question, please contact {% if contact %}{{ contact }}{% else %}……………{% endif %}.",
        "remind_close": "The Department of Health of {{ province }} counts on your cooperation.",
    },
}


def main(home: Path) -> None:
    """Write the templates."""
    home.mkdir(parents=True, exist_ok=True)
    for language, words in WORDS.items():
        for name, whole in (("letter", False), ("circular", True)):
            (home / f"{name}.{language}.docx").write_bytes(make(words, whole=whole))
        (home / f"directive.{language}.docx").write_bytes(make_directive(words))
        (home / f"reminder.{language}.docx").write_bytes(make_reminder(words))
    (home / "report.docx").write_bytes(make_report())


def make(words: Words, *, whole: bool) -> bytes:
    """A template: to one facility, or (`whole`) to all of a province."""
    page = Document()
    _page(page)
    _head(page, words, words["about"])
    tail = "_all" if whole else ""
    _fake(page, words)
    _line(page, words["to"] + (words["to_all"] if whole else "{{ name }}"), at=AT.CENTER, after=10)
    _body(page, words["opening" + tail])
    _body(page, words["h1"], bold=True)
    _body(page, words["result" + tail])
    _line(page, "{%p if change %}")
    _body(page, "{{ change }}")
    _line(page, "{%p endif %}")
    heads = (words["condition"], words["points"], words["grade"])
    _table(page, heads, ("c", "conditions", ("c.name", "c.score", "c.level")), (110, 25, 25))
    _body(page, words["h2"], bold=True)
    if whole:
        _advice(
            page, words, (("nr", 12), ("what", 53), ("first", 46), ("concerns", 18), ("due", 31)), "numbers"
        )
    else:
        _advice(page, words, (("nr", 12), ("what", 62), ("first", 55), ("due", 31)))
    _body(page, words["h3"], bold=True)
    _body(page, words["do" + tail])
    _body(page, words["close"])
    _foot(page, words)
    return _same_bytes(page)


def make_directive(words: Words) -> bytes:
    """A template: the draft of what a Department's director asks of all of a province."""
    page = Document()
    _page(page)
    _head(page, words, None)
    _fake(page, words)
    _line(page, words["directive"], bold=True, at=AT.CENTER)
    _line(page, words["directive_about"], bold=True, at=AT.CENTER, after=10)
    _body(page, words["directive_opening"])
    columns = (("nr", 12), ("what", 46), ("first", 41), ("owner", 30), ("due", 31))
    _advice(page, words, columns, "directive_numbers")
    _body(page, words["directive_close"])
    _foot(page, words)
    return _same_bytes(page)


def make_reminder(words: Words) -> bytes:
    """A template: to a facility whose form has not come, or cannot be used as it is."""
    page = Document()
    _page(page)
    _head(page, words, words["remind_about"])
    _fake(page, words)
    _line(page, words["to"] + "{{ name }}", at=AT.CENTER, after=10)
    _either(page, words, ("if silent", "silent"), ("elif unusable", "unusable"), ("else", "errors"))
    _line(page, "{%p if nth %}")
    _body(page, words["again"])
    _line(page, "{%p endif %}")
    _body(page, words["please"])
    fill_in = ("if new_form", "fill_in"), ("elif attached", "correct"), ("else", "correct_own")
    _either(page, words, *fill_in)
    for name in ("send", "crossed", "ask", "remind_close"):
        _body(page, words[name])
    _foot(page, words)
    return _same_bytes(page)


def make_report() -> bytes:
    """The styles of a report; the program writes its contents."""
    page = Document()
    _page(page)
    page.sections[0].left_margin = page.sections[0].right_margin = Mm(20)
    page.sections[0].top_margin = page.sections[0].bottom_margin = Mm(16)
    for name, size, bold, above, below in (
        ("Normal", 11, False, 0, 4),
        ("List Bullet", 11, False, 0, 2),
        ("Title", 15, True, 0, 4),
        ("Subtitle", 9, False, 0, 2),
        ("Heading 1", 14, True, 10, 3),
        ("Heading 2", 11, True, 6, 2),
        ("Caption", 8.5, False, 0, 4),
    ):
        style = page.styles[name]
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(above), Pt(below), 1.0
        style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(size), bold
        style.font.italic, style.font.color.rgb = False, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), "Times New Roman")
        style.paragraph_format.keep_with_next = name.startswith("Heading")
    return _same_bytes(page)


def _page(page: Any) -> None:
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.different_first_page_header_footer = True  # the Decree numbers pages from the second on
    _page_number(section.header.paragraphs[0])
    font = page.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(13)
    page.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    day = datetime(2026, 1, 1, tzinfo=UTC)
    page.core_properties.created = page.core_properties.modified = day
    page.core_properties.author = page.core_properties.comments = ""


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = AT.CENTER
    for kind, code in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._r.append(part)


def _fake(page: Any, words: Words) -> None:
    _line(page, "{%p if simulated %}")
    _line(page, words["fake"], bold=True, at=AT.CENTER)
    _line(page, "{%p endif %}")


def _either(page: Any, words: Words, *cases: tuple[str, str]) -> None:
    for condition, name in cases:
        _line(page, "{%p " + condition + " %}")
        _body(page, words[name])
    _line(page, "{%p endif %}")


def _advice(
    page: Any, words: Words, columns: tuple[tuple[str, int], ...], numbers: str | None = None
) -> None:
    """What is asked, in columns of these millimetres, and what its `numbers` are; a sentence where there is
    nothing."""
    codes = {
        "nr": "a.number" if numbers else "loop.index",
        "what": "a.text",
        "first": "a.first_step",
        "owner": "a.owner",
        "concerns": "a.facilities",
        "due": "a.due",
    }
    names, widths = zip(*columns, strict=True)
    _line(page, "{%p if advice %}")
    cells = tuple(codes[name] for name in names)
    _table(page, tuple(words[name] for name in names), ("a", "advice", cells), widths)
    if numbers:
        _body(page, words[numbers])
    _line(page, "{%p else %}")
    _body(page, words["none"])
    _line(page, "{%p endif %}")


def _head(page: Any, words: Words, about: str | None) -> None:
    """The head of an official letter; of a document with a name of its own, where `about` is None."""
    grid = page.add_table(rows=2, cols=2)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(grid, (68, 98))
    left, right = grid.rows[0].cells
    _fill(left, [(words["above"], 12, False), (words["office"], 13, True)], ruled=True)
    _fill(right, [(words["state"], 12, True), (words["motto"], 13, True)], ruled=True)
    left, right = grid.rows[1].cells
    number = [(words["directive_number"], 13, False)]
    _fill(left, number if about is None else [(words["number"], 13, False), (about, 12, False)])
    _fill(right, [(words["day"], 13, False)], italic=True)
    _line(page, "")


def _foot(page: Any, words: Words) -> None:
    _line(page, "")
    page.paragraphs[-1].paragraph_format.keep_with_next = True
    grid = page.add_table(rows=1, cols=2)
    _widths(grid, (80, 80))
    left, right = grid.rows[0].cells
    first = left.paragraphs[0].add_run(words["copies"])
    first.bold = first.italic = True
    first.font.size = Pt(12)
    left.add_paragraph().add_run(words["copy_list"]).font.size = Pt(11)
    _fill(right, [(words["sign"], 13, True)])
    _fill_more(right, words["sign_how"], italic=True)
    _fill_more(right, "\n\n\n……………………………", italic=False)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill_more(cell: Any, text: str, *, italic: bool) -> None:
    paragraph = cell.add_paragraph()
    paragraph.alignment = AT.CENTER
    run = paragraph.add_run(text)
    run.italic, run.font.size = italic, Pt(12)


def _fill(
    cell: Any, lines: list[tuple[str, int, bool]], *, italic: bool = False, ruled: bool = False
) -> None:
    for number, (text, size, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = AT.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if ruled:
        rule = cell.add_paragraph()
        rule.alignment = AT.CENTER
        rule.paragraph_format.space_after = Pt(4)
        rule.paragraph_format.line_spacing = Pt(4)
        rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(20)
        edge, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            top.set(qn(f"w:{name}"), value)
        edge.append(top)
        rule.paragraph_format.element.get_or_add_pPr().insert(0, edge)


def _table(
    page: Any, heads: tuple[str, ...], loop: tuple[str, str, tuple[str | None, ...]], widths: Any
) -> None:
    name, of, cells = loop
    grid = page.add_table(rows=4, cols=len(heads))
    grid.style = "Table Grid"
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(grid, widths)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeat)
    grid.rows[1].cells[0].text = "{%tr for " + name + " in " + of + " %}"
    grid.rows[3].cells[0].text = "{%tr endfor %}"
    for place, head in enumerate(heads):
        _small(grid.rows[0].cells[place], head, bold=True, centre=True)
        code = cells[place]
        short = widths[place] <= _SHORT
        _small(grid.rows[2].cells[place], "{{ " + code + " }}" if code else "", bold=False, centre=short)
    keep = OxmlElement("w:cantSplit")
    grid.rows[2]._tr.get_or_add_trPr().append(keep)
    _line(page, "", after=0)


def _small(cell: Any, text: str, *, bold: bool, centre: bool) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(12)
    cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    if centre:
        cell.paragraphs[0].alignment = AT.CENTER


def _widths(grid: Any, widths: tuple[int, ...]) -> None:
    grid.autofit = False
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)


def _line(page: Any, text: str, *, bold: bool = False, at: Any = AT.LEFT, after: int = 0) -> None:
    paragraph = page.add_paragraph()
    paragraph.alignment = at
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.add_run(text).bold = bold


def _body(page: Any, text: str, *, bold: bool = False) -> None:
    _line(page, text, bold=bold, at=AT.JUSTIFY, after=6)
    form = page.paragraphs[-1].paragraph_format
    form.first_line_indent = Mm(10)
    form.keep_with_next = bold


def _same_bytes(page: Any) -> bytes:
    made, packed = io.BytesIO(), io.BytesIO()
    page.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME)
