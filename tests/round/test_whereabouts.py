"""Where everybody stands: one state for each line of the register, and the states add up."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.round.small_forms import SHARE, form, with_code
from tests.scoring.small import questionnaire

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Place, finding
from dxassess.intake.submission import FileOutcome
from dxassess.ledger.event import Event, event
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.round.next_step import next_step
from dxassess.round.receipts import new_receipts
from dxassess.round.received import Received, senders_of
from dxassess.round.remembered import remembered
from dxassess.round.settings import Settings
from dxassess.round.whereabouts import RESPONDENT_STATES, count_by_province, strays, whereabouts

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
CODES = tuple(f"0000{n}" for n in range(1, 9))


def sent(code: str, file: str, *codes: FindingCode, counts: bool = True) -> FileOutcome:
    """A file of a facility with these findings; one that does not count was rejected or set aside."""
    outcome = with_code(form(file, "2026-03-01", {SHARE: 50.0}), code)
    findings = tuple(finding(each, Place(file=file)) for each in codes)
    if counts:
        return outcome.model_copy(update={"findings": findings})
    return outcome.set_aside(*findings)


def received(*outcomes: tuple[str, FileOutcome], events: tuple[Event, ...] = ()) -> Received:
    provinces = ("gso2025:80",) * 5 + ("gso2025:82",) * 3
    entries = tuple(
        Entry(code=code, name=f"Trạm {code}", type="station", province=province)
        for code, province in zip(CODES, provinces, strict=True)
    )
    return Received(
        settings=Settings(),
        facility=questionnaire(),
        department=None,
        register_=Register(entries=entries),
        outcomes=tuple(outcome for _, outcome in outcomes),
        senders=tuple((outcome.file, code) for code, outcome in outcomes if code),
        memory=remembered(events),
    )


RETURNED = event("returned", when=MORNING, whose="00003", facts={"sha256": "c.xlsx"})
LEFT_OUT = event(
    "decided",
    when=MORNING,
    whose="00008",
    facts={"decision": "leave-out", "sha256": "", "because": "đóng cửa", "by": "Phòng Y"},
)
EVERY_STATE = (
    ("00001", sent("00001", "a.xlsx")),
    ("00002", sent("00002", "b.xlsx", "CORRUPT", counts=False)),
    ("00003", sent("00003", "c.xlsx", "NOT_A_NUMBER")),
    ("00004", sent("00004", "d.xlsx", "CORRECTED", counts=False)),
    ("00004", sent("00004", "d (2).xlsx")),
    ("00005", sent("00005", "e.xlsx", "VISIT_WITHOUT_FORM", counts=False)),
    ("00006", sent("00006", "f.xlsx", "LEFT_OUT", counts=False)),
    ("", sent("99999", "g.xlsx")),
)


def test_each_has_one_state_and_they_add_up() -> None:
    """NOT_A_NUMBER is an error, c.xlsx was given back; 00007 sent nothing, 00008 nothing and is left out."""
    issued = event("issued", when=MORNING, whose="00007")
    seen = received(*EVERY_STATE, events=(RETURNED, LEFT_OUT))
    everybody = whereabouts(seen, (issued,))
    assert {one.entry.code: one.state for one in everybody} == {
        "00001": "accepted",
        "00002": "doubtful",
        "00003": "returned",
        "00004": "corrected",
        "00005": "received",
        "00006": "left_out",
        "00007": "silent",
        "00008": "left_out",
    }
    long_an, tien_giang, total = count_by_province(everybody)
    assert (long_an.registered, long_an.issued, long_an.received) == (5, 0, 5)
    assert (tien_giang.registered, tien_giang.issued, tien_giang.received) == (3, 1, 1)
    assert {state: total.in_state(state) for state in RESPONDENT_STATES} == {
        "accepted": 1,
        "doubtful": 1,
        "returned": 1,
        "corrected": 1,
        "received": 1,
        "left_out": 2,
        "silent": 1,
    }
    assert strays(seen) == ("g.xlsx",)


def test_a_code_that_cannot_be_right_says_nothing_of_whose_it_is() -> None:
    register = Register(
        entries=tuple(
            Entry(code=code, name=f"Trạm {code}", type="station", province="gso2025:80") for code in CODES
        )
    )
    files = (
        sent("00001", "mẫu.xlsx", "NO_ANSWERS", counts=False),
        sent("00002", "mượn.xlsx", "NAME_OF_ANOTHER", counts=False),
        sent("00002", "của Sở.xlsx", "WRONG_RESPONDENT", counts=False),
        sent("00002", "00003.xlsx", "NAME_OF_ANOTHER", counts=False),
        sent("99999", "00004 lạ.xlsx", "NO_ANSWERS", counts=False),
    )
    assert senders_of(files, register) == (
        ("mẫu.xlsx", "00001"),
        ("00003.xlsx", "00003"),
        ("00004 lạ.xlsx", "00004"),
    )
    assert senders_of(files, None) == ()


def test_about_what_was_left_out_nobody_asks_whose_it_is() -> None:
    """A covering letter that a desk decided to leave out."""
    assert strays(received(("", sent("99999", "letter.docx", "LEFT_OUT", counts=False)))) == ()


@pytest.mark.parametrize(
    ("outcomes", "events", "step"),
    [
        ((), (), "forms"),
        ((), (event("issued", when=MORNING, whose="00001"),), "remind"),
        (EVERY_STATE, (RETURNED,), "return"),
        (tuple((code, sent(code, code)) for code in CODES[1:]), (), "remind"),
        (tuple((code, sent(code, code)) for code in CODES), (), "report"),
    ],
)
def test_what_to_do_next(
    outcomes: tuple[tuple[str, FileOutcome], ...], events: tuple[Event, ...], step: str
) -> None:
    seen = received(*outcomes, events=events)
    assert next_step(seen, whereabouts(seen, events), today=date(2026, 3, 2)) == step


def reminded(whose: str, day: str) -> Event:
    return event("reminded", when=MORNING, whose=whose, facts={"day": day})


def next_on(day: date, seen: Received, due: str | None = None) -> str:
    seen = seen.model_copy(update={"settings": Settings(due=due)})
    return next_step(seen, whereabouts(seen, (event("issued", when=MORNING, whose="00001"),)), today=day)


def test_who_was_reminded_today_is_not_reminded_again() -> None:
    reminder = reminded("00001", "2026-03-02")
    seen = received(*((code, sent(code, code)) for code in CODES[1:]), events=(reminder,))
    assert next_on(date(2026, 3, 2), seen) == "report"
    assert next_on(date(2026, 3, 3), seen) == "remind"


def test_who_was_reminded_is_waited_for_until_the_due_date_is_over() -> None:
    """One of eight owes a form; after the due date it is reminded once more, and then a report is due."""
    first, second = reminded("00001", "2026-03-02"), reminded("00001", "2026-03-06")
    sent_files = tuple((code, sent(code, code)) for code in CODES[1:])
    days = [date(2026, 3, day) for day in (2, 3, 5, 6)]
    once, twice = received(*sent_files, events=(first,)), received(*sent_files, events=(first, second))
    assert [next_on(day, once, "2026-03-05") for day in days] == ["wait", "wait", "wait", "remind"]
    assert next_on(date(2026, 3, 9), twice, "2026-03-05") == "report"


def test_of_nothing_no_report_is_made_but_waited() -> None:
    silent = received(events=tuple(reminded(code, "2026-03-06") for code in CODES))
    assert next_on(date(2026, 3, 6), silent) == "wait"
    assert next_on(date(2026, 3, 9), silent, "2026-03-05") == "wait"


def test_a_department_that_was_reminded_is_not_reminded_again() -> None:
    """Events call a department otherwise than the register does."""
    office = Entry(code="SYT80", name="Sở Y tế", type=DEPARTMENT, province="gso2025:80")
    seen = received(
        *((code, sent(code, code)) for code in CODES), events=(reminded("department:SYT80", "2026-03-02"),)
    )
    entries = (*(seen.register_.entries if seen.register_ else ()), office)
    seen = seen.model_copy(update={"register_": Register(entries=entries)})
    assert next_on(date(2026, 3, 2), seen) == "report"
    assert next_on(date(2026, 3, 3), seen) == "remind"


def test_a_file_is_received_once_whatever_it_is_called() -> None:
    seen = received(*EVERY_STATE)
    first = new_receipts(seen, (), when=MORNING)
    assert [(e.kind, e.whose, e.fact("file")) for e in first] == [
        ("received", "00001", "a.xlsx"),
        ("received", "00002", "b.xlsx"),
        ("received", "00003", "c.xlsx"),
        ("received", "00004", "d.xlsx"),
        ("corrected", "00004", "d.xlsx"),
        ("received", "00004", "d (2).xlsx"),
        ("received", "00005", "e.xlsx"),
        ("received", "00006", "f.xlsx"),
        ("received", "", "g.xlsx"),
    ]
    assert new_receipts(seen, first, when=MORNING) == ()


def test_a_telephone_in_the_name_of_a_file_is_not_kept() -> None:
    name = "Chị Lan 0912 345 678.xlsx"
    (told,) = new_receipts(received(("00001", sent("00001", name))), (), when=MORNING)
    assert "345" not in str(told.fact("file"))
