"""The one base of all values: immutable, exact about their fields, comparable."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value. Fields hold scalars, other values or tuples of them, never lists or dicts."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
