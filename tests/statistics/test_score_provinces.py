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
        register=listing(register, outcomes),
    )


def listing(register: Register | None, outcomes: tuple[FileOutcome, ...]) -> Register | None:
    """The register with the codes of these facilities in the first lines of their types."""
    if register is None:
        return None
    codes: dict[str | None, list[str | None]] = {}
    for one in outcomes:
        assert one.submission is not None
        codes.setdefault(one.submission.facts.type, []).append(one.submission.facts.facility_code)
    entries = tuple(
        entry.model_copy(update={"code": codes[entry.type].pop(0)}) if codes.get(entry.type) else entry
        for entry in register.entries
    )
    return Register(entries=entries)


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
    """Type a: (0.4 + 0.6 + 0) / 3, the third facility gave no answer and is credited nothing; type b: 0.9;
    ω = 0.6, 0.4. Bounds: the blank at 0 and at 1. Floor and ceiling: (1 + 0) / 4 and (2 + 1) / 4 of type a,
    (0.9 + 0) / 2 and (0.9 + 1) / 2 of type b. Two thirds and all have answered: 0.6 · 2/3 + 0.4."""
    _, node = scored()
    facility = node.facility
    assert facility.score == pytest.approx(0.6 / 3 + 0.4 * 0.9)
    assert (facility.low, facility.high) == pytest.approx((0.56, 0.6 * 2 / 3 + 0.36))
    assert (facility.floor, facility.ceiling) == pytest.approx((0.6 / 4 + 0.18, 0.6 * 3 / 4 + 0.38))
    assert facility.answered_share == pytest.approx(0.8)
    assert [(s.type, s.accepted, s.counted, s.registered) for s in node.strata] == [
        ("a", 3, 3, 4),
        ("b", 1, 1, 2),
    ]


def test_department_is_blended_by_its_share() -> None:
    _, node = scored()
    assert node.score == pytest.approx(0.25 * 0.4 + 0.75 * 0.56)
    assert node.department is not None
    assert node.department.score == pytest.approx(0.4)


def test_of_a_department_that_sent_no_form_nothing_is_known() -> None:
    """The facilities' part stands; the province has bounds, no score, and the level of its lower bound,
    0.75 · 0.56 = 0.42: level 2, whose next gate the Department does not meet either."""
    province, node = scored(with_department=False)
    assert node.facility.score == pytest.approx(0.56)
    assert (node.score, node.value, node.share) == (None, None, 0.25)
    assert (node.low, node.high) == pytest.approx((0.75 * 0.56, 0.25 + 0.75 * 0.76))
    assert node.department is not None
    assert (node.department.score, node.department.low, node.department.high) == (None, 0.0, 1.0)
    assert (node.level, node.level_is_least) == (2, True)
    assert [(b.kind, b.code) for b in node.blocked_by] == [
        ("too_little_data", "C2"),
        ("points", None),
        ("gate", "D2.1"),
    ]
    assert (province.overall.score, province.overall.interval) == (None, None)
    assert "no_department" in province.flags


def test_the_departments_gate_holds_the_provinces_level() -> None:
    _, node = scored()
    assert node.level == 2
    assert [(b.kind, b.code) for b in node.blocked_by] == [("points", None), ("gate", "D2.1")]


def test_unheard_stratum_spans_the_bounds() -> None:
    """Only type a answered: its mean stands, and type b takes the bounds from 0 to 1. Nobody knows its value,
    as no other province can lend it one."""
    (province,) = score_provinces(
        small_round(*FACILITIES[:2], register=register(a=4, b=2), with_department=False)
    )
    node = next(node for node in province.conditions if node.code == "C2")
    assert (node.facility.score, node.facility.value) == (None, None)
    assert (node.facility.low, node.facility.high) == pytest.approx((0.6 * 0.5, 0.6 * 0.5 + 0.4))
    assert "stratum_unheard" in province.flags
    assert "stratum_estimated" not in province.flags


