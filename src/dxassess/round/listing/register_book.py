"""The cleaned register as a workbook: every value in the words of the form, so that people can read it."""

from __future__ import annotations

import io
from collections.abc import Mapping

from dxassess.files.xlsx import new_workbook, sheet_name
from dxassess.places.provinces import place_of
from dxassess.places.register import CHOICES, COUNTS, FACTS, REQUIRED, Entry
from dxassess.round.listing.listing import FacilityList
from dxassess.wording.wording import wording

_FIELDS = (*REQUIRED, *FACTS, "part_of", "contact", "phone", "email")
_WIDTHS = {"code": 10, "name": 44, "type": 30, "province": 20, "commune": 20, "contact": 22, "email": 26}
_HEAD = {"bold": True, "bg_color": "#2F4B66", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}


def register_book(listing: FacilityList, language: str) -> bytes:
    """The workbook, with headings and words in a language. Read again it gives the same register, on the map
    that its provinces are of."""
    say = wording("register", language)
    words = {
        field: {option.code: option.text[language] for option in options}
        for field, options in listing.options
    }
    stream = io.BytesIO()
    with new_workbook(stream, title=say.text("register.title"), output=True) as book:
        head, text, figure = (book.add_format(look) for look in (_HEAD, {"num_format": "@"}, {}))
        page = book.add_worksheet(sheet_name(say.text("register.sheet")))
        page.freeze_panes(1, 2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        for column, field in enumerate(_FIELDS):
            page.set_column(column, column, _WIDTHS.get(field, 14))
            page.write_string(0, column, say.text(f"column.{field}"), head)
        for row, entry in enumerate(listing.register_.entries, start=1):
            for column, (field, value) in enumerate(_values(entry, words).items()):
                if field in COUNTS and value:
                    page.write_number(row, column, int(value), figure)
                elif value:
                    page.write_string(row, column, value, text)
        page.autofilter(0, 0, len(listing.register_.entries), len(_FIELDS) - 1)
    return stream.getvalue()


def _values(entry: Entry, words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Every field of a line as people read it, "" where nothing is known."""
    facts = dict(entry.facts)
    place = place_of(entry.province)
    values = {
        "code": entry.code,
        "name": entry.name,
        "type": entry.type,
        "province": place.name,
        "part_of": entry.part_of or "",
        "contact": entry.contact or "",
        "phone": entry.phone or "",
        "email": entry.email or "",
    }
    values |= {field: facts.get(field, "") for field in FACTS}
    worded = {field: words[field].get(values[field], values[field]) for field in CHOICES}
    return {field: worded.get(field, values[field]) for field in _FIELDS}
