"""A round in which everything named at the workshop is asked: barriers, connections, systems, proposals,
models.

Every condition of facilities weighs 1. C1 is one item, leasing (barrier leadership); C2 one item, the share
of IT posts that are filled (barrier infrastructure); C3 has four indicators of equal weight: interruptions,
medical records, health records, connections (barrier fragmentation) of equal weight each, the second for type
a alone. Departments have half of each condition. Types weigh a 0.6, b 0.4.

          C1.3.3   C2.2.2  C3.1.7        C3.4.1   C3.5.1           C3.7.1     C3.7.6
          leasing  posts   interruptions records  health records   HIS-LIS    warehouse    answers scored as
80001 a   yes      100     0             0.7      90 of 3000       two ways   two ways     none      0
80002 a   yes      80      2             0.5      50 of 1000       two ways   by hand      by hand   0.25
80003 a   no       20      2             0        10 of 1000       none       none         one way   0.5
80004 a   no       40      -             1        -                one way    -            two ways  1
80005 a   no       0       1             -        50 of nobody     by hand    none
80006 b   no       60      0             0.7      100 of 1000      -          not asked
82001 a   yes      80      3             1        80 of 1000       two ways   two ways
82002 a   no       20      2             0        40 of 1000       none       by hand
83001 a   no       50      -             -        -                -          -
83002 a   no       -       -             -        -                -          -
83003 b   yes      70      -             -        -                -          not asked

80 Long An and 82 Tiền Giang have a Department's form, 83 Bến Tre has none, and of 84 Trà Vinh nothing came at
all. Other readers than the department may see Long An: 6 answered. Tiền Giang (2) and Bến Tre (3) are under
5."""

from __future__ import annotations

from tests.scoring.small import THRESHOLDS, text

from dxassess.insight.analysis import analyse
from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.credit import Value
from dxassess.questionnaire.model import Questionnaire, Respondent
from dxassess.report.value.model import Readers
from dxassess.report.view import View
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.round.verdicts import Verdict

LONG_AN, TIEN_GIANG, BEN_TRE, TRA_VINH = (f"gso2004:{code}" for code in ("80", "82", "83", "84"))
TWO_WAYS, ONE_WAY, BY_HAND, NONE = "3", "2", "1", "0"
ITEMS = ("C1.3.3", "C2.2.2", "C3.1.7", "C3.4.1", "C3.5.1", "C3.7.1", "C3.7.6")
ANSWERS: dict[str, tuple[Value | None, ...]] = {
    "80001": (True, 100.0, 0.0, "2", 90.0, TWO_WAYS, TWO_WAYS),
    "80002": (True, 80.0, 2.0, "1", 50.0, TWO_WAYS, BY_HAND),
    "80003": (False, 20.0, 2.0, "0", 10.0, NONE, NONE),
    "80004": (False, 40.0, None, "3", None, ONE_WAY, None),
    "80005": (False, 0.0, 1.0, None, 50.0, BY_HAND, NONE),
    "80006": (False, 60.0, 0.0, "2", 100.0, None),
    "82001": (True, 80.0, 3.0, "3", 80.0, TWO_WAYS, TWO_WAYS),
    "82002": (False, 20.0, 2.0, "0", 40.0, NONE, BY_HAND),
    "83001": (False, 50.0, None, None, None, None, None),
    "83002": (False, None, None, None, None, None, None),
    "83003": (True, 70.0, None, None, None, None),
}
DEPARTMENTS: dict[str, dict[str, float | None]] = {
    "80": {"D1.6": 60.0, "D2.4": 80.0, "D2.5": 79.0, "D2.6": None, "D3.6": 100.0},
    "82": {"D1.6": 100.0, "D2.4": 20.0, "D2.5": 19.0, "D2.6": 0.0, "D3.6": 50.0},
}
PEOPLE = {
    "80001": 3000.0,
    "80002": 1000.0,
    "80003": 1000.0,
    "80006": 1000.0,
    "82001": 1000.0,
    "82002": 1000.0,
}
STAFF = {"80001": (2.0, 100.0), "80002": (1.0, 200.0), "80003": (4.0, None)}
"""IT staff and beds, where they were stated."""
EVIDENCE = {("80001", "C2.2.2"): "QĐ 12/QĐ-BV", ("82001", "C1.3.3"): "Hợp đồng thuê 07"}
"""What was named as evidence: nothing else was."""


def of_type(code: str) -> str:
    return "b" if code in ("80006", "83003") else "a"


