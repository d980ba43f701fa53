"""Of damaged workbooks no answer is read wrong and none is lost in silence. `python -m tests.intake.recall`
prints the shares for as many workbooks as one likes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.intake.damages import DAMAGES, tcvn3, vni
from tests.intake.recall import VERDICTS, recall, table

from dxassess.intake.words.legacy import from_tcvn3, from_vni


def test_no_answer_is_read_wrong(example_round: Path, tmp_path: Path) -> None:
    read = list(recall(example_round / "80 Long An", tmp_path, count=len(DAMAGES)))
    counts = Counter(each.verdict for each in read)
    assert [each for each in read if each.verdict in ("WRONG", "lost")] == []
    assert counts["exact"] + counts["with a finding"] > 0.8 * counts.total()
    assert {each.verdict for each in read if each.damage == "nothing"} == {"exact"}
    assert all(verdict in table(read) for verdict in VERDICTS)


@pytest.mark.parametrize(
    "text", ["Đã được phê duyệt, còn hiệu lực", "Tỷ lệ người ở khoa, phòng", "Ứng dụng kỹ thuật"]
)
def test_old_encodings_come_back(text: str) -> None:
    assert from_vni(vni(text)) == text
    assert from_tcvn3(tcvn3(text)).casefold() == text.casefold()
