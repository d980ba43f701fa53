"""Numbers do not depend on the version of Python: `sum()` of floats rounds otherwise since 3.12, `math.fsum`
rounds once, everywhere. So `sum()` only counts in the rooms that compute."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dxassess

SOURCE = Path(dxassess.__file__).parent
ROOMS = (
    "authoring",
    "demo",
    "insight",
    "questionnaire",
    "render",
    "report",
    "round",
    "scoring",
    "statistics",
)
COUNTING = frozenset({"all", "any", "bool", "isinstance", "len"})
WHOLE = {
    "authoring/booklet.py": ("sum(numbers)",),
    "authoring/elicitation/agreement.py": (
        "sum((own_ranks.count(rank) ** 2 - 1 for own_ranks in ranks for rank in own_ranks))",
        "sum(tenths.values())",
    ),
    "insight/barriers.py": ("sum(map(_is_overcome, observed.severities.values()))",),
    "insight/decide.py": (
        "sum((entry.alike for entry in alike))",
        "sum((entry.concerns for entry in same))",
        "sum((getattr(entry, name) for entry in same))",
    ),
    "insight/least_effort.py": (
        "sum((max((lift.effort for lift in stair.lifts), default=0) for stair in climb.stairs))",
    ),
    "insight/plan.py": ("sum((step.effort for step in steps))",),
    "insight/whatif.py": ("sum(self._opened.values())",),
    "questionnaire/mapping.py": ("sum(ways)",),
    "render/charts/stack.py": ("sum((part.number for part in parts))", "sum(row.counts)"),
    "render/metrics.py": ("sum((advances.get(sign, _UNKNOWN_ADVANCE) for sign in text))",),
    "render/tables.py": ("sum((distance > cut if cut > 0 else distance >= cut for cut in _HEAT_CUTS))",),
    "report/sections/actions.py": (
        "sum((blank.respondents for blank in blanks))",
        "sum((reach.beyond for reach in reaches))",
        "sum((reach.effort for reach in reaches))",
        "sum((reach.planned for reach in reaches))",
        "sum((reach.reached for reach in reaches))",
    ),
    "report/page/open/exchange.py": ("sum(link.answers)", "sum(link.answers[2:])"),
    "report/sections/good_models.py": ("sum((n for n, _ in sources))",),
    "report/sections/position.py": ("sum((_alone(p) for p in view.analysis.provinces))",),
    "report/page/open/reached.py": ("sum(known)",),
    "report/page/regional/robustness.py": ("sum((item.silent for item in one.of))",),
    "report/sections/sources.py": ("sum((p.coverage.accepted for p in view.listed))", "sum(known_numbers)"),
    "report/sections/systems.py": ("sum(asked_counts.values())", "sum(link.answers)"),
    "report/value/tally.py": ("sum(known)",),
    "round/whereabouts.py": ("sum((one.issued for one in ones))", "sum((one.sent for one in ones))"),
    "statistics/connection.py": ("sum((_at(node, step) for node in nodes))",),
}
"""Sums of whole numbers, which their types say and their words do not."""


def is_whole(counted: ast.expr) -> bool:
    """Whether an expression can be seen to be a whole number: a yes or no, or a length."""
    match counted:
        case ast.Compare() | ast.UnaryOp(op=ast.Not()) | ast.Constant(value=int()):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in COUNTING
        case ast.BoolOp(values=values):
            return all(map(is_whole, values))
        case _:
            return False


def doubtful_sums(source: str) -> Iterator[str]:
    """The calls of `sum()` whose terms may be no whole numbers."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Name(id="sum"), args=[ast.GeneratorExp(elt=term) | ast.ListComp(elt=term)]
            ):
                if not is_whole(term):
                    yield ast.unparse(node)
            case ast.Call(func=ast.Name(id="sum")):
                yield ast.unparse(node)


@pytest.mark.parametrize("room", ROOMS)
def test_only_whole_numbers_are_added_by_sum(room: str) -> None:
    doubtful = {
        path.relative_to(SOURCE).as_posix(): tuple(sorted(set(found)))
        for path in (SOURCE / room).rglob("*.py")
        if (found := [*doubtful_sums(path.read_text(encoding="utf-8"))])
    }
    assert doubtful == {name: sums for name, sums in WHOLE.items() if name.startswith(f"{room}/")}


def test_what_may_be_a_float_is_seen() -> None:
    doubtful = doubtful_sums("sum(w * v for w, v in pairs) + sum(weights) + sum(x is None for x in rows)")
    assert sorted(doubtful) == ["sum((w * v for w, v in pairs))", "sum(weights)"]
