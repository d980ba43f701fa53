"""Duplicates: the same bytes once, different forms merged, two facilities a question."""

from __future__ import annotations

from itertools import permutations

from tests.scoring.small import WORKED, submission

from dxassess.intake.submission import FileOutcome
from dxassess.round.select import select_submissions


def outcome(
    file: str, sha: str, day: str | None, *, beds: float | None = None, name: str | None = None
) -> FileOutcome:
    read = submission(WORKED)
    facts = read.facts.model_copy(
        update={"answered_on": day, "beds_planned": float(sha) if beds is None else beds, "name": name}
    )
    read = read.model_copy(update={"file": file, "facts": facts})
    return FileOutcome(file=file, size=1, sha256=sha, status="accepted", submission=read)


def states(*outcomes: FileOutcome) -> dict[str, tuple[str, list[str]]]:
    return {o.file: (o.status, [f.code for f in o.findings]) for o in select_submissions(outcomes)}


def test_the_same_bytes_count_once() -> None:
    found = states(outcome("a", "1", "2023-10-01"), outcome("b", "1", "2023-10-01"))
    assert found == {"a": ("accepted", []), "b": ("ignored", ["SAME_FILE_TWICE"])}


def test_a_later_form_gives_way_to_none_and_the_others_are_merged_into_it() -> None:
    found = states(outcome("a", "1", "2023-10-01"), outcome("b", "2", "2023-10-02"))
    assert found["b"] == ("accepted", [])
    assert found["a"] == ("ignored", ["MERGED"])


def test_of_uncertain_order_only_what_differs_is_asked_about() -> None:
    found = states(outcome("a", "1", "2023-10-01"), outcome("b", "2", "2023-10-01"))
    assert found == {"a": ("accepted_with_warnings", ["VERSIONS_DIFFER"]), "b": ("ignored", ["MERGED"])}


def test_the_order_of_files_decides_nothing_but_which_twin_is_kept() -> None:
    files = [
        outcome("a", "1", "2023-10-01"),
        outcome("b", "2", "2023-10-02"),
        outcome("c", "3", "2023-09-30"),
    ]
    results = [states(*order) for order in permutations(files)]
    assert all(result == results[0] for result in results)


def test_the_same_answers_saved_anew_count_once() -> None:
    found = states(outcome("a", "1", "2023-10-01", beds=3), outcome("b", "2", "2023-10-01", beds=3))
    assert found == {"a": ("accepted", []), "b": ("ignored", ["SAME_ANSWERS_TWICE"])}


def test_two_names_under_one_code_are_two_facilities_whatever_their_dates() -> None:
    found = states(
        outcome("a", "1", "2023-10-01", name="Trạm Y tế A"),
        outcome("b", "2", "2023-10-02", name="Trạm Y tế B"),
    )
    assert all(value == ("rejected", ["FACILITY_CODE_SHARED"]) for value in found.values())


def test_one_name_in_short_and_in_full_is_one_facility() -> None:
    found = states(
        outcome("a", "1", "2023-10-01", name="Trạm Y tế Phú Mẫu"),
        outcome("b", "2", "2023-10-02", name="TYT PHU MAU"),
        outcome("c", "3", "2023-10-03", name="Phú Mẫu"),
    )
    assert [status for status, _ in found.values()] == ["ignored", "ignored", "accepted"]
