"""Experts spread 100 points: what they write comes back, what they agree on is worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.authoring.edits import Data, small
from tests.authoring.test_commands import dxassess

from dxassess.authoring.dump import write_yaml
from dxassess.authoring.elicitation.agreement import agree, concordance, points_of, round_to_sum
from dxassess.authoring.elicitation.answers import Doubt, Expert, read_expert
from dxassess.authoring.elicitation.book import write_book
from dxassess.errors import DxassessError
from dxassess.questionnaire.effective import RespondentKind, effective_weights
from dxassess.questionnaire.load import load_questionnaire
from dxassess.questionnaire.shares import groups, reweighed


def test_what_is_shared_out() -> None:
    """Three conditions of 2, 1, 1; C1 has two indicators; C1.1 and C1.2 two items each. What is alone is not
    asked about."""
    found = {group.owner: [(m.code, m.now) for m in group.members] for group in groups(small())}
    assert found == {
        "": [("C1", 50), ("C2", 25), ("C3", 25)],
        "C1": [("C1.1", 50), ("C1.2", 50)],
        "C1.1": [("C1.1.1", 25), ("C1.1.2", 75)],
        "C1.2": [("C1.2.1", 50), ("C1.2.2", 50)],
    }


def filled(tmp_path: Path, name: str, points: dict[str, object], expert: str = "") -> Path:
    """A workbook as an expert returns it."""
    path = tmp_path / f"{name}.xlsx"
    write_book(small(), path, "en")
    book = load_workbook(path)
    page = book["points"]
    page["E3"] = expert
    for row in page.iter_rows(min_row=6):
        if row[0].value in points:
            row[4].value = points[str(row[0].value)]  # type: ignore[assignment]
    book.save(path)
    return path


def test_points_come_back_and_blank_groups_are_no_opinion(tmp_path: Path) -> None:
    found = read_expert(small(), filled(tmp_path, "a", {"C1": 60, "C2": 30, "C3": 10}, "An"))
    assert (found.name, found.by_code, found.doubts) == ("An", {"C1": 60, "C2": 30, "C3": 10}, ())


def test_a_sum_other_than_100_is_brought_to_it_and_said(tmp_path: Path) -> None:
    found = read_expert(small(), filled(tmp_path, "a", {"C1.1": 30, "C1.2": "10"}))
    assert found.by_code == {"C1.1": 75, "C1.2": 25}
    assert found.doubts == (Doubt(file="a.xlsx", owner="C1", reason="rescaled", detail="40"),)
    assert found.name == "a"


@pytest.mark.parametrize(
    ("points", "reason", "detail"),
    [
        ({"C1": 60, "C2": 40}, "incomplete", "C3"),
        ({"C1": 60, "C2": "much", "C3": 40}, "not_a_number", "C2"),
        ({"C1": -60, "C2": 100, "C3": 60}, "not_a_number", "C1"),
        ({"C1": 0, "C2": 0, "C3": 0}, "nothing", ""),
    ],
)
def test_a_group_that_cannot_count_is_told(
    tmp_path: Path, points: dict[str, object], reason: str, detail: str
) -> None:
    found = read_expert(small(), filled(tmp_path, "a", points))
    assert found.by_code == {}
    assert [(d.owner, d.reason, d.detail) for d in found.doubts] == [("", reason, detail)]


def test_points_for_another_version_are_refused(tmp_path: Path) -> None:
    path = filled(tmp_path, "a", {})
    with pytest.raises(DxassessError) as problem:
        read_expert(small(lambda data: data.update(version="2")), path)
    assert problem.value.key == "elicit.other_version"


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(DxassessError) as problem:
        read_expert(small(), path)
    assert problem.value.key == "table.unusable"


def expert(**points: float) -> Expert:
    return Expert(file="-", name="-", points=tuple(points.items()))


def test_means_spread_and_agreement() -> None:
    """Points 60/30/10 and 40/40/20: means 50, 35, 15; the standard deviation of 60 and 40 is √200."""
    (found,) = agree(small(), [expert(C1=60, C2=30, C3=10), expert(C1=40, C2=40, C3=20)])
    first = found.opinions[0]
    assert (found.experts, first.mean, first.least, first.most) == (2, 50, 40, 60)
    assert first.spread == pytest.approx(200**0.5)
    assert points_of([found]) == {"C1": 50, "C2": 35, "C3": 15}


def test_weights_are_rounded_to_what_sums() -> None:
    """Three times 33.33…: tenths 33.3 leave 0.1 over, which goes to the first."""
    assert round_to_sum({"a": 100 / 3, "b": 100 / 3, "c": 100 / 3}) == {"a": 33.4, "b": 33.3, "c": 33.3}
    assert round_to_sum({"a": 100, "b": 0}) == {"a": 99.9, "b": 0.1}


def test_concordance() -> None:
    """Two who rank alike: 1. Two who rank the other way round: rank sums are equal, 0. With ties (ranks 1.5,
    1.5, 3 twice): sums 3, 3, 6, S = 6, T = 6 each: W = 72 / (96 - 24) = 1."""
    assert concordance([{"a": 3, "b": 2, "c": 1}, {"a": 9, "b": 5, "c": 1}]) == pytest.approx(1)
    assert concordance([{"a": 3, "b": 2, "c": 1}, {"a": 1, "b": 2, "c": 3}]) == pytest.approx(0)
    assert concordance([{"a": 1, "b": 1, "c": 2}, {"a": 5, "b": 5, "c": 7}]) == pytest.approx(1)
    assert concordance([{"a": 1, "b": 2}]) is None
    assert concordance([{"a": 1, "b": 1}, {"a": 2, "b": 2}]) is None


def by_items(data: Data) -> None:
    for indicator in data["conditions"][0]["indicators"]:
        indicator["weight"] = "items"


def test_a_new_version_weighs_what_was_agreed() -> None:
    """C1 has 60 of 100 points, of type a 60 / (60 + 30); C1.2 has 80 % of it, its items half each."""
    points = {"C1": 60, "C2": 30, "C3": 10, "C1.1": 20, "C1.2": 80, "C1.2.1": 50, "C1.2.2": 50}
    for edit in (by_items, lambda data: None):
        new = reweighed(small(edit), points, version="2")
        found = effective_weights(new, RespondentKind("a", beds=True))
        assert new.version == "2"
        assert found == pytest.approx(
            {
                "C1.1.1": 2 / 3 * 0.2 * 0.25,
                "C1.1.2": 2 / 3 * 0.2 * 0.75,
                "C1.2.1": 2 / 3 * 0.8 * 0.5,
                "C1.2.2": 2 / 3 * 0.8 * 0.5,
                "C2.1.1": 1 / 3,
            }
        )


def test_the_command_writes_and_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DXASSESS_LANG", "en")
    source, book, new = (tmp_path / name for name in ("small.yaml", "book.xlsx", "new.yaml"))
    write_yaml(small(), source)
    assert dxassess(monkeypatch, "weights", source, "-o", book) == 0
    one = filled(tmp_path, "one", {"C1": 60, "C2": 30, "C3": 10})
    two = filled(tmp_path, "two", {"C1": 40, "C2": 40, "C3": 20, "C1.1": 50})
    command = ("weights", source, one, two)
    assert dxassess(monkeypatch, *command, "-o", new, "--version", "2") == 1  # two left C1.2 blank
    assert "C1.2" in capsys.readouterr().err
    weights = [c.weight for c in load_questionnaire(new).conditions]
    assert weights == pytest.approx([0.5, 0.35, 0.15])
    assert dxassess(monkeypatch, *command, "-o", new) == 2
