"""The properties of rounds over many more rounds than a landing has time for.

`python -m tests.reference.many [ROUNDS]` (default 100) tries each with the rounds of these numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from hypothesis.errors import UnsatisfiedAssumption
from tests.reference import test_changes, test_deletions, test_unknown

PROPERTIES: tuple[Any, ...] = (
    test_deletions.test_a_deleted_answer_leaves_bounds_that_contain_the_old,
    test_deletions.test_a_deleted_answer_raises_no_score_and_no_level,
    test_deletions.test_a_deleted_department_raises_no_lower_bound_and_no_level,
    test_deletions.test_a_deleted_form_raises_no_floor_and_lowers_no_ceiling,
    test_deletions.test_bounds_band_and_floor_hold_the_score,
    test_unknown.test_a_form_without_an_answer_is_silence,
    test_changes.test_changes_agree,
    test_changes.test_the_share_that_two_rounds_have_in_common_agrees,
)


def tried(holds: Callable[[int], None], rounds: int) -> int:
    """On how many rounds the property says anything, and holds."""
    count = 0
    for seed in range(rounds):
        try:
            holds(seed)
        except UnsatisfiedAssumption:
            continue
        count += 1
    return count


def main(rounds: int = 100) -> None:
    for one in PROPERTIES:
        count = tried(one.hypothesis.inner_test, rounds)
        sys.stdout.write(f"{one.__name__.removeprefix('test_').replace('_', ' '):72}{count:6}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
