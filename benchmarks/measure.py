"""One form read side by side by calamine and by this program, stage by stage, in seconds of a processor."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import NamedTuple, ParamSpec, TypeVar
from unittest.mock import patch

from python_calamine import CalamineWorkbook

from dxassess.intake import read_file as intake
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.read_file import ReaderSettings, take_file
from dxassess.intake.workbook.zipguard import read_directory

STAGES = {
    "guard": ("_examine", "is_output", "sha256"),
    "read": ("read_sheets",),
    "match": ("_recall", "identify"),
    "overlay": ("_laid", "_keep"),
    "type": ("read_form",),
}
"""What is timed of `intake/read_file.py`; findings are made in each stage, and told at the end."""
_P = ParamSpec("_P")
_R = TypeVar("_R")
_NEEDED = ("sheet", "sharedstrings", "content.xml", "styles.xml")


class Cost(NamedTuple):
    """Seconds for one file: to inflate it, bare calamine, this program from its bytes to its outcome, of that
    the stages by name, and its outcome told to the parent."""

    inflate: float
    bare: float
    whole: float
    stages: dict[str, float]
    told: float


def measure(files: Iterable[Path], settings: ReaderSettings) -> list[Cost]:
    """The cost of every file that both can read, in order."""
    return [cost for path in files if (cost := _cost(path, settings)) is not None]


def least(rounds: Sequence[Sequence[Cost]]) -> list[Cost]:
    """Of every file the least of several rounds: what the machine did besides can only add to it."""
    return [
        Cost(
            min(cost.inflate for cost in costs),
            min(cost.bare for cost in costs),
            min(cost.whole for cost in costs),
            {stage: min(cost.stages.get(stage, 0.0) for cost in costs) for stage in STAGES},
            min(cost.told for cost in costs),
        )
        for costs in zip(*rounds, strict=True)
    ]


def ratio(costs: Iterable[Cost]) -> float:
    """All that reading costs over bare calamine."""
    costs = list(costs)
    return sum(cost.whole for cost in costs) / sum(cost.bare for cost in costs)


def _cost(path: Path, settings: ReaderSettings) -> Cost | None:
    try:
        bare = _seconds(lambda: _bare(path))
    except Exception:  # noqa: BLE001 - a file that calamine cannot read has no bare cost
        return None
    workbook = Workbook(path=path, file=path.name)
    with _timed() as stages:
        start = process_time()
        taken = take_file(workbook, settings)
        whole = process_time() - start
    if not any(outcome.submission for outcome in taken.outcomes):
        return None
    return Cost(_seconds(lambda: _inflate(path)), bare, whole, dict(stages), _seconds(taken.model_dump_json))


def _seconds(do: Callable[[], object]) -> float:
    start = process_time()
    do()
    return process_time() - start


def _bare(path: Path) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _inflate(path: Path) -> None:
    content = path.read_bytes()
    if content.startswith(b"PK"):
        for name, part in read_directory(content).parts.items():
            if any(needed in name for needed in _NEEDED):
                zlib.decompressobj(-15).decompress(content[part.start : part.start + part.packed])


@contextmanager
def _timed() -> Iterator[dict[str, float]]:
    """The seconds of each stage while this is open."""
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(stage: str, do: Callable[_P, _R]) -> Callable[_P, _R]:
        def do_timed(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            start = process_time()
            try:
                return do(*args, **kwargs)
            finally:
                spent[stage] += process_time() - start

        return do_timed

    with ExitStack() as patches:
        for stage, names in STAGES.items():
            for name in names:
                patches.enter_context(patch.object(intake, name, timed(stage, getattr(intake, name))))
        yield spent
