"""Silence used to pay: rounds that did better the less they said, with the right numbers by hand."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pytest
from tests.reference.by_hand import facility, line, made, second
from tests.reference.published import published
from tests.scoring.small import Replies, questionnaire, submission, text

from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import build_round
from dxassess.round.settings import Settings

BEST: Replies = {"C1_1_1": "1", "C1_1_2": 95.0, "C1_2_1": True, "C1_2_2": True, "C2_1_1": 100.0}
"""C1 scores (0.25 · 0.5 + 0.75 · 1 + 1) / 2 = 0.9375."""
T9 = 2.2621571628540993


def near(value: float) -> Any:  # noqa: ANN401 - pytest gives it no type
    return pytest.approx(value, abs=1e-9)


def outcome(code: str, **replies: float | bool | str | None) -> FileOutcome:
    read = submission({**BEST, **replies})
    facts = read.facts.model_copy(update={"facility_code": code})
    read = read.model_copy(update={"file": f"{code}.xlsx", "facts": facts})
    return FileOutcome(file=read.file, size=1, sha256=code, status="accepted", submission=read)


# ---------------------------------------------------------------- a facility leaves its weak points blank


def first(**weak: float | bool | str | None) -> Any:  # noqa: ANN401 - JSON
    files = [outcome("00001"), outcome("00002"), outcome("00003", **weak)]
    lines = [line(f"0000{n}", "a") for n in (1, 2, 3)]
    (province,) = published(made(files, lines))["provinces"]
    return province["conditions"]["C1"]


WEAK: Replies = {"C1_1_1": "1", "C1_1_2": 0.0, "C1_2_1": False, "C1_2_2": False}


def test_e1_blanks_of_a_weak_facility_do_not_raise_its_province() -> None:
    """In an audit 39.43 became 39.77, the lower bound 34.94 became 35.24.

    C1 of the third is (0.125 + 0) / 2 = 0.0625. With two of its zeros blank it has too little data, but
    stays in the mean with the same credit, and up to (0.875 + 0.5) / 2 = 0.6875 in the bounds."""
    told, blank = first(**WEAK), first(**{**WEAK, "C1_1_2": None, "C1_2_1": None})
    assert told["score"] == told["low"] == told["high"] == near((0.9375 * 2 + 0.0625) / 3)
    assert blank["score"] == blank["low"] == near((0.9375 * 2 + 0.0625) / 3)
    assert blank["high"] == near((0.9375 * 2 + 0.6875) / 3)
    assert blank["answered_share"] == near((2 + (0.25 + 0.5) / 2) / 3)


def test_e1_a_facility_that_blanks_a_condition_earns_nothing_in_it() -> None:
    blank = first(**dict.fromkeys(WEAK))
    assert blank["score"] == blank["low"] == near(0.9375 * 2 / 3)
    assert blank["high"] == near((0.9375 * 2 + 1) / 3)


# ---------------------------------------------------------------- a Department leaves its weak points blank


def seven_parts() -> Questionnaire:
    """Seven percentages of equal weight; the first opens level 2."""
    items: list[dict[str, object]] = [
        {"code": f"D2.{n}", "type": "percent", "target": 100, "text": text("q")} for n in range(7)
    ]
    items[0]["gates"] = [{"level": 2, "at_least": 0.5}]
    indicators = [{"code": "D2.A", "name": text("i"), "items": items}]
    one = {"code": "D2", "of": "C2", "share": 0.25, "name": text("c"), "short": text("c"), "weight": 1}
    audiences = [{"code": "A", "name": text("all"), "types": []}]
    return questionnaire(
        respondent="department", types=[], audiences=audiences, conditions=[{**one, "indicators": indicators}]
    )


def of_department(*own: float | None) -> Any:  # noqa: ANN401 - JSON
    """C2 of Long An, of whose facilities F is 0.6 · 0.5 + 0.4 · 0.9 = 0.66; none sent: no form."""
    files = [facility("00001", "a", 40.0), facility("00002", "a", 60.0), facility("00004", "b", 90.0)]
    if own:
        read = submission({f"D2_{n}": value for n, value in enumerate(own)})
        facts = read.facts.model_copy(update={"facility_code": None, "type": None})
        read = read.model_copy(update={"file": "d.xlsx", "respondent": "department", "facts": facts})
        files.append(FileOutcome(file="d.xlsx", size=1, sha256="d", status="accepted", submission=read))
    lines = (line("00001", "a"), line("00002", "a"), line("00004", "b"))
    round_ = build_round(
        files,
        questionnaires=(questionnaire(), seven_parts()),
        settings=Settings(vintage="gso2004"),
        register=Register(entries=lines),
    )
    return second(round_)[1]


def test_e2_blanks_of_a_department_do_not_raise_its_province() -> None:
    """In an audit 28.7 became 43.8, level 1 level 2.

    D = (0.7 + 6 · 0.1) / 7, then 0.7 / 7 = 0.1 with up to (0.7 + 6) / 7."""
    told, blank = of_department(70.0, *[10.0] * 6), of_department(70.0, *[None] * 6)
    assert told["score"] == near(0.25 * 1.3 / 7 + 0.75 * 0.66)
    assert blank["score"] == blank["low"] == near(0.25 * 0.1 + 0.75 * 0.66)
    assert blank["high"] == near(0.25 * 6.7 / 7 + 0.75 * 0.66)
    assert blank["answered_share"] == near(0.25 / 7 + 0.75)
    assert (told["level"], blank["level"]) == (2, 2)


def test_e2b_a_department_without_a_form_raises_neither_score_nor_level() -> None:
    """In an audit 46.3 became 49.1, level 1 level 2.

    Its gate of level 2 was not met and is not met; D spans 0 to 1; the facilities' part is untouched."""
    told, silent = of_department(40.0, *[10.0] * 6), of_department()
    assert told["level"] == 1
    assert (silent["score"], silent["level"], silent["interval"]) == (None, 1, None)
    assert (silent["low"], silent["high"]) == (near(0.75 * 0.66), near(0.75 * 0.66 + 0.25))
    assert silent["facility"]["score"] == told["facility"]["score"] == near(0.66)
    assert told["score"] == near(0.25 * 1.0 / 7 + 0.75 * 0.66)


