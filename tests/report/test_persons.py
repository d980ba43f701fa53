"""Evidence goes into reports without the person who could be called about it."""

from __future__ import annotations

from dxassess.insight.models import Model
from dxassess.report.sections.good_models import evidence_cell


def testevidence_cell_is_shown_without_persons() -> None:
    text = "Sổ theo dõi điện tử, liên hệ Nguyễn Văn An 0912 345 678"
    model = Model.model_construct(evidence=(("C5.1.3", text),))  # type: ignore[call-arg] # no other is read
    cell = evidence_cell(model)
    told = cell.model_dump_json()
    assert "Sổ theo dõi điện tử" in told
    assert "0912" not in told
    assert "Nguyễn" not in told
