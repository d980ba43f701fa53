"""The one base of all values: immutable, exact about their fields, comparable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value. Fields hold scalars, other values or tuples of them, never lists or dicts."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A changed copy. What the original has worked out and kept (cached properties) is no part of it:
        pydantic would carry it over, however much has changed."""
        copied = super().model_copy(update=update, deep=deep)
        fields = type(self).model_fields
        if len(copied.__dict__) > len(fields):
            for cached in copied.__dict__.keys() - fields.keys():
                del copied.__dict__[cached]
        return copied

    def __getstate__(self) -> dict[Any, Any]:
        """What a pickle holds: the fields, without what was worked out and kept. It is worked out again where
        it is needed, and not all of it can travel."""
        state = super().__getstate__()
        fields = type(self).model_fields
        return {
            **state,
            "__dict__": {key: state["__dict__"][key] for key in fields if key in state["__dict__"]},
        }
