"""The same report gives the same bytes, whatever seed Python hashes with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import hashlib
from dxassess.render.compose import compose
from dxassess.render.html import render_html
from dxassess.render.pdf import render_pdf
from dxassess.files.resources import resource_folder
from dxassess.wording.wording import wording
from tests.render.phrases import Phrases
from tests.render.sample import sample
folder = resource_folder("report_templates")
document = compose(sample(), Phrases("vi"), wording("render", "vi"))
print(hashlib.sha256(render_html(document, template_folder=folder).encode()).hexdigest())
print(hashlib.sha256(render_pdf(document, template_folder=folder)).hexdigest())
"""


def _hashes(seed: str) -> str:
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout


def test_page_and_booklet_are_the_same_under_two_seeds() -> None:
    assert _hashes("1") == _hashes("2")
