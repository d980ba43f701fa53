"""The examples of sections 6 to 8: how sure, what differs, what a visit found."""

from __future__ import annotations

from math import ceil, floor

import numpy as np
import pytest
from tests.method.rows import Recompute, Row, known, number, parts, points, span
from tests.reference.by_hand import facility, line, made, second
from tests.reference.comparison import holm as slow_holm
from tests.reference.grade import grade as slow_grade
from tests.round.test_visits import scored as visited_round
from tests.scoring.small import WORKED, questionnaire, submission

from dxassess.intake.submission import FileOutcome
from dxassess.scoring.score_submission import score_submission
from dxassess.statistics.confidence import grade
from dxassess.statistics.decompose import decompose
from dxassess.statistics.holm import holm
from dxassess.statistics.items import ItemTable
from dxassess.statistics.soundness import soundness
from dxassess.wording.wording import MISSING, Wording

FUZZ = 1e-9
"""Two sums of one score may differ in their last digit."""


def interval(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for registered, *_ in rows:
        files = [facility(f"000{n:02}", "a", 10.0 * (n + 1)) for n in range(6)]
        _, node = second(made(files, [line(f"000{n:02}", "a") for n in range(int(registered))]))
        held = node["interval"]
        done.append([registered, say.score(node["score"]), span(held["low"], held["high"], say)])
    return done


def band(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for scores, *_ in rows:
        cells = parts(scores)
        files = [facility(f"0000{n}", "a", points(score)) for n, score in enumerate(cells)]
        _, node = second(made(files, [line(f"0000{n}", "a") for n in range(len(cells))]))
        held = node["band"]
        ends = f"{floor(100 * held['low'] + FUZZ)}–{ceil(100 * held['high'] - FUZZ)}"
        done.append([scores, say.score(node["score"]), span(node["low"], node["high"], say), ends])
    return done


def pairs(rows: list[Row], _say: Wording) -> list[Row]:
    found = []
    for listed, _ in rows:
        ps = [number(cell) for cell in parts(listed)]
        told = [bool(one) for one in holm(np.array(ps))]
        assert told == slow_holm(ps)
        found.append([listed, str(sum(told))])
    return found


def tipping(rows: list[Row], say: Wording) -> list[Row]:
    """One condition, of which the silent say nothing."""
    second_alone = questionnaire(conditions=[questionnaire().model_dump()["conditions"][1]])
    done = []
    for scores, silent, *_ in rows:
        cells = parts(scores)
        files = [facility(f"0000{n}", "a", points(score)) for n, score in enumerate(cells)]
        lines = [line(f"0000{n}", "a") for n in range(len(cells) + int(silent))]
        province, _ = second(made([only(f, "C2.1.1") for f in files], lines, asked=second_alone))
        told = province["if_silent_averaged"]
        done.append([scores, silent, say.score(told["level_down"]), say.score(told["level_up"])])
    return done


def only(file: FileOutcome, item: str) -> FileOutcome:
    assert file.submission is not None
    answers = tuple(a for a in file.submission.answers if a.item == item)
    return file.model_copy(update={"submission": file.submission.model_copy(update={"answers": answers})})


def grades(rows: list[Row], _say: Wording) -> list[Row]:
    done = []
    for coverage, flagged, evidence, _ in rows:
        shares = (known(coverage), number(flagged) / 100, known(evidence))
        told = grade(*shares)
        assert told == slow_grade(*shares)
        done.append([coverage, flagged, evidence, told])
    return done


def alpha(rows: list[Row], say: Wording) -> list[Row]:
    """Item by item the scores of the facilities; "×" is not asked. The slow sums are by the textbook: pairs
    over those who answered both, and the complete forms."""
    cells = [parts(scores) for _, scores in rows[:-2]]
    values = np.array([[np.nan if c in ("×", MISSING) else number(c) / 100 for c in row] for row in cells]).T
    asked = np.array([[c != "×" for c in row] for row in cells]).T
    zeros = np.zeros(len(cells), dtype=np.intp)
    codes = tuple(str(n) for n in range(len(cells)))
    (told,) = soundness(
        ItemTable(codes=codes, indicator=zeros, condition=zeros, values=values, asked=asked), ("C",)
    )
    common = values[:, asked.all(axis=0)]
    slow = np.cov(common[~np.isnan(common).any(axis=1)].T)
    k = len(slow)
    assert told.alpha_complete == pytest.approx(k / (k - 1) * (1 - np.trace(slow) / slow.sum()))
    shown = [say.number(one, 2) for one in (told.alpha, told.alpha_complete)]
    return [*rows[:-2], *([row[0], one] for row, one in zip(rows[-2:], shown, strict=True))]


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


EXAMPLES: tuple[Recompute, ...] = (interval, band, pairs, tipping, grades, alpha, difference, visit)
