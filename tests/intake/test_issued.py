"""What stands on a form beside its questions is known again, also as another program words it."""

from __future__ import annotations

import pytest

from dxassess.forms.issued import IssuedTexts
from dxassess.intake.matching.issued import IssuedIndex

STEP = "Chỉ nhập vào ô màu vàng nhạt. Tỷ lệ phần trăm: nhập số, không nhập dấu %, ví dụ 95 nghĩa là 95%."
ISSUED = IssuedIndex(texts=IssuedTexts(lines=(), loose=(STEP, "C1.3 – Kinh phí"), openings=(), heads=()))


def test_a_form_that_an_earlier_program_printed_holds_nothing_strange() -> None:
    """A round begun before an update was told of its own instructions, in every form that came back."""
    assert ISSUED.is_loose(STEP.replace("nhập", "gõ"))


@pytest.mark.parametrize(
    "written",
    [
        f"{STEP} 80",
        f"80 giường. {STEP}",
        STEP.replace("95", "80"),
        "C1.3 – Kinh phi",
        "Đơn vị có 80 máy tính, hỏng 3 máy, còn lại dùng tốt; số liệu tính đến tháng 10.",
    ],
)
def test_what_somebody_wrote_is_not_taken_for_it(written: str) -> None:
    assert not ISSUED.is_loose(written)
