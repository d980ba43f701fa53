"""The reports of a round by Circular 54 alone, by hand: every criterion is met but for those that are named.

| facility | type | not met | blank | level |
|---|---|---|---|---|
| 80001 An | general hospital | | | 7, the top one |
| 80002 Bình | general hospital | T5.84, a criterion of level 3 | | 2 |
| 80003 Châu | health centre | T5.84 | T5.86, one of level 4 | 2 |
| 80004 Dương | health centre | | T5.84 | at least 2 |
| 80005 | general hospital | sent nothing | | |
| 82001 Em | general hospital | T4.903, the film of level 5 | | 4 |

The level aimed at is 3. In Long An one of the three whose standing is known reaches it; of Dương nothing is
known, as level 3 hangs on a blank.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.report.odd_rounds import asked
from tests.report.words import printed, told

from dxassess.assess import publish
from dxassess.cli.publishing import edition_of, publish_round
from dxassess.errors import DxassessError
from dxassess.insight.analysis import Analysis, analyse
from dxassess.insight.closed_gates import ClosedGate, closed_gates
from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.items import Choice, Item, YesNo
from dxassess.questionnaire.kinds import Text
from dxassess.report.page.build import build_reports
from dxassess.report.page.news import with_news
from dxassess.report.page.round_index import index_report
from dxassess.report.value.charts import Stack
from dxassess.report.value.model import Figure, Report, Table
from dxassess.round.round import build_round
from dxassess.round.settings import Settings

LONG_AN, TIEN_GIANG = "80", "82"
FACILITIES = (
    ("80001", "An", "general_hospital", (), ()),
    ("80002", "Bình", "general_hospital", ("T5.84",), ()),
    ("80003", "Châu", "health_centre", ("T5.84",), ("T5.86",)),
    ("80004", "Dương", "health_centre", (), ("T5.84",)),
    ("82001", "Em", "general_hospital", ("T4.903",), ()),
)
SILENT = ("80005", "Phúc", "general_hospital")


def met(item: Item) -> object:
    """The best answer to an item."""
    if isinstance(item, Choice):
        return max(item.options, key=lambda option: option.score or 0).code
    return True if isinstance(item, YesNo) else 100.0


def form(code: str, name: str, type_: str, missed: tuple[str, ...], blank: tuple[str, ...]) -> FileOutcome:
    (questionnaire,) = asked("circular-54-2017")
    answers = []
    for item in questionnaire.items:
        value = False if item.code in missed else met(item)
        is_blank = item.code in blank
        answers.append(
            Answer.model_validate(
                {
                    "item": item.code,
                    "state": "missing" if is_blank else "answered",
                    "value": None if is_blank else value,
                }
            )
        )
    facts = Facts(
        facility_code=code, name=name, type=type_, province=code[:2], vintage="gso2004", beds_actual=90
    )
    submission = Submission(
        file=f"{code}.xlsx",
        sha256=f"{int(code):064}",
        respondent="facility",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        facts=facts,
        answers=tuple(answers),
    )
    return FileOutcome(
        file=submission.file, size=1, sha256=submission.sha256, status="accepted", submission=submission
    )


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    lines = [(code, name, type_) for code, name, type_, _, _ in FACILITIES] + [SILENT]
    entries = [Entry(code=c, name=n, type=t, province=f"gso2004:{c[:2]}") for c, n, t in lines]
    # A station is no business of this framework: that it sent nothing is no silence.
    station = Entry(code="80009", name="Trạm", type="commune_station", province="gso2004:80")
    round_ = build_round(
        [form(*facility) for facility in FACILITIES],
        questionnaires=asked("circular-54-2017"),
        settings=Settings(vintage="gso2004", date="2026-11-27", name=Text(vi="Đợt 1", en="Round 1")),
        register=Register(entries=(*entries, station)),
    )
    return analyse(round_)


@pytest.fixture(scope="module")
def reports(analysis: Analysis) -> dict[str, Report]:
    return {report.stem: report for report in build_reports(analysis)}


def block(report: Report, name: str) -> Table:
    blocks = [b for section in (*report.sections, *report.annex) for b in section.blocks]
    (found,) = (b for b in blocks if isinstance(b, Table) and b.id == name)
    return found


def test_gates_that_hold_facilities_are_counted_apart_by_not_met_and_blank(analysis: Analysis) -> None:
    """Of Châu T5.86 is not counted: it stands before level 4, and its next is 3."""
    long_an = analysis.round.facilities_of("gso2004:80")
    assert closed_gates(long_an) == (ClosedGate(item="T5.84", condition="T5", missed=2, unanswered=1),)
    assert [gate.item for gate in closed_gates(analysis.round.facilities)] == ["T5.84", "T4.903"]


def test_a_province_says_who_is_at_which_level_and_what_holds_it(reports: dict[str, Report]) -> None:
    long_an = reports["80-long-an"]
    assert printed(block(long_an, "facility-levels")) == [
        ["An", "General hospital", "7", "–", "At the highest level"],
        ["Bình", "General hospital", "2", "LIS", "Level 3: to be met: T5.84"],
        ["Châu", "(Regional) health centre", "2", "LIS", "Level 3: to be met: T5.84"],
        ["Dương", "(Regional) health centre", "at least 2", "LIS", "Level 3: to be answered: T5.84"],
    ]
    (gate,) = printed(block(long_an, "gates"))
    assert (gate[0], gate[2:]) == ("T5.84", ["LIS", "2", "1"])


def test_page_one_counts_those_whose_level_is_known(reports: dict[str, Report]) -> None:
    long_an = reports["80-long-an"]
    assert told(long_an.headline) == "Long An: 1 of 3 facilities is at level 3 or above; 1 not known"
    assert [told(stat.value) for stat in long_an.stats] == ["4/5", "1/3", "2–7", "2"]
    assert [told(point.title) for point in long_an.points] == [
        "2 facilities do not meet the same required criterion",
        "3 facilities are one criterion short of their next level",
        "1 facility may be at a higher level than is stated",
    ]
    assert told(reports["82-tien-giang"].headline) == (
        "Tiền Giang: the level of one facility is known, 3 or above"
    )
    assert isinstance(long_an.position, Figure)
    assert isinstance(long_an.position.chart, Stack)
    assert [(row.counts, row.unknown) for row in long_an.position.chart.rows] == [
        ((0, 0, 1, 0, 0, 0, 0, 1), 0),
        ((0, 0, 1, 0, 0, 0, 0, 0), 1),
    ]


def test_what_is_missing_is_told_by_facility(reports: dict[str, Report]) -> None:
    long_an = reports["80-long-an"]
    assert printed(block(long_an, "open-gates")) == [["Châu", "1", "T5.86"], ["Dương", "1", "T5.84"]]
    assert printed(block(long_an, "silent")) == [["Phúc", "General hospital"]]


def test_all_provinces_stand_side_by_side_without_a_rank(reports: dict[str, Report]) -> None:
    assert printed(block(reports["region"], "province-levels")) == [
        ["Long An", "4/5", "1", "2", "1"],
        ["Tiền Giang", "1/1", "1", "0", "0"],
    ]
    assert all(report.summary.score is None for report in reports.values())


def test_the_front_page_counts_who_reaches_the_level(reports: dict[str, Report]) -> None:
    """Where nobody has a score, a line of dashes would say nothing."""
    index = index_report(tuple(reports.values()))
    table = block(index, "reports")
    heads = ["Report", "Level 3 or above", "Below level 3", "Level not known", "Answers", "File"]
    assert [told(head) for head in table.head] == heads
    assert [row[:5] for row in printed(table)] == [
        ["the provinces of this round", "2", "2", "1", "5/6"],
        ["Long An", "1", "2", "1", "4/5"],
        ["Tiền Giang", "1", "0", "0", "1/1"],
    ]


def test_news_tell_who_reaches_the_level_now(reports: dict[str, Report]) -> None:
    before = reports["80-long-an"]
    assert before.summary.reached is not None
    more = before.summary.reached.model_copy(update={"part": 2, "known": 4, "unknown": 0})
    now = before.model_copy(update={"summary": before.summary.model_copy(update={"reached": more})})
    region, *_ = with_news((reports["region"], now), (reports["region"], before))
    assert [told(news) for news in region.news] == ["Long An: facilities at level 3 or above 1 → 2."]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_said_of_a_score(reports: dict[str, Report], language: str) -> None:
    heads = {
        told(head, language)
        for report in reports.values()
        for section in report.sections
        for table in section.blocks
        if isinstance(table, Table)
        for head in table.head
    }
    assert heads
    assert heads.isdisjoint({"Điểm", "Score", "Thứ hạng", "Rank"})


def test_it_is_published_as_page_booklet_and_word(analysis: Analysis, tmp_path: Path) -> None:
    edition = edition_of(tmp_path / "out", languages=None, templates=None, word=True)
    publish(analysis, edition.model_copy(update={"languages": ("vi", "en")}))
    names = {path.name for path in (tmp_path / "out").iterdir()}
    for stem in ("80-long-an", "82-tien-giang", "region"):
        wanted = {f"{stem}.{lang}.{kind}" for lang in ("vi", "en") for kind in ("html", "pdf", "docx")}
        assert wanted <= names
    page = (tmp_path / "out" / "80-long-an.vi.html").read_text(encoding="utf-8")
    assert "Long An: 1 trong 3 cơ sở đạt từ mức 3 trở lên; 1 chưa rõ" in page
    assert "Mức 3: cần đạt T5.84" in page
    front = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert [front.count(f">{head}</th>") for head in ("Đạt từ mức 3", "Chưa rõ mức", "Điểm chung")] == [
        1,
        1,
        0,
    ]


def test_others_than_the_department_are_refused_with_the_remedy(analysis: Analysis, tmp_path: Path) -> None:
    edition = edition_of(tmp_path / "out", languages=None, templates=None, readers="public")
    with pytest.raises(DxassessError, match="levels_department"):
        publish_round(analysis, edition, tmp_path)
    assert not (tmp_path / "out").exists()
