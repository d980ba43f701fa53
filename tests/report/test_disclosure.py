"""What a public copy hides cannot be worked out from all its files together: they are the same, byte for
byte, whatever the hidden ones answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.reference.by_hand import facility, line, made

from dxassess.assess import publish
from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import analyse
from dxassess.render.edition import Edition
from dxassess.report.value.model import Readers
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
