"""Every pair of colours that meets has its contrast (WCAG 2.2): 4.5 for text, 3 for marks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dxassess.render.palette import DARK, DARK_TEXT_LEVELS, HEATS, LEVELS, LIGHT

THEMES = {"light": LIGHT, "dark": DARK}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _pairs(theme: Mapping[str, str]) -> list[tuple[str, str, float]]:
    pairs = [(text, ground, 4.5) for text in ("ink", "muted", "own", "reg") for ground in ("paper", "wash")]
    pairs += [(text, "owns", 4.5) for text in ("ink", "own")] + [("warnink", "warn", 4.5)]
    pairs += [("ink", f"h{heat}", 4.5) for heat in HEATS]
    pairs += [("onlight" if level in DARK_TEXT_LEVELS else "ondark", f"m{level}", 4.5) for level in LEVELS]
    return pairs + [(mark, "paper", 3.0) for mark in ("own", "reg", "nat", "tgt", "faint")]


@pytest.mark.parametrize("name", THEMES)
def test_contrast_suffices(name: str) -> None:
    theme = THEMES[name]
    measured = {
        (one, other): (_contrast(theme[one], theme[other]), need) for one, other, need in _pairs(theme)
    }
    assert {pair: at for pair, (at, need) in measured.items() if at < need} == {}


def test_both_themes_have_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_levels_grow_darker_so_that_grey_print_keeps_their_order() -> None:
    lightness = [_luminance(LIGHT[f"m{level}"]) for level in LEVELS][1:]
    assert lightness == sorted(lightness, reverse=True)
