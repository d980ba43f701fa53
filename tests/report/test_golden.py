"""The Report of a small round, value for value: what changes in it is seen before it is committed."""

from __future__ import annotations

import pytest
from tests.report.golden import COMMAND, FOLDER, KEPT, golden_texts


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return dict(golden_texts())


def test_the_reports_are_as_they_are_meant_to_be(texts: dict[str, str]) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    changed = sorted(name for name in {*texts, *kept} if texts.get(name) != kept.get(name))
    assert not changed, f"changed: {', '.join(changed)}; if that is meant: {COMMAND}, and read the difference"


def test_what_is_kept_holds_what_it_is_kept_for(texts: dict[str, str]) -> None:
    assert texts.keys() == {f"{stem}.{readers}.json" for readers, stems in KEPT.items() for stem in stems}
    assert "headline.withheld" in texts["82-tien-giang.public.json"], "three facilities are too few to show"
    assert "headline.withheld" not in texts["80-long-an.public.json"]
    assert '"change-table"' in texts["80-long-an.department.json"], "there was an earlier round"
