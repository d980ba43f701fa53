"""An item of any kind from its keys, as an author would write them."""

from __future__ import annotations

from pydantic import TypeAdapter

from dxassess.questionnaire.items import Item

_ITEMS: TypeAdapter[Item] = TypeAdapter(Item)


def made(keys: dict[str, object]) -> Item:
    """The item that these keys describe. ValidationError if no item has them."""
    return _ITEMS.validate_python(keys)
