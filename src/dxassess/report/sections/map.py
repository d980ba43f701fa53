"""The provinces of the round on the tile map, with those around them."""

from __future__ import annotations

from dxassess.places.provinces import provinces
from dxassess.places.tiles import TilePlace, tile_places
from dxassess.report.value.charts import Tile, Tiles
from dxassess.report.value.model import Figure
from dxassess.report.value.say import count, counted, say
from dxassess.report.value.small_groups import veil_label
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Label, Message
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore

_AROUND = 1


def map_figure(view: View, province: ProvinceScore | None) -> tuple[Figure, ...]:
    """The part of the map where the provinces of the round lie; nothing where there is only one."""
    places = tile_places()
    asked_provinces = {p.key: p for p in view.listed if p.key in places}
    if len(asked_provinces) < 2:
        return ()
    of_vintage = {k: place for k, place in places.items() if k.startswith(view.round.settings.vintage)}
    near_places = _around([places[key] for key in asked_provinces], of_vintage)
    corner = (min(p.column for p in near_places.values()), min(p.row for p in near_places.values()))
    names = {each.key: each.name for each in provinces()}
    tiles = tuple(
        _tile(
            veil_label(names[key], when=key in view.small_provinces),
            place,
            corner,
            asked_provinces.get(key),
            own=province is not None and province.key == key,
            small=key in view.small_provinces,
        )
        for key, place in near_places.items()
    )
    figure = Figure(
        id="map",
        of_groups=True,
        title=_title(view),
        sub=say("map.sub"),
        alt=counted("map.alt", len(view.scored())),
        chart=Tiles(tiles=tiles, levels=len(view.round.facility.levels)),
        note=say("map.note"),
    )
    return (figure,)


def _around(asked_places: list[TilePlace], places: dict[str, TilePlace]) -> dict[str, TilePlace]:
    """Those of `places` that lie beside or among those asked."""
    west, north = min(p.column for p in asked_places) - _AROUND, min(p.row for p in asked_places) - _AROUND
    east, south = max(p.column for p in asked_places) + _AROUND, max(p.row for p in asked_places) + _AROUND
    return {
        key: place
        for key, place in places.items()
        if west <= place.column <= east and north <= place.row <= south
    }


def _title(view: View) -> Message:
    """How many reach the standard, of the provinces of which these readers may see the level."""
    standard = view.round.facility.standard_level
    reached = tally(view.reaches_level(p.overall, standard) for p in view.analysis.provinces)
    return reached.told("map.title", level=count(standard))


def _tile(
    name: Label,
    place: TilePlace,
    corner: tuple[int, int],
    province: ProvinceScore | None,
    *,
    own: bool,
    small: bool,
) -> Tile:
    """A tile in the tone of the level; in that of none where it may be higher than what is known."""
    node = province.overall if province and not small else None
    return Tile(
        label=name,
        short=place.short,
        column=place.column - corner[0],
        row=place.row - corner[1],
        asked=province is not None,
        value=node.score if node else None,
        level=node.level if node and not node.level_is_least else None,
        own=own,
    )
