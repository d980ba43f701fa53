"""A province computed by hand (method.md §5-§6)."""

from __future__ import annotations

from math import sqrt

import pytest
from tests.scoring.small import Replies, questionnaire, submission, text

from dxassess.intake.submission import Answer, FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.statistics.province_score import NodeScore, ProvinceScore
from dxassess.statistics.score_provinces import score_provinces

LONG_AN = "gso2004:80"


def outcome(code: str, type_: str, share: float | None) -> FileOutcome:
    """A facility that answers only the percentage of C2 (and everything of C1 with full marks)."""
    best: Replies = {"C1_1_1": "1", "C1_1_2": 95.0, "C1_2_1": True, "C1_2_2": True}
    one = submission({**best, "C2_1_1": share}, type_)
    facts = one.facts.model_copy(update={"facility_code": code})
    read = one.model_copy(update={"file": f"{code}.xlsx", "facts": facts})
    return FileOutcome(file=read.file, size=1, sha256=code * 8, status="accepted", submission=read)


def department() -> tuple[Questionnaire, FileOutcome]:
    asked = questionnaire(
        respondent="department",
        types=[],
        audiences=[{"code": "A", "name": text("all"), "types": []}],
        conditions=[
            {
                "code": "D2",
                "of": "C2",
                "share": 0.25,
                "name": text("two"),
                "short": text("two"),
                "weight": 1,
                "indicators": [
                    {
                        "code": "D2.A",
                        "name": text("i"),
                        "items": [
                            {
                                "code": "D2.1",
                                "type": "percent",
                                "text": text("q"),
                                "target": 100,
                                "gates": [{"level": 3, "at_least": 0.5}],
                            }
                        ],
                    }
                ],
            }
        ],
    )
    one = submission({"D2_1": 40.0})
    facts = one.facts.model_copy(update={"facility_code": None, "type": None})
    read = one.model_copy(update={"file": "d.xlsx", "respondent": "department", "facts": facts})
    return asked, FileOutcome(file="d.xlsx", size=1, sha256="d" * 64, status="accepted", submission=read)


def small_round(*outcomes: FileOutcome, register: Register | None, with_department: bool = True) -> Round:
    asked, answered = department()
    files = (*outcomes, answered) if with_department else outcomes
    return build_round(
        files,
        questionnaires=(questionnaire(), asked),
        settings=Settings(vintage="gso2004"),
        register=register,
    )


def register(**sizes: int) -> Register:
    entries = [
        Entry(code=f"{type_}{n}", name="x", type=type_, province=LONG_AN)
        for type_, size in sizes.items()
        for n in range(size)
    ]
    return Register(entries=tuple(entries))


FACILITIES = (
    outcome("00001", "a", 40.0),
    outcome("00002", "a", 60.0),
    outcome("00003", "a", None),
    outcome("00004", "b", 90.0),
)


def scored(**options: object) -> tuple[ProvinceScore, NodeScore]:
    sizes = register(a=4, b=2)
    (province,) = score_provinces(small_round(*FACILITIES, **{"register": sizes, **options}))  # type: ignore[arg-type] # a table
    return province, next(node for node in province.conditions if node.code == "C2")


def test_facility_component_is_standardised() -> None:
    """Type a: (0.4 + 0.6) / 2, the third facility has too little data; type b: 0.9; ω = 0.6, 0.4."""
    _, node = scored()
    assert node.facility.score == pytest.approx(0.6 * 0.5 + 0.4 * 0.9)
    assert [(s.type, s.accepted, s.counted, s.registered) for s in node.strata] == [
        ("a", 3, 2, 4),
        ("b", 1, 1, 2),
    ]


def test_department_is_blended_by_its_share() -> None:
    _, node = scored()
    assert node.score == pytest.approx(0.25 * 0.4 + 0.75 * 0.66)
    assert node.department is not None
    assert node.department.score == pytest.approx(0.4)


def test_no_department_leaves_the_facilities_and_a_flag() -> None:
    province, node = scored(with_department=False)
    assert node.score == pytest.approx(0.66)
    assert (node.share, node.department) == (0.0, None)
    assert "no_department" in province.flags


def test_the_departments_gate_holds_the_provinces_level() -> None:
    _, node = scored()
    assert node.level == 2
    assert [(b.kind, b.code) for b in node.blocked_by] == [("points", None), ("gate", "D2.1")]


def test_unheard_stratum_spans_the_bounds() -> None:
    """Only type a answered: its mean stands, and type b takes the bounds from 0 to 1."""
    (province,) = score_provinces(
        small_round(*FACILITIES[:2], register=register(a=4, b=2), with_department=False)
    )
    node = next(node for node in province.conditions if node.code == "C2")
    assert node.facility.score == pytest.approx(0.5)
    assert (node.facility.low, node.facility.high) == pytest.approx((0.6 * 0.5, 0.6 * 0.5 + 0.4))
    assert "stratum_unheard" in province.flags


