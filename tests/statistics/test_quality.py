"""Flags by hand, twins against comparing all pairs, grades at their edges, visits that nobody escapes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.small import THRESHOLDS, text

from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.ledger.shelf import open_shelf
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.statistics.confidence import confidence, evidence_share, flagged_share, grade
from dxassess.statistics.doubts import with_doubts
from dxassess.statistics.quality import evidence_gaps, quality_flags
from dxassess.statistics.twins import twins
from dxassess.statistics.visits import visit_plan

ITEMS = 50

Picks = Sequence[int | None]


def asked() -> Questionnaire:
    """Fifty choices of five options each; the first five open a gate and ask for evidence."""
    options = [{"code": str(n), "score": n / 4, "text": text("o")} for n in range(5)]
    items: list[dict[str, object]] = []
    for n in range(ITEMS):
        gated: dict[str, object] = (
            {"gates": [{"level": 1, "at_least": 0.5}], "evidence": text("e")} if n < 5 else {}
        )
        items.append({"code": f"I{n}", "type": "choice", "text": text("q"), "options": options, **gated})
    items.append({"code": "P", "type": "percent", "text": text("q"), "target": 100})
    levels = [{"level": n, "at_least": t, "name": text(str(n))} for n, t in enumerate(THRESHOLDS)]
    condition: dict[str, object] = {
        "code": "C1", "name": text("c"), "short": text("c"), "weight": 1,
        "indicators": [{"code": "C1.1", "name": text("i"), "items": items}],
    }  # fmt: skip
    return Questionnaire.model_validate(
        {
            "id": "q", "version": "1", "respondent": "facility", "title": text("t"), "intro": text("t"),
            "levels": levels, "min_answered": 0.0, "facts": [], "conditions": [condition],
            "types": [{"code": "a", "name": text("a"), "weight": 1}],
            "audiences": [{"code": "A", "name": text("a"), "types": ["a"]}],
        }
    )  # fmt: skip


def form(name: str, picks: Picks, *, evidence: bool = True, **facts: object) -> Submission:
    answers = [
        Answer(
            item=f"I{n}",
            state="missing" if pick is None else "answered",
            value=None if pick is None else str(pick),
            evidence="a photo" if evidence else None,
        )
        for n, pick in enumerate(picks)
    ]
    cover = {"facility_code": name, "type": "a", "province": "80", "vintage": "gso2004", **facts}
    return Submission(
        file=f"{name}.xlsx",
        sha256=name * 4,
        respondent="facility",
        questionnaire="q",
        version="1",
        facts=Facts.model_validate(cover),
        answers=tuple(answers),
    )


def round_of(*forms: Submission, questionnaire: Questionnaire | None = None) -> Round:
    files = [
        FileOutcome(file=s.file, size=1, sha256=s.sha256, status="accepted", submission=s) for s in forms
    ]
    return build_round(
        files, questionnaires=[questionnaire or asked()], settings=Settings(vintage="gso2004"), register=None
    )


def varied(seed: int) -> Picks:
    random = Random(seed)  # noqa: S311 # no secret
    return [random.randrange(5) for _ in range(ITEMS)]


def test_straight_lining_needs_nine_tenths_of_twenty() -> None:
    line: Picks = [2] * 45 + [1] * 5
    short: Picks = [*[2] * 19, *[None] * 31]
    less: Picks = [2] * 44 + [1] * 6
    flags = quality_flags(round_of(form("1", line), form("2", short), form("3", less)))
    assert [(f.file, f.facts) for f in flags if f.kind == "straight_lining"] == [("1.xlsx", (3, 45, 50))]


def test_implausible_and_stale() -> None:
    crowded = form("1", varied(1), staff=10, it_staff=11, answered_on="2023-10-01")
    flags = quality_flags(round_of(crowded, form("2", varied(2), staff=10, it_staff=10)), opened="2023-10-02")
    assert [(f.kind, f.file, f.facts) for f in flags] == [
        ("implausible", "1.xlsx", ("it_staff", 11.0, 10.0)),
        ("stale", "1.xlsx", ("2023-10-01", "2023-10-02")),
    ]


def test_rules_that_answers_break_are_flags_and_are_not_told_twice() -> None:
    words = {"vi": "I0 F1 F2", "en": "I0 F1 F2"}
    staff = {"fact": "it_staff", "above": {"fact": "staff"}}
    rules = [
        {"code": "R1", "when": [{"item": "I0", "is": ["4"]}], "text": words, "ask": words},
        {"code": "R2", "when": [staff], "text": words, "ask": words},
    ]
    q = Questionnaire.model_validate({**asked().model_dump(), "rules": rules})
    crowded = form("1", (4, *varied(1)[1:]), staff=10, it_staff=11)
    round_ = round_of(crowded, form("2", (None, *varied(2)[1:]), staff=10, it_staff=10), questionnaire=q)
    flags = quality_flags(round_)
    assert [(f.kind, f.file, f.facts) for f in flags] == [
        ("contradiction", "1.xlsx", ("R1",)),
        ("contradiction", "1.xlsx", ("R2",)),
    ]
    assert flagged_share(round_, flags, "gso2004:80") == 0.5
    assert visit_plan(round_, flags, visits=2)[0].reasons == ("contradiction",)


def test_share_above_a_hundred() -> None:
    one = form("1", varied(1))
    answers = (*one.answers, Answer(item="P", state="answered", value=120.0))
    flags = quality_flags(round_of(one.model_copy(update={"answers": answers})))
    assert [f.facts for f in flags] == [("P", 120.0, 100.0)]


def test_evidence_is_required_where_a_gate_opens() -> None:
    closed = (*[0] * 5, *varied(1)[5:])
    opened = (*[4] * 5, *varied(2)[5:])
    flags = quality_flags(
        round_of(
            form("1", closed, evidence=False), form("2", opened, evidence=False), form("3", opened[::-1])
        )
    )
    assert [(f.kind, f.file, f.facts) for f in flags] == [("evidence", "2.xlsx", (5, 5))]
    assert flagged_share(round_of(form("2", opened, evidence=False)), flags, "gso2004:80") == 0.0


def slow_twins(forms: list[Submission]) -> set[tuple[str, str]]:
    found = set()
    for one, other in combinations(sorted(forms, key=lambda s: s.file), 2):
        a = {x.item: x.value for x in one.answers if x.state == "answered"}
        b = {x.item: x.value for x in other.answers if x.state == "answered"}
        items = set(a) | set(b)
        same = sum(i in a and i in b and a[i] == b[i] for i in items)
        if len(items) >= 30 and same >= 0.98 * len(items) - 1e-9:
            found.add((one.file, other.file))
    return found


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_twins_are_all_that_comparing_all_pairs_finds(seed: int) -> None:
    random = Random(seed)  # noqa: S311 # no secret
    models = [varied(random.randrange(3)) for _ in range(3)]
    forms = []
    for n in range(25):
        picks = list(random.choice(models))
        for _ in range(random.choice((0, 0, 1, 2, 25))):
            picks[random.randrange(ITEMS)] = random.choice((None, 0, 1, 2))
        forms.append(form(f"{n:02}", picks))
    found: set[tuple[str, str]] = set()
    groups = twins(forms, asked())
    leader = {file: g.files[0] for g in groups if g.same == g.of for file in g.files}
    for group in groups:
        found |= set(combinations(group.files, 2))

    # One of each group of identical forms stands for the group in the pairs that are nearly identical.
    def led(pairs: set[tuple[str, str]]) -> set[frozenset[str]]:
        return {frozenset((leader.get(a, a), leader.get(b, b))) for a, b in pairs}

    assert led(found) == led(slow_twins(forms))
    assert twins(forms[::-1], asked()) == groups


@pytest.mark.parametrize(
    ("coverage", "flagged", "evidence", "expected"),
    [
        (0.9, 0.05, 0.8, "A"), (1.0, 0.06, None, "B"), (0.89, 0.0, 1.0, "B"), (0.7, 0.1, 0.8, "B"),
        (0.69, 0.0, None, "C"), (0.5, 0.2, 1.0, "C"), (0.49, 0.0, None, "D"), (1.0, 0.21, None, "D"),
        (None, 0.0, 1.0, "D"), (1.0, 0.0, 0.79, "B"), (1.0, 0.0, 0.6, "B"), (1.0, 0.0, 0.59, "C"),
        (1.0, 0.0, 0.4, "C"), (1.0, 0.0, 0.39, "D"), (1.0, None, 1.0, "D"),
    ],
)  # fmt: skip
def test_grades_at_their_edges(
    coverage: float | None, flagged: float | None, evidence: float | None, expected: str
) -> None:
    assert grade(coverage, flagged, evidence) == expected


def test_a_gate_for_others_asks_for_no_evidence() -> None:
    data = asked().model_dump()
    data["audiences"] = [*data["audiences"], {"code": "B", "name": text("b"), "types": ()}]
    for item in data["conditions"][0]["indicators"][0]["items"][:5]:
        item["gates"] = [{**gate, "applies": "B"} for gate in item["gates"]]
    q = Questionnaire.model_validate(data)
    round_ = round_of(form("1", [4] * ITEMS, evidence=False), questionnaire=q)
    assert evidence_share(round_, "gso2004:80") is None


def test_a_gate_that_any_answer_meets_asks_for_no_evidence() -> None:
    """The gate of one item asks for 0, which "no" meets as well: of five answers without evidence four
    count, of five with evidence four."""
    data = asked().model_dump()
    item = data["conditions"][0]["indicators"][0]["items"][0]
    item["gates"] = [{**gate, "at_least": 0.0} for gate in item["gates"]]
    q = Questionnaire.model_validate(data)
    opened = (*[4] * 5, *varied(2)[5:])
    round_ = round_of(form("1", opened, evidence=False), form("2", opened), questionnaire=q)
    gaps = [evidence_gaps(round_.submission_of(s), s, q) for s in round_.facilities]
    assert gaps == [(4, 4), (4, 0)]


def test_nothing_is_said_of_flags_where_there_is_no_facility() -> None:
    round_ = round_of(form("1", varied(1)))
    assert flagged_share(round_, (), "gso2004:82") is None
    assert confidence(round_, (), "gso2004:82", coverage=0.0).flagged is None


def test_evidence_counts_over_a_provinces_answers_that_meet_a_gate() -> None:
    """One facility meets five gates without evidence, the other five with: half of ten, a grade of C."""
    opened = (*[4] * 5, *varied(2)[5:])
    round_ = round_of(form("1", opened, evidence=False), form("2", opened))
    assert evidence_share(round_, "gso2004:80") == pytest.approx(0.5)
    assert confidence(round_, (), "gso2004:80", coverage=1.0).grade == "C"
    assert evidence_share(round_, "gso2004:82") is None


def test_visits_go_by_reasons_and_a_fifth_by_chance() -> None:
    copied = varied(1)
    forms = [form(f"{n:02}", copied if n < 4 else varied(n)) for n in range(30)]
    round_ = round_of(*forms)
    flags = quality_flags(round_)
    plan = visit_plan(round_, flags, visits=5, previous={"29": 0.0})
    assert [v.chosen for v in plan] == ["reasons"] * 4 + ["random"]
    assert all(v.reasons for v in plan[:4])
    assert visit_plan(round_of(*forms[::-1]), flags, visits=5, previous={"29": 0.0}) == plan
    alone = visit_plan(round_, (), visits=6, previous={"29": 0.0})
    assert [v.reasons for v in alone] == [("jump",), (), (), (), (), ()]
    assert visit_plan(round_, flags, visits=0) == ()
    assert len(visit_plan(round_, flags, visits=99)) == 30
    assert len({v.file for v in visit_plan(round_, flags, visits=99)}) == 30


def test_what_reports_will_call_odd_is_told_with_the_files(tmp_path: Path) -> None:
    """The same verdicts, by the same rules; the files go on counting."""
    twin, line = varied(1), [2] * ITEMS
    forms = (
        form("1", twin, answered_on="2023-10-05"),
        form("2", twin, answered_on="2023-09-01"),
        form("3", line, answered_on="2023-10-05"),
        form("4", varied(4), answered_on="2023-10-05"),
    )
    round_ = round_of(*forms)
    flags = quality_flags(round_, opened="2023-10-01")
    settings = round_.settings.model_copy(update={"opened": "2023-10-01"})
    with open_shelf(tmp_path / "round.sqlite") as shelf:
        known = round_.model_copy(update={"settings": settings})
        outcomes = with_doubts(known, shelf).outcomes
        assert with_doubts(known, shelf).outcomes == outcomes
        assert len(with_doubts(round_, shelf).outcomes[1].findings) == 1, "without a day nothing is stale"
    told = {(o.file, f.code, f.found, f.expected) for o in outcomes for f in o.findings}
    assert told == {
        ("1.xlsx", "TWINS", f"{ITEMS}/{ITEMS}", "2.xlsx"),
        ("2.xlsx", "TWINS", f"{ITEMS}/{ITEMS}", "1.xlsx"),
        ("2.xlsx", "STALE_ANSWERS", "2023-09-01", "2023-10-01"),
        ("3.xlsx", "STRAIGHT_LINING", f"{ITEMS}/{ITEMS}", None),
    }
    assert {(file, code) for file, code, _, _ in told} == {
        (flag.file, {"twins": "TWINS", "stale": "STALE_ANSWERS"}.get(flag.kind, "STRAIGHT_LINING"))
        for flag in flags
        if flag.kind != "evidence"
    }
    assert all(outcome.submission is not None for outcome in outcomes)
