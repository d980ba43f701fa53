"""A workbook that went through LibreOffice scores as the one that openpyxl wrote."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dxassess.assess import read
from dxassess.files.resources import resource_folder
from dxassess.scoring.score import Score

KINDS = ("80001 ", "80005 ", "80009 ", "80012 ")


def scores(folder: Path) -> dict[str | None, Score]:
    round_ = read(folder, questionnaires=resource_folder("questionnaires") / "five-conditions")
    return {score.code: score for score in round_.facilities}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_saved_by_libreoffice_it_scores_the_same(
    kind: str, soffice: str, example_round: Path, tmp_path: Path
) -> None:
    given, saved = tmp_path / "given", tmp_path / "saved"
    for folder in (given, saved):
        folder.mkdir()
        for name in ("register.xlsx", "round.yaml"):
            shutil.copy(example_round / name, folder)
    workbooks = [p for p in sorted(example_round.glob("80*/*.xlsx")) if p.name.startswith(KINDS)]
    workbooks = list({path.name[:5]: path for path in workbooks}.values())
    for path in workbooks:
        shutil.copy(path, given)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    convert = [
        soffice,
        home,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(saved),
        *map(str, workbooks),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=240)
    expected, found = scores(given), scores(saved)
    assert len(expected) == len(KINDS)
    assert found.keys() == expected.keys()
    for code, score in expected.items():
        told = {node.code: (node.state, node.value, node.low, node.high) for node in score.overall.walk()}
        read = {
            node.code: (node.state, node.value, node.low, node.high) for node in found[code].overall.walk()
        }
        assert read == told