def test_overall_is_the_weighted_mean_of_the_conditions() -> None:
    province, node = scored()
    first = next(n for n in province.conditions if n.code == "C1")
    third = next(n for n in province.conditions if n.code == "C3")
    assert first.score is not None
    assert node.score is not None
    assert third.score is None
    assert province.overall.score == pytest.approx((2 * first.score + node.score) / 3)


def test_a_stratum_that_answered_too_little_spans_the_bounds_too() -> None:
    """Type b answered, but nothing of C2: as little is known of it as if it were silent."""
    files = (*FACILITIES[:2], outcome("00009", "b", None))
    (province,) = score_provinces(small_round(*files, register=register(a=4, b=2), with_department=False))
    node = next(node for node in province.conditions if node.code == "C2")
    assert (node.facility.low, node.facility.high) == pytest.approx((0.6 * 0.5, 0.6 * 0.5 + 0.4))


def test_a_condition_that_nobody_answered_enough_spans_the_bounds_of_the_whole() -> None:
    files = (outcome("00001", "a", None), outcome("00002", "a", None))
    (province,) = score_provinces(small_round(*files, register=register(a=2), with_department=False))
    assert province.overall.score == pytest.approx(0.9375)
    bounds = (2 * 0.9375 / 3, (2 * 0.9375 + 1) / 3)
    assert (province.overall.low, province.overall.high) == pytest.approx(bounds)


def test_a_geometric_root_is_one_for_provinces_too() -> None:
    asked = questionnaire(aggregation="geometric")
    round_ = build_round(
        FACILITIES, questionnaires=(asked,), settings=Settings(vintage="gso2004"), register=None
    )
    (province,) = score_provinces(round_)
    assert province.overall.score == pytest.approx((0.9375**2 * 0.66) ** (1 / 3))


def test_a_department_that_answered_too_little_is_flagged() -> None:
    asked, answered = department()
    assert answered.submission is not None
    blank = answered.submission.model_copy(update={"answers": ()})
    files = (*FACILITIES, answered.model_copy(update={"submission": blank}))
    round_ = build_round(
        files,
        questionnaires=(questionnaire(), asked),
        settings=Settings(vintage="gso2004"),
        register=register(a=4, b=2),
    )
    (province,) = score_provinces(round_)
    assert "department_incomplete" in province.flags
    assert "department_incomplete" not in scored()[0].flags


def test_a_departments_gate_that_does_not_apply_holds_nothing() -> None:
    asked, answered = department()
    data = asked.model_dump()
    (first,) = data["conditions"][0]["indicators"][0]["items"]
    second = {**first, "code": "D2.2", "allow_na": True}
    data["conditions"][0]["indicators"][0]["items"] = ({**first, "gates": ()}, second)
    read = answered.submission
    assert read is not None
    says_na = Answer(item="D2.2", state="not_applicable")
    files = (
        *(outcome(f"0000{n}", "a", 100.0) for n in range(3)),
        answered.model_copy(
            update={"submission": read.model_copy(update={"answers": (*read.answers, says_na)})}
        ),
    )
    round_ = build_round(
        files,
        questionnaires=(questionnaire(), Questionnaire.model_validate(data)),
        settings=Settings(vintage="gso2004"),
        register=None,
    )
    (province,) = score_provinces(round_)
    node = next(node for node in province.conditions if node.code == "C2")
    assert node.score == pytest.approx(0.85)
    assert node.level == 4


def test_coverage_without_register_is_unknown() -> None:
    province, _ = scored(register=None)
    assert (province.coverage.registered, province.coverage.share) == (None, None)
    assert "no_register" in province.flags


def test_interval_by_hand() -> None:
    """Twelve facilities of type a, six answered with 0.1 … 0.6: s² = 0.035, V = 0.6² … (1 - 6/12) s²/6."""
    answered = [outcome(f"1{n:04}", "a", 10.0 * (n + 1)) for n in range(6)]
    (province,) = score_provinces(small_round(*answered, register=register(a=12), with_department=False))
    node = next(node for node in province.conditions if node.code == "C2")
    variance = (1 - 6 / 12) * 0.035 / 6
    half = 2.5705818366147395 * sqrt(variance)  # t of 5 degrees of freedom at 0.975
    assert node.interval is not None
    assert (node.interval.low, node.interval.high) == pytest.approx((0.35 - half, 0.35 + half), abs=1e-9)


def test_full_coverage_has_no_sampling_error() -> None:
    answered = [outcome(f"1{n:04}", "a", 10.0 * (n + 1)) for n in range(6)]
    (province,) = score_provinces(small_round(*answered, register=register(a=6), with_department=False))
    assert province.overall.interval is not None
    assert province.overall.interval.low == province.overall.interval.high == province.overall.score


def test_order_of_files_does_not_matter() -> None:
    sizes = register(a=4, b=2)
    one = score_provinces(small_round(*FACILITIES, register=sizes))
    other = score_provinces(small_round(*reversed(FACILITIES), register=sizes))
    assert one == other
