"""What a public copy hides cannot be worked out from all its files together: they are the same, byte for
byte, whatever the hidden ones answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest
from tests.reference.by_hand import facility, line, made
from tests.report.shipped import SECOND, shipped, shipped_round

from dxassess.assess import publish
from dxassess.files.templates import shipped_templates
from dxassess.frozen import Frozen
from dxassess.insight.analysis import Analysis, analyse
from dxassess.questionnaire.kinds import Text
from dxassess.render.edition import Edition
from dxassess.report.page.build import build_reports
from dxassess.report.value.model import Readers, Table
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View
from dxassess.round.round import Round

HEARD = {"80": (70, 60, 55, 80, 65, 62), "82": (30, 20, 25, 35, 20, 40)}
LONE = ("83", "84", "86", "87", "89")
"""Provinces with one facility that answered, too few for a public figure, together enough."""
LONES = ((99, 1, 50, 80, 20), (1, 99, 5, 60, 90))


def country(lone: Sequence[float], *, first: float = 70) -> Round:
    """Two provinces that are shown and five that are not, which answered `lone`."""
    scores = {**HEARD, **{place: (score,) for place, score in zip(LONE, lone, strict=True)}}
    scores["80"] = (first, *HEARD["80"][1:])
    files = [
        facility(f"{place}{n:03}", "a", score, place)
        for place, own in scores.items()
        for n, score in enumerate(own)
    ]
    lines = [line(f"{place}{n:03}", "a", place) for place, own in scores.items() for n in range(len(own) + 1)]
    return made(files, lines, date="2026-06-30")


def published(round_: Round, folder: Path, readers: Readers) -> dict[str, bytes]:
    """Every file of the reports in both languages, by its path."""
    edition = Edition(out=folder, languages=("vi", "en"), templates=shipped_templates(), readers=readers)
    publish(analyse(round_), edition)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("readers", ["public", "facility"])
def test_no_file_depends_on_what_hidden_provinces_answered(tmp_path: Path, readers: Readers) -> None:
    """The lone facility of one is the best of all and then the worst, so that order, ranks, means, counts,
    levels, drawings, sorting values and what is embedded would all change."""
    one = published(country(LONES[0]), tmp_path / "one", readers)
    other = published(country(LONES[1]), tmp_path / "other", readers)
    assert one.keys() == other.keys()
    assert {Path(name).suffix for name in one} >= {".html", ".pdf", ".json"}
    assert [name for name in one if one[name] != other[name]] == []


def test_the_files_do_depend_on_what_is_shown(tmp_path: Path) -> None:
    one = published(country(LONES[0]), tmp_path / "one", "public")
    other = published(country(LONES[0], first=10), tmp_path / "other", "public")
    assert [name for name in one if name.endswith(".html") and one[name] != other[name]]


def test_a_round_of_which_nothing_may_be_shown_is_still_a_round(tmp_path: Path) -> None:
    files = [facility(f"{place}000", "a", 50.0, place) for place in LONE]
    lines = [line(f"{place}000", "a", place) for place in LONE]
    assert "region.vi.html" in published(made(files, lines, date="2026-06-30"), tmp_path, "public")


def test_a_view_copied_for_other_readers_hides_what_they_may_not_see() -> None:
    mine = View(analysis=analyse(country(LONES[0])))
    public = mine.model_copy(update={"readers": "public"})
    shown = {f"gso2004:{place}" for place in HEARD}
    assert {p.key for p in public.analysis.provinces} == shown
    assert public.small_provinces == {p.key for p in mine.analysis.provinces} - shown
    again = public.model_copy(update={"readers": "department"})
    assert {p.key for p in again.analysis.provinces} == shown
    assert again.small_provinces == public.small_provinces


DAY = "2026-10-01"
CODE = re.compile(r"\b[CD][0-9]\.[0-9]+(?:\.[0-9]+)?[a-z]?\b")
SECURITY = "security"
SHORT = 12
"""Options such as "yes" say nothing of their question."""
IN_WORDS = ("patients", "exchange")


@pytest.fixture(scope="module")
def asked_all() -> Analysis:
    """Six facilities of every type of the shipped questionnaire and the Department, in two provinces; two in
    three name "a photo" as evidence."""
    return analyse(shipped_round(SECOND, DAY, each=6))


@pytest.fixture(scope="module")
def copy(asked_all: Analysis, tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that one can read of every file of a copy at once: markup with what it embeds, drawings, saved
    values, the words and the properties of the PDF. It is that for facilities, which tells more."""
    folder = tmp_path_factory.mktemp("facility")
    templates = shipped_templates()
    publish(asked_all, Edition(out=folder, languages=("vi", "en"), templates=templates, readers="facility"))
    return "\n".join(readable(path) for path in sorted(folder.rglob("*")) if path.is_file())


def readable(path: Path) -> str:
    if path.suffix != ".pdf":
        return re.sub(r"base64,[A-Za-z0-9+/=]+", "", path.read_bytes().decode("utf-8", errors="replace"))
    pdf = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    return "\n".join([*pages, *pdf.get_metadata_dict().values()]).replace("\r\n", " ")


def secrets() -> Iterator[str]:
    """The texts of everything that is asked about security, questions, answers, advice, first steps."""
    for questionnaire in shipped(SECOND):
        for condition in questionnaire.conditions:
            for indicator in condition.indicators:
                for item in indicator.items:
                    if SECURITY in (*indicator.tags, *item.tags):
                        yield from texts(item)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, Text):
        yield from (value["vi"], value["en"])
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def test_no_file_names_an_item_or_its_evidence(copy: str) -> None:
    assert set(CODE.findall(copy)) == set()
    assert "a photo" not in copy


def test_no_file_tells_what_is_not_secure(copy: str) -> None:
    asked = {text for text in secrets() if len(text) > SHORT}
    assert len(asked) > 100
    assert {text for text in asked if text in copy} == set()


def test_no_gate_no_step_no_barrier_stands_in_a_copy(asked_all: Analysis) -> None:
    for report in build_reports(asked_all, "facility"):
        blocks = {getattr(block, "id", "") for section in report.sections for block in section.blocks}
        assert not blocks & {"blockers", "next-level", "plan", "connections", "levels", "barriers-said"}
        assert (report.actions, report.annex) == ((), ())


def test_facilities_are_told_duties_and_not_how_far_they_are_met(asked_all: Analysis) -> None:
    for report in build_reports(asked_all, "facility"):
        (law,) = (b for s in report.sections for b in s.blocks if isinstance(b, Table) and b.id == "law")
        assert [head.key for head in law.head if isinstance(head, Message)] == [
            "head.act", "head.what", "head.deadline",
        ]  # fmt: skip


def test_the_public_is_told_nothing_that_facilities_are_not(asked_all: Analysis) -> None:
    pairs = zip(build_reports(asked_all, "public"), build_reports(asked_all, "facility"), strict=True)
    for public, facilities in pairs:
        theirs = {block for section in facilities.sections for block in section.blocks}
        assert {block for section in public.sections for block in section.blocks} < theirs


def counts(value: object) -> Iterator[float | None]:
    if isinstance(value, Number):
        yield value.value if value.style == "count" else None
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from counts(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from counts(part)


def test_what_stands_in_words_holds_no_count(asked_all: Analysis) -> None:
    """But that of the fewest about whom anything is said."""
    seen = 0
    for report in build_reports(asked_all, "public"):
        for section in (section for section in report.sections if section.id in IN_WORDS):
            seen += 1
            assert {number for number in counts(section) if number is not None} == {5}
    assert seen == len(IN_WORDS) * 3
