"""`register-faults.xlsx`: a line for every doubtful cell of a list, with the remedy and a place to correct
it; how the rest was understood stands on a second sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.files.xlsx import new_workbook, sheet_name
from dxassess.forms.look import height
from dxassess.intake.reading import shown
from dxassess.intake.tables import cannot_use, read_tables
from dxassess.intake.words.text import clean, without_accents
from dxassess.intake.workbook.opening import Refused
from dxassess.places.register import CHOICES
from dxassess.round.listing.fault import Correction, CorrectionKey, ListFault
from dxassess.round.listing.listing import FacilityList
from dxassess.wording.wording import Wording, wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FAULTS_FILE = "register-faults.xlsx"
_HEADS = (
    "sheet_head",
    "cell",
    "whose",
    "heading",
    "stands",
    "what",
    "remedy",
    "suggestion",
    "correct",
    "key",
)
_WIDTHS = (11, 7, 24, 15, 16, 28, 34, 17, 19, 3)
_NOTE_HEADS = ("sheet_head", "place", "how", "stands", "read")
_NOTE_WIDTHS = (14, 9, 30, 48, 36)
_CORRECT, _KEY, _SUGGESTED, _STANDS = (_HEADS.index(n) for n in ("correct", "key", "suggestion", "stands"))
_HEAD_ROW = 4
_YES = frozenset(("x", "v", "ok", "dung", "yes", "y", "co", "dong y"))
_DROP = frozenset(("bo", "bo dong", "xoa", "leave out", "drop", "delete"))
_LONGEST_LIST = 250
_LOOKS = {"font_name": "Arial", "font_size": 10}
_EDGE = {"border": 1, "border_color": "#C9D1D9"}
_BOXED = {**_LOOKS, **_EDGE, "text_wrap": True, "valign": "top", "num_format": "@"}
_TITLE = {**_LOOKS, "bold": True, "font_size": 15}


def faults_book(
    listing: FacilityList,
    *,
    source: str,
    language: str,
    mended: Sequence[ListFault] = (),
    corrections: Mapping[CorrectionKey, Correction] | None = None,
) -> bytes:
    """The workbook in a language, for a list in the file `source`. `mended` are faults of the list as it
    stands that `corrections` made good: they stay, so that the same corrections count when the list is read
    again."""
    stream = io.BytesIO()
    say = wording("register", language)
    with new_workbook(stream, title=say.text("faults.title"), looks=_LOOKS, output=True) as book:
        hand = _Hand(book, say, listing)
        hand.faults(source, (*listing.faults, *mended), corrections or {})
        hand.notes()
    return stream.getvalue()


def read_corrections(path: Path) -> dict[CorrectionKey, Correction]:
    """What somebody wrote beside the faults; nothing where there is no such file. A sign or "yes" takes the
    suggestion. Raises DxassessError where the file cannot be read."""
    if not path.is_file():
        return {}
    try:
        sheet = read_tables(path)[0]
    except Refused as refusal:
        raise cannot_use(path, refusal) from refusal
    corrections: dict[CorrectionKey, Correction] = {}
    for row in sheet.rows[_HEAD_ROW + 1 :]:
        texts = [clean(shown(cell)) for cell in (*row, *[""] * len(_HEADS))]
        sheet_name, line, field = _keyed(texts[_KEY])
        if texts[_CORRECT] and line.isdecimal():
            corrections[sheet_name, int(line), field] = _correction(texts)
    return corrections


def _keyed(key: str) -> tuple[str, str, str]:
    """Row, field and sheet: the name of a sheet may hold blanks, so it stands last."""
    row, _, named = key.partition(" ")
    field, _, sheet = named.partition(" ")
    return sheet, row, field


def _correction(texts: Sequence[str]) -> Correction:
    word = without_accents(texts[_CORRECT])
    stands = texts[_STANDS]
    if word in _DROP:
        return Correction(stands=stands, left_out=True)
    takes = word in _YES and bool(texts[_SUGGESTED])
    return Correction(stands=stands, value=texts[_SUGGESTED] if takes else texts[_CORRECT])


class _Hand:
    """The hand that writes one workbook."""

    def __init__(self, book: Workbook, say: Wording, listing: FacilityList) -> None:
        self.book = book
        self.say = say
        self.listing = listing
        self.text: Format = book.add_format(_BOXED)
        self.fill: Format = book.add_format({**_BOXED, "bg_color": "#FFF9E3"})

    def faults(
        self, source: str, faults: Iterable[ListFault], corrections: Mapping[CorrectionKey, Correction]
    ) -> None:
        """The sheet of what needs a look, with what somebody answered already."""
        say, n = self.say, len(self.listing.faults)
        page = self._page("faults", _HEADS, _WIDTHS)
        page.set_column(_KEY, _KEY, 3, None, {"hidden": True})
        page.write_string(
            1, 0, say.text("faults.count", n=n, source=source) if n else say.text("faults.none")
        )
        page.write_string(2, 0, say.text("faults.how"))
        page.write_string(3, 0, say.text("faults.same"))
        for row, fault in enumerate(faults, start=_HEAD_ROW + 1):
            self._cells(page, row, _cells(fault, say), _WIDTHS)
            correction = corrections.get(fault.key)
            value = ""
            if correction is not None and correction.stands == fault.stands:
                value = say.text("faults.drop") if correction.left_out else correction.value
            page.write_string(row, _CORRECT, value, self.fill)
            page.write_string(row, _KEY, f"{fault.row} {fault.field} {fault.sheet}")
            self._choices(page, (row, _CORRECT), fault)

    def notes(self) -> None:
        """The sheet of how the rest was understood."""
        page = self._page("notes", _NOTE_HEADS, _NOTE_WIDTHS)
        for row, note in enumerate(self.listing.notes, start=_HEAD_ROW + 1):
            read = note.read[self.say.language] if note.read is not None else ""
            how = self.say.text(f"note.{note.code}")
            self._cells(page, row, (note.sheet, note.place, how, note.stands, read), _NOTE_WIDTHS)

    def _cells(self, page: Worksheet, row: int, cells: Sequence[str], widths: Sequence[int]) -> None:
        """A row of texts, as tall as programs need it that do not fit it themselves."""
        for column, value in enumerate(cells):
            page.write_string(row, column, value, self.text)
        tall = max(height(text, width, size=10) for text, width in zip(cells, widths, strict=False))
        page.set_row(row, tall + 5)

    def _choices(self, page: Worksheet, at: tuple[int, int], fault: ListFault) -> None:
        """What may be chosen, as a list that forbids nothing: signs are corrections too."""
        if fault.field not in CHOICES:
            return
        names = [option.text[self.say.language] for option in dict(self.listing.options)[fault.field]]
        if len(",".join(names)) <= _LONGEST_LIST and not any("," in name for name in names):
            page.data_validation(*at, *at, {"validate": "list", "source": names, "show_error": False})

    def _page(self, kind: str, heads: Sequence[str], widths: Sequence[int]) -> Worksheet:
        page = self.book.add_worksheet(sheet_name(self.say.text(f"{kind}.sheet")))
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&9 &F&R&9&A – &P/&N")
        page.repeat_rows(_HEAD_ROW)
        page.freeze_panes(_HEAD_ROW + 1, 0)
        page.set_row(0, 24)
        page.write_string(0, 0, self.say.text(f"{kind}.title"), self.book.add_format(_TITLE))
        head = self.book.add_format({**_BOXED, "bold": True, "bg_color": "#2F4B66", "font_color": "#FFFFFF"})
        for column, (name, width) in enumerate(zip(heads, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(_HEAD_ROW, column, self.say.text(f"{kind}.{name}"), head)
        return page


def _cells(fault: ListFault, say: Wording) -> tuple[str, ...]:
    where = fault.cell or say.text("faults.row", row=fault.row + 1)
    column = say.text(f"column.{fault.field}") if fault.field != "vintage" else "vintage"
    detail = say.text(f"cli:table.{fault.detail}") if fault.code == "cell_unusable" else fault.detail
    return (
        fault.sheet,
        where,
        fault.whose,
        fault.heading or column,
        fault.stands,
        say.text(f"fault.{fault.code}", column=column, detail=detail),
        say.text(f"remedy.{fault.code}", column=column, detail=detail),
        fault.suggestion[say.language] if fault.suggestion else "",
    )
