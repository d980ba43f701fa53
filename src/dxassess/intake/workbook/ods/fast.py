"""The content of an ODS as programs write it: its rows are cut out and met cell by cell, and what repeats is
kept by its bytes; all that stands around the rows goes through expat.

A pattern proves that what is cut out is rows and cells and nothing else. A cell that holds more than lines of
text is walked like the rest. Anything odd raises `Odd`: the whole content is then walked element by element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dxassess.intake.workbook.ods.known import ABOUTS, KNOWN_ROWS, TEXTS, TOKEN
from dxassess.intake.workbook.ods.styles import DEFINING, OdsStyles
from dxassess.intake.workbook.ods.walk import OdsWalk
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xmlscan import Attributes, walk

_ROW, _ROW_END, _HEADINGS = b"<table:table-row", b"</table:table-row>", b"<table:table-header-rows>"
_HEADINGS_END = b"</table:table-header-rows>"
_AROUND_ROWS = (_HEADINGS, _HEADINGS_END)
_TABLE, _TABLE_END = b"<table:table ", b"</table:table>"
_STYLES, _STYLES_END = b"<office:automatic-styles>", b"</office:automatic-styles>"
_GENERAL, _GENERAL_END = b"<office:styles>", b"</office:styles>"
_RULES, _RULES_END = b"<table:content-validations>", b"</table:content-validations>"
_CUT = "dxassess-cut"
_STYLE_END = b"</style:style>"
_MOST_PARTS, _MOST_STYLES, _LONGEST_STYLE = 64, 5_000, 4_000
_STEPS = {_ROW_END: {"r": "", "hr": "h"}, _HEADINGS: {"": "h"}, _HEADINGS_END: {"h": ""}}

_Event = tuple[str, Attributes]


class _Styles(dict[bytes, list[_Event]]):
    """What defines styles in XML that must hold no table: see `OdsStyles`; so much is kept at most."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __missing__(self, raw: bytes) -> list[_Event]:
        events: list[_Event] = []
        walk(b"<x>" + raw + b"</x>", "", namespaces=False, start=lambda *element: events.append(element))
        if any(name == "table:table" for name, _ in events):
            raise Odd
        events = [event for event in events if event[0] in DEFINING]
        if len(self) >= self._most:
            self.clear()
        self[raw] = events
        return events


_known_styles, _known_parts = _Styles(_MOST_STYLES), _Styles(_MOST_PARTS)


def _styles_in(raw: bytes) -> list[_Event]:
    """What defines styles in a part of the content. Programs number them anew in every file, so each is kept
    by itself; where the part is not one style behind the other, it is heard as a whole."""
    for opening, closing in ((_STYLES, _STYLES_END), (_GENERAL, _GENERAL_END)):
        if raw.startswith(opening) and raw.endswith(closing):
            pieces = raw[len(opening) : -len(closing)].split(_STYLE_END)
            if max(map(len, pieces)) > _LONGEST_STYLE:
                break
            try:
                of_each = [_known_styles[piece + _STYLE_END] for piece in pieces[:-1]]
                return [event for events in (*of_each, _known_styles[pieces[-1]]) for event in events]
            except Refused:
                break
    return _known_parts[raw]


_styled: dict[tuple[bytes, ...], OdsStyles] = {}


def walk_fast(content: bytes, part: str, tables: OdsWalk) -> None:
    """Walks `content` with `tables`, as `walk` would. Raises Odd where it is not as programs write it; what
    `tables` has heard by then counts for nothing."""
    if _declares(content):
        raise Odd
    around, cuts = _cut(content, _spans(content))
    left = _Cuts(cuts)

    def start(name: str, attributes: Attributes) -> None:
        if name != _CUT:
            if name in DEFINING and tables.outside:
                raise Odd
            tables.start(name, attributes)
            return
        raw = left.take(attributes)
        if raw.startswith((_ROW, _HEADINGS)):
            _walk_rows(raw, part, tables)
        else:
            _hear(raw, tables)

    def end(name: str) -> None:
        if name != _CUT:
            tables.end(name)

    try:
        walk(around, part, namespaces=False, start=start, end=end, text=tables.text)
    except (Refused, UnicodeDecodeError) as problem:
        raise Odd from problem
    left.refuse_rest()


def walk_styles(content: bytes, part: str, tables: OdsWalk) -> None:
    """Walks the part of the general styles. Raises Odd where it is not as programs write it; what `tables`
    heard by then counts for nothing."""
    if _declares(content):
        raise Odd
    around, cuts = _cut(content, _parts(content, ((_GENERAL, _GENERAL_END), (_STYLES, _STYLES_END))))
    left = _Cuts(cuts)

    def start(name: str, attributes: Attributes) -> None:
        if name == _CUT:
            _hear(left.take(attributes), tables)
        elif name in DEFINING:
            raise Odd

    try:
        walk(around, part, namespaces=False, start=start)
    except Refused as problem:
        raise Odd from problem
    left.refuse_rest()


