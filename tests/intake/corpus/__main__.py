"""`python -m tests.intake.corpus`: read every file of the corpus and print how it ended."""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from tests.intake.corpus.run import run, table


def main() -> int:
    """The exit code: 1 if a file did not end as expected."""
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder))
    wrong = [result for result in done.results if result.faults]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = [
        table(done.results),
        f"{len(done.results)} files in {done.seconds:.1f} s, a reader's peak {peak:.0f} MB",
    ]
    told += [f"{result.name}: {'; '.join(result.faults)} {sorted(result.findings)}" for result in wrong]
    sys.stdout.write("\n".join(told) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