def test_overall_is_the_weighted_mean_of_the_conditions() -> None:
    """C1 0.9375, C2 0.25 · 0.4 + 0.75 · 0.56 = 0.52; of C3, which concerns type b alone, its facility left
    the one item blank: it is credited 0 and shown as "–". Answered: (2 · 1 + (0.25 + 0.75 · 0.8) + 0) /
    4."""
    province, _ = scored()
    third = next(n for n in province.conditions if n.code == "C3")
    assert (third.score, third.value, third.low, third.high) == (None, 0.0, 0.0, 1.0)
    assert province.overall.score == pytest.approx((2 * 0.9375 + 0.52 + 0) / 4)
    assert province.overall.answered_share == pytest.approx(0.7125)


def test_a_condition_may_weigh_otherwise_in_a_province() -> None:
    asked, _ = department()
    data = questionnaire().model_dump()
    data["conditions"][1]["province_weight"] = 3.0
    files = (*FACILITIES, department()[1])
    round_ = build_round(
        files,
        questionnaires=(Questionnaire.model_validate(data), asked),
        settings=Settings(vintage="gso2004"),
        register=listing(register(a=4, b=2), FACILITIES),
    )
    (province,) = score_provinces(round_)
    assert province.overall.score == pytest.approx((2 * 0.9375 + 3 * 0.52 + 0) / 6)


def test_a_stratum_that_answered_too_little_spans_the_bounds_too() -> None:
    """Type b answered, but nothing of C2: its bounds are 0 to 1, and it is credited nothing."""
    files = (*FACILITIES[:2], outcome("00009", "b", None))
    (province,) = score_provinces(small_round(*files, register=register(a=4, b=2), with_department=False))
    node = next(node for node in province.conditions if node.code == "C2")
    assert (node.facility.low, node.facility.high) == pytest.approx((0.6 * 0.5, 0.6 * 0.5 + 0.4))
    assert node.facility.value == pytest.approx(0.6 * 0.5)


def test_a_condition_that_nobody_answered_enough_spans_the_bounds_of_the_whole() -> None:
    files = (outcome("00001", "a", None), outcome("00002", "a", None))
    (province,) = score_provinces(small_round(*files, register=register(a=2), with_department=False))
    assert province.overall.score is None
    assert province.overall.facility.value == pytest.approx(2 * 0.9375 / 3)
    bounds = (2 * 0.9375 / 3, (2 * 0.9375 + 1) / 3)
    assert (province.overall.low, province.overall.high) == pytest.approx(bounds)


def test_a_geometric_root_is_one_for_provinces_too() -> None:
    asked = questionnaire(aggregation="geometric")
    round_ = build_round(
        FACILITIES, questionnaires=(asked,), settings=Settings(vintage="gso2004"), register=None
    )
    (province,) = score_provinces(round_)
    # C1 0.9375 (weight 2); C2 0.6 · (0.4 + 0.6 + 0) / 3 + 0.4 · 0.9 = 0.56; C3 0, taken as 0.01.
    assert province.overall.score == pytest.approx((0.9375**2 * 0.56 * 0.01) ** (1 / 4))


def test_a_department_that_answered_too_little_is_flagged() -> None:
    asked, answered = department()
    assert answered.submission is not None
    data = asked.model_dump()
    (first,) = data["conditions"][0]["indicators"][0]["items"]
    data["conditions"][0]["indicators"][0]["items"] = (first, {**first, "code": "D2.2", "weight": 3.0})
    files = (*FACILITIES, answered)
    round_ = build_round(
        files,
        questionnaires=(questionnaire(), Questionnaire.model_validate(data)),
        settings=Settings(vintage="gso2004"),
        register=listing(register(a=4, b=2), FACILITIES),
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
    interval = node.facility.interval
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.35 - half, 0.35 + half), abs=1e-9)


def test_full_coverage_has_no_sampling_error() -> None:
    answered = [outcome(f"1{n:04}", "a", 10.0 * (n + 1)) for n in range(6)]
    (province,) = score_provinces(small_round(*answered, register=register(a=6), with_department=False))
    part = province.overall.facility
    assert part.interval is not None
    assert part.interval.low == part.interval.high == part.score


def place(province: str, n: int, type_: str, share: float) -> FileOutcome:
    """A facility of some province that answers all of C1 and C2."""
    one = outcome(f"{province}{n:03}", type_, share)
    assert one.submission is not None
    facts = one.submission.facts.model_copy(update={"province": province})
    return one.model_copy(update={"submission": one.submission.model_copy(update={"facts": facts})})


