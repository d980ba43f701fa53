"""Every kind of damage there is."""

from __future__ import annotations

from tests.intake.damage import (
    beside,
    choices,
    controls,
    copies,
    corrected,
    cover,
    formats,
    formulas,
    layout,
    moved,
    numbers,
    several,
    texts,
    versions,
)
from tests.intake.damage.kind import Kind, nothing

KINDS: tuple[Kind, ...] = (
    Kind("nothing", nothing, worst="exact"),
    *numbers.KINDS,
    *choices.KINDS,
    *controls.KINDS,
    *several.KINDS,
    *beside.KINDS,
    *corrected.KINDS,
    *moved.KINDS,
    *layout.KINDS,
    *texts.KINDS,
    *cover.KINDS,
    *formulas.KINDS,
    *formats.KINDS,
    *copies.KINDS,
    *versions.KINDS,
)
