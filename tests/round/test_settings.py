"""`round.yaml`: whom respondents may ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxassess.demo.register_file import SETTINGS
from dxassess.errors import DxassessError
from dxassess.round.settings import read_settings


def _settings(folder: Path, text: str) -> Path:
    (folder / "round.yaml").write_text(text, encoding="utf-8")
    return folder


def test_unit_is_called_alike_in_both_languages_unless_it_has_two_names(tmp_path: Path) -> None:
    contact = read_settings(_settings(tmp_path, "contact: {unit: Phòng Nghiệp vụ}")).contact
    assert contact is not None
    assert (contact.unit.vi, contact.unit.en, contact.phone) == ("Phòng Nghiệp vụ", "Phòng Nghiệp vụ", None)
    contact = read_settings(_settings(tmp_path, SETTINGS)).contact
    assert contact is not None
    assert contact.unit.vi != contact.unit.en


@pytest.mark.parametrize("text", ["contact: {phone: '1'}", "contact: {unit: A, phone: 0123}", "contact: [A]"])
def test_contact_that_is_not_understood_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(DxassessError) as caught:
        read_settings(_settings(tmp_path, text))
    assert "contact" in str(caught.value.facts)
