"""Whatever people do to a form, no answer is read wrong, stale or lost without a word. `python -m
tests.intake.recall` tries as many forms of every kind of damage as one likes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from tests.intake.damage.kind import SILENT, VERDICTS, Kind
from tests.intake.damage.kinds import KINDS
from tests.intake.damage.legacy import tcvn3, vni
from tests.intake.recall import HOSPITAL, STATION, Read, recall, table

from dxassess.intake.words.legacy import from_tcvn3, from_vni

KNOWN = tuple(kind for kind in KINDS if kind.known)
RATIOS = tuple(kind for kind in KINDS if kind.ratios)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Read]:
    """One form of every kind: a station's, and a hospital's where only hospitals are asked."""
    work = tmp_path_factory.mktemp("recall")
    others = [kind for kind in KINDS if not kind.ratios]
    return (*recall(others, work, forms=[STATION]), *recall(RATIOS, work, forms=[HOSPITAL]))


def _of(answers: Sequence[Read], kinds: Sequence[Kind]) -> Iterator[tuple[Kind, Read]]:
    by_name = {kind.name: kind for kind in kinds}
    return ((by_name[each.kind], each) for each in answers if each.kind in by_name)


def test_there_are_many_kinds_and_each_is_another() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 230


def test_no_answer_is_wrong_stale_or_lost_without_a_word(answers: Sequence[Read]) -> None:
    told = [kind for kind in KINDS if not kind.known]
    assert [each for _, each in _of(answers, told) if each.verdict in SILENT] == []


def test_nothing_is_worse_than_a_careful_human_would_put_up_with(answers: Sequence[Read]) -> None:
    told = [kind for kind in KINDS if not kind.known]
    worse = [e for k, e in _of(answers, told) if VERDICTS.index(e.verdict) > VERDICTS.index(k.worst)]
    assert worse == []


@pytest.mark.parametrize(
    "kind", [pytest.param(k, id=k.name, marks=pytest.mark.xfail(reason=k.known, strict=True)) for k in KNOWN]
)
def test_what_is_known_to_go_unseen(kind: Kind, answers: Sequence[Read]) -> None:
    assert [each for _, each in _of(answers, [kind]) if each.verdict in SILENT] == []


def test_most_answers_are_read_and_sound_forms_exactly(answers: Sequence[Read]) -> None:
    read = sum(each.verdict in ("exact", "with a finding") for each in answers)
    assert read > 0.9 * len(answers)
    assert {each.verdict for each in answers if each.kind == "nothing"} == {"exact"}
    assert all(verdict in table(answers) for verdict in VERDICTS)


@pytest.mark.parametrize(
    "text", ["Đã được phê duyệt, còn hiệu lực", "Tỷ lệ người ở khoa, phòng", "Ứng dụng kỹ thuật"]
)
def test_old_encodings_come_back(text: str) -> None:
    assert from_vni(vni(text)) == text
    assert from_tcvn3(tcvn3(text)).casefold() == text.casefold()
