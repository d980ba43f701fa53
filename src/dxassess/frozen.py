"""The one base of all values: immutable, exact about their fields, comparable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value. Fields hold scalars, other values or tuples of them, never lists or dicts."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A changed copy. What the original has worked out and kept (cached properties) is no part of it:
        pydantic would carry it over, however much has changed."""
        copied = super().model_copy(update=update, deep=deep)
        fields = type(self).model_fields
        if len(copied.__dict__) > len(fields):
            for cached in copied.__dict__.keys() - fields.keys():
                del copied.__dict__[cached]
        return copied
