"""Headings of a wide table to what is answered below them: codes, names of online forms, facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from dxassess.frozen import Frozen
from dxassess.intake.words.memo import Memo
from dxassess.intake.words.text import latin, same_words
from dxassess.questionnaire.items import Multi
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.online_names import NOT_APPLICABLE, column_names

IDENTITY = frozenset(("facility_code", "name", "province"))


class TableColumn(Frozen):
    """What a column holds: the answers to a code, the options chosen of an item as a list of their codes, or
    whether an item does not apply."""

    kind: Literal["cell", "list", "na"]
    code: str


class ColumnIndex(Frozen):
    """Every heading that a column of a questionnaire may have."""

    names: tuple[tuple[str, TableColumn], ...]
    items: frozenset[str]
    identity: frozenset[str]

    @cached_property
    def _by_name(self) -> dict[str, TableColumn | None]:
        """Names given first are stronger; one that two columns share at last is nobody's."""
        column_by_name: dict[str, TableColumn | None] = {}
        for name, column in self.names:
            if column_by_name.setdefault(name, column) != column:
                column_by_name[name] = None
        return column_by_name

    @cached_property
    def by_heading(self) -> Memo[TableColumn | None]:
        """The column under a heading, whatever groups an export names before it (`C1/C1_1/C1_1_1`)."""
        return Memo(self._find)

    def _find(self, heading: str) -> TableColumn | None:
        names = [_label(heading)]
        steps = latin(heading).casefold().split("/")
        names += ["/".join(steps[n:]).strip() for n in range(len(steps))]
        return next((column for name in names if (column := self._by_name.get(name)) is not None), None)


def index_columns(questionnaire: Questionnaire) -> ColumnIndex:
    """The headings of `questionnaire`."""
    names = [*_names(questionnaire)]
    item_names = {name for name, _ in names}
    names += [(name, column) for name, column in _fact_names(questionnaire) if name not in item_names]
    return ColumnIndex(
        names=tuple(names),
        items=frozenset(code for item in questionnaire.items for code in (item.code, *dict(item.parts))),
        identity=frozenset(fact.code for fact in questionnaire.facts if fact.key in IDENTITY),
    )


def _names(questionnaire: Questionnaire) -> Iterator[tuple[str, TableColumn]]:
    online = column_names(questionnaire)
    for fact in questionnaire.facts:
        yield from _both(fact.code, online, TableColumn(kind="cell", code=fact.code))
    for item in questionnaire.items:
        for code, _ in item.parts:
            yield from _both(code, online, TableColumn(kind="cell", code=code))
        if item.allow_na:
            yield from _both(item.code + NOT_APPLICABLE, online, TableColumn(kind="na", code=item.code))
        if isinstance(item, Multi):
            yield from _option_names(item, online)


def _option_names(item: Multi, online: dict[str, str]) -> Iterator[tuple[str, TableColumn]]:
    """The column that lists the options chosen, and those of each option beside it (`C3_2_2/a`)."""
    yield from _both(item.code, online, TableColumn(kind="list", code=item.code))
    for option in item.options:
        column = TableColumn(kind="cell", code=item.code + option.code)
        for name, _ in _both(item.code, online, column):
            yield f"{name}/{option.code.casefold()}", column


def _both(code: str, online: dict[str, str], column: TableColumn) -> Iterator[tuple[str, TableColumn]]:
    name = online.get(code, code.replace(".", "_"))
    yield from ((text.casefold(), column) for text in dict.fromkeys((code, name)))


def _fact_names(questionnaire: Questionnaire) -> Iterator[tuple[str, TableColumn]]:
    for fact in questionnaire.facts:
        column = TableColumn(kind="cell", code=fact.code)
        yield from ((name, column) for name in {fact.key, *map(_label, fact.text.wordings)})


def _label(text: str) -> str:
    """A label as people head columns with it; the form marks those to fill in with an asterisk."""
    return same_words(text).rstrip(" *:")
