"""The sheets and columns of the workbook, read off the model: a new field of a question is a new column."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from dxassess.frozen import Frozen
from dxassess.questionnaire.items import KEYS
from dxassess.questionnaire.model import Questionnaire

BookKind = Literal["text", "number", "flag", "codes", "points"]

ABOUT = "about"
OWNER = "belongs_to"
"""The column that names the code of the row above: the condition of an indicator, the item of an option."""

_SHEET_NAMES = {"basis": "bases", "when": "rule_conditions"}


Models = tuple[type[Frozen], ...]


class BookColumn(NamedTuple):
    """A cell of a row: its path inside the value (by keys as they are written, see `field_of`), what it
    holds, whether blank means nothing at all (False: blank means a default, so nothing at all needs a mark of
    its own), and whether the value must be given."""

    path: tuple[str, ...]
    kind: BookKind
    blank_is_none: bool
    required: bool

    @property
    def name(self) -> str:
        return ".".join(self.path)


class BookTable(NamedTuple):
    """A sheet: a row for each value held in `field` of a row of one of `owners`. `required` if every owner
    must have the field, though it may hold nothing."""

    sheet: str
    field: str
    columns: tuple[BookColumn, ...]
    owners: tuple[str, ...]
    required: bool


@cache
def tables() -> tuple[BookTable, ...]:
    """All sheets, owners before what they own. The first is the questionnaire itself."""
    by_sheet = {ABOUT: BookTable(ABOUT, "", tuple(_columns(Questionnaire)), (), required=True)}
    _walk((Questionnaire,), ABOUT, by_sheet)
    ordered: dict[str, BookTable] = {}
    while len(ordered) < len(by_sheet):
        ordered |= {n: t for n, t in by_sheet.items() if n not in ordered and set(t.owners) <= ordered.keys()}
    return tuple(ordered.values())


def field_of(model: type[Frozen], key: str) -> str:
    """The field that a key is written for: `is` is a word of Python, so its field has another name."""
    return next((name for name, info in model.model_fields.items() if info.alias == key), key)


def _walk(models: Models, sheet: str, by_sheet: dict[str, BookTable]) -> None:
    children = {field: kinds for model in models for field, kinds in _children(model)}
    for field, kinds in children.items():
        name = _SHEET_NAMES.get(field, field)
        owners = (*(by_sheet[name].owners if name in by_sheet else ()), sheet)
        infos = [model.model_fields.get(field) for model in models]
        required = all(info is not None and info.is_required() for info in infos)
        by_sheet[name] = BookTable(name, field, tuple(_columns_of(kinds)), owners, required)
    for field, kinds in children.items():
        _walk(kinds, _SHEET_NAMES.get(field, field), by_sheet)


def _children(model: type[Frozen]) -> Iterator[tuple[str, Models]]:
    for name, info in model.model_fields.items():
        inner = _plain(info.annotation)
        if typing.get_origin(inner) is tuple and (kinds := _models(typing.get_args(inner)[0])):
            yield name, kinds


def _columns_of(models: Models) -> Iterator[BookColumn]:
    """The columns of a sheet whose rows are of one model, or of any kind of items: then the keys of all, in
    the order in which authors meet them."""
    merged = {column.name: column for model in reversed(models) for column in _columns(model)}
    if len(models) == 1:
        return iter(merged.values())
    return iter(sorted(merged.values(), key=lambda column: KEYS.index(column.path[0])))


def _columns(model: type[Frozen], above: tuple[str, ...] = ()) -> Iterator[BookColumn]:
    for name, info in model.model_fields.items():
        inner = _plain(info.annotation)
        path = (*above, info.alias or name)
        if _is_value(inner):
            yield from _columns(inner, path)
            continue
        kind = _kind(inner)
        if kind is not None:
            required = info.is_required()
            yield BookColumn(path, kind, required or info.default in (None, ()), required)


def _kind(annotation: Any) -> BookKind | None:  # noqa: ANN401 - annotations have no common type
    """What a cell of this type holds; None for rows of another sheet."""
    if typing.get_origin(annotation) is tuple:
        part = _plain(typing.get_args(annotation)[0])
        if _is_value(part):
            return None
        return "points" if typing.get_origin(part) is tuple else "codes"
    if annotation is bool:
        return "flag"
    return "number" if annotation in (int, float) else "text"


def _plain(annotation: Any) -> Any:  # noqa: ANN401 - annotations have no common type
    """The annotation without `| None` and without what Annotated adds."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _plain(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return _plain(next(part for part in typing.get_args(annotation) if part is not type(None)))
    return annotation


def _models(annotation: Any) -> Models:  # noqa: ANN401 - annotations have no common type
    """The models that a row may be of; none if it is no row but a plain value."""
    while typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    kinds = typing.get_args(annotation) if typing.get_origin(annotation) is types.UnionType else (annotation,)
    return tuple(kinds) if all(map(_is_value, kinds)) else ()


def _is_value(annotation: Any) -> bool:  # noqa: ANN401 - annotations have no common type
    return isinstance(annotation, type) and issubclass(annotation, Frozen)
