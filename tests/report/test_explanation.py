"""The sum on screen is the sum that was computed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.cli.test_commands import dxassess, small_round
from tests.statistics.test_score_provinces import LONG_AN, outcome, register
from tests.statistics.test_score_provinces import small_round as tiny_round

from dxassess.report.context import Context
from dxassess.report.explanation import Explained, explain_province, explain_respondent
from dxassess.round.round import Round
from dxassess.statistics.score_provinces import score_provinces

__all__ = ["small_round"]


def nodes(tree: Explained) -> Iterator[Explained]:
    yield tree
    for child in tree.children:
        yield from nodes(child)


def round_of() -> Round:
    heard = [outcome("00001", "a", 40.0), outcome("00002", "a", 80.0), outcome("00003", "b", None)]
    return tiny_round(*heard, register=register(a=3, b=2))


def sums_hold(tree: Explained) -> None:
    for node in nodes(tree):
        adding = [child.adds for child in node.children if child.adds is not None]
        if node.score is not None and adding:
            assert sum(adding) == pytest.approx(node.score, abs=1e-9), node.code
            assert sum(c.share or 0 for c in node.children if c.adds is not None) == pytest.approx(1.0)


def test_parts_add_up_to_the_whole() -> None:
    round_ = round_of()
    context = Context(round=round_, provinces=tuple(score_provinces(round_)))
    for score in round_.facilities:
        tree = explain_respondent(context, score)
        assert tree is not None
        sums_hold(tree)
        assert tree.score == score.overall.score
    province = next(p for p in context.provinces if p.key == LONG_AN)
    tree = explain_province(context, province)
    sums_hold(tree)
    assert tree.score == province.overall.score


def test_unknown_node_is_none() -> None:
    round_ = round_of()
    context = Context(round=round_, provinces=tuple(score_provinces(round_)))
    assert explain_respondent(context, round_.facilities[0], code="C9") is None


def test_command_names_the_cells(small_round) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a fixture
    code = next(small_round.glob("8000*.xlsx")).name[:5]
    done = dxassess("explain", small_round, code, "C1.1.1", "--json")
    assert done.returncode == 0, done.stderr
    (place,) = json.loads(done.stdout)["places"]
    assert (place["sheet"], place["cell"][0]) == ("C1 Cam kết", "C")
    assert "Long An" in dxassess("explain", small_round, "Long An").stdout
    assert dxassess("explain", small_round, "Atlantis").returncode == 2
