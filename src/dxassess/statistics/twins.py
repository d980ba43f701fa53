"""Twins: facilities whose answers are (nearly) all the same, found without comparing all pairs (method.md
§11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from dxassess.frozen import Frozen
from dxassess.intake.submission import Answer, Submission
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.tolerance import TOLERANCE, reaches
from dxassess.statistics.panel import Ints

LEAST_ANSWERS = 30
ALIKE = 0.98


class Twins(Frozen):
    """Facilities whose answers are the same (`files`, in order), as far as `same` of `of` items: an item
    counts in `of` if either answered it. `same` = `of`: identical; a group of identical ones may have many
    files."""

    files: tuple[str, ...]
    same: int
    of: int


def twins(submissions: Sequence[Submission], questionnaire: Questionnaire) -> tuple[Twins, ...]:
    """All groups of identical submissions, and all pairs (one of each group of identical ones) with at
    least 98 % of 30 or more answers the same. The order of `submissions` does not matter; groups come by
    their first file.

    Texts and dates do not count, they differ by nature. A blank beside an answer is a difference: who
    copies a form copies its blanks. Two submissions that differ in d items agree in at least one of d + 1
    blocks of items, so those that share no block need not be compared: nothing is missed, and time grows
    with the number of submissions that agree in a quarter of all items, not with the number of pairs.
    """
    ordered = sorted(submissions, key=lambda s: s.file)
    codes = [item.code for item in questionnaire.items if item.scored]
    table = _coded(ordered, codes)
    answered = (table > 0).sum(axis=1)
    alike: dict[bytes, list[int]] = defaultdict(list)
    for row in np.flatnonzero(answered >= 1):
        alike[table[row].tobytes()].append(int(row))
    groups = list(alike.values())
    groups_alike = [
        Twins(
            files=tuple(ordered[n].file for n in group),
            same=int(answered[group[0]]),
            of=int(answered[group[0]]),
        )
        for group in groups
        if len(group) > 1 and answered[group[0]] >= LEAST_ANSWERS
    ]
    first = np.array([group[0] for group in groups], dtype=np.intp)
    for one, other in sorted(_candidates(table[first])):
        a, b = table[first[one]], table[first[other]]
        answered_by_either = int(((a > 0) | (b > 0)).sum())
        same = int(((a == b) & (a > 0)).sum())
        if answered_by_either >= LEAST_ANSWERS and reaches(same, ALIKE * answered_by_either):
            pair = (ordered[first[one]].file, ordered[first[other]].file)
            groups_alike.append(Twins(files=pair, same=same, of=answered_by_either))
    return tuple(sorted(groups_alike, key=lambda t: (t.files, t.of)))


def _coded(submissions: Sequence[Submission], codes: Sequence[str]) -> Ints:
    """(submissions, items): every distinct answer of an item as a number from 1, 0 where there is none."""
    table = np.zeros((len(submissions), len(codes)), dtype=np.intp)
    column = {code: n for n, code in enumerate(codes)}
    numbers: list[dict[object, int]] = [{} for _ in codes]
    for row, submission in enumerate(submissions):
        for answer in submission.answers:
            at = column.get(answer.item)
            if at is not None and answer.state == "answered":
                table[row, at] = numbers[at].setdefault(_exactly(answer), len(numbers[at]) + 1)
    return table


def _exactly(answer: Answer) -> object:
    """The answer as a key: True is not 1."""
    return (type(answer.value) is bool, answer.value)


def _candidates(table: Ints) -> set[tuple[int, int]]:
    """Pairs of rows (distinct ones) that agree in a block of columns, each once, the smaller row first."""
    differences = int((1 - ALIKE) * table.shape[1] + TOLERANCE)
    pairs: set[tuple[int, int]] = set()
    for block in range(differences + 1):
        # Every so manieth item: blocks of neighbours would hold whole sections that some types skip.
        for rows in _same(table[:, block :: differences + 1]):
            pairs.update(_close(table, rows, differences))
    return pairs


def _same(columns: Ints) -> Iterator[list[int]]:
    buckets: dict[bytes, list[int]] = defaultdict(list)
    for row, part in enumerate(np.ascontiguousarray(columns)):
        buckets[part.tobytes()].append(row)
    return (rows for rows in buckets.values() if len(rows) > 1)


def _close(table: Ints, rows: list[int], differences: int) -> Iterator[tuple[int, int]]:
    """The pairs within one bucket that differ in few enough items; a large one row against the rest at a
    time."""
    if len(rows) == 2:
        return combinations(rows, 2)
    pairs: list[tuple[int, int]] = []
    index = np.array(rows, dtype=np.intp)
    part = table[index]
    for n in range(len(rows) - 1):
        close_rows = np.flatnonzero((part[n + 1 :] != part[n]).sum(axis=1) <= differences)
        pairs += [(rows[n], rows[n + 1 + int(m)]) for m in close_rows]
    return iter(pairs)
