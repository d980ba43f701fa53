"""What the data tell of some provinces and respondents, in the numbers of the whole round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dxassess.frozen import Frozen
from dxassess.report.data.scores import SCORE_HEAD, ScoreRow
from dxassess.report.data.table import DataTable, DataValue

_PROVINCE, _CODE = SCORE_HEAD.index("province"), SCORE_HEAD.index("code")


class Excerpt(Frozen):
    """Of whom data are to tell: all of these `provinces`, by key, and the respondents with these `codes`.
    `files` are the names of those that came from any of them."""

    provinces: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def has(self, province: str | None, code: str | None) -> bool:
        """Whether a respondent of this province, or with this code, is told of."""
        return province in self.provinces or code in self.codes


def rows_of(excerpt: Excerpt | None, rows: Iterable[ScoreRow]) -> Iterator[ScoreRow]:
    """The rows of an excerpt under `SCORE_HEAD`; all of them for None."""
    for row in rows:
        code = None if row[0] == "provinces" else row[_CODE]
        if excerpt is None or excerpt.has(_text(row[_PROVINCE]), _text(code)):
            yield row


def tables_of(excerpt: Excerpt | None, tables: Iterable[DataTable]) -> tuple[DataTable, ...]:
    """The tables with the rows of an excerpt; all of them for None. A table that tells of nobody, such as the
    questions, stays whole."""
    return tuple(tables) if excerpt is None else tuple(_cut(excerpt, table) for table in tables)


def _cut(excerpt: Excerpt, table: DataTable) -> DataTable:
    places = {column.name: place for place, column in enumerate(table.columns)}

    def is_told(row: tuple[DataValue, ...]) -> bool:
        named = {name: _text(row[place]) for name, place in places.items()}
        if "province" in named:
            return excerpt.has(named["province"], named.get("code"))
        return "file" not in named or named["file"] in excerpt.files

    return table.model_copy(update={"rows": tuple(filter(is_told, table.rows))})


def _text(value: DataValue) -> str | None:
    return value if isinstance(value, str) else None