class _Cuts:
    """The parts that were cut out, each met once and in order: an element of that name in the file itself
    would be one too many."""

    def __init__(self, cuts: list[bytes]) -> None:
        self._cuts = cuts
        self._taken = 0

    def take(self, attributes: Attributes) -> bytes:
        """The next part. Raises Odd if its number is another."""
        if attributes != {"n": str(self._taken)} or self._taken >= len(self._cuts):
            raise Odd
        self._taken += 1
        return self._cuts[self._taken - 1]

    def refuse_rest(self) -> None:
        """Raises Odd where one was not met."""
        if self._taken != len(self._cuts):
            raise Odd


def _declares(content: bytes) -> bool:
    """Whether a comment, CDATA or a DTD stands in it. To look for one rare letter takes a hundredth of
    the time that a search for both takes."""
    at = content.find(b"!")
    while at > 0 and content[at - 1] != ord("<"):
        at = content.find(b"!", at + 1)
    return at > 0


def _hear(raw: bytes, tables: OdsWalk) -> None:
    """Hear the styles of a part. What all parts so far defined is kept: the forms of a round share them."""
    if not tables.outside:
        raise Odd
    parts = (*tables.styles.parts, raw)
    known = _styled.get(parts)
    if known is None:
        for element in _styles_in(raw):
            tables.styles.start(*element)
        tables.styles.parts = parts
        if len(_styled) >= _MOST_PARTS:
            _styled.clear()
        _styled[parts] = tables.styles.copy()
    else:
        tables.styles = known.copy()


def _cut(content: bytes, spans: Iterable[tuple[int, int]]) -> tuple[bytes, list[bytes]]:
    """The content with an empty element in place of those parts; and the parts."""
    pieces: list[bytes] = []
    cuts: list[bytes] = []
    at = 0
    for start, end in spans:
        pieces += [content[at:start], b'<%s n="%d"/>' % (_CUT.encode(), len(cuts))]
        cuts.append(content[start:end])
        at = end
    return b"".join([*pieces, content[at:]]), cuts


def _parts(content: bytes, tags: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[int, int]]:
    """Where the parts between these tags stand, one behind the other."""
    at = 0
    for opening, closing in tags:
        start = content.find(opening, at)
        end = content.find(closing, start)
        if 0 <= start < end:
            at = end + len(closing)
            yield start, at


def _spans(content: bytes) -> Iterator[tuple[int, int]]:
    """Where its styles, the rules of what may be typed, and the rows of every table stand."""
    at = 0
    for start, at in _parts(content, ((_STYLES, _STYLES_END), (_RULES, _RULES_END))):
        yield start, at
    while (table := content.find(_TABLE, at)) >= 0 and (last := content.find(_TABLE_END, table)) >= 0:
        begins = [n for n in (content.find(mark, table, last) for mark in (_ROW, _HEADINGS)) if n >= 0]
        if begins:
            end = content.rfind(_ROW_END, table, last) + len(_ROW_END)
            if content.startswith(_HEADINGS_END, end):
                end += len(_HEADINGS_END)
            yield min(begins), max(end, min(begins))
        at = last


def _walk_rows(rows: bytes, part: str, tables: OdsWalk) -> None:
    """Rows one after the other, some of them as headings; nothing else may stand between them."""
    if not tables.between_rows:
        raise Odd
    *pieces, remainder = rows.split(_ROW_END)
    around = ""  # "h" within headings, "r" within a row
    for piece in pieces:
        while piece.startswith(_AROUND_ROWS):
            tag = _HEADINGS if piece.startswith(_HEADINGS) else _HEADINGS_END
            around, piece = _step(tag, around), piece[len(tag) :]  # noqa: PLW2901 - what is left of it
        known = KNOWN_ROWS[piece]
        if known is None or not tables.put_row(known):
            around = _walk_tokens(piece + _ROW_END, around, part, tables)
    if _walk_tokens(remainder, around, part, tables):
        raise Odd


def _walk_tokens(rows: bytes, around: str, part: str, tables: OdsWalk) -> str:
    tokens = TOKEN.findall(rows)
    if sum([len(token[0]) for token in tokens]) != len(rows):
        raise Odd
    for whole, cell, about_cell, inner, about_row in tokens:
        if cell:
            if around[-1:] != "r":
                raise Odd
            _walk_cell(whole, about_cell, inner, part, tables)
            continue
        around = _step(whole, around)
        if whole == _ROW_END:
            tables.end("table:table-row")
        elif around[-1:] == "r":
            tables.start("table:table-row", ABOUTS[about_row].attributes)
    return around


def _step(tag: bytes, around: str) -> str:
    """Where a tag leads from: rows stand within headings or alone, and neither within itself."""
    steps = {"": "r", "h": "hr"} if tag.startswith(_ROW) else _STEPS[tag]
    if around not in steps:
        raise Odd
    return steps[around]


def _walk_cell(whole: bytes, about_cell: bytes, inner: bytes, part: str, tables: OdsWalk) -> None:
    about = ABOUTS[about_cell]
    if not inner and about.silent:
        tables.skip_cells(about.columns)
    elif (text := TEXTS[inner]) is not None:
        tables.plain_cell(about.attributes, about.columns, text, only_text=about.only_text)
    else:
        walk(whole, part, namespaces=False, start=tables.start, end=tables.end, text=tables.text)
