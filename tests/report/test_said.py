"""Every sentence of every report, the index and sheets, in both languages, over rounds as they should not be
but are: no place left open, no part of nothing, no mean of one, no value of the program."""

from __future__ import annotations

import pytest
from tests.report.odd_rounds import ODD_ROUNDS
from tests.report.said import FORBIDDEN, faults, sentences

from dxassess.insight.analysis import Analysis, analyse
from dxassess.report.page.build import build_reports
from dxassess.report.page.round_index import index_report
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.value.model import Readers, Report
from dxassess.report.value.say import count, say, score
from dxassess.report.value.words import Date, Span
from dxassess.wording.languages import LANGUAGES

SHEETS = 3
WITH_PUBLIC = ("one facility", "one province", "no Department", "one silent")
EXAMPLES = (
    "mức chuẩn là {standard}",
    "19 trong 0 cơ sở y tế đã đăng ký",
    "each dot is one of 0 provinces",
    "– số cơ sở trong danh sách",
    "19/–",
    "mỗi chấm là một trong 1 tỉnh",
    "bình quân 1 tỉnh, thành phố",
    "1 others need more",
    "a share of nan",
    "Long An ()",
    "hạn ngày ngày 30 tháng 6",
    "Cam kết, ; Thực trạng",
)


def reports(name: str, analysis: Analysis) -> list[Report]:
    """All that may be read of a round."""
    sheets = [facility_sheet(analysis, score) for score in analysis.round.facilities[:SHEETS]]
    audiences: tuple[Readers, ...] = ("department", "public") if name in WITH_PUBLIC else ("department",)
    told = [build_reports(analysis, readers) for readers in audiences]
    return [*sheets, *(report for each in told for report in each), *map(index_report, told)]


@pytest.mark.parametrize("name", ODD_ROUNDS)
def test_no_sentence_holds_what_none_may_hold(name: str) -> None:
    read = reports(name, analyse(ODD_ROUNDS[name]()))
    assert read
    wrong = {
        (fault, sentence)
        for report in read
        for language in LANGUAGES
        for sentence in sentences(report, language)
        for fault in faults(sentence, language)
    }
    assert wrong == set()


@pytest.mark.parametrize("sentence", EXAMPLES)
def test_what_was_once_printed_is_found(sentence: str) -> None:
    assert faults(sentence, "vi")


def test_a_key_is_found_and_an_honest_sentence_is_not() -> None:
    assert faults("stat.level.note", "en") == ["the key stat.level.note"]
    assert faults("19 trong 22 cơ sở; điểm 37–39, HIS – LIS, “–”: chưa có số liệu.", "vi") == []
    assert len(FORBIDDEN) > 5


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"part": count(1)},
        {"part": count(1), "whole": count(None)},
        {"part": count(1), "whole": count(2), "province": "x"},
    ],
)
def test_say_refuses_what_is_missing_superfluous_or_unknown(facts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="part_of"):
        say("part_of", **facts)


def test_say_refuses_unknown_ranges_days_and_messages() -> None:
    with pytest.raises(ValueError, match=r"lead\.band"):
        say("lead.band", span=Span(low=None, high=0.5))
    with pytest.raises(ValueError, match=r"law\.state\.due"):
        say("law.state.due", day=Date(iso=""))
    with pytest.raises(KeyError):
        say("no.such.message", score=score(0.5))
