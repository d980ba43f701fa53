"""Document → one HTML file: fonts, style and script inside, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from dxassess.files.templates import fill_piece, find_piece, read_piece
from dxassess.render.document import Document
from dxassess.render.links import linked
from dxassess.render.palette import DARK, LIGHT, css_variables, screen_chart_css

_FACES = (("Inter", "400 700", "Inter-var.woff2"), ("Inter Display", "600 700", "InterDisplay-var.woff2"))


def render_html(document: Document, *, template_folder: Path) -> str:
    """The page of `document`. Its text is escaped; only the program's own SVG, style and script are not."""
    page = linked(document, "html")
    return render_page("report.html.j2", template_folder=template_folder, d=page, svg=Markup)


def render_page(template: str, *, template_folder: Path, style: str | None = None, **values: object) -> str:
    """A template filled with `values`, its style and script, and the policy that names them by hash. `style`
    is a piece behind the common style."""
    css, js = _style(template_folder), _script(template_folder)
    css += read_piece(template_folder, style).strip() if style else ""
    return fill_piece(
        template_folder,
        template,
        css=Markup(css),  # noqa: S704 - the program's or the department's own style
        js=Markup(js),  # noqa: S704 - likewise
        css_hash=_hash(css),
        js_hash=_hash(js),
        **values,
    )


@cache
def _style(template_folder: Path) -> str:
    dark = f"color-scheme:dark;{css_variables(DARK)}"
    themes = (
        f":root{{color-scheme:light;{css_variables(LIGHT)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}"
    )
    sheet = read_piece(template_folder, "style.css")
    return _faces(template_folder) + themes + sheet.strip() + screen_chart_css()


@cache
def _script(template_folder: Path) -> str:
    return read_piece(template_folder, "app.js").strip()


def _faces(template_folder: Path) -> str:
    def face(file: str) -> str:
        return _base64(find_piece(template_folder, f"fonts/{file}").read_bytes())

    return "".join(
        f"@font-face{{font-family:{family!r};font-weight:{weights};"
        f"src:url(data:font/woff2;base64,{face(file)}) format('woff2')}}"
        for family, weights, file in _FACES
    )


def _hash(text: str) -> str:
    return "sha256-" + _base64(hashlib.sha256(text.encode()).digest())


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