def test_a_silent_type_is_estimated_like_with_like() -> None:
    """Type b is silent in the first province, whose type a scores 0.5. The others: a 0.2, 0.4, 0.6, b 0.5,
    0.4, 0.6. So it is 0.5 + the mean of 0.3, 0, 0 = 0.6, and F = 0.6 · 0.5 + 0.4 · 0.6. s² of these three is
    0.03, so V = 0.4² · 0.03 · (1 + 1/3), with two degrees of freedom, as all of type a answered."""
    scores = {"80": (50.0,), "82": (20.0, 50.0), "83": (40.0, 40.0), "84": (60.0, 60.0)}
    files = [
        place(province, n, type_, share)
        for province, shares in scores.items()
        for n, (type_, share) in enumerate(zip("ab", shares, strict=False))
    ]
    entries = [
        Entry(code=f"{province}{n:03}", name="x", type=type_, province=f"gso2004:{province}")
        for province in scores
        for n, type_ in enumerate("ab")
    ]
    round_ = build_round(
        files,
        questionnaires=(questionnaire(min_answered=0.5),),
        settings=Settings(vintage="gso2004"),
        register=Register(entries=tuple(entries)),
    )
    first = score_provinces(round_)[0]
    node = next(node for node in first.conditions if node.code == "C2")
    assert [(s.type, s.mean, s.estimated) for s in node.strata] == [("a", 0.5, False), ("b", None, True)]
    assert node.strata[1].estimate == pytest.approx(0.6)
    assert node.score == pytest.approx(0.54)
    assert (node.low, node.high, node.answered_share) == pytest.approx((0.3, 0.7, 0.6))
    assert (node.floor, node.ceiling) == pytest.approx((0.3, 0.7))
    half = 4.302652729911275 * sqrt(0.4**2 * 0.03 * 4 / 3)  # t of 2 degrees of freedom at 0.975
    assert node.interval is not None
    assert (node.interval.low, node.interval.high) == pytest.approx((0.54 - half, 0.54 + half), abs=1e-9)
    assert "stratum_estimated" in first.flags


def test_where_too_little_is_answered_only_bounds_are_shown() -> None:
    """As before, but 65 % must be answered: 0.6 of the weight is."""
    files = [
        place("80", 0, "a", 50.0),
        *(place(p, n, t, 50.0) for p in ("82", "83", "84") for n, t in enumerate("ab")),
    ]
    entries = [
        Entry(code=f"{p}{n:03}", name="x", type=t, province=f"gso2004:{p}")
        for p in ("80", "82", "83", "84")
        for n, t in enumerate("ab")
    ]
    round_ = build_round(
        files,
        questionnaires=(questionnaire(),),
        settings=Settings(vintage="gso2004"),
        register=Register(entries=tuple(entries)),
    )
    node = score_provinces(round_)[0].conditions[1]
    assert (node.score, node.interval) == (None, None)
    assert node.value == pytest.approx(0.5)
    assert (node.level, node.level_is_least) == (1, True)  # of its lower bound, 0.3


def test_a_stranger_is_scored_apart_and_says_that_the_register_is_old() -> None:
    known = register(a=3, b=2)
    listed = listing(known, FACILITIES)
    odd = outcome("77777", "a", 100.0)
    for strangers, mean in (("apart", 1 / 3), ("count", 0.5)):
        asked, answered = department()
        round_ = build_round(
            (*FACILITIES, odd, answered),
            questionnaires=(questionnaire(), asked),
            settings=Settings(vintage="gso2004", strangers=strangers),  # type: ignore[arg-type] # a literal
            register=listed,
        )
        (province,) = score_provinces(round_)
        node = next(node for node in province.conditions if node.code == "C2")
        assert node.strata[0].mean == pytest.approx(mean)
        assert (province.coverage.accepted, province.coverage.registered) == (4, 5)
        assert (province.coverage.share, province.coverage.strangers) == (0.8, 1)
        # Four submissions of type a on three lines: nobody knows how many there are.
        assert "register_outdated" in province.flags
        assert [score.code for score in round_.strangers] == (["77777"] if strangers == "apart" else [])


