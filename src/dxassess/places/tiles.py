"""Where each province stands on a map of equal squares, for both vintages."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from dxassess.files.resources import resource_folder


class TilePlace(NamedTuple):
    """A square: column from the west, row from the north, and three letters to tell it by."""

    short: str
    column: int
    row: int


@cache
def tile_places() -> dict[str, TilePlace]:
    """The square of every province by its key. Neighbours are neighbours where that can be; the map shows
    no boundary."""
    with (resource_folder("data") / "tiles.csv").open(encoding="utf-8", newline="") as stream:
        return {
            f"{row['vintage']}:{row['code']}": TilePlace(row["short"], int(row["column"]), int(row["row"]))
            for row in csv.DictReader(stream)
        }
