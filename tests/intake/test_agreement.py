"""The two paths through a sheet, and openpyxl, read the same from whatever became of a form's XML."""

from __future__ import annotations

from collections import Counter

from tests.intake.agreement import judge, mutants


def test_readers_agree_on_mutants() -> None:
    ends = Counter(judge(mutant) for mutant in mutants(200, seed=7))
    assert [end for end in ends if end.startswith("!")] == []
    assert {"read alike", "general and openpyxl agree", "refused by both paths"} <= ends.keys()
