"""Values are immutable all the way down; `frozen` of pydantic is shallow, so every field is looked at."""

from __future__ import annotations

import importlib
import pkgutil
import types
import typing

import pytest
from pydantic import BaseModel
from tests.scoring.small import submission

import dxassess
from dxassess.frozen import Frozen

MUTABLE = (list, dict, set, bytearray)


def _import_all() -> None:
    for module in pkgutil.walk_packages(dxassess.__path__, "dxassess."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _descendants(model: type[BaseModel]) -> set[type[BaseModel]]:
    children = set(model.__subclasses__())
    return children.union(*(_descendants(child) for child in children)) if children else children


def _models() -> list[type[BaseModel]]:
    _import_all()
    ours = {model for model in _descendants(BaseModel) if model.__module__.startswith("dxassess.")}
    return sorted(ours, key=lambda model: (model.__module__, model.__qualname__))


def _parts(annotation: object) -> list[object]:
    """The annotation and everything inside it, without the metadata of Annotated."""
    if isinstance(annotation, typing.TypeAliasType if hasattr(typing, "TypeAliasType") else ()):
        return _parts(annotation.__value__)
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is typing.Annotated:
        arguments = arguments[:1]
    if typing.get_origin(annotation) is typing.Literal:
        arguments = ()
    return [annotation, *(part for argument in arguments for part in _parts(argument))]


def _is_mutable(part: object) -> bool:
    kind = typing.get_origin(part) or part
    if not isinstance(kind, type) or isinstance(part, types.UnionType):
        return False
    return issubclass(kind, MUTABLE) or (
        issubclass(kind, BaseModel) and kind.model_config.get("frozen") is not True
    )


def test_there_are_models_to_look_at() -> None:
    assert len(_models()) > 20


@pytest.mark.parametrize("model", _models(), ids=lambda model: f"{model.__module__}.{model.__qualname__}")
def test_value_is_frozen_all_the_way_down(model: type[BaseModel]) -> None:
    assert model.model_config.get("frozen") is True
    assert model is Frozen or issubclass(model, Frozen)
    hints = typing.get_type_hints(model, include_extras=True)
    mutable = {
        name: hints.get(name, field.annotation)
        for name, field in model.model_fields.items()
        if any(_is_mutable(part) for part in _parts(hints.get(name, field.annotation)))
    }
    assert mutable == {}


def test_a_changed_copy_forgets_what_the_original_worked_out() -> None:
    one = submission({"C2_1_1": 80.0})
    assert one.answer_by_item
    assert one.model_copy(update={"answers": ()}).answer_by_item == {}
    assert one.answer_by_item["C2.1.1"].value == 80.0


def test_values_of_a_kind_share_the_names_of_their_fields() -> None:
    """However they were made: a set for each value takes more memory than the value."""
    one = submission({"C1_1_1": "1"})
    again = type(one).model_validate_json(one.model_dump_json())
    copied = again.model_copy(update={"file": "b.xlsx"})
    sets = {id(value.__pydantic_fields_set__) for value in (one, again, copied)}
    assert len(sets) == 1
    assert again.__pydantic_fields_set__ == set(type(one).model_fields)
    assert (again, copied.file) == (one, "b.xlsx")
