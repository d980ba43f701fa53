"""Document → one HTML file: fonts, style and script inside, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dxassess.render.document import Document
from dxassess.render.palette import DARK, LIGHT, css_variables, screen_chart_css

_FACES = (("Inter", "400 700", "Inter-var.woff2"), ("Inter Display", "600 700", "InterDisplay-var.woff2"))


def render_html(document: Document, *, template_folder: Path) -> str:
    """The page of `document`. Its text is escaped; only the program's own SVG, style and script are not."""
    return render_page("report.html.j2", template_folder=template_folder, d=document, svg=Markup)


def render_page(template: str, *, template_folder: Path, **values: object) -> str:
    """A template filled with `values`, its style and script, and the policy that names them by hash."""
    css, js = _style(template_folder), _script(template_folder)
    filled = _environment(template_folder).get_template(template)
    return filled.render(css=Markup(css), js=Markup(js), css_hash=_hash(css), js_hash=_hash(js), **values)  # noqa: S704


@cache
def _environment(template_folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(template_folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style(template_folder: Path) -> str:
    dark = f"color-scheme:dark;{css_variables(DARK)}"
    themes = (
        f":root{{color-scheme:light;{css_variables(LIGHT)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}"
    )
    sheet = (template_folder / "style.css").read_text(encoding="utf-8")
    return _faces(template_folder) + themes + sheet.strip() + screen_chart_css()


@cache
def _script(template_folder: Path) -> str:
    return (template_folder / "app.js").read_text(encoding="utf-8").strip()


def _faces(template_folder: Path) -> str:
    fonts = template_folder / "fonts"
    return "".join(
        f"@font-face{{font-family:{family!r};font-weight:{weights};"
        f"src:url(data:font/woff2;base64,{_base64((fonts / file).read_bytes())}) format('woff2')}}"
        for family, weights, file in _FACES
    )


def _hash(text: str) -> str:
    return "sha256-" + _base64(hashlib.sha256(text.encode()).digest())


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
