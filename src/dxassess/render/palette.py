"""The colours of reports, by token, and what each class of a chart looks like.

Charts carry classes only. HTML turns tokens into CSS variables (dark mode for free, strict CSP holds);
PDF gets the light colours in a style sheet inside the SVG. The tests hold every pair to its contrast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from dxassess.questionnaire.item_parts import HIGHEST_LEVEL

LEVELS = range(HIGHEST_LEVEL + 1)
HEATS = range(5)
DARK_TEXT_LEVELS = range(4)

_LEVEL_TOKENS = {
    "m0": "#c9c5bd",
    "m1": "#ffecc4",
    "m2": "#b2df90",
    "m3": "#57caa0",
    "m4": "#057698",
    "m5": "#023061",
    "m6": "#3d0b45",
    "m7": "#3c0a22",
    "m8": "#2b0f04",
    "m9": "#000000",
    "onlight": "#17212b",
    "ondark": "#ffffff",
}

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "wash": "#f4f6f8",
        "ink": "#17212b",
        "muted": "#56636f",
        "faint": "#8793a0",
        "grid": "#dfe5ea",
        "own": "#00598c",
        "owns": "#cfe3f1",
        "reg": "#b4530a",
        "nat": "#56636f",
        "oth": "#b3bec8",
        "band": "#e6ebf0",
        "tgt": "#17212b",
        "warn": "#fff3d6",
        "warnink": "#4a3500",
        "warnline": "#ecd28c",
        "h0": "#e39a63",
        "h1": "#f6d9bb",
        "h2": "#f1f0ec",
        "h3": "#b9d7e8",
        "h4": "#6faed2",
        **_LEVEL_TOKENS,
    }
)

DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#11181f",
        "wash": "#18212a",
        "ink": "#e8edf2",
        "muted": "#a3b1be",
        "faint": "#7c8a98",
        "grid": "#2a3641",
        "own": "#5fb4ea",
        "owns": "#1b3b52",
        "reg": "#f0a060",
        "nat": "#a3b1be",
        "oth": "#5b6a78",
        "band": "#24303b",
        "tgt": "#e8edf2",
        "warn": "#3b2f12",
        "warnink": "#f6e3b0",
        "warnline": "#6b5620",
        "h0": "#9c4f1c",
        "h1": "#6b4a33",
        "h2": "#2c343c",
        "h3": "#2c4f66",
        "h4": "#1f6a96",
        **_LEVEL_TOKENS,
    }
)

_FILLS = {
    "mu": "muted",
    "own-t": "own",
    "reg-t": "reg",
    "onl": "onlight",
    "ond": "ondark",
    "own": "own",
    "oth": "oth",
    "reg": "reg",
    "nat": "nat",
    "band": "band",
    "owns": "owns",
    "minus": "reg",
    **{f"m{level}": f"m{level}" for level in LEVELS},
}
_STROKES = {
    "gr": ("grid", 1.0),
    "ax": ("faint", 1.0),
    "ci": ("own", 2.4),
    "ci2": ("oth", 1.6),
    "regl": ("reg", 2.0),
    "std": ("nat", 2.0),
    "tgt": ("tgt", 2.6),
}
_BANDS = {
    "range": ("nat", 0.3),
    "range-own": ("own", 0.4),
}
_HALOS = {"halo": ("own", 1.2), "haloo": ("oth", 0.8), "halon": ("nat", 0.8)}
_HOLLOW = {"plus": "own", "dept": "own", "facs": "own", "rung": "faint"}
"""Outlines filled with paper: on a grey print they are not taken for what is filled."""


def css_variables(tokens: Mapping[str, str]) -> str:
    """The tokens as declarations of CSS variables."""
    return "".join(f"--{name}:{colour};" for name, colour in tokens.items())


@cache
def screen_chart_css() -> str:
    """The look of charts on a page whose root declares the tokens as variables."""
    return _chart_css(lambda token: f"var(--{token})", 1.0)


@cache
def print_chart_css() -> str:
    """The look of charts on paper: the light colours, with finer lines."""
    return _chart_css(lambda token: LIGHT[token], 0.68)


def _chart_css(colour: Callable[[str], str], line: float) -> str:
    rules = [f".ch text{{fill:{colour('ink')}}}"]
    rules += [f".ch .{name}{{fill:{colour(token)}}}" for name, token in _FILLS.items()]
    rules += [
        f".ch .{name}{{fill:none;stroke:{colour(token)};stroke-width:{width * line:.2f};stroke-linecap:butt}}"
        for name, (token, width) in _STROKES.items()
    ]
    rules += [
        f".ch .{name}{{fill:{colour(token)};stroke:{colour('paper')};stroke-width:{width * line:.2f}}}"
        for name, (token, width) in _HALOS.items()
    ]
    rules += [
        f".ch .{name}{{fill:{colour(token)};fill-opacity:{depth}}}" for name, (token, depth) in _BANDS.items()
    ]
    rules += [
        f".ch .{name}{{fill:{colour('paper')};stroke:{colour(token)};stroke-width:{1.5 * line:.2f}}}"
        for name, token in _HOLLOW.items()
    ]
    rules.append(f".ch .seg{{stroke:{colour('paper')};stroke-width:{1.2 * line:.2f}}}")
    rules.append(f".ch .frame{{fill:none;stroke:{colour('ink')};stroke-width:{2 * line:.2f}}}")
    rules.append(f".ch .mx{{fill:{colour('paper')};stroke:{colour('faint')};stroke-width:{line:.2f}}}")
    return "".join(rules)