def test_beds_are_those_of_the_register() -> None:
    """Lines of 100 and 300 beds, and one without any: it takes the median of its type, 200. Shares of beds
    that facilities state change nothing."""
    answered = [outcome(f"0000{n}", "a", share) for n, share in enumerate((0.0, 100.0, 50.0), start=1)]
    lines = [(1, 100.0), (2, 300.0), (3, None)]

    def scored_with(lines: list[tuple[int, float | None]]) -> ProvinceScore:
        entries = tuple(
            Entry(code=f"0000{n}", name="x", type="a", province=LONG_AN, beds=beds) for n, beds in lines
        )
        round_ = build_round(
            answered,
            questionnaires=(questionnaire(),),
            settings=Settings(vintage="gso2004", weights="beds"),
            register=Register(entries=entries),
        )
        return score_provinces(round_)[0]

    province = scored_with(lines)
    assert province.conditions[1].score == pytest.approx((100 * 0 + 300 * 1 + 200 * 0.5) / 600)
    assert "beds_estimated" in province.flags
    assert "beds_unknown" not in province.flags
    # Two of three lines without beds are more than a third: all weigh the same.
    province = scored_with([(1, None), (2, 300.0), (3, 0.0)])
    assert province.conditions[1].score == pytest.approx(0.5)
    assert "beds_unknown" in province.flags


def test_a_form_without_an_answer_of_its_own_is_silence() -> None:
    asked = questionnaire()
    blank = outcome("00001", "a", None)
    assert blank.submission is not None
    empty = blank.model_copy(update={"submission": blank.submission.model_copy(update={"answers": ()})})
    round_ = build_round(
        (empty, FACILITIES[1]),
        questionnaires=(asked,),
        settings=Settings(vintage="gso2004"),
        register=listing(register(a=2), (empty, FACILITIES[1])),
    )
    assert [score.code for score in round_.facilities] == ["00002"]
    (first, _) = round_.outcomes
    assert (first.status, first.submission, first.findings[-1].code) == ("rejected", None, "NO_ANSWERS")


def test_the_register_says_where_a_facility_counts() -> None:
    """The form says type b; its line says a."""
    form = outcome("00001", "b", 40.0)
    listed = Register(entries=(Entry(code="00001", name="x", type="a", province="gso2004:82"),))
    round_ = build_round(
        (form,), questionnaires=(questionnaire(),), settings=Settings(vintage="gso2004"), register=listed
    )
    (score,) = round_.facilities
    assert (score.type, score.province) == ("a", "gso2004:82")


def test_the_mean_that_the_silent_would_need() -> None:
    """Three of four facilities of one type score 0.5 in C2 and 0.9375 in C1 (weight 2): overall 0.79167,
    level 3 by its condition C2 (level 2 and one more). With x for the silent one: C2 = (1.5 + x) / 4, C1 =
    (2.8125 + x) / 4. Level 3 needs 0.6 overall, (2 · 2.8125 + 1.5 + 3 x) / 12 ≥ 0.6, so x ≥ 0.025, and C2 ≥
    0.4, so x ≥ 0.1. Level 4 needs C2 ≥ 0.6: x ≥ 0.9, and overall 0.8: x ≥ 0.825."""
    files = [outcome(f"0000{n}", "a", 50.0) for n in range(3)]
    round_ = build_round(
        files,
        questionnaires=(questionnaire(),),
        settings=Settings(vintage="gso2004"),
        register=listing(register(a=4), tuple(files)),
    )
    (province,) = score_provinces(round_)
    assert province.overall.level == 3
    assert (province.tipping.level_down, province.tipping.level_up) == pytest.approx((0.1, 0.9), abs=1e-7)
    assert (province.tipping.place_down, province.tipping.place_up) == (None, None)


def test_order_of_files_does_not_matter() -> None:
    sizes = register(a=4, b=2)
    one = score_provinces(small_round(*FACILITIES, register=sizes))
    other = score_provinces(small_round(*reversed(FACILITIES), register=sizes))
    assert one == other
