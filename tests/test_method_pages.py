"""docs/method.*.md: every example on the pages is what the program computes from the figures beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.questionnaire.sample import made
from tests.round.test_visits import scored as visited_round
from tests.scoring.small import WORKED, questionnaire, submission, text
from tests.statistics.test_score_provinces import department, outcome, register, small_round

from dxassess.intake.submission import FileOutcome
from dxassess.questionnaire.credit import credit
from dxassess.questionnaire.items import Item
from dxassess.scoring.aggregate import aggregate
from dxassess.scoring.levels import Cap, GateCheck, cap_level, reach_level
from dxassess.scoring.score import Node
from dxassess.scoring.score_submission import score_submission
from dxassess.statistics.decompose import decompose
from dxassess.statistics.province_score import NodeScore
from dxassess.statistics.score_provinces import score_provinces
from dxassess.wording.wording import MISSING, Wording, wording

DOCS = Path(__file__).parents[1] / "docs"
LANGUAGES = ("vi", "en")
Row = list[str]
Recompute = Callable[[list[Row], Wording], list[Row]]


def page(language: str) -> str:
    return (DOCS / f"method.{language}.md").read_text(encoding="utf-8")


def examples(language: str) -> dict[str, list[Row]]:
    """The rows of the table after each mark, without its head."""
    found = {}
    for name, below in re.findall(
        r"<!-- example: (\w+) -->\n(.*?\n)(?=\n[^|*\n])", page(language) + "\n\nend", re.DOTALL
    ):
        lines = [line for line in below.splitlines() if line.startswith("|")]
        found[name] = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return found


def number(cell: str) -> float:
    return float(cell.replace(",", ".").rstrip("%"))


def item(kind: str, **more: object) -> Item:
    return made({"code": "Q", "type": kind, "text": text("q"), **more})


def quantities(rows: list[Row], say: Wording) -> list[Row]:
    return [
        [
            floor,
            target,
            x,
            say.score(credit(item("number", floor=number(floor), target=number(target)), number(x))),
        ]
        for floor, target, x, _ in rows
    ]


def options(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for kind, counts, chosen, _ in rows:
        values = [number(part) for part in counts.split(";")]
        own = [
            {
                "code": str(n),
                "text": text(str(n)),
                **({"score": v / 100} if kind == "choice" else {"weight": v}),
            }
            for n, v in enumerate(values, 1)
        ]
        picked = () if chosen == MISSING else tuple(part.strip() for part in chosen.split(","))
        answer = picked[0] if kind == "choice" else picked
        done.append([kind, counts, chosen, say.score(credit(item(kind, options=own), answer))])
    return done


def blanks(rows: list[Row], say: Wording) -> list[Row]:
    def part(n: int, weight: float, score: float | None, *, blank: float | None) -> Node:
        return Node(
            code=f"Q{n}", kind="item", weight=weight, state="missing" if score is None else "scored",
            value=blank if score is None else score, score=score, low=score or 0.0,
            high=1.0 if score is None else score, answered_share=float(score is not None),
        )  # fmt: skip

    done = []
    for rule, *_ in rows:
        blank = None if rule == "left_out" else 0.0
        node = aggregate(
            code="I",
            kind="indicator",
            weight=1.0,
            children=[
                part(n, *own, blank=blank) for n, own in enumerate(((2.0, 0.8), (1.0, 0.5), (1.0, None)))
            ],
            aggregation="geometric" if rule == "geometric" else "arithmetic",
            min_answered=0.65,
        )
        shown = [say.score(value) for value in (node.score, node.low, node.high)]
        done.append([rule, *shown, say.percent(node.answered_share, 1)])
    return done


def levels(rows: list[Row], _say: Wording) -> list[Row]:
    done = []
    for score, gate, _ in rows:
        have = None if gate == MISSING else number(gate) / 100
        check = GateCheck(item="Q", level=2, at_least=0.5, score=have)
        level, _ = reach_level(number(score) / 100, levels=questionnaire().levels, gates=[check])
        done.append([score, gate, str(level)])
    return done


def cap(rows: list[Row], _say: Wording) -> list[Row]:
    done = []
    for listed, caps, _ in rows:
        own = [Cap(f"C{n}", int(level), int(caps)) for n, level in enumerate(listed.split(","))]
        level, _ = cap_level(reach_level(0.7, levels=questionnaire().levels), own, top=5)
        done.append([listed, caps, str(level)])
    return done


def second_condition(*outcomes: FileOutcome, with_department: bool = False, **sizes: int) -> NodeScore:
    round_ = small_round(*outcomes, register=register(**sizes), with_department=with_department)
    return next(node for node in score_provinces(round_)[0].conditions if node.code == "C2")


FACILITIES = (outcome("00001", "a", 40.0), outcome("00002", "a", 60.0), outcome("00004", "b", 90.0))


def strata(rows: list[Row], say: Wording) -> list[Row]:
    answered = [
        outcome(f"{type_}{n:04}", type_, number(score))
        for type_, _, scores, _ in rows[:-1]
        for n, score in enumerate(scores.split(";"))
    ]
    node = second_condition(*answered, a=4, b=2)
    done = [
        [s.type, say.number(s.weight, 1), row[2], say.score(s.mean)]
        for s, row in zip(node.strata, rows, strict=False)
    ]
    return [*done, ["F", "", "", say.score(node.facility.score)]]


def blend(rows: list[Row], say: Wording) -> list[Row]:
    done: list[Row] = []
    for _ in rows:
        node = second_condition(*FACILITIES, with_department=not done, a=4, b=2)
        assert node.department is not None
        score = node.department.score
        own = [MISSING if score is None else say.number(score * 100), say.percent(node.share)]
        ends = say.span(say.score(node.low), say.score(node.high)).replace("\u2060", "")
        done.append([say.score(node.facility.score), *own, say.score(node.score), ends])
    return done


def interval(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for registered, *_ in rows:
        answered = [outcome(f"1{n:04}", "a", 10.0 * (n + 1)) for n in range(6)]
        node = second_condition(*answered, a=int(registered))
        part = node.facility
        assert part.interval is not None
        ends = (say.score(part.interval.low), say.score(part.interval.high))
        done.append([registered, say.score(part.score), "–".join(ends)])
    return done


def difference(_rows: list[Row], say: Wording) -> list[Row]:
    here, there = (
        score_submission(submission({**WORKED, "C2_1_1": share}), questionnaire()) for share in (80.0, 20.0)
    )
    split = decompose(here, there, questionnaire())
    assert split is not None
    adds = {child.code: child.change + child.reweighted for child in split.children}
    adds["overall"] = split.change
    return [
        [code, *(say.score(s.node_by_code[code].value) for s in (here, there)), say.score(adds[code])]
        for code in ("C1", "C2", "overall")
    ]


def visit(_rows: list[Row], say: Wording) -> list[Row]:
    (one,) = visited_round("self").visited
    scores = [say.score(one.own.overall.score), say.score(one.verified.overall.score)]
    return [[*scores, say.score(one.difference, signed=True)]]


RECOMPUTE: dict[str, Recompute] = {
    function.__name__: function
    for function in (
        quantities, options, blanks, levels, cap, strata, blend, interval, difference, visit,
    )
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(RECOMPUTE))
def test_example_is_what_the_program_computes(name: str, language: str) -> None:
    rows = examples(language)[name]
    assert rows
    assert RECOMPUTE[name](rows, wording("report", language)) == rows


def test_both_pages_are_built_alike_and_every_example_is_computed() -> None:
    shapes = []
    for language in LANGUAGES:
        marks = re.findall(r"<!-- example: (\w+) -->|^(#+) (?:(\d)\.)?", page(language), re.MULTILINE)
        shapes.append(marks)
        assert set(examples(language)) == set(RECOMPUTE)
        assert f"method.{language}.md" in (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert shapes[0] == shapes[1]


def test_the_department_of_the_example_has_the_share_on_the_page() -> None:
    assert department()[0].conditions[0].share == 0.25