# ---------------------------------------------------------------- one stated bed; a register that is old

TEN = [10.0 * n for n in range(1, 11)]


def with_beds(file: FileOutcome, beds: float) -> FileOutcome:
    """The form, stating these beds."""
    assert file.submission is not None
    facts = file.submission.facts.model_copy(update={"beds_actual": beds})
    return file.model_copy(update={"submission": file.submission.model_copy(update={"facts": facts})})


def test_e3_one_stated_number_of_beds_decides_nothing() -> None:
    """In an audit 51.3 became 66.1.

    Ten stations, one line of the register with beds: the plain mean 0.55, and a flag."""
    files = [facility(f"000{n:02}", "a", percent) for n, percent in enumerate(TEN)]
    files[0] = with_beds(files[0], 3.0)
    for beds, flag in (([None] * 10, "beds_unknown"), ([3.0, *[None] * 9], "beds_unknown")):
        lines = [line(f"000{n:02}", "a", beds=b) for n, b in enumerate(beds)]
        province, node = second(made(files, lines, weights="beds"))
        assert node["score"] == near(0.55)
        assert flag in province["flags"]


def test_e3_more_submissions_than_lines_are_no_certainty() -> None:
    """In an audit the interval shrank.

    Ten stations where the register has seven: three strangers. They count by the round's word alone; then
    N is unknown: V = s²/10 with s² = 0.55/6."""
    files = [facility(f"000{n:02}", "a", percent) for n, percent in enumerate(TEN)]
    lines = [line(f"000{n:02}", "a") for n in range(7)]
    province, node = second(made(files, lines, strangers="count"))
    half = T9 * sqrt(0.55 / 6 / 10)
    assert node["score"] == near(0.55)
    assert (node["interval"]["low"], node["interval"]["high"]) == (near(0.55 - half), near(0.55 + half))
    assert "register_outdated" in province["flags"]
    province, node = second(made(files, lines))
    assert node["score"] == near(0.4)
    assert "register_outdated" in province["flags"]


def test_a_full_type_does_not_cover_for_a_silent_one() -> None:
    """7 of 7 and 3 strangers, 0 of 1: 7 of 8 answered, not 10 of 8."""
    files = [facility(f"000{n:02}", "a", percent) for n, percent in enumerate(TEN)]
    lines = [*(line(f"000{n:02}", "a") for n in range(7)), line("80000", "b")]
    province, _ = second(made(files, lines, strangers="count"))
    assert province["coverage"]["share"] == near(7 / 8)
    assert province["confidence"]["coverage"] == near(7 / 8)


def test_a_silent_type_is_not_left_out() -> None:
    """Type b is silent and no other province speaks for it: no score, bounds 0.6 · 0.5 and + 0.4."""
    files = [facility("00001", "a", 40.0), facility("00002", "a", 60.0)]
    lines = [line("00001", "a"), line("00002", "a"), line("00004", "b")]
    _, node = second(made(files, lines))
    assert (node["score"], node["interval"]) == (None, None)
    assert (node["low"], node["high"]) == (near(0.3), near(0.7))


def test_what_is_asked_of_those_without_beds_alone_counts() -> None:
    """C2 is for the facilities of type a that state no beds: one scores 60, the other has beds."""
    data = questionnaire().model_dump()
    data["audiences"] = [
        *data["audiences"],
        {"code": "BED", "name": text("x"), "types": ("a",), "beds": True},
        {"code": "NONE", "name": text("x"), "types": ("a",), "beds": False},
    ]
    for condition, audience in zip(data["conditions"], ("BED", "NONE"), strict=False):
        for indicator in condition["indicators"]:
            indicator["items"] = [{**item, "applies": audience} for item in indicator["items"]]
    files = [with_beds(facility("00001", "a", 60.0), 0.0), with_beds(facility("00002", "a", 60.0), 20.0)]
    lines = [line("00001", "a"), line("00002", "a")]
    _, node = second(made(files, lines, asked=Questionnaire.model_validate(data)))
    assert node["score"] == node["low"] == near(0.6)
