"""The same inputs give the same bytes: example, results, reports."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dxassess.demo.make import make_demo
from dxassess.demo.population import region


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".dxassess.lock")
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def run(*arguments: str, seed: str) -> None:
    """The program in a process of its own, whose sets and hashes have an order of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "dxassess", *arguments],
        check=False,
        capture_output=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    assert done.returncode in (0, 1), done.stderr


def test_forms_of_a_province_are_the_same_whoever_else_is_in_the_example(
    example_round: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made again, alone: the same workbooks as among the other provinces."""
    province = tuple(region())[-1]
    monkeypatch.setattr("dxassess.demo.make.region", lambda: (province,))
    monkeypatch.setattr("dxassess.demo.make._break_some", lambda _: 0)  # in the example it breaks others
    make_demo(tmp_path / "again")
    name = f"{province.code} {province.name}"
    assert digests(tmp_path / "again" / name) == digests(example_round / name)


def test_results_and_reports_are_the_same_in_every_run(
    two_provinces: Path, reports_of_two: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(two_provinces, tmp_path / "bản sao")
    run("run", str(other), "-o", str(tmp_path / "out"), "--lang", "vi", "--lang", "en", seed="2")
    assert len(digests(reports_of_two)) > 12
    assert digests(tmp_path / "out") == digests(reports_of_two)


def test_example_has_every_province_and_counts_every_file(
    example_round: Path, example_results: Path, example_reports: Path
) -> None:
    results = json.loads(example_results.read_text(encoding="utf-8"))
    assert len(results["provinces"]) == 13
    assert sum(results["files"].values()) == sum(path.is_file() for path in example_round.rglob("*"))
    assert results["files"]["rejected"] == 3
    assert 240 <= len(results["facilities"]) + 13 <= 290
    for suffix in ("vi.html", "en.html", "vi.pdf", "en.pdf"):
        names = [path.name for path in example_reports.glob(f"[0-9]*.{suffix}")]
        assert len([name for name in names if "-annex." not in name and "-brief." not in name]) == 13
        assert len([name for name in names if "-brief." in name]) == 13
        assert (example_reports / f"region.{suffix}").is_file()
    assert (example_reports / "index.html").is_file()


def test_example_is_plausible(example_results: Path) -> None:
    """Facilities of a type differ, provinces differ, conditions go together, some answers are missing."""
    facilities = json.loads(example_results.read_text(encoding="utf-8"))["facilities"]
    stations = [f for f in facilities if f["type"] == "commune_station" and f["overall"]["score"] is not None]
    scores = [f["overall"]["score"] for f in stations]
    assert max(scores) - min(scores) > 0.3
    both = [(f["conditions"]["C1"]["score"], f["conditions"]["C4"]["score"]) for f in facilities]
    pairs = [(a, b) for a, b in both if a is not None and b is not None]
    mean_a, mean_b = (sum(x) / len(pairs) for x in zip(*pairs, strict=True))
    together = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    spread = sum((a - mean_a) ** 2 for a, _ in pairs) * sum((b - mean_b) ** 2 for _, b in pairs)
    assert 0.3 < together / spread**0.5 < 0.95
    assert any(f["overall"]["low"] < f["overall"]["high"] for f in facilities)
