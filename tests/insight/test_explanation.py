"""The sum on screen is the sum that was computed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.program import dxassess
from tests.cli.test_commands import small_round
from tests.intake.book import item, with_items
from tests.scoring.small import submission
from tests.statistics.invent import invent
from tests.statistics.test_score_provinces import LONG_AN, outcome, register
from tests.statistics.test_score_provinces import small_round as tiny_round

from dxassess.insight.analysis import analyse
from dxassess.insight.explanation import Explained, explain_respondent
from dxassess.insight.explanation_province import explain_province
from dxassess.intake.submission import Answer, FileOutcome
from dxassess.questionnaire.kinds import Text
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings

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
        counted = [child for child in node.children if child.share is not None]
        if node.score is None or not counted:
            continue
        assert sum(child.share or 0 for child in counted) == pytest.approx(1.0), node.code
        if any(child.factor is not None for child in counted):
            assert prod(child.factor or 0 for child in counted) == pytest.approx(node.score, abs=1e-9)
        else:
            assert sum(child.adds or 0 for child in counted) == pytest.approx(node.score, abs=1e-9)


def test_parts_add_up_to_the_whole() -> None:
    round_ = round_of()
    analysis = analyse(round_)
    for score in round_.facilities:
        tree = explain_respondent(round_, score)
        assert tree is not None
        sums_hold(tree)
        assert tree.score == score.overall.score
    province = next(p for p in analysis.provinces if p.key == LONG_AN)
    tree = explain_province(analysis, province)
    sums_hold(tree)
    assert tree.score == province.overall.score


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 10**6),
    st.fixed_dictionaries(
        {
            "root": st.sampled_from(("arithmetic", "geometric")),
            "aggregation": st.sampled_from(("arithmetic", "geometric")),
            "missing": st.sampled_from(("not_credited", "left_out")),
            "weights": st.sampled_from(("equal", "beds")),
            "least": st.sampled_from((0.0, 0.65)),
        }
    ),
)
def test_every_tree_adds_or_multiplies_up(seed: int, rule: dict[str, Any]) -> None:
    """Facilities, departments and provinces, down to the facility in its stratum, under every rule."""
    round_ = invent(seed, most=4, **rule)
    analysis = analyse(round_)
    for score in (*round_.facilities[:8], *round_.departments):
        tree = explain_respondent(round_, score)
        assert tree is not None
        sums_hold(tree)
    for key, province in zip(("80", "82", "83", "84"), analysis.provinces, strict=True):
        tree = explain_province(analysis, province)
        sums_hold(tree)
        own = [f.code for f in round_.facilities if f.province == f"gso2004:{key}"]
        told = [node.code for node in nodes(tree.children[0]) if node.kind == "facility"]
        assert sorted(told) == sorted(str(code) for code in own)


def test_unknown_node_is_none() -> None:
    round_ = round_of()
    assert explain_respondent(round_, round_.facilities[0], code="C9") is None


def test_an_answer_is_quoted_in_the_language_of_the_reader() -> None:
    asked = with_items(
        {**item("C1.1.1", "choice"), "options": _options({"score": 0}, {"score": 1})},
        {**item("C1.1.2", "multi"), "options": _options({"weight": 1}, {"weight": 1})},
        item("C1.1.3", "yes_no"),
    )
    given: dict[str, Any] = {"C1.1.1": "b", "C1.1.2": ("a", "b"), "C1.1.3": True}
    answers = tuple(Answer(item=code, state="answered", value=value) for code, value in given.items())
    facts = {"facility_code": "00001"}
    read = submission({}, "a")
    read = read.model_copy(update={"answers": answers, "facts": read.facts.model_copy(update=facts)})
    heard = FileOutcome(file=read.file, size=1, sha256="0" * 64, status="accepted", submission=read)
    round_ = build_round(
        (heard,), questionnaires=(asked,), settings=Settings(vintage="gso2004"), register=None
    )
    tree = explain_respondent(round_, round_.facilities[0])
    assert tree is not None
    told = {node.code: node.answer for node in nodes(tree) if isinstance(node.answer, Text)}
    assert {code: text.wordings for code, text in told.items()} == {
        "C1.1.1": ("b. hai", "b. two"),
        "C1.1.2": ("một; hai", "one; two"),
        "C1.1.3": ("Có", "Yes"),
    }


def _options(first: dict[str, float], second: dict[str, float]) -> list[dict[str, object]]:
    return [
        {"code": "a", "text": {"vi": "một", "en": "one"}, **first},
        {"code": "b", "text": {"vi": "hai", "en": "two"}, **second},
    ]


def test_command_names_the_cells(small_round) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a fixture
    code = next(small_round.glob("8000*.xlsx")).name[:5]
    done = dxassess("explain", small_round, code, "C1.1.1", "--json")
    assert done.returncode == 0, done.stderr
    (place,) = json.loads(done.stdout)["places"]
    assert (place["sheet"], place["cell"][0]) == ("C1 Cam kết", "C")
    whole = dxassess("explain", small_round, "Long An").stdout
    assert "Long An" in whole
    assert code not in whole
    english = dxassess("explain", small_round, code).stdout
    assert re.search(r"“\d\. (There is no plan|A draft exists|Approved)", " ".join(english.split()))
    assert not set(re.findall("“([^”]*)”", english)) & {"Có", "Không"}
    part = dxassess("explain", small_round, "Long An", "C1").stdout
    assert code in part
    assert "D1.1" in part
    assert dxassess("explain", small_round, "Atlantis").returncode == 2
