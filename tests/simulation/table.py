"""How far the numbers can be trusted, on one page: agreement with the slow reference over drawn rounds, how
often intervals hold a known truth, how often equal provinces are called different.

`python -m tests.simulation.table [ROUNDS [WORLDS]]` (default 400 and 1000), some ten minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.reference.test_agreement import agreement
from tests.simulation.coverage import CASES, EQUAL, coverage, false_differences

REPORTS = 2
"""So many reports on equal provinces for each world: what is rare takes longer to count."""


def lines(rounds: int, worlds: int) -> Iterator[str]:
    yield from agreement(rounds)
    yield ""
    yield f"{'95 % intervals that hold the truth':44}{'n':>8}  % ± 1.96 s.e."
    for name, case in CASES.items():
        found = coverage(case, worlds * (6 if case.provinces == 1 else 1))
        yield f"{name:44}{found.of:8}  {found.percent}"
    yield ""
    yield f"{'reports that call equal provinces different':44}{'n':>8}  % ± 1.96 s.e."
    for name, case in EQUAL.items():
        pair, mean = false_differences(case, worlds * REPORTS)
        yield f"{name + ': two':44}{pair.of:8}  {pair.percent}"
        yield f"{name + ': one from the mean':44}{mean.of:8}  {mean.percent}"


def main(rounds: int = 400, worlds: int = 1000) -> None:
    for line in lines(rounds, worlds):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
