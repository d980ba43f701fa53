"""The charts of a report as pictures, for programs that read no SVG."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dxassess.render.pdf import fonts_of
from dxassess.render.svg import PRINT

_DOTS_PER_INCH = 200.0
_PAGES = b"""#set page(width: WIDTHpt, height: auto, margin: 0pt)
#let drawings = json(bytes(sys.inputs.drawings))
#for (n, drawing) in drawings.enumerate() {
  if n > 0 { pagebreak() }
  image(bytes(drawing), format: "svg", width: 100%)
}
"""


def pictures(drawings: Sequence[str], *, template_folder: Path) -> tuple[bytes, ...]:
    """The SVG drawings as PNG, each as wide as a page of the PDF between its margins."""
    import typst

    if not drawings:
        return ()
    with tempfile.TemporaryDirectory(prefix="dxassess-") as empty:
        compiler = typst.Compiler(
            _PAGES.replace(b"WIDTH", str(PRINT.width).encode()),
            root=empty,
            font_paths=fonts_of(template_folder),
            ignore_system_fonts=True,
            sys_inputs={"drawings": json.dumps(list(drawings), ensure_ascii=False)},
        )
        images = compiler.compile(format="png", ppi=_DOTS_PER_INCH)
    return tuple(images) if isinstance(images, list) else (bytes(images or b""),)
