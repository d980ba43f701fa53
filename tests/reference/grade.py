"""The confidence grade of a province as method.md §11 words it."""

from __future__ import annotations

from tests.reference.flags import Answered, Found, proofs

STEPS = (("A", 0.9, 0.05, 0.8), ("B", 0.7, 0.1, 0.6), ("C", 0.5, 0.2, 0.4))


def evidence_share(respondents: list[Answered]) -> float | None:
    """Of the answers that meet a gate and whose item asks for evidence, those with it; None: no such."""
    told = [proof for one in respondents for proof in proofs(one)]
    return sum(told) / len(told) if told else None


def flagged_share(files: list[str], found: Found) -> float | None:
    """Of these forms, those with any flag but missing evidence; None: there are none."""
    odd = {file for file, kind in found if kind != "evidence"}
    return sum(file in odd for file in files) / len(files) if files else None


def grade(coverage: float | None, flagged: float | None, evidence: float | None) -> str:
    """The worst of the three; what is unknown is D, evidence that nobody was asked for is left out."""

    def of(index: int, figure: float | None) -> str:
        for letter, *bars in STEPS:
            if figure is not None and (figure <= bars[1] if index == 1 else figure >= bars[index]):
                return letter
        return "D"

    parts = [of(0, coverage), of(1, flagged)]
    return max([*parts, of(2, evidence)] if evidence is not None else parts)
