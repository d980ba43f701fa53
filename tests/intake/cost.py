"""`python -m tests.intake.cost FOLDER [ROUNDS]`: what reading an answered form costs against the bare read.

File by file and round by round, the two one after the other: calamine reading every cell of every sheet, and
the whole intake (guard, fingerprint, checksums, reading, matching, typing, rules). Medians over all pairs."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from python_calamine import CalamineWorkbook
from tests.intake.recall import settings

from dxassess.intake.gathering.files import Workbook
from dxassess.intake.read_file import read_file


def bare(path: Path) -> float:
    """Seconds to read every cell, with nothing checked."""
    start = process_time()
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    return process_time() - start


def main(folder: Path, rounds: int) -> None:
    """Prints both medians and the ratio with its quartiles."""
    known = settings()
    plain, whole, ratios = [], [], []
    for path in sorted(folder.rglob("*.xlsx")):
        if path.name == "register.xlsx":
            continue
        try:
            bare(path)
        except Exception:  # noqa: BLE001, S112 # a file that calamine cannot read has no bare cost
            continue
        workbook = Workbook(path=path, file=path.name)
        for _ in range(rounds):
            once = bare(path)
            start = process_time()
            read_file(workbook, known)
            spent = process_time() - start
            plain.append(once)
            whole.append(spent)
            ratios.append(spent / once)
    low, middle, high = quantiles(ratios, n=4)
    sys.stdout.write(
        f"{len(ratios)} pairs: bare {1000 * median(plain):.2f} ms, intake {1000 * median(whole):.2f} ms, "
        f"ratio {middle:.2f} ({low:.2f} to {high:.2f})\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 3)
