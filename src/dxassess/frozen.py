"""The one base of all values: immutable, exact about their fields, comparable."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

# The slots of every value, set as they are: by attribute each would be looked for in the fields.
_SET_FIELDS = BaseModel.__dict__["__dict__"].__set__
_SET_NAMES = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_SET_EXTRA = BaseModel.__dict__["__pydantic_extra__"].__set__
_SET_PRIVATE = BaseModel.__dict__["__pydantic_private__"].__set__


class Frozen(BaseModel):
    """A value. Fields hold scalars, other values or tuples of them, never lists or dicts."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    def model_post_init(self, _context: object, /) -> None:
        """Have all values of a kind share one set of the names of their fields. Pydantic gives each its own,
        of the names that were given, which takes more memory than the value; nobody asks which those were."""
        _SET_NAMES(self, _all_names(type(self)))

    @classmethod
    def unchecked(cls, values: dict[str, Any]) -> Self:
        """A value of all its fields, each of its type and in its order, that the program itself worked out or
        checked before: nobody looks at them again, which takes most of the time of a small one. The `values`
        become its own."""
        value: Self = object.__new__(cls)
        _SET_FIELDS(value, values)
        _SET_NAMES(value, _all_names(cls))
        _SET_EXTRA(value, None)
        _SET_PRIVATE(value, None)
        return value

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A changed copy. What the original has worked out and kept (cached properties) is no part of it:
        pydantic would carry it over, however much has changed."""
        if deep:
            return super().model_copy(update=update, deep=True)
        held, fields = self.__dict__, type(self).__pydantic_fields__
        values = held.copy() if len(held) == len(fields) else {name: held[name] for name in fields}
        values.update(update or {})
        return self.unchecked(values)

    def __getstate__(self) -> dict[Any, Any]:
        """What a pickle holds: the fields, without what was worked out and kept. It is worked out again where
        it is needed, and not all of it can travel."""
        state = super().__getstate__()
        fields = type(self).model_fields
        return {
            **state,
            "__dict__": {key: state["__dict__"][key] for key in fields if key in state["__dict__"]},
        }


@cache
def _all_names(kind: type[Frozen]) -> set[str]:
    """The names of all fields, one set for all values of a kind."""
    return set(kind.__pydantic_fields__)