def asked_of_facilities() -> Questionnaire:
    states = [
        {"code": str(n), "score": score, "text": text(str(n))} for n, score in enumerate((0, 0.5, 0.7, 1))
    ]
    ways = [
        {"code": str(n), "score": score, "text": text(str(n))} for n, score in enumerate((0, 0.25, 0.5, 1))
    ]

    def item(code: str, kind: str, **more: object) -> dict[str, object]:
        return {"code": code, "type": kind, "text": text(f"question {code}"), **more}

    def indicator(code: str, *items: dict[str, object], tags: tuple[str, ...] = ()) -> dict[str, object]:
        return {"code": code, "name": text(f"subject {code}"), "tags": tags, "items": items}

    def condition(code: str, *indicators: dict[str, object]) -> dict[str, object]:
        name = text(f"condition {code}")
        return {"code": code, "name": name, "short": name, "weight": 1, "indicators": indicators}

    leasing = item("C1.3.3", "yes_no", tags=["leadership"], evidence=text("contract"))
    posts = item("C2.2.2", "percent", target=100, tags=["infrastructure"], evidence=text("posts"))
    connected = [
        item("C3.7.1", "choice", options=ways),
        item("C3.7.6", "choice", options=ways, applies="ONLY_A"),
    ]
    return Questionnaire.model_validate(
        {
            "id": "workshop",
            "version": "1",
            "respondent": "facility",
            "title": text("Workshop"),
            "intro": text("Workshop"),
            "levels": [{"level": n, "at_least": t, "name": text(str(n))} for n, t in enumerate(THRESHOLDS)],
            "types": [
                {"code": "a", "name": text("type a"), "weight": 0.6},
                {"code": "b", "name": text("type b"), "weight": 0.4},
            ],
            "audiences": [
                {"code": "A", "name": text("all"), "types": ["a", "b"]},
                {"code": "ONLY_A", "name": text("a"), "types": ["a"]},
            ],
            "facts": [],
            "conditions": [
                condition("C1", indicator("C1.3", leasing)),
                condition("C2", indicator("C2.2", posts)),
                condition(
                    "C3",
                    indicator("C3.1", item("C3.1.7", "number", points=[[0, 1], [1, 0.7], [4, 0]])),
                    indicator("C3.4", item("C3.4.1", "choice", options=states)),
                    indicator("C3.5", item("C3.5.1", "percent", target=100)),
                    indicator("C3.7", *connected, tags=("fragmentation",)),
                ),
            ],
        }
    )


def asked_of_departments() -> Questionnaire:
    conditions = [
        {
            "code": f"D{n}",
            "of": f"C{n}",
            "share": 0.5,
            "name": text(f"D{n}"),
            "short": text(f"D{n}"),
            "weight": 1,
            "indicators": [
                {
                    "code": f"D{n}.A",
                    "name": text("subject"),
                    "items": [
                        {"code": code, "type": "percent", "target": 100, "text": text(f"question {code}")}
                        for code in codes
                    ],
                }
            ],
        }
        for n, codes in ((1, ("D1.6",)), (2, ("D2.4", "D2.5", "D2.6")), (3, ("D3.6",)))
    ]
    changes: dict[str, object] = {
        "respondent": "department",
        "types": [],
        "audiences": [{"code": "A", "name": text("all"), "types": []}],
        "conditions": conditions,
    }
    return Questionnaire.model_validate({**asked_of_facilities().model_dump(), **changes})


def _outcome(file: str, respondent: Respondent, facts: Facts, answers: tuple[Answer, ...]) -> FileOutcome:
    read = Submission(
        file=file,
        sha256=file.ljust(64, "0"),
        respondent=respondent,
        questionnaire="workshop",
        version="1",
        facts=facts,
        answers=answers,
    )
    return FileOutcome(file=file, size=1, sha256=read.sha256, status="accepted", submission=read)


def _answer(item: str, value: Value | None, evidence: str | None = None) -> Answer:
    state = "missing" if value is None else "answered"
    return Answer.model_validate({"item": item, "state": state, "value": value, "evidence": evidence})


def _facility(code: str) -> FileOutcome:
    staff, beds = STAFF.get(code, (None, None))
    facts = Facts(
        facility_code=code,
        name=f"Facility {code}",
        type=of_type(code),
        province=code[:2],
        vintage="gso2004",
        it_staff=staff,
        beds_actual=beds,
        population=PEOPLE.get(code),
    )
    pairs = zip(ITEMS, ANSWERS[code], strict=False)
    answers = tuple(_answer(item, value, EVIDENCE.get((code, item))) for item, value in pairs)
    return _outcome(f"{code}.xlsx", "facility", facts, answers)


def _department(province: str) -> FileOutcome:
    facts = Facts(province=province, vintage="gso2004")
    answers = tuple(_answer(item, value) for item, value in DEPARTMENTS[province].items())
    return _outcome(f"d{province}.xlsx", "department", facts, answers)


def workshop_round(*, day: str = "2026-06-30", verdicts: tuple[Verdict, ...] = ()) -> Round:
    lines = [(code, of_type(code)) for code in ANSWERS] + [("80007", "a"), ("84001", "a")]
    entries = [
        Entry(code=code, name=f"Facility {code}", type=type_, province=f"gso2004:{code[:2]}")
        for code, type_ in lines
    ]
    return build_round(
        [*map(_facility, ANSWERS), *map(_department, DEPARTMENTS)],
        questionnaires=(asked_of_facilities(), asked_of_departments()),
        settings=Settings(date=day, vintage="gso2004"),
        register=Register(entries=tuple(entries)),
        verdicts=verdicts,
    )


def workshop_view(
    readers: Readers = "department", *, day: str = "2026-06-30", verdicts: tuple[Verdict, ...] = ()
) -> View:
    return View(analysis=analyse(workshop_round(day=day, verdicts=verdicts)), readers=readers)
