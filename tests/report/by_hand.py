"""A round so small that its figures are computed by hand, and how tests read a block.

All facilities are of type a, to which C3 does not apply; C1 weighs 2 and C2 weighs 1. C1 is the same in all:
((0.5 x 1 + 1 x 3) / 4 + 1) / 2 = 0.9375. C2 is one percentage.

                 C2     overall                             levels C1, C2, overall (at most the lowest + 1)
80001 Long An    0.4    (2 x 0.9375 + 0.4) / 3 = 0.758333   4 (from 0.8), 2 (from 0.4), 3
80002 Long An    0.8    0.891667                            4, 4, 4
80003 Long An    blank  0.625, C2 credited 0                4, at least 0, at least 1
80004 Long An    silent
82001 Tiền Giang 0.6    0.825                               4, 3, 4
82002 Tiền Giang 1.0    0.958333                            4, 5, 5

Departments weigh 1/4 in C2. Long An's says 0.4: C2 = 0.4/4 + 3/4 x (0.4 + 0.8 + 0)/3 = 0.4, at most 0.4/4 +
3/4 x (0.4 + 0.8 + 1)/3 = 0.65, overall (1.875 + 0.4) / 3 = 0.758333. Tiền Giang's says 0.8: C2 = 0.8,
overall (1.875 + 0.8) / 3 = 0.891667; where it is `silent` the province has no score. Means of the two: C2
0.6, overall 0.825. A round before, `earlier`, had every C2 of facilities 0.1 lower.
"""

from __future__ import annotations

from tests.scoring.small import questionnaire
from tests.statistics.test_score_provinces import department, outcome

from dxassess.insight.analysis import analyse
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.report.value.charts import Mark
from dxassess.report.value.model import Cell, Figure, Readers, Section, Table
from dxassess.report.value.words import Number, Span
from dxassess.report.view import View
from dxassess.round.round import Round, build_round
from dxassess.round.settings import ScoredAnswers, Settings
from dxassess.round.visits import Visit
from dxassess.statistics.province_score import ProvinceScore

SHARES = {"80001": 40.0, "80002": 80.0, "80003": None, "82001": 60.0, "82002": 100.0}
LONG_AN, TIEN_GIANG = "gso2004:80", "gso2004:82"


def round_by_hand(
    *,
    less: float = 0.0,
    day: str = "2026-06-30",
    silent: bool = False,
    alone: bool = False,
    visits: tuple[Visit, ...] = (),
    scored: ScoredAnswers = "self",
) -> Round:
    """The round; with `less` every percentage of C2 is so much lower; with `silent` Tiền Giang's department
    sent no form; with `alone` Long An is the only province. `visits` and `scored` are as a round takes
    them."""
    asked, answered = department()
    assert answered.submission is not None
    facts = answered.submission.facts.model_copy(update={"province": "82"})
    answers = tuple(a.model_copy(update={"value": 80.0}) for a in answered.submission.answers)
    read = answered.submission.model_copy(update={"file": "d82.xlsx", "facts": facts, "answers": answers})
    other = answered.model_copy(update={"file": "d82.xlsx", "submission": read})
    entries = [
        Entry(code=code, name=f"Facility {code}", type="a", province=f"gso2004:{code[:2]}")
        for code in (*SHARES, "80004")
        if not alone or code.startswith("80")
    ]
    return build_round(
        [
            *(heard(code, share, less) for code, share in SHARES.items() if not alone or code < "82"),
            answered,
            *(() if silent or alone else (other,)),
        ],
        questionnaires=(questionnaire(), asked),
        settings=Settings(date=day, vintage="gso2004", scored=scored),
        register=Register(entries=tuple(entries)),
        visits=visits,
    )


def heard(code: str, share: float | None, less: float = 0.0) -> FileOutcome:
    """What facility `code` sent: everything of C1 and this percentage of C2."""
    one = outcome(code, "a", None if share is None else share - less)
    assert one.submission is not None
    facts = one.submission.facts.model_copy(update={"province": code[:2], "name": f"Facility {code}"})
    return one.model_copy(update={"submission": one.submission.model_copy(update={"facts": facts})})


def view_by_hand(
    *,
    earlier: bool = False,
    readers: Readers = "department",
    silent: bool = False,
    alone: bool = False,
) -> View:
    """The round as `readers` see it, compared with an earlier one if wanted."""
    before = round_by_hand(less=10.0, day="2025-06-30") if earlier else None
    return View(analysis=analyse(round_by_hand(silent=silent, alone=alone), before), readers=readers)


def province(view: View, key: str) -> ProvinceScore:
    return next(own for own in view.analysis.provinces if own.key == key)


def table(section: Section, name: str) -> Table:
    (found,) = (block for block in section.blocks if isinstance(block, Table) and block.id == name)
    return found


def figure(section: Section, name: str) -> Figure:
    (found,) = (block for block in section.blocks if isinstance(block, Figure) and block.id == name)
    return found


def plain(cell: Cell) -> object:
    """What a cell holds, as a test writes it: six decimals are beyond what is ever printed."""
    content = cell.content
    if isinstance(content, Number):
        return None if content.value is None else round(content.value, 6)
    if isinstance(content, Span):
        return tuple(None if end is None else round(end, 6) for end in (content.low, content.high))
    return content


def columns(found: Table, *at: int) -> list[tuple[object, ...]]:
    """The cells at these columns, row by row."""
    return [tuple(plain(row[n]) for n in at) for row in found.rows]


def values(marks: tuple[Mark, ...]) -> list[tuple[object, float | None]]:
    return [(mark.label, None if mark.value is None else round(mark.value, 6)) for mark in marks]
